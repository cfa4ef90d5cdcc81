package millwright.collector.pipeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.indicator.IndicatorKey;

/**
 * One host of a simulated week: a daily rhythm with noise that is often past a limit and never for
 * as long as its rule asks, samples that are lost, repeated or late, services that start again, and
 * its incidents. Around an incident there is no other noise, so that its calls can be worked out by
 * hand; its third bad minute is lost, repeated or late, which no rule may mind.
 */
final class SimulatedHost {
    private static final int AROUND = 40;
    private static final int DAY = 24 * 60;

    /** One outlier at most in so many minutes: two neighbours would be two bad minutes of two. */
    private static final int OUTLIERS_APART = 7;

    private enum Fate {
        DELIVERED,
        LOST,
        TWICE,
        LATE
    }

    private final String name;
    private final String service;
    private final int number;
    private final boolean isWeb;
    private final boolean isDatabase;
    private final int cpu;
    private final int memory;
    private final int root;
    private final int var;
    private final int connections;
    private final int latency;
    private final int requests;
    private final int errors;
    private final List<Incident> incidents = new ArrayList<>();
    private final BitSet calm = new BitSet();

    private double allRequests;
    private double allErrors;

    SimulatedHost(
            String name,
            String service,
            int number,
            boolean isWeb,
            boolean isDatabase,
            SeriesCatalog catalog) {
        this.name = name;
        this.service = service;
        this.number = number;
        this.isWeb = isWeb;
        this.isDatabase = isDatabase;
        cpu = series(catalog, "cpu", "usage_active", "cpu", "cpu-total");
        memory = series(catalog, "mem", "used_percent", "service", service);
        root = series(catalog, "disk", "used_percent", "path", "/");
        var = series(catalog, "disk", "used_percent", "path", "/var");
        connections =
                isDatabase
                        ? series(catalog, "db_connections", "used_percent", "server", "orders")
                        : -1;
        latency = isWeb ? series(catalog, "http_requests", "p95_seconds", "service", service) : -1;
        requests = isWeb ? series(catalog, "http_requests", "requests", "service", service) : -1;
        errors = isWeb ? series(catalog, "http_requests", "errors", "service", service) : -1;
    }

    private int series(
            SeriesCatalog catalog, String measurement, String field, String tag, String value) {
        return SimulatedFleet.series(
                catalog, measurement, field, "host", name, "service", service, tag, value);
    }

    int number() {
        return number;
    }

    boolean isFreeFor(Incident.Shape shape) {
        boolean has =
                switch (shape.indicator()) {
                    case Incident.CONNECTIONS -> isDatabase;
                    case Incident.LATENCY, Incident.ERRORS -> isWeb;
                    default -> true;
                };
        return has && incidents.stream().noneMatch(i -> i.isOf(shape.indicator()));
    }

    Incident suffer(Incident.Shape shape, int start) {
        String resource =
                switch (shape.indicator()) {
                    case Incident.DISK -> "/var";
                    case Incident.CONNECTIONS -> "orders";
                    case Incident.LATENCY, Incident.ERRORS -> service;
                    default -> "";
                };
        IndicatorKey key = new IndicatorKey(name, shape.indicator(), resource);
        Incident incident = new Incident(key, start, shape);
        incidents.add(incident);
        calm.set(start - AROUND, incident.end() + AROUND);
        return incident;
    }

    void begin() {
        allRequests = 0;
        allErrors = 0;
    }

