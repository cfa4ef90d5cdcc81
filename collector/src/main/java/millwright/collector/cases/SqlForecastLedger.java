package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.forecast.Due;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.KeptForecast;
import millwright.collector.forecast.Outcome;
import millwright.collector.forecast.Score;
import millwright.collector.forecast.Standing;
import millwright.collector.forecast.Tally;
import millwright.collector.forecast.TrackRecord;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Verdicts;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** What was forecast and how it turned out, in the database of the cases. */
final class SqlForecastLedger implements ForecastLedger {
    /** Hits of which the lead times are looked at, the newest. */
    private static final int LEADS_MAX = 5000;

    /** Rows that go at once. */
    private static final int PORTION = 5000;

    private static final String UNKNOWN = "UNKNOWN";

    private final Transactions transactions;

    SqlForecastLedger(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void keep(List<KeptForecast> forecasts, List<Standing> standings) {
        write(
                handle -> {
                    if (!forecasts.isEmpty() && !isKept(handle, forecasts.get(0))) {
                        insert(handle, forecasts);
                    }
                    stand(handle, standings);
                    return null;
                });
    }

    /** All of a call are in one transaction: where the first one is, all are. */
    private static boolean isKept(Handle handle, KeptForecast forecast) {
        return handle.createQuery(ForecastStatements.IS_KEPT)
                        .bind("subject", Subject.of(forecast.key()))
                        .bind("made_at", Rows.time(forecast.madeAt()))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static void insert(Handle handle, List<KeptForecast> forecasts) {
        PreparedBatch batch = handle.prepareBatch(ForecastStatements.KEEP);
        for (KeptForecast forecast : forecasts) {
            bindKey(batch, forecast.key());
            bindCrossing(batch, forecast.crossing());
            Optional<KeptForecast.ExpectedValue> value = forecast.value();
            batch.bind("made_at", Rows.time(forecast.madeAt()))
                    .bind("class_hash", Sha256.of(forecast.key().indicator()))
                    .bind("horizon_seconds", forecast.horizon().toSeconds())
                    .bind("what", forecast.what().name())
                    .bind("reason", forecast.reason())
                    .bind("last_value", forecast.last())
                    .bind("model", cut(forecast.model()))
                    .bind("since_at", Rows.time(forecast.since()))
                    .bind("value_at", time(value.map(KeptForecast.ExpectedValue::at)))
                    .bind("value_low", number(value.map(KeptForecast.ExpectedValue::low)))
                    .bind("value_middle", number(value.map(KeptForecast.ExpectedValue::middle)))
                    .bind("value_high", number(value.map(KeptForecast.ExpectedValue::high)))
                    .bind("due_at", time(forecast.firstDue()))
                    .add();
        }
        var unused = batch.execute();
    }

    private static void bindKey(SqlStatement<?> statement, IndicatorKey key) {
        statement
                .bind("subject", Subject.of(key))
                .bind("host", key.host())
                .bind("indicator", key.indicator())
                .bind("resource", key.resource());
    }

    private static void bindCrossing(SqlStatement<?> statement, Optional<Crossing> crossing) {
        Optional<Limit> limit = crossing.map(Crossing::limit);
        statement
                .bind("limit_name", limit.map(Limit::name).orElse(null))
                .bind("direction", limit.map(one -> one.direction().name()).orElse(null))
                .bind("limit_value", number(limit.map(Limit::value)))
                .bind("hard", limit.map(one -> one.hard() ? 1 : 0).orElse(null))
                .bind("probability", number(crossing.map(Crossing::probability)))
                .bind("expected", crossing.map(one -> one.expected() ? 1 : 0).orElse(null))
                .bind("early_at", time(crossing.flatMap(Crossing::early)))
                .bind("median_at", time(crossing.flatMap(Crossing::median)))
                .bind("late_at", time(crossing.flatMap(Crossing::late)));
    }

    private static void stand(Handle handle, List<Standing> standings) {
        if (standings.isEmpty()) {
            return;
        }
        PreparedBatch known = handle.prepareBatch(ForecastStatements.RESTAND);
        standings.forEach(
                one -> {
                    bindStanding(known, one);
                    known.bind("subject", Subject.of(one.key())).add();
                });
        int[] rows = known.execute();
        PreparedBatch fresh = handle.prepareBatch(ForecastStatements.STAND);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == 0) {
                bindStanding(fresh, standings.get(i));
                bindKey(fresh, standings.get(i).key());
                fresh.add();
            }
        }
        if (fresh.size() > 0) {
            var unused = fresh.execute();
        }
    }

