package millwright.collector.forecast;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import millwright.rules.indicator.IndicatorKey;

/** A ledger that is away when the test says so. */
final class FailingLedger implements ForecastLedger {
    private final ForecastLedger ledger;
    private final BooleanSupplier isAway;

    FailingLedger(ForecastLedger ledger, BooleanSupplier isAway) {
        this.ledger = ledger;
        this.isAway = isAway;
    }

    private ForecastLedger ledger() {
        if (isAway.getAsBoolean()) {
            throw new IllegalStateException("away");
        }
        return ledger;
    }

    @Override
    public void keep(List<KeptForecast> forecasts, List<Standing> standings) {
        ledger().keep(forecasts, standings);
    }

    @Override
    public List<Standing> standings() {
        return ledger().standings();
    }

    /** Reading goes on, so that it is the writing that fails. */
    @Override
    public List<Due> due(Instant now, int limit) {
        return ledger.due(now, limit);
    }

    @Override
    public int score(List<Score> scores, Instant now) {
        return ledger().score(scores, now);
    }

    @Override
    public List<TrackRecord> records(Instant since) {
        return ledger.records(since);
    }

    @Override
    public List<Entry> entries(IndicatorKey key, int limit) {
        return ledger().entries(key, limit);
    }

    @Override
    public long forget(Instant predictionsBefore, Instant othersBefore) {
        return ledger().forget(predictionsBefore, othersBefore);
    }
}
