package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.IndicatorKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All indicators that are forecast. One thread changes it, any may read. */
final class Watches {
    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private static final int CHOSEN_MAX = 2000;

    /** After a minute the order of work is thought over. */
    private static final Duration CHOICE = Duration.ofMinutes(1);

    private final Candidates candidates;
    private final Rings rings;
    private final Map<IndicatorKey, Watch> byKey = new ConcurrentSkipListMap<>();
    private final Map<IndicatorKey, Watch> telling = new ConcurrentSkipListMap<>();
    private final Map<IndicatorKey, Standing> before = new HashMap<>();
    private final Deque<Watch> chosen = new ArrayDeque<>();
    private Instant nextChoice = Instant.MIN;
    private volatile int leftOut;

    Watches(Candidates candidates, Rings rings) {
        this.candidates = candidates;
        this.rings = rings;
    }

    /** What was known before a restart; before the first {@link #refresh}. */
    void restore(List<Standing> standings) {
        standings.forEach(standing -> before.put(standing.key(), standing));
    }

    /** Takes up indicators that are new or have other limits, and lets go of those that ended. */
    void refresh(Instant now) {
        Set<IndicatorKey> current = new HashSet<>();
        int without = 0;
        for (Candidate candidate : candidates.list()) {
            Watch known = byKey.get(candidate.key());
            if (known != null && known.of().equals(candidate)) {
                current.add(candidate.key());
                continue;
            }
            Optional<HourlyRing> ring = rings.watch(candidate.source());
            if (ring.isEmpty()) {
                without++;
                continue;
            }
            current.add(candidate.key());
            Optional<Standing> standing =
                    known != null
                            ? known.standing()
                            : Optional.ofNullable(before.remove(candidate.key()));
            byKey.put(
                    candidate.key(),
                    new Watch(candidate, new Course(candidate, ring.get()), standing, now));
        }
        end(byKey.values().stream().filter(one -> !current.contains(one.key())).toList());
        tellLeftOut(without);
    }

    private void end(List<Watch> ended) {
        if (ended.isEmpty()) {
            return;
        }
        for (Watch watch : ended) {
            byKey.remove(watch.key());
            telling.remove(watch.key());
            watch.standing().ifPresent(standing -> before.put(watch.key(), standing));
        }
        Set<SeriesKey> used =
                byKey.values().stream().map(one -> one.of().source()).collect(Collectors.toSet());
        ended.stream()
                .map(watch -> watch.of().source())
                .filter(source -> !used.contains(source))
                .forEach(rings::forget);
    }

    /** Its newest forecast has changed. */
    void heard(Watch watch, Watch.Latest news) {
        watch.heard(news);
        if (news.predicted().isEmpty() && news.withdrawn().isEmpty()) {
            telling.remove(watch.key());
        } else {
            telling.put(watch.key(), watch);
        }
    }

    /** Those that have something to tell the rules, by key: few, and asked for each second. */
    Collection<Watch> telling() {
        return telling.values();
    }

    /** What is known of the past of these series has changed: they are due. */
    void hurry(Set<SeriesKey> sources, Instant now) {
        byKey.values().stream()
                .filter(watch -> sources.contains(watch.of().source()))
                .forEach(watch -> watch.hurry(now));
        nextChoice = now;
    }

    private void tellLeftOut(int without) {
        if (without > leftOut) {
            log.warn(
                    "{} indicators are not forecast: forecasts.memory_max does not hold the hourly"
                            + " means of more than {}. Raise it, or shorten forecasts.horizon.",
                    without,
                    byKey.size());
        }
        leftOut = without;
    }

    /** Those that are due, the most urgent first; each is taken by the call that names it. */
    List<Watch> due(Instant now, int most) {
        if (chosen.isEmpty() || !now.isBefore(nextChoice)) {
            chosen.clear();
            chosen.addAll(mostUrgent(now));
            nextChoice = now.plus(CHOICE);
        }
        List<Watch> due = new ArrayList<>();
        while (due.size() < most && !chosen.isEmpty()) {
            Watch watch = chosen.poll();
            if (byKey.get(watch.key()) == watch) {
                due.add(watch);
            }
        }
        return due;
    }

    /** Many at once, as to look at all of them for each few would cost more than to forecast. */
    private List<Watch> mostUrgent(Instant now) {
        PriorityQueue<Ranked> best = new PriorityQueue<>(Comparator.reverseOrder());
        for (Watch watch : byKey.values()) {
            if (watch.isDue(now)) {
                best.add(new Ranked(Urgency.of(watch, now), watch));
                if (best.size() > CHOSEN_MAX) {
                    best.poll();
                }
            }
        }
        List<Ranked> sorted = new ArrayList<>(best);
        sorted.sort(Comparator.naturalOrder());
        return sorted.stream().map(Ranked::watch).toList();
    }

    private record Ranked(Urgency urgency, Watch watch) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency != 0 ? byUrgency : watch.key().compareTo(other.watch.key());
        }
    }

    long countDue(Instant now) {
        return byKey.values().stream().filter(watch -> watch.isDue(now)).count();
    }

    Optional<Watch> find(IndicatorKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** By key. */
    List<Watch> all() {
        return List.copyOf(byKey.values());
    }

    /** How many have no place in the memory. */
    int leftOut() {
        return leftOut;
    }
}
