package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import millwright.collector.forecast.HostLoad;
import millwright.collector.forecast.HostLoads;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.SiteDays;
import millwright.rules.forecast.Verdicts;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.policy.ForecastPolicy;

/**
 * The forecasts of a replay: as the live job's, from hourly means, at the end of each hour of event
 * time, and told by the same {@link Verdicts}. There is no record of earlier forecasts. A key that
 * is far from all its limits is not forecast, and one that was quiet only every fourth hour; how
 * busy a host will be is forecast when work is placed on it.
 */
final class ReplayForecasts implements Predictions, HostLoads {
    static final long HOUR_MICROS = 3_600_000_000L;
    private static final int QUIET_HOURS = 4;

    private final IndicatorMapping mapping;
    private final Function<IndicatorKey, List<Level>> levels;
    private final ForecastPolicy policy;
    private final SiteDays days;
    private final Function<ForecastRequest, Forecast> model;
    private final Map<IndicatorKey, Optional<ForetoldKey>> keys = new TreeMap<>();
    private final Map<String, Optional<HostLoad>> loads = new HashMap<>();
    private Optional<Instant> hourEnd = Optional.empty();

    ReplayForecasts(
            IndicatorMapping mapping,
            Function<IndicatorKey, List<Level>> levels,
            ForecastPolicy policy,
            SiteDays days,
            Function<ForecastRequest, Forecast> model) {
        this.mapping = mapping;
        this.levels = levels;
        this.policy = policy;
        this.days = days;
        this.model = model;
    }

    /** A value of the indicator, in the order of the times. */
    void value(IndicatorKey key, long micros, double value) {
        keys.computeIfAbsent(key, this::foretold)
                .ifPresent(one -> one.value(Math.floorDiv(micros, HOUR_MICROS), value));
    }

    private Optional<ForetoldKey> foretold(IndicatorKey key) {
        return mapping.forecastable(key.indicator())
                .map(traits -> new ForetoldKey(traits, traits.limits(levels.apply(key))))
                .filter(one -> !one.limits().isEmpty());
    }

    /** Whether the end of an hour would have something to forecast. */
    boolean isWaiting() {
        return keys.values().stream()
                .anyMatch(one -> one.filter(ForetoldKey::hasRunningHour).isPresent());
    }

    /**
     * The end of an hour.
     *
     * @return whether some key has something to tell
     */
    boolean run(Instant at) {
        boolean tells = false;
        hourEnd = Optional.of(at);
        loads.clear();
        for (Map.Entry<IndicatorKey, Optional<ForetoldKey>> entry : keys.entrySet()) {
            Optional<ForetoldKey> key = entry.getValue().filter(ForetoldKey::endHour);
            if (key.isPresent() && !isLeftOut(key.get(), at)) {
                run(entry.getKey(), key.get(), at);
                tells |= !key.get().crossings().isEmpty() || key.get().withdrawn().isPresent();
            }
        }
        return tells;
    }

    private boolean isLeftOut(ForetoldKey key, Instant at) {
        Verdicts.Standing standing = key.verdicts().standing();
        boolean isOpen =
                standing == Verdicts.Standing.CROSSES || key.verdicts().prediction().isPresent();
        return !isOpen
                && (key.restsAt(Math.floorDiv(at.getEpochSecond(), 3600))
                        || key.isFarFromAll(policy.horizon()));
    }

    private void run(IndicatorKey of, ForetoldKey key, Instant at) {
        Forecast forecast = forecast(key, at);
        Verdicts next = key.verdicts().next(forecast, policy.terms());
        ForecastPolicy.Ceiling ceiling = policy.ceiling(0, 0, forecast.quality().confident());
        String unit = key.traits().unit();
        key.said(
                next,
                next.predictions(
                        of,
                        unit,
                        forecast,
                        key.last(),
                        ceiling.priority(),
                        ceiling.reason(),
                        List.of()),
                next.withdrawal(of, unit, forecast, key.last()));
        boolean isQuiet = next.standing() != Verdicts.Standing.CROSSES;
        key.restUntil(Math.floorDiv(at.getEpochSecond(), 3600) + (isQuiet ? QUIET_HOURS : 1));
    }

    private Forecast forecast(ForetoldKey key, Instant at) {
        return model.apply(
                new ForecastRequest(
                        key.history(),
                        at,
                        policy.horizon(),
                        key.limits(),
                        key.traits().range(),
                        List.of(),
                        days));
    }

    @Override
    public List<String> hosts() {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> entry.getKey())
                .filter(key -> key.equals(load(key.host())))
                .map(IndicatorKey::host)
                .toList();
    }

    @Override
    public Optional<HostLoad> of(String host) {
        return loads.computeIfAbsent(host, this::newLoad);
    }

    private Optional<HostLoad> newLoad(String host) {
        Optional<ForetoldKey> key = keys.getOrDefault(load(host), Optional.empty());
        return hourEnd.flatMap(
                at ->
                        key.flatMap(
                                one -> {
                                    int end = Math.toIntExact(at.getEpochSecond() / 3600);
                                    return HostLoad.of(
                                            end,
                                            one.means(end - HostLoad.HOURS, end),
                                            HostLoad.HourlyPath.of(forecast(one, at)),
                                            days.zone());
                                }));
    }

    private static IndicatorKey load(String host) {
        return new IndicatorKey(host, HostLoad.INDICATOR, "");
    }

    @Override
    public List<PredictedCrossing> crossings() {
        List<PredictedCrossing> all = new ArrayList<>();
        keys.values().forEach(key -> key.ifPresent(one -> all.addAll(one.crossings())));
        return all;
    }

    @Override
    public List<WithdrawnPrediction> withdrawn() {
        return keys.values().stream()
                .flatMap(Optional::stream)
                .flatMap(one -> one.withdrawn().stream())
                .toList();
    }
}
