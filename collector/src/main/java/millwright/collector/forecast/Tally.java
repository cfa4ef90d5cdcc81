package millwright.collector.forecast;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts how the forecasts of one class turned out. */
public final class Tally {
    /** What counts whether values were within their interval. */
    public static final String WITHIN = "WITHIN";

    public static final String OUTSIDE = "OUTSIDE";

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long within;
    private long outside;

    /**
     * @param what name of an outcome, or of one of the two above
     */
    public void add(String what, long count) {
        switch (what) {
            case WITHIN -> within += count;
            case OUTSIDE -> outside += count;
            default -> outcomes.merge(Outcome.valueOf(what), count, Long::sum);
        }
    }

    void add(Tally other) {
        within += other.within;
        outside += other.outside;
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }

    boolean isEmpty() {
        return within + outside == 0 && outcomes.isEmpty();
    }

    /** The words under which a score is counted; none for what could not be scored. */
    public static List<String> words(Score score) {
        return Stream.concat(
                        score
                                .value()
                                .filter(value -> value.actual().isPresent())
                                .map(value -> value.isWithin() ? WITHIN : OUTSIDE)
                                .stream(),
                        score
                                .crossing()
                                .filter(crossing -> crossing.outcome() != Outcome.UNSCORED)
                                .map(crossing -> crossing.outcome().name())
                                .stream())
                .toList();
    }

    /**
     * @param of the class
     * @param leads of its hits, each prediction once, in any order
     */
    public TrackRecord record(String of, List<Duration> leads) {
        List<Duration> sorted = leads.stream().sorted().toList();
        return new TrackRecord(
                of,
                count(Outcome.HIT),
                count(Outcome.EARLY),
                count(Outcome.LATE) + count(Outcome.MISSED),
                count(Outcome.NEVER),
                count(Outcome.QUIET),
                within + outside == 0
                        ? Optional.empty()
                        : Optional.of((double) within / (within + outside)),
                sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2)));
    }

    private long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