    void send(int minute, Random random, SimulatedFleet.Mail mail) {
        boolean isOff = on(Incident.SILENCE, minute).isPresent();
        Fate fate = isOff ? Fate.LOST : fate(minute, random);
        Minute of = new Minute(minute, random, mail, fate);
        of.send(cpu, of.percent(Incident.CPU, cpuAt(minute, of)));
        of.send(memory, of.percent(Incident.MEMORY, of.outlier(99, of.daily(55, 5, 3))));
        of.send(root, of.daily(50, 0, 1));
        of.send(var, of.percent(Incident.DISK, of.daily(60 + number % 10, 1, 1)));
        if (isDatabase) {
            double used = of.outlier(99.5, of.daily(40, 15, 5));
            of.send(connections, of.percent(Incident.CONNECTIONS, used));
        }
        if (isWeb) {
            boolean isBurst = of.isBurst(40, 42);
            double seconds = isBurst ? 6 : of.outlier(12, of.daily(0.4, 0.2, 0.1));
            of.send(latency, of.percent(Incident.LATENCY, seconds));
            if (!isOff) {
                count(minute, of);
            }
            of.send(requests, allRequests);
            of.send(errors, allErrors);
        }
    }

    private double cpuAt(int minute, Minute of) {
        // What is about to go silent is busy, but not for long enough: silence must not call that.
        boolean isAboutToGo = on(Incident.SILENCE, minute + 8).isPresent();
        double usual = of.isBurst(20, 28) ? 95 : of.outlier(99, of.daily(32, 20, 8));
        return isAboutToGo ? 99 : usual;
    }

    private void count(int minute, Minute of) {
        double count = Math.round(of.daily(500, 150, 15));
        if (of.isChance(3_000)) {
            allRequests = 0;
            allErrors = 0;
        }
        double usual = of.outlier(3, minute % 3 == 0 ? 1 : 0);
        allRequests += count;
        allErrors +=
                on(Incident.ERRORS, minute)
                        .map(i -> (double) Math.round(count * i.valueAt(minute) / 100))
                        .orElse(usual);
    }

    private Optional<Incident> on(String indicator, int minute) {
        if (!calm.get(minute)) {
            return Optional.empty();
        }
        return incidents.stream().filter(i -> i.isOf(indicator) && i.isOnAt(minute)).findFirst();
    }

    private Fate fate(int minute, Random random) {
        if (!calm.get(minute)) {
            int lot = random.nextInt(600);
            return lot < 9 ? Fate.values()[1 + lot % 3] : Fate.DELIVERED;
        }
        boolean isThird = incidents.stream().anyMatch(i -> i.start() + 2 == minute);
        return isThird ? Fate.values()[random.nextInt(4)] : Fate.DELIVERED;
    }

    /** What one host makes of one minute. */
    private final class Minute {
        private final int minute;
        private final Random random;
        private final SimulatedFleet.Mail mail;
        private final Fate fate;
        private final double rhythm;
        private final int delay;

        Minute(int minute, Random random, SimulatedFleet.Mail mail, Fate fate) {
            this.minute = minute;
            this.random = random;
            this.mail = mail;
            this.fate = fate;
            this.rhythm = Math.sin(2 * Math.PI * (minute % DAY + 5 * number) / DAY);
            this.delay = calm.get(minute) ? 2 : 1 + random.nextInt(3);
        }

        void send(int series, double value) {
            boolean isLost = !calm.get(minute) && isChance(300);
            if (fate == Fate.LOST || isLost) {
                return;
            }
            if (fate == Fate.LATE) {
                mail.later(series, value, delay);
            } else {
                mail.now(series, value);
            }
            if (fate == Fate.TWICE) {
                mail.later(series, value, delay);
            }
        }

        double daily(double middle, double swing, double noise) {
            return middle + swing * rhythm + noise * (2 * random.nextDouble() - 1);
        }

        double percent(String indicator, double usual) {
            return on(indicator, minute).map(i -> i.valueAt(minute)).orElse(usual);
        }

        double outlier(double value, double usual) {
            boolean may = !calm.get(minute) && (minute + number) % OUTLIERS_APART == 0;
            return may && isChance(50) ? value : usual;
        }

        /** Every ninth hour, from one minute to another. */
        boolean isBurst(int from, int to) {
            int inHour = minute % 60;
            boolean isHour = (minute / 60 + number) % 9 == 0;
            return isHour && from <= inHour && inHour < to && !calm.get(minute);
        }

        boolean isChance(int oneIn) {
            return !calm.get(minute) && random.nextInt(oneIn) == 0;
        }
    }
}
