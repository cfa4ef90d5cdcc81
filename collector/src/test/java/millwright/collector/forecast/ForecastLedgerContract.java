package millwright.collector.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Verdicts;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.Test;

/** What every ledger of forecasts does, whatever keeps it. */
public abstract class ForecastLedgerContract {
    protected static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey OTHER = new IndicatorKey("db-08", "disk_free", "/var");
    private static final Limit HARD = Limit.hard(Direction.BELOW, 0);

    /** Empty. */
    protected abstract ForecastLedger ledger();

    /** The same after its process has ended and begun again. */
    protected abstract ForecastLedger reopened();

    protected static Instant days(double days) {
        return NOON.plus(Duration.ofMinutes(Math.round(days * 1440)));
    }

    /** Made at the instant: full in 2, 4 or 6 days; tomorrow between 30 and 40 %. */
    private static KeptForecast crossing(IndicatorKey key, Instant madeAt) {
        return new KeptForecast(
                key,
                madeAt,
                Duration.ofDays(30),
                KeptForecast.What.CROSSING,
                "",
                Optional.of(
                        new Crossing(
                                HARD,
                                0.9,
                                true,
                                Optional.of(madeAt.plus(Duration.ofDays(2))),
                                Optional.of(madeAt.plus(Duration.ofDays(4))),
                                Optional.of(madeAt.plus(Duration.ofDays(6))))),
                41.5,
                "robust-line",
                madeAt.minus(Duration.ofHours(2)),
                Optional.of(
                        new KeptForecast.ExpectedValue(
                                madeAt.plus(Duration.ofDays(1)), 30, 35, 40)));
    }

