package millwright.collector.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;

/** Keeps forecasts, and how they turned out. Thread-safe; times to the microsecond. */
public interface ForecastLedger {
    /** In memory, for replay and tests. */
    static ForecastLedger inMemory() {
        return new MemoryForecastLedger();
    }

    /**
     * All of it or nothing, and durable on return. The same once more changes nothing, so that who
     * does not know whether it was done may try again.
     *
     * @param forecasts of different keys or instants
     * @param standings each replaces that of its key
     */
    void keep(List<KeptForecast> forecasts, List<Standing> standings);

    /** All of them, in no order. */
    List<Standing> standings();

    /** Those of which something is due at the instant or before, the longest due first. */
    List<Due> due(Instant now, int limit);

    /**
     * Each step counts once: of a step that is done already nothing is changed. All or nothing.
     *
     * @return how many steps this call has done
     */
    int score(List<Score> scores, Instant now);

    /**
     * How the classes have done, by their ids.
     *
     * @param since of whose month on scores count
     */
    List<TrackRecord> records(Instant since);

    /** The newest ones of a key with how they turned out, newest first. */
    List<Entry> entries(IndicatorKey key, int limit);

    /**
     * Forgets what is old, and the standings of keys that have not been forecast since.
     *
     * @param predictionsBefore of forecasts that predicted a crossing
     * @param othersBefore of the others, of which there are many
     * @return how many
     */
    long forget(Instant predictionsBefore, Instant othersBefore);

    /**
     * A kept forecast and how it turned out.
     *
     * @param value empty where it is not scored yet
     * @param crossing empty where it is not scored yet
     */
    record Entry(
            KeptForecast forecast,
            Optional<Score.Value> value,
            Optional<Score.OfCrossing> crossing) {}
}
