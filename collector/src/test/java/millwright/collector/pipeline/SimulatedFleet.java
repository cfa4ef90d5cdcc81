package millwright.collector.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;

/**
 * A week of ten services of twenty hosts each, a sample a minute, and the incidents that are put
 * into it: one after the other in each service, so that none explains another, each on a host and
 * indicator of its own. The same seed gives the same week.
 */
final class SimulatedFleet {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final int MINUTES = (int) Duration.ofDays(7).toMinutes();
    private static final int SERVICES = 10;
    private static final int WEB_HOSTS = 14;
    private static final int DATABASE_HOSTS = 4;
    private static final int WORKERS = 2;
    private static final int FIRST = 240;
    private static final int BETWEEN = 390;
    private static final int JITTER = 60;

    /** In the last hours of the week nothing else happens: several hosts of the first service. */
    private static final int ONE_CAUSE = MINUTES - 150;

    private final long seed;
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();

    /**
     * @param hostsOfOneCause how many hosts of one service become slow within five minutes; 0 for
     *     none, at most 10
     */
    SimulatedFleet(long seed, int hostsOfOneCause) {
        this.seed = seed;
        Random random = new Random(seed);
        for (int service = 0; service < SERVICES; service++) {
            List<SimulatedHost> members = members(service);
            hosts.addAll(members);
            trouble(members, random);
        }
        Incident.Shape slow =
                Incident.SHAPES.stream()
                        .filter(shape -> shape.indicator().equals(Incident.LATENCY))
                        .findFirst()
                        .orElseThrow();
        hosts.stream()
                .limit(WEB_HOSTS)
                .filter(host -> host.isFreeFor(slow))
                .limit(hostsOfOneCause)
                .forEach(host -> incidents.add(host.suffer(slow, ONE_CAUSE + host.number() % 5)));
    }

    private List<SimulatedHost> members(int service) {
        List<SimulatedHost> members = new ArrayList<>();
        for (int n = 0; n < WEB_HOSTS + DATABASE_HOSTS + WORKERS; n++) {
            boolean isWeb = n < WEB_HOSTS;
            boolean isDatabase = !isWeb && n < WEB_HOSTS + DATABASE_HOSTS;
            String kind = isWeb ? "web" : isDatabase ? "db" : "worker";
            String name = "%s-%d-%02d".formatted(kind, service, n);
            members.add(
                    new SimulatedHost(
                            name,
                            "shop-" + service,
                            hosts.size() + members.size(),
                            isWeb,
                            isDatabase,
                            catalog));
        }
        return members;
    }

    private void trouble(List<SimulatedHost> members, Random random) {
        List<Incident.Shape> shapes = new ArrayList<>(Incident.SHAPES);
        Collections.shuffle(shapes, random);
        for (int n = 0; n < shapes.size(); n++) {
            Incident.Shape shape = shapes.get(n);
            List<SimulatedHost> free = members.stream().filter(h -> h.isFreeFor(shape)).toList();
            int start = FIRST + n * BETWEEN + random.nextInt(JITTER);
            incidents.add(free.get(random.nextInt(free.size())).suffer(shape, start));
        }
    }

    SeriesCatalog catalog() {
        return catalog;
    }

    List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    int hostCount() {
        return hosts.size();
    }

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    /** Every sample, in the order in which it is delivered; the same each time. */
    void visit(Playback.Visitor visitor) {
        Random random = new Random(seed);
        Mail mail = new Mail(visitor);
        hosts.forEach(SimulatedHost::begin);
        for (int minute = 0; minute < MINUTES; minute++) {
            mail.nextMinute(Micros.of(at(minute)));
            for (SimulatedHost host : hosts) {
                host.send(minute, random, mail);
            }
            mail.deliverLate();
        }
    }

    /** Delivers now, twice, or up to three minutes later. */
    static final class Mail {
        private static final int REACH = 4;

        private final Playback.Visitor visitor;
        private final List<List<Held>> late = new ArrayList<>();
        private long micros;
        private int minute = -1;

        private record Held(int series, long micros, double value) {}

        Mail(Playback.Visitor visitor) {
            this.visitor = visitor;
            for (int i = 0; i < REACH; i++) {
                late.add(new ArrayList<>());
            }
        }

        void nextMinute(long at) {
            micros = at;
            minute++;
        }

        void now(int series, double value) {
            visitor.sample(series, micros, value);
        }

        /**
         * @param minutes 1 to 3
         */
        void later(int series, double value, int minutes) {
            late.get((minute + minutes) % REACH).add(new Held(series, micros, value));
        }

        void deliverLate() {
            List<Held> due = late.get(minute % REACH);
            due.forEach(held -> visitor.sample(held.series(), held.micros(), held.value()));
            due.clear();
        }
    }

    static int series(SeriesCatalog catalog, String measurement, String field, String... tags) {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            byName.put(tags[i], tags[i + 1]);
        }
        return catalog.id(new SeriesKey(measurement, new TreeMap<>(byName), field));
    }

    /** Keys that have an incident, to tell those that have none. */
    Set<IndicatorKey> troubled() {
        Set<IndicatorKey> keys = new HashSet<>();
        incidents.forEach(incident -> keys.add(incident.key()));
        return keys;
    }
}
