package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import millwright.collector.forecast.Due;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.KeptForecast;
import millwright.collector.forecast.Outcome;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.Score;
import millwright.collector.forecast.TrackRecord;
import millwright.collector.http.Routes;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;

/** Forecasts of a few hosts: one disk fills in two days, another in ten, a third will not. */
final class MadeUpForecasts implements Outlooks {
    static final Instant NOW = MadeUpFleet.NOW;
    static final IndicatorKey SOON = new IndicatorKey("db-07", "disk_free", "/var");
    static final IndicatorKey LATER = new IndicatorKey("db-08", "disk_free", "/var");
    static final IndicatorKey QUIET = new IndicatorKey("db-01", "memory_usage", "");
    static final IndicatorKey UNKNOWN = new IndicatorKey("db-02", "memory_usage", "");

    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Quality QUALITY = new Quality(Duration.ofDays(90), 2160, 1, 0.4, true);
    private static final Limit FULL = Limit.hard(Direction.BELOW, 0);

    static Routes routes(Routes routes, MadeUpFleet fleet) {
        return Api.forecasts(
                routes,
                new MadeUpForecasts(),
                ledger(),
                fleet,
                fleet.history(),
                InstantSource.fixed(NOW));
    }

    private static Instant days(double days) {
        return NOW.plus(Duration.ofMinutes(Math.round(days * 1440)));
    }

    private static Crossing expected(double days) {
        return new Crossing(
                FULL,
                0.95,
                true,
                Optional.of(days(days)),
                Optional.of(days(days * 1.25)),
                Optional.of(days(days * 1.5)));
    }

    private static Crossing none() {
        return new Crossing(
                FULL, 0.05, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Forecast.Expected forecast(Crossing crossing) {
        double[] middle = {40, 39, 38};
        double[] low = {38, 36, 34};
        double[] high = {42, 42, 42};
        return new Forecast.Expected(
                NOW,
                HORIZON,
                new Path(NOW, Duration.ofHours(1), middle, low, high),
                List.of(crossing),
                "robust-line",
                new Segment(days(-12), Segment.Beginning.STEP, 288, -4.1),
                QUALITY);
    }

    private static Outlook outlook(IndicatorKey key, Forecast forecast) {
        return new Outlook(
                key, "percent", forecast, days(-1), 24, TrackRecord.none(key.indicator()));
    }

    @Override
    public List<Outlook> all() {
        return List.of(
                outlook(QUIET, forecast(none())),
                outlook(
                        UNKNOWN,
                        new Forecast.Unforecastable(
                                NOW,
                                HORIZON,
                                Forecast.Reason.TOO_UNCERTAIN,
                                "the interval of 21 days is wider than half of 30 days",
                                QUALITY,
                                Optional.of(forecast(expected(5))))),
                outlook(LATER, forecast(expected(10))),
                outlook(SOON, forecast(expected(2))));
    }

    @Override
    public Optional<Outlook> of(IndicatorKey key) {
        return all().stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /** One that came true, and one that is still open. */
    private static ForecastLedger ledger() {
        ForecastLedger ledger = ForecastLedger.inMemory();
        ledger.keep(List.of(kept(days(-20))), List.of());
        Due due = ledger.due(NOW, 1).get(0);
        ledger.score(
                List.of(
                        new Score(
                                due,
                                Optional.of(new Score.Value(Optional.of(35.5), true)),
                                Optional.of(
                                        new Score.OfCrossing(
                                                Outcome.HIT,
                                                Optional.of(days(-17)),
                                                Optional.of(Duration.ofDays(4)),
                                                "")),
                                Optional.empty())),
                NOW);
        ledger.keep(List.of(kept(days(-1))), List.of());
        return ledger;
    }

    private static KeptForecast kept(Instant madeAt) {
        return new KeptForecast(
                SOON,
                madeAt,
                HORIZON,
                KeptForecast.What.CROSSING,
                "",
                Optional.of(
                        new Crossing(
                                FULL,
                                0.9,
                                true,
                                Optional.of(madeAt.plus(Duration.ofDays(2))),
                                Optional.of(madeAt.plus(Duration.ofDays(3))),
                                Optional.of(madeAt.plus(Duration.ofDays(4))))),
                42,
                "robust-line",
                madeAt.minus(Duration.ofDays(1)),
                Optional.of(
                        new KeptForecast.ExpectedValue(
                                madeAt.plus(Duration.ofDays(1)), 30, 35, 40)));
    }
}
