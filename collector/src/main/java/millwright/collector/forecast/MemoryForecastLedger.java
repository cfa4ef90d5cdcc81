package millwright.collector.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.rules.indicator.IndicatorKey;

/** A ledger that ends with its process. */
final class MemoryForecastLedger implements ForecastLedger {
    private final Map<Id, Row> rows = new LinkedHashMap<>();
    private final Map<IndicatorKey, Standing> standings = new HashMap<>();
    private final Map<String, Map<YearMonth, Tally>> tallies = new TreeMap<>();

    private record Id(IndicatorKey key, Instant madeAt) {
        static Id of(KeptForecast forecast) {
            return new Id(forecast.key(), forecast.madeAt());
        }
    }

    private static final class Row {
        private final KeptForecast forecast;
        private Optional<Instant> due;
        private Optional<Score.Value> value = Optional.empty();
        private Optional<Score.OfCrossing> crossing = Optional.empty();
        private Instant scoredAt = Instant.EPOCH;

        Row(KeptForecast forecast) {
            this.forecast = forecast;
            due = forecast.firstDue();
        }

        Entry entry() {
            return new Entry(forecast, value, crossing);
        }
    }

    @Override
    public synchronized void keep(List<KeptForecast> forecasts, List<Standing> newer) {
        forecasts.forEach(one -> rows.putIfAbsent(Id.of(one), new Row(one)));
        newer.forEach(one -> standings.put(one.key(), one));
    }

    @Override
    public synchronized List<Standing> standings() {
        return List.copyOf(standings.values());
    }

    @Override
    public synchronized List<Due> due(Instant now, int limit) {
        return rows.values().stream()
                .filter(row -> row.due.filter(due -> !due.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(row -> row.due.orElseThrow()))
                .limit(limit)
                .map(
                        row ->
                                new Due(
                                        row.forecast,
                                        row.due.orElseThrow(),
                                        row.value.isPresent(),
                                        row.crossing.isPresent()))
                .toList();
    }

    @Override
    public synchronized int score(List<Score> scores, Instant now) {
        int done = 0;
        for (Score score : scores) {
            Row row = rows.get(Id.of(score.of().forecast()));
            if (row != null && row.due.equals(Optional.of(score.of().at()))) {
                row.due = score.next();
                row.value = score.value().or(() -> row.value);
                row.crossing = score.crossing().or(() -> row.crossing);
                row.scoredAt = now;
                Tally tally = tally(row.forecast.key().indicator(), month(now));
                Tally.words(score).forEach(word -> tally.add(word, 1));
                done++;
            }
        }
        return done;
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private Tally tally(String indicator, YearMonth month) {
        return tallies.computeIfAbsent(indicator, absent -> new TreeMap<>())
                .computeIfAbsent(month, absent -> new Tally());
    }

    @Override
    public synchronized List<TrackRecord> records(Instant since) {
        List<TrackRecord> records = new ArrayList<>();
        tallies.forEach(
                (indicator, months) -> {
                    Tally all = new Tally();
                    months.forEach(
                            (month, tally) -> {
                                if (!month.isBefore(month(since))) {
                                    all.add(tally);
                                }
                            });
                    if (!all.isEmpty()) {
                        records.add(all.record(indicator, leads(indicator, since)));
                    }
                });
        return records;
    }

    private List<Duration> leads(String indicator, Instant since) {
        Map<Id, Duration> leads = new HashMap<>();
        for (Row row : rows.values()) {
            Optional<Duration> lead = row.crossing.flatMap(Score.OfCrossing::lead);
            if (lead.isPresent()
                    && row.forecast.key().indicator().equals(indicator)
                    && !row.scoredAt.isBefore(since)) {
                leads.put(new Id(row.forecast.key(), row.forecast.since()), lead.get());
            }
        }
        return List.copyOf(leads.values());
    }

    @Override
    public synchronized List<Entry> entries(IndicatorKey key, int limit) {
        return rows.values().stream()
                .filter(row -> row.forecast.key().equals(key))
                .sorted(Comparator.comparing((Row row) -> row.forecast.madeAt()).reversed())
                .limit(limit)
                .map(Row::entry)
                .toList();
    }

    @Override
    public synchronized long forget(Instant predictionsBefore, Instant othersBefore) {
        long before = rows.size();
        rows.values()
                .removeIf(
                        row ->
                                row.forecast
                                        .madeAt()
                                        .isBefore(
                                                row.forecast.what() == KeptForecast.What.CROSSING
                                                        ? predictionsBefore
                                                        : othersBefore));
        standings.values().removeIf(one -> one.keptAt().isBefore(othersBefore));
        return before - rows.size();
    }
}
