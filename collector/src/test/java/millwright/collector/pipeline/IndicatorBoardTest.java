package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.OpenCase;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;
import millwright.rules.indicator.Silence;
import millwright.rules.indicator.Threshold;
import org.junit.jupiter.api.Test;

class IndicatorBoardTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final List<Level> DISK_LEVELS =
            List.of(
                    level(1, Direction.BELOW, 20, 22, Priority.P3),
                    level(2, Direction.BELOW, 10, 12, Priority.P2));
    private static final List<Level> SILENCE_LEVELS =
            List.of(
                    level(1, Direction.ABOVE, 300, 300, Priority.P3),
                    level(2, Direction.ABOVE, 900, 900, Priority.P2));

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    (key, environment) ->
                            key.indicator().equals("agent_silent") ? SILENCE_LEVELS : DISK_LEVELS,
                    DetectionPolicy.standard(),
                    TEN);

    @Test
    void aBreachStaysUntoldUntilSomebodyHasActedOnIt() {
        send(TEN, disk(), 85);

        IndicatorBoard.Untold first = board.untold(TEN);
        IndicatorBoard.Untold again = board.untold(TEN.plusSeconds(1));
        board.told(again);

        assertThat(first.breaches()).extracting(Breach::key).containsExactly(DISK);
        assertThat(again.breaches()).isEqualTo(first.breaches());
        assertThat(board.untold(TEN.plusSeconds(2)).isEmpty()).isTrue();
    }

    @Test
    void aToldBreachIsNewsAgainOnlyWhenItGetsWorse() {
        send(TEN, disk(), 85);
        board.told(board.untold(TEN));

        send(TEN.plusSeconds(10), disk(), 86);
        assertThat(board.untold(TEN.plusSeconds(10)).isEmpty()).isTrue();

        send(TEN.plusSeconds(20), disk(), 91);
        assertThat(board.untold(TEN.plusSeconds(20)).breaches())
                .extracting(Breach::priority)
                .containsExactly(Priority.P2);
    }

    @Test
    void anExpandedDiskRecoversWithItsValue() {
        send(TEN, disk(), 85);
        board.told(board.untold(TEN));

        send(TEN.plusSeconds(10), disk(), 40);

        assertThat(board.untold(TEN.plusSeconds(10)).recoveries())
                .singleElement()
                .satisfies(recovery -> assertThat(recovery.value()).isEqualTo(60));
    }

    @Test
    void aTicketThatIsOpenAfterARestartIsNotOpenedAgain() {
        board.accept(disk(), Micros.of(TEN), 85);
        board.restore(List.of(new OpenCase("T-000001", DISK, Priority.P3, TEN.minusSeconds(10))));

        assertThat(board.untold(TEN.plusSeconds(1)).isEmpty()).isTrue();
    }

    @Test
    void aTicketWhoseTroubleEndedWhileWeWereDownIsResolvedByTheNextSamples() {
        board.accept(disk(), Micros.of(TEN), 40);
        board.restore(List.of(new OpenCase("T-000001", DISK, Priority.P3, TEN.minusSeconds(600))));

        send(TEN.plusSeconds(10), disk(), 40);

        assertThat(board.untold(TEN.plusSeconds(10)).recoveries()).hasSize(1);
    }

    @Test
    void aHostWhoseClockIsAnHourSlowIsNotSilent() {
        for (int minute = 0; minute <= 10; minute++) {
            Instant now = TEN.plus(Duration.ofMinutes(minute));
            sendStamped(now, now.minus(Duration.ofHours(1)), disk(), 40);
        }

        assertThat(board.untold(TEN.plus(Duration.ofMinutes(11))).silences()).isEmpty();
    }

    @Test
    void aHostWhoseClockWasSetBackIsSilentASecondTimeAsWell() {
        send(TEN, disk(), 40);
        IndicatorBoard.Untold first = board.untold(TEN.plusSeconds(400));
        board.told(first);
        Instant back = TEN.plusSeconds(600);
        sendStamped(back, TEN.minus(Duration.ofHours(1)), disk(), 40);
        board.told(board.untold(back));

        IndicatorBoard.Untold second = board.untold(back.plusSeconds(400));

        assertThat(first.silences()).extracting(Silence::last).containsExactly(TEN);
        assertThat(second.silences()).extracting(Silence::last).containsExactly(back);
    }

    @Test
    void aSampleFromTheFutureDoesNotMakeTheNextOnesTooLate() {
        sendStamped(TEN, TEN.plus(Duration.ofDays(1)), disk(), 40);
        send(TEN.plusSeconds(10), disk(), 85);

        assertThat(board.untold(TEN.plusSeconds(10)).breaches())
                .extracting(Breach::at)
                .containsExactly(TEN.plusSeconds(10));
        assertThat(board.aheadOfTime()).isOne();
    }

    @Test
    void silenceBeginsAfterItsLimitAndNotAtIt() {
        send(TEN, disk(), 40);

        assertThat(board.untold(TEN.plusSeconds(300)).silences()).isEmpty();
        assertThat(board.untold(TEN.plusSeconds(301)).silences())
                .extracting(Silence::priority, Silence::last)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Priority.P3, TEN));
    }

    @Test
    void ofTwoSendersOfOneIndicatorTheFirstSpeaksUntilItIsQuiet() {
        int telegraf =
                id("disk", "used_percent", "host", "db-07", "path", "/var", "fstype", "ext4");
        send(TEN, disk(), 40);
        send(TEN.plusSeconds(1), telegraf, 95);
        assertThat(board.untold(TEN.plusSeconds(2)).breaches()).isEmpty();

        send(TEN.plusSeconds(400), telegraf, 95);
        assertThat(board.untold(TEN.plusSeconds(401)).breaches()).hasSize(1);
    }

    @Test
    void aBreachOfMemoryNamesTheProcessesThatHoldMost() {
        int memory = id("mem", "used_percent", "host", "db-07");
        send(TEN, id("procstat_top", "memory_rss", "host", "db-07", "process_name", "java"), 3e9);
        send(TEN, id("procstat_top", "memory_rss", "host", "db-07", "process_name", "sh"), 1e6);
        send(TEN, id("procstat_top", "pid", "host", "db-07", "process_name", "java"), 4711);
        send(TEN.plusSeconds(1), memory, 5); // past BELOW 20 of the levels of this test

        assertThat(board.untold(TEN.plusSeconds(1)).breaches())
                .singleElement()
                .satisfies(
                        breach ->
                                assertThat(breach.suspects())
                                        .first()
                                        .isEqualTo(
                                                new ProcessUse(
                                                        "java", 4711, 0, 3_000_000_000L, 0)));
    }

    @Test
    void aProcessThatGrowsIsSuspectedBeforeABiggerOneThatDoesNot() {
        process("sqlservr", 12e9, 20e6); // breathes
        process("java", 3e9, 400e6);
        process("sh", 1e6, 0);
        send(TEN.plusSeconds(1), id("mem", "used_percent", "host", "db-07"), 5);

        assertThat(board.untold(TEN.plusSeconds(1)).breaches())
                .singleElement()
                .satisfies(
                        breach ->
                                assertThat(breach.suspects())
                                        .extracting(ProcessUse::name, ProcessUse::seemsToLeak)
                                        .containsExactly(
                                                tuple("java", true),
                                                tuple("sqlservr", false),
                                                tuple("sh", false)));
    }

    private void process(String name, double bytes, double growth) {
        String[] tags = {"host", "db-07", "process_name", name};
        send(TEN, id("procstat_top", "memory_rss", tags), bytes);
        send(TEN, id("procstat_top", "memory_rss_growth_bytes_per_hour", tags), growth);
    }

    @Test
    void aTargetIsShownWithItsLatestAnswer() {
        target(TEN, 1, 0.25);
        assertThat(board.host("db-07").orElseThrow().targets())
                .containsExactly(
                        new TargetView("http", "shop", true, TEN, Duration.ofMillis(250), "", ""));

        Instant later = TEN.plusSeconds(60);
        target(later, 0, 5);
        SampleBatch words = new SampleBatch(1);
        words.addText(targetSeries("reason"), Micros.of(later), "refused");
        words.addText(targetSeries("detail"), Micros.of(later), "refuses connections");
        board.accept(words, later);
        target(TEN.plusSeconds(30), 1, 0.25); // late: it changes nothing
        assertThat(board.host("db-07").orElseThrow().targets())
                .extracting(TargetView::up, TargetView::at, TargetView::reason, TargetView::detail)
                .containsExactly(tuple(false, later, "refused", "refuses connections"));
    }

    private void target(Instant at, double up, double seconds) {
        send(at, targetSeries("up"), up);
        send(at, targetSeries("duration_seconds"), seconds);
    }

    private int targetSeries(String field) {
        return id("millwright_target", field, "host", "db-07", "kind", "http", "target", "shop");
    }

    @Test
    void peopleSeeEachHostWithItsIndicators() {
        send(TEN, disk(), 40);

        assertThat(board.host("db-07"))
                .hasValueSatisfying(
                        host -> {
                            assertThat(host.lastSeen()).isEqualTo(TEN);
                            assertThat(host.indicators())
                                    .singleElement()
                                    .satisfies(
                                            indicator -> {
                                                assertThat(indicator.key()).isEqualTo(DISK);
                                                assertThat(indicator.invert()).isTrue();
                                                assertThat(indicator.recent()).hasSize(1);
                                            });
                        });
        assertThat(board.host("db-08")).isEmpty();
    }

    @Test
    void theSecondSenderTakesOverThoughItHasSentAllTheTime() {
        int telegraf =
                id("disk", "used_percent", "host", "db-07", "path", "/var", "fstype", "ext4");
        send(TEN, disk(), 40);
        for (int seconds = 1; seconds <= 401; seconds += 10) {
            send(TEN.plusSeconds(seconds), telegraf, 95);
        }

        assertThat(board.untold(TEN.plusSeconds(402)).breaches()).hasSize(1);
    }

    @Test
    void whatIsOverBeforeAnybodyCouldActIsStillOnRecord() {
        send(TEN, disk(), 85);
        board.untold(TEN); // the cases are away: nobody acts

        send(TEN.plusSeconds(10), disk(), 40);
        IndicatorBoard.Untold late = board.untold(TEN.plusSeconds(10));
        board.told(late);

        assertThat(late.breaches())
                .singleElement()
                .satisfies(
                        breach -> {
                            assertThat(breach.late()).isTrue();
                            assertThat(breach.since()).isEqualTo(TEN);
                        });
        assertThat(late.recoveries()).isEmpty();
        assertThat(board.untold(TEN.plusSeconds(11)).isEmpty()).isTrue();
    }

    @Test
    void whoLooksAtTheBoardTakesNoNewsAway() {
        send(TEN, disk(), 85);
        board.hosts();
        send(TEN.plusSeconds(1), disk(), 40);

        assertThat(board.untold(TEN.plusSeconds(2)).breaches())
                .extracting(Breach::late)
                .containsExactly(true);
    }

    @Test
    void aBreachThatEndsWhileItIsToldIsNoLateOneAsWell() {
        send(TEN, disk(), 85);
        IndicatorBoard.Untold untold = board.untold(TEN);
        send(TEN.plusSeconds(1), disk(), 40);
        board.hosts();
        board.told(untold);

        IndicatorBoard.Untold next = board.untold(TEN.plusSeconds(2));
        assertThat(next.breaches()).isEmpty();
        assertThat(next.recoveries()).hasSize(1);
    }

    @Test
    void aSilentHostIsNewsForOpenPages() {
        send(TEN, disk(), 40);
        board.told(board.untold(TEN));
        board.drainNews(TEN);

        board.told(board.untold(TEN.plusSeconds(301)));

        assertThat(board.drainNews(TEN.plusSeconds(302))).containsExactly("db-07");
    }

    @Test
    void aHostIsSilentByItsOnlyLevelWhateverItsNumber() {
        IndicatorBoard other =
                board(
                        (key, environment) ->
                                isSilence(key) ? List.of(SILENCE_LEVELS.get(1)) : DISK_LEVELS);
        send(other, TEN, disk(), 40);
        other.told(other.untold(TEN.plusSeconds(901)));

        send(other, TEN.plusSeconds(902), disk(), 40);

        assertThat(other.untold(TEN.plusSeconds(903)).recoveries()).hasSize(1);
    }

    @Test
    void aSeriesThatNoDetectorCanTakeLeavesTheOthersAlone() {
        List<Level> atOnce = List.of(level(1, Direction.ABOVE, 1, 0.8, Priority.P2));
        IndicatorBoard other =
                board(
                        (key, environment) ->
                                key.indicator().equals("error_rate") ? atOnce : DISK_LEVELS);
        SampleBatch batch = new SampleBatch(2);
        batch.add(errors("a"), Micros.of(TEN), 0); // a ratio needs a sustain time
        batch.add(disk(), Micros.of(TEN), 85);

        other.accept(batch, TEN);

        assertThat(other.untold(TEN).breaches()).extracting(Breach::key).containsExactly(DISK);
    }

    private static boolean isSilence(IndicatorKey key) {
        return key.indicator().equals("agent_silent");
    }

    private IndicatorBoard board(LevelSource levels) {
        return new IndicatorBoard(
                catalog, IndicatorMapping.shipped(), levels, DetectionPolicy.standard(), TEN);
    }

    private int errors(String instance) {
        return id("http_requests", "errors", "host", "web", "service", "s", "instance", instance);
    }

    private int disk() {
        return id("disk", "used_percent", "host", "db-07", "path", "/var");
    }

    private int id(String measurement, String field, String... tags) {
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            byName.put(tags[i], tags[i + 1]);
        }
        return catalog.id(new SeriesKey(measurement, new TreeMap<>(byName), field));
    }

    private void send(Instant at, int series, double value) {
        sendStamped(at, at, series, value);
    }

    private void sendStamped(Instant arrival, Instant stamp, int series, double value) {
        SampleBatch batch = new SampleBatch(1);
        batch.add(series, Micros.of(stamp), value);
        board.accept(batch, arrival);
    }

    private static void send(IndicatorBoard to, Instant at, int series, double value) {
        SampleBatch batch = new SampleBatch(1);
        batch.add(series, Micros.of(at), value);
        to.accept(batch, at);
    }

    private static Level level(
            int number, Direction direction, double limit, double rearm, Priority priority) {
        return new Level(
                number,
                new Threshold(direction, limit, Duration.ZERO, rearm, Duration.ZERO),
                priority,
                "row " + number,
                0,
                "",
                "");
    }
}