    private static void bindStanding(PreparedBatch batch, Standing standing) {
        batch.bind("verdicts", standing.verdicts().text())
                .bind("kept_at", Rows.time(standing.keptAt()))
                .bind("kept_what", standing.what().name())
                .bind("kept_reason", standing.reason())
                .bind("kept_limit", standing.limit().orElse(null))
                .bind("kept_median_at", time(standing.median()));
    }

    @Override
    public List<Standing> standings() {
        return transactions.read(
                handle ->
                        handle.createQuery(ForecastStatements.STANDINGS)
                                .map((row, context) -> standing(row))
                                .list());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                key(row),
                Verdicts.parse(row.getString("verdicts")),
                Rows.instant(row, "kept_at").orElseThrow(),
                KeptForecast.What.valueOf(row.getString("kept_what")),
                row.getString("kept_reason"),
                Rows.text(row, "kept_limit"),
                Rows.instant(row, "kept_median_at"));
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        return transactions.read(
                handle ->
                        handle.createQuery(ForecastStatements.DUE)
                                .bind("now", Rows.time(now))
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Due(
                                                        forecast(row),
                                                        Rows.instant(row, "due_at").orElseThrow(),
                                                        value(row).isPresent(),
                                                        crossing(row).isPresent()))
                                .list());
    }

    @Override
    public int score(List<Score> scores, Instant now) {
        return write(
                handle -> {
                    List<Score> done =
                            scores.stream().filter(score -> score(handle, score, now)).toList();
                    count(handle, done, now);
                    return done.size();
                });
    }

    private static boolean score(Handle handle, Score score, Instant now) {
        KeptForecast forecast = score.of().forecast();
        Optional<Entry> before = find(handle, forecast);
        if (before.isEmpty()) {
            return false;
        }
        Optional<Score.Value> value = score.value().or(() -> before.get().value());
        Optional<Score.OfCrossing> crossing = score.crossing().or(() -> before.get().crossing());
        return handle.createUpdate(ForecastStatements.SCORE)
                        .bind("subject", Subject.of(forecast.key()))
                        .bind("made_at", Rows.time(forecast.madeAt()))
                        .bind("due_at", Rows.time(score.of().at()))
                        .bind("next", time(score.next()))
                        .bind("scored_at", Rows.time(now))
                        .bind("value_outcome", value.map(SqlForecastLedger::word).orElse(null))
                        .bind("value_actual", number(value.flatMap(Score.Value::actual)))
                        .bind("outcome", crossing.map(one -> one.outcome().name()).orElse(null))
                        .bind("outcome_reason", crossing.map(one -> cut(one.why())).orElse(null))
                        .bind("crossed_at", time(crossing.flatMap(Score.OfCrossing::crossedAt)))
                        .bind(
                                "lead_seconds",
                                crossing.flatMap(Score.OfCrossing::lead)
                                        .map(Duration::toSeconds)
                                        .orElse(null))
                        .execute()
                > 0;
    }

    private static Optional<Entry> find(Handle handle, KeptForecast forecast) {
        return handle.createQuery(ForecastStatements.ENTRY)
                .bind("subject", Subject.of(forecast.key()))
                .bind("made_at", Rows.time(forecast.madeAt()))
                .map((row, context) -> entry(row))
                .findOne();
    }

    private static String word(Score.Value value) {
        return value.actual().isEmpty() ? UNKNOWN : value.isWithin() ? Tally.WITHIN : Tally.OUTSIDE;
    }

    private static void count(Handle handle, List<Score> scores, Instant now) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>(); // one order for all who write
        for (Score score : scores) {
            for (String word : Tally.words(score)) {
                counts.computeIfAbsent(
                                score.of().forecast().key().indicator(), none -> new TreeMap<>())
                        .merge(word, 1, Integer::sum);
            }
        }
        counts.forEach(
                (indicator, words) ->
                        words.forEach((word, n) -> count(handle, indicator, word, n, now)));
    }

    private static void count(
            Handle handle, String indicator, String outcome, int amount, Instant now) {
        int rows =
                handle.createUpdate(ForecastStatements.COUNT)
                        .bind("class_hash", Sha256.of(indicator))
                        .bind("scored_month", month(now))
                        .bind("outcome", outcome)
                        .bind("amount", amount)
                        .execute();
        if (rows == 0) {
            handle.createUpdate(ForecastStatements.COUNT_FIRST)
                    .bind("class_hash", Sha256.of(indicator))
                    .bind("scored_month", month(now))
                    .bind("outcome", outcome)
                    .bind("indicator", indicator)
                    .bind("amount", amount)
                    .execute();
        }
    }

    private static String month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC)).toString();
    }

    @Override
    public List<TrackRecord> records(Instant since) {
        return transactions.read(
                handle -> {
                    Map<String, Tally> tallies = new TreeMap<>();
                    handle.createQuery(ForecastStatements.TALLIES)
                            .bind("since", month(since))
                            .map((row, context) -> add(tallies, row))
                            .list();
                    Map<String, List<Duration>> leads = leads(handle, since);
                    List<TrackRecord> records = new ArrayList<>();
                    tallies.forEach(
                            (indicator, tally) ->
                                    records.add(
                                            tally.record(
                                                    indicator,
                                                    leads.getOrDefault(indicator, List.of()))));
                    return records;
                });
    }

    private static Tally add(Map<String, Tally> tallies, ResultSet row) throws SQLException {
        Tally tally = tallies.computeIfAbsent(row.getString("indicator"), absent -> new Tally());
        tally.add(row.getString("outcome"), row.getLong("total"));
        return tally;
    }

    private static Map<String, List<Duration>> leads(Handle handle, Instant since) {
        Map<String, List<Duration>> leads = new HashMap<>();
        Set<String> seen = new HashSet<>();
        handle.createQuery(ForecastStatements.LEADS)
                .bind("since", Rows.time(since))
                .bind("limit", LEADS_MAX)
                .map(
                        (row, context) -> {
                            Instant first = Rows.instant(row, "since_at").orElseThrow();
                            if (seen.add(row.getString("subject") + first)) {
                                leads.computeIfAbsent(
                                                row.getString("indicator"),
                                                absent -> new ArrayList<>())
                                        .add(Duration.ofSeconds(row.getLong("lead_seconds")));
                            }
                            return first;
                        })
                .list();
        return leads;
    }

    @Override
    public List<Entry> entries(IndicatorKey key, int limit) {
        return transactions.read(
                handle ->
                        handle.createQuery(ForecastStatements.ENTRIES)
                                .bind("subject", Subject.of(key))
                                .bind("limit", limit)
                                .map((row, context) -> entry(row))
                                .list());
    }

    @Override
    public long forget(Instant predictionsBefore, Instant othersBefore) {
        long removed =
                forget(List.of(KeptForecast.What.CROSSING), predictionsBefore)
                        + forget(
                                List.of(KeptForecast.What.QUIET, KeptForecast.What.UNFORECASTABLE),
                                othersBefore);
        write(
                handle ->
                        handle.createUpdate(ForecastStatements.FORGET_STANDINGS)
                                .bind("before", Rows.time(othersBefore))
                                .execute());
        return removed;
    }

    /** In portions, each of which a statement's time-out allows. */
    private long forget(List<KeptForecast.What> what, Instant before) {
        List<String> words = what.stream().map(Enum::name).toList();
        long removed = 0;
        while (true) {
            Optional<Instant> portion =
                    transactions.read(
                            handle ->
                                    handle.createQuery(ForecastStatements.PORTION)
                                            .bind("before", Rows.time(before))
                                            .bind("portion", PORTION)
                                            .bindList("what", words)
                                            .map(
                                                    (row, context) ->
                                                            Rows.instant(row, "made_at")
                                                                    .orElseThrow())
                                            .findOne());
            Instant until = portion.map(at -> at.plusNanos(1000)).orElse(before);
            removed +=
                    write(
                            handle ->
                                    handle.createUpdate(ForecastStatements.FORGET)
                                            .bind("before", Rows.time(until))
                                            .bindList("what", words)
                                            .execute());
            if (portion.isEmpty()) {
                return removed;
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(forecast(row), value(row), crossing(row));
    }

    private static KeptForecast forecast(ResultSet row) throws SQLException {
        return new KeptForecast(
                key(row),
                Rows.instant(row, "made_at").orElseThrow(),
                Duration.ofSeconds(row.getLong("horizon_seconds")),
                KeptForecast.What.valueOf(row.getString("what")),
                row.getString("reason"),
                expectedCrossing(row),
                row.getDouble("last_value"),
                row.getString("model"),
                Rows.instant(row, "since_at").orElseThrow(),
                expectedValue(row));
    }

    private static Optional<Crossing> expectedCrossing(ResultSet row) throws SQLException {
        Optional<String> name = Rows.text(row, "limit_name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Limit limit =
                new Limit(
                        name.get(),
                        Direction.valueOf(row.getString("direction")),
                        row.getDouble("limit_value"),
                        row.getInt("hard") == 1);
        return Optional.of(
                new Crossing(
                        limit,
                        row.getDouble("probability"),
                        row.getInt("expected") == 1,
                        Rows.instant(row, "early_at"),
                        Rows.instant(row, "median_at"),
                        Rows.instant(row, "late_at")));
    }

    private static Optional<KeptForecast.ExpectedValue> expectedValue(ResultSet row)
            throws SQLException {
        Optional<Instant> at = Rows.instant(row, "value_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new KeptForecast.ExpectedValue(
                                at.get(),
                                row.getDouble("value_low"),
                                row.getDouble("value_middle"),
                                row.getDouble("value_high")));
    }

    private static Optional<Score.Value> value(ResultSet row) throws SQLException {
        Optional<String> word = Rows.text(row, "value_outcome");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        double actual = row.getDouble("value_actual");
        return Optional.of(
                new Score.Value(
                        word.get().equals(UNKNOWN) ? Optional.empty() : Optional.of(actual),
                        word.get().equals(Tally.WITHIN)));
    }

    private static Optional<Score.OfCrossing> crossing(ResultSet row) throws SQLException {
        Optional<String> outcome = Rows.text(row, "outcome");
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        long lead = row.getLong("lead_seconds");
        boolean hasLead = !row.wasNull();
        return Optional.of(
                new Score.OfCrossing(
                        Outcome.valueOf(outcome.get()),
                        Rows.instant(row, "crossed_at"),
                        hasLead ? Optional.of(Duration.ofSeconds(lead)) : Optional.empty(),
                        Rows.text(row, "outcome_reason").orElse("")));
    }

    private static IndicatorKey key(ResultSet row) throws SQLException {
        return new IndicatorKey(
                row.getString("host"), row.getString("indicator"), row.getString("resource"));
    }

    private static String cut(String text) {
        return text.length() <= 1000 ? text : text.substring(0, 1000);
    }

    private static OffsetDateTime time(Optional<Instant> at) {
        return at.map(Rows::time).orElse(null);
    }

    private static Double number(Optional<Double> value) {
        return value.orElse(null);
    }

    private <T> T write(java.util.function.Function<Handle, T> work) {
        return transactions.write("did not take forecasts or their scores", work);
    }
}
