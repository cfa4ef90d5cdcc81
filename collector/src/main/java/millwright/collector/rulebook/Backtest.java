package millwright.collector.rulebook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import millwright.collector.history.History;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.pipeline.Playback;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Runs what the history holds through the whole chain, by the rules in force and by proposed ones,
 * and compares the tickets.
 */
public final class Backtest {
    private static final Duration RUN_UP_MIN = Duration.ofMinutes(35);

    private final History history;
    private final SeriesCatalog catalog;
    private final MaintenancePolicy policy;
    private final Instant from;
    private final Instant to;

    /**
     * @param catalog that the history was opened with
     * @param policy what the site has agreed on, for both
     * @param from tickets that open from then on are counted; samples of before are only judged
     * @param to exclusive
     */
    public Backtest(
            History history,
            SeriesCatalog catalog,
            MaintenancePolicy policy,
            Instant from,
            Instant to) {
        this.history = requireNonNull(history, "history");
        this.catalog = requireNonNull(catalog, "catalog");
        this.policy = requireNonNull(policy, "policy");
        this.from = requireNonNull(from, "from");
        this.to = requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from %s is not before to %s".formatted(from, to));
        }
    }

    /**
     * @param proposed empty to look at the rules in force alone
     */
    public BacktestReport run(LoadedRules inForce, Optional<LoadedRules> proposed)
            throws IOException {
        BacktestTally first = tally(inForce);
        Optional<BacktestTally> second =
                proposed.isPresent() ? Optional.of(tally(proposed.get())) : Optional.empty();
        return new BacktestReport(from, to, hosts(), first, second);
    }

    private BacktestTally tally(LoadedRules rules) throws IOException {
        BacktestTally tally = new BacktestTally(rules.version(), from);
        Instant begin = from.minus(runUp(rules));
        new Playback(catalog, rules.engine(), rules.mapping())
                .policy(policy)
                .wholeGapsAreOurs()
                .run(visitor -> history.scan(begin, to, visitor::sample), tally::hear);
        return tally;
    }

    /** What was breached already when the time begins that is asked for is no new ticket. */
    private static Duration runUp(LoadedRules rules) {
        Duration wanted = rules.engine().longestWindow().multipliedBy(2).plusMinutes(5);
        return wanted.compareTo(RUN_UP_MIN) > 0 ? wanted : RUN_UP_MIN;
    }

    /** Hosts that have sent something in that time. */
    private int hosts() {
        BitSet series = new BitSet();
        history.scan(from, to, (id, micros, value) -> series.set(id));
        return (int) series.stream().mapToObj(id -> catalog.key(id).host()).distinct().count();
    }
}
