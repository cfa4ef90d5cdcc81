package millwright.collector.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.TrackRecord;
import millwright.collector.http.Exchange;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.IndicatorKey;

/** {@code /api/v1/forecasts}, their courses and their record. */
final class Forecasts {
    private static final Duration HISTORY_MAX = Duration.ofDays(400);
    private static final int EARLIER = 20;

    private final Outlooks outlooks;
    private final ForecastLedger ledger;
    private final FleetView fleet;
    private final IndicatorHistory history;
    private final InstantSource clock;

    Forecasts(
            Outlooks outlooks,
            ForecastLedger ledger,
            FleetView fleet,
            IndicatorHistory history,
            InstantSource clock) {
        this.outlooks = outlooks;
        this.ledger = ledger;
        this.fleet = fleet;
        this.history = history;
        this.clock = clock;
    }

    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(
                        exchange, "host", "indicator", "verdict", "before", "limit", "offset");
        Optional<String> host = parameters.text("host");
        Optional<String> indicator = parameters.text("indicator");
        Optional<ForecastAnswer.Verdict> verdict =
                parameters.oneOf("verdict", ForecastAnswer.Verdict.class);
        Optional<Instant> before = parameters.instant("before");
        List<Outlook> matching =
                outlooks.all().stream()
                        .filter(one -> host.isEmpty() || host.get().equals(one.key().host()))
                        .filter(
                                one ->
                                        indicator.isEmpty()
                                                || indicator.get().equals(one.key().indicator()))
                        .filter(
                                one ->
                                        verdict.isEmpty()
                                                || verdict.get()
                                                        == ForecastAnswer.verdict(one.forecast()))
                        .filter(one -> before.isEmpty() || early(one).isBefore(before.get()))
                        .sorted(Comparator.comparing(Forecasts::early).thenComparing(Outlook::key))
                        .toList();
        exchange.json(200, parameters.page(matching).map(ForecastAnswer::of));
    }

    /** Where none is expected, after all others. */
    private static Instant early(Outlook outlook) {
        return ForecastAnswer.early(outlook.forecast()).orElse(Instant.MAX);
    }

    void course(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "host", "indicator", "resource", "from");
        IndicatorKey key =
                new IndicatorKey(
                        parameters.requiredText("host", "a host's name"),
                        parameters.requiredText(
                                "indicator", "an indicator's id, such as disk_free"),
                        parameters.text("resource").orElse(""));
        Optional<Instant> from = parameters.instant("from");
        Outlook outlook = outlooks.of(key).orElseThrow(() -> unknown(key));
        from.ifPresent(this::checkSpan);
        exchange.json(
                200,
                new CourseAnswer(
                        ForecastAnswer.of(outlook),
                        CourseAnswer.path(outlook.forecast()),
                        from.map(start -> history(key, start)),
                        ledger.entries(key, EARLIER).stream()
                                .map(CourseAnswer.EarlierAnswer::of)
                                .toList()));
    }

    private List<IndicatorHistory.Point> history(IndicatorKey key, Instant from) {
        return fleet.host(key.host()).stream()
                .flatMap(host -> host.indicators().stream())
                .filter(indicator -> indicator.key().equals(key))
                .findFirst()
                .map((IndicatorView view) -> history.course(view, from, clock.instant()).points())
                .orElse(List.of());
    }

    private void checkSpan(Instant from) {
        Instant now = clock.instant();
        if (!from.isBefore(now) || Duration.between(from, now).compareTo(HISTORY_MAX) > 0) {
            throw Refusal.badParameter(
                    "from",
                    "an instant of the last %d days".formatted(HISTORY_MAX.toDays()),
                    "'from' %s is not within the last %d days before %s."
                            .formatted(from, HISTORY_MAX.toDays(), now));
        }
    }

    private static Refusal unknown(IndicatorKey key) {
        return Refusal.notFound(
                "Forecast",
                key.toString(),
                "There is no forecast of '%s': it is not known, its course is not foretold, or its first forecast is yet to come. GET /api/v1/forecasts lists those that are."
                        .formatted(key));
    }

    void record(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "indicator", "limit", "offset");
        Optional<String> indicator = parameters.text("indicator");
        List<TrackRecord> records =
                ledger.records(clock.instant().minus(TrackRecord.SPAN)).stream()
                        .filter(one -> indicator.isEmpty() || indicator.get().equals(one.of()))
                        .toList();
        exchange.json(200, parameters.page(records).map(TrackRecordAnswer::of));
    }
}