    private static KeptForecast quiet(IndicatorKey key, Instant madeAt) {
        return new KeptForecast(
                key,
                madeAt,
                Duration.ofDays(30),
                KeptForecast.What.QUIET,
                "",
                Optional.of(
                        new Crossing(
                                HARD,
                                0.1,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                41.5,
                "weekly",
                madeAt,
                Optional.empty());
    }

    private static KeptForecast cannotSay(Instant madeAt) {
        return new KeptForecast(
                DISK,
                madeAt,
                Duration.ofDays(30),
                KeptForecast.What.UNFORECASTABLE,
                "TOO_SHORT",
                Optional.empty(),
                41.5,
                "",
                madeAt,
                Optional.empty());
    }

    private static Score within(Due due, double actual, boolean isWithin, Instant next) {
        return new Score(
                due,
                Optional.of(new Score.Value(Optional.of(actual), isWithin)),
                Optional.empty(),
                Optional.of(next));
    }

    private static Score hit(Due due, Instant crossedAt, Duration lead) {
        return new Score(
                due,
                Optional.empty(),
                Optional.of(
                        new Score.OfCrossing(
                                Outcome.HIT, Optional.of(crossedAt), Optional.of(lead), "")),
                Optional.empty());
    }

    private static Score turnedOut(Due due, Outcome outcome, String why) {
        return new Score(
                due,
                Optional.empty(),
                Optional.of(new Score.OfCrossing(outcome, Optional.empty(), Optional.empty(), why)),
                Optional.empty());
    }

    private static Due only(List<Due> due) {
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    @Test
    void whatIsKeptComesBackWhole() {
        KeptForecast made = crossing(DISK, NOON);
        KeptForecast none = cannotSay(days(1));
        ledger().keep(List.of(made, quiet(OTHER, NOON)), List.of());
        ledger().keep(List.of(none), List.of());

        assertThat(reopened().entries(DISK, 10))
                .containsExactly(
                        new ForecastLedger.Entry(none, Optional.empty(), Optional.empty()),
                        new ForecastLedger.Entry(made, Optional.empty(), Optional.empty()));
        assertThat(ledger().entries(DISK, 1)).hasSize(1);
    }

    @Test
    void keepingTheSameAgainChangesNothing() {
        List<KeptForecast> made = List.of(crossing(DISK, NOON), quiet(OTHER, NOON));
        ledger().keep(made, List.of());
        ledger().keep(made, List.of());

        assertThat(ledger().due(days(40), 10)).hasSize(2);
    }

    @Test
    void isDueWhenItsValueIsAndNotAMomentBefore() {
        ledger().keep(List.of(crossing(DISK, NOON)), List.of());

        assertThat(ledger().due(days(1).minusMillis(1), 10)).isEmpty();
        Due due = only(ledger().due(days(1), 10));
        assertThat(due.at()).isEqualTo(days(1));
        assertThat(due.isValueScored()).isFalse();
        assertThat(due.forecast()).isEqualTo(crossing(DISK, NOON));
    }

    @Test
    void whatIsLongestDueComesFirstAndWhatCannotBeScoredNever() {
        ledger().keep(
                        List.of(
                                crossing(DISK, NOON),
                                crossing(OTHER, days(-1)),
                                cannotSay(days(-9))),
                        List.of());

        assertThat(ledger().due(days(90), 10).stream().map(due -> due.forecast().key()))
                .containsExactly(OTHER, DISK);
        assertThat(ledger().due(days(90), 1)).hasSize(1);
    }

    @Test
    void eachStepIsScoredOnceAlsoAfterARestart() {
        ledger().keep(List.of(crossing(DISK, NOON)), List.of());
        Due first = only(ledger().due(days(2), 10));
        Score ofValue = within(first, 33, true, days(6));

        assertThat(ledger().score(List.of(ofValue), days(2))).isEqualTo(1);
        assertThat(ledger().score(List.of(ofValue), days(2))).isZero();
        assertThat(reopened().score(List.of(ofValue), days(2))).isZero();

        assertThat(ledger().due(days(6).minusMillis(1), 10)).isEmpty();
        Due second = only(ledger().due(days(6), 10));
        assertThat(second.isValueScored()).isTrue();
        assertThat(second.isCrossingScored()).isFalse();
        Score ofCrossing = hit(second, days(5), Duration.ofDays(5).plusHours(2));
        assertThat(ledger().score(List.of(ofCrossing), days(6))).isEqualTo(1);
        assertThat(reopened().score(List.of(ofCrossing), days(6))).isZero();

        assertThat(ledger().due(days(90), 10)).isEmpty();
        ForecastLedger.Entry entry = ledger().entries(DISK, 10).get(0);
        assertThat(entry.value()).contains(new Score.Value(Optional.of(33.0), true));
        assertThat(entry.crossing()).isEqualTo(ofCrossing.crossing());
        TrackRecord record = ledger().records(days(-30)).get(0);
        assertThat(record.hits()).isEqualTo(1);
        assertThat(record.coverage()).contains(1.0);
        assertThat(record.lead()).contains(Duration.ofDays(5).plusHours(2));
    }

    @Test
    void theRecordCountsEachClassAndLeavesOutWhatCouldNotBeScored() {
        IndicatorKey memory = new IndicatorKey("web-01", "memory_usage", "");
        ledger().keep(
                        List.of(
                                quiet(DISK, NOON),
                                quiet(OTHER, NOON),
                                quiet(memory, NOON),
                                quiet(DISK, days(-1))),
                        List.of());
        List<Due> due = ledger().due(days(30), 10);
        assertThat(due).hasSize(4);
        ledger().score(
                        due.stream()
                                .map(
                                        one ->
                                                one.forecast().madeAt().isBefore(NOON)
                                                        ? turnedOut(one, Outcome.UNSCORED, "gap")
                                                        : one.forecast().key().equals(DISK)
                                                                ? turnedOut(one, Outcome.MISSED, "")
                                                                : turnedOut(one, Outcome.QUIET, ""))
                                .toList(),
                        days(30));

        List<TrackRecord> records = reopened().records(days(0));
        assertThat(records.stream().map(TrackRecord::of))
                .containsExactly("disk_free", "memory_usage");
        assertThat(records.get(0).quiet()).isEqualTo(1);
        assertThat(records.get(0).late()).isEqualTo(1); // missed counts as too late
        assertThat(records.get(1).quiet()).isEqualTo(1);
        assertThat(records.get(1).coverage()).isEmpty();
        assertThat(ledger().entries(DISK, 10).get(1).crossing().orElseThrow().why())
                .isEqualTo("gap");
    }

    @Test
    void theRecordReachesBackByMonths() {
        ledger().keep(List.of(quiet(DISK, NOON)), List.of());
        Instant scoredAt = Instant.parse("2026-04-03T00:00:00Z");
        ledger().score(
                        List.of(turnedOut(only(ledger().due(days(30), 1)), Outcome.QUIET, "")),
                        scoredAt);

        assertThat(ledger().records(Instant.parse("2026-04-30T23:59:59Z"))).hasSize(1);
        assertThat(ledger().records(Instant.parse("2026-05-01T00:00:00Z"))).isEmpty();
    }

    /** A disk that was kept as running full on three days, and did, warned of its end once. */
    @Test
    void theLeadTimeOfOnePredictionCountsOnce() {
        KeptForecast first = crossing(DISK, NOON);
        KeptForecast later =
                new KeptForecast(
                        DISK,
                        days(1),
                        first.horizon(),
                        first.what(),
                        "",
                        first.crossing(),
                        38,
                        "robust-line",
                        first.since(),
                        Optional.empty());
        KeptForecast other = crossing(OTHER, days(1));
        ledger().keep(List.of(first, later, other), List.of());
        Duration long_ = Duration.ofDays(5);
        Duration short_ = Duration.ofDays(1);
        ledger().score(
                        ledger().due(days(90), 10).stream()
                                .map(
                                        due ->
                                                hit(
                                                        due,
                                                        days(5),
                                                        due.forecast().key().equals(DISK)
                                                                ? short_
                                                                : long_))
                                .toList(),
                        days(6));

        assertThat(ledger().records(NOON).get(0).hits()).isEqualTo(3);
        assertThat(ledger().records(NOON).get(0).lead()).contains(long_); // upper of two
    }

    @Test
    void standingsAreReplacedByTheirKey() {
        Standing first = Standing.of(crossing(DISK, NOON), Verdicts.NONE);
        Standing second = Standing.of(cannotSay(days(1)), Verdicts.NONE);
        Standing other = Standing.of(quiet(OTHER, NOON), Verdicts.NONE);
        ledger().keep(List.of(), List.of(first, other));
        ledger().keep(List.of(), List.of(second));

        List<Standing> standings = reopened().standings();
        assertThat(standings.stream().map(Standing::key)).containsExactlyInAnyOrder(DISK, OTHER);
        Standing disk = standings.stream().filter(s -> s.key().equals(DISK)).findFirst().get();
        assertThat(disk.what()).isEqualTo(KeptForecast.What.UNFORECASTABLE);
        assertThat(disk.reason()).isEqualTo("TOO_SHORT");
        assertThat(disk.median()).isEmpty();
        assertThat(disk.keptAt()).isEqualTo(days(1));
        assertThat(disk.verdicts().text()).isEqualTo(Verdicts.NONE.text());
        Standing quiet = standings.stream().filter(s -> s.key().equals(OTHER)).findFirst().get();
        assertThat(quiet.limit()).contains("hard limit");
    }

    @Test
    void predictionsAreKeptLongerThanTheOthersAndCountsForGood() {
        ledger().keep(
                        List.of(crossing(DISK, NOON), quiet(OTHER, NOON), quiet(OTHER, days(2))),
                        List.of(Standing.of(quiet(OTHER, NOON), Verdicts.NONE)));
        ledger().score(
                        ledger().due(days(31), 10).stream()
                                .filter(due -> due.forecast().key().equals(OTHER))
                                .map(due -> turnedOut(due, Outcome.QUIET, ""))
                                .toList(),
                        days(31));

        assertThat(ledger().forget(days(-1), NOON)).isZero(); // half-open
        assertThat(ledger().forget(days(-1), days(1))).isEqualTo(1);
        assertThat(ledger().entries(DISK, 10)).hasSize(1);
        assertThat(ledger().entries(OTHER, 10)).hasSize(1);
        assertThat(ledger().standings()).isEmpty();
        assertThat(ledger().records(NOON).get(0).quiet()).isEqualTo(1);
        assertThat(ledger().forget(days(1), days(1))).isEqualTo(1);
        assertThat(ledger().entries(DISK, 10)).isEmpty();
    }

    @Test
    void namesMayBeLongAndInAnyScript() {
        String name = "\u0648".repeat(1024);
        IndicatorKey key = new IndicatorKey(name, name, name.repeat(3));
        ledger().keep(
                        List.of(quiet(key, NOON)),
                        List.of(Standing.of(quiet(key, NOON), Verdicts.NONE)));

        assertThat(ledger().entries(key, 1).get(0).forecast().key()).isEqualTo(key);
        assertThat(ledger().standings().get(0).key()).isEqualTo(key);
    }
}
