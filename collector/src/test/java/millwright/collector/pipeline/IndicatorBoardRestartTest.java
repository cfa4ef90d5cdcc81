package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Threshold;
import org.junit.jupiter.api.Test;

/** What a board makes of open tickets and old samples; it begins at ten. */
class IndicatorBoardRestartTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NINE = TEN.minus(Duration.ofHours(1));
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey ERRORS = new IndicatorKey("db-07", "error_rate", "shop");
    private static final IndicatorKey MEMORY = new IndicatorKey("db-07", "memory_usage", "");
    private static final IndicatorKey SILENT = new IndicatorKey("db-07", "agent_silent", "");
    private static final List<Level> ERROR_LEVELS =
            List.of(level(1, Direction.ABOVE, 1, Priority.P2, Duration.ofMinutes(5)));
    private static final List<Level> SILENCE_LEVELS =
            List.of(level(1, Direction.ABOVE, 300, Priority.P3, Duration.ZERO));
    private static final List<Level> MEMORY_LEVELS =
            List.of(held(1, 85, Priority.P3), held(2, 97, Priority.P1));
    private static final List<Level> DISK_LEVELS =
            List.of(
                    level(1, Direction.BELOW, 20, Priority.P3, Duration.ZERO),
                    level(2, Direction.BELOW, 10, Priority.P2, Duration.ZERO),
                    level(3, Direction.BELOW, 5, Priority.P2, Duration.ZERO));

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    IndicatorBoardRestartTest::levels,
                    DetectionPolicy.standard(),
                    TEN);

    @Test
    void aTicketOfAnIndicatorThatIsHeardOnlyLaterIsResolvedWhenItIsGood() {
        restore(DISK, Priority.P3);

        send(TEN.plusSeconds(60), disk(), 40);

        assertThat(untold(60).recoveries()).extracting(Recovery::key).containsExactly(DISK);
    }

    @Test
    void aTicketOfAnIndicatorThatIsHeardOnlyLaterGoesOnWhereItIsStillBad() {
        restore(DISK, Priority.P3);

        send(TEN.plusSeconds(60), disk(), 85);

        assertThat(untold(60).isEmpty()).isTrue();
    }

    @Test
    void aTicketOfAnIndicatorThatIsNeverHeardAgainStaysOpen() {
        restore(DISK, Priority.P3);
        send(TEN.plusSeconds(60), id("mem", "used_percent", "host", "db-07"), 40);

        assertThat(untold(60).isEmpty()).isTrue();
    }

    @Test
    void aTicketWhosePriorityAPersonHasChosenIsResolvedAsWell() {
        board.remember(disk(), Micros.of(TEN), 85);
        restore(DISK, Priority.P1);

        send(TEN.plusSeconds(10), disk(), 40);

        assertThat(untold(10).recoveries()).hasSize(1);
    }

    @Test
    void aWorseBreachThatWasOverBeforeTheTicketDoesNotRaiseIt() {
        memory(-10, 98); // P1, and over five good minutes later
        for (int minute = -9; minute < 0; minute++) {
            memory(minute, 40);
        }
        memory(0, 90);
        memory(1, 90);
        restore(MEMORY, Priority.P3);

        assertThat(untold(1).isEmpty()).isTrue();
    }

    private void memory(int minuteFromNine, double percent) {
        Instant at = NINE.plus(Duration.ofMinutes(minuteFromNine));
        board.remember(id("mem", "used_percent", "host", "db-07"), Micros.of(at), percent);
    }

    @Test
    void whatEndedItJustBeforeTheRestartResolvesItAtOnce() {
        board.remember(disk(), Micros.of(NINE), 85);
        board.remember(disk(), Micros.of(TEN), 40);
        restore(DISK, Priority.P3);

        assertThat(untold(1).recoveries()).extracting(Recovery::key).containsExactly(DISK);
    }

    @Test
    void whereLevelsShareAPriorityTheBreachGoesOnByItsOwnSince() {
        board.remember(disk(), Micros.of(TEN), 97); // level 3, P2 like level 2
        restore(DISK, Priority.P2);

        assertThat(untold(1).breaches())
                .extracting(Breach::since, Breach::priority)
                .allSatisfy(told -> assertThat(told.toList()).containsExactly(NINE, Priority.P2));
    }

    @Test
    void aRatioOfWhichOnlyOneCounterHasComeCanWait() {
        board.remember(id("http_requests", "errors", "host", "db-07", "service", "shop"), 0, 5);
        restore(ERRORS, Priority.P2);

        assertThat(untold(1).isEmpty()).isTrue();
    }

    @Test
    void aSampleFromTheFutureInTheHistoryMakesNobodySilent() {
        board.remember(disk(), Micros.of(TEN), 40);
        int ahead = id("mem", "used_percent", "host", "web-1");
        board.remember(ahead, Micros.of(TEN.plus(Duration.ofMinutes(30))), 40);
        board.restore(List.of());

        assertThat(untold(1).isEmpty()).isTrue();
    }

    @Test
    void whatWasOverBeforeTheRestartIsNotReportedAgain() {
        board.remember(disk(), Micros.of(TEN.minusSeconds(60)), 85);
        board.remember(disk(), Micros.of(TEN.minusSeconds(50)), 40);
        board.restore(List.of());

        assertThat(untold(1).isEmpty()).isTrue();
    }

    @Test
    void whatAHostSentBeforeTheRestartDoesNotEndItsSilence() {
        restore(SILENT, Priority.P3);
        board.remember(disk(), Micros.of(NINE), 40);
        assertThat(untold(1).isEmpty()).isTrue();
        assertThat(board.host("db-07")).hasValueSatisfying(h -> assertThat(h.silent()).isTrue());

        send(TEN.plusSeconds(2), disk(), 40);

        assertThat(untold(3).recoveries()).extracting(Recovery::key).containsExactly(SILENT);
    }

    private void restore(IndicatorKey key, Priority priority) {
        board.restore(List.of(new OpenCase("T-000001", key, priority, NINE)));
    }

    private IndicatorBoard.Untold untold(int seconds) {
        return board.untold(TEN.plusSeconds(seconds));
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
        SampleBatch batch = new SampleBatch(1);
        batch.add(series, Micros.of(at), value);
        board.accept(batch, at);
    }

    private static List<Level> levels(IndicatorKey key, String environment) {
        return switch (key.indicator()) {
            case "agent_silent" -> SILENCE_LEVELS;
            case "error_rate" -> ERROR_LEVELS;
            case "disk_free" -> DISK_LEVELS;
            case "memory_usage" -> MEMORY_LEVELS;
            default -> List.of();
        };
    }

    /** Counts at once, and is over when it has been good for five minutes. */
    private static Level held(int number, double limit, Priority priority) {
        Duration five = Duration.ofMinutes(5);
        Threshold threshold = new Threshold(Direction.ABOVE, limit, Duration.ZERO, limit - 5, five);
        return new Level(number, threshold, priority, "row " + number, 0, "", "");
    }

    private static Level level(
            int number, Direction direction, double limit, Priority priority, Duration sustain) {
        Threshold threshold = new Threshold(direction, limit, sustain, limit, Duration.ZERO);
        return new Level(number, threshold, priority, "row " + number, 0, "", "");
    }
}
