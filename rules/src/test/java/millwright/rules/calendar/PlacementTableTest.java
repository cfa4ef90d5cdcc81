package millwright.rules.calendar;

import static millwright.rules.calendar.Calendars.KUWAIT;
import static millwright.rules.calendar.Calendars.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.rules.calendar.Placement.Infeasible;
import millwright.rules.calendar.Placement.Placed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks each row of {@code placements.md}, which is written for people who plan changes. */
class PlacementTableTest {
    private static final String TABLE = "placements.md";
    private static final Pattern BESIDE =
            Pattern.compile("(\\S+) \\((\\w+)\\) \\w{3} (\\S+ \\S+) for (\\w+)");
    private static final Pattern RELIEF = Pattern.compile("relief (.+) until (.+)");
    private static final SlotFinder FINDER = Calendars.finder(Calendars.shipped());

    private record Row(
            String number,
            String title,
            String submitted,
            String type,
            String work,
            String early,
            String beside,
            String more,
            String result,
            String waysOut) {
        static Row of(String line) {
            List<String> cells =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            assertThat(cells).as(line).hasSize(12);
            return new Row(
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5),
                    cells.get(6),
                    cells.get(7),
                    cells.get(8),
                    cells.get(9),
                    cells.get(10));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRow() {
        List<Row> rows =
                text().lines()
                        .filter(each -> each.matches("\\| *\\d+ \\|.*"))
                        .map(Row::of)
                        .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
        return rows.stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.number() + " " + row.title(), () -> check(row)));
    }

    private static void check(Row row) {
        Placement placement = FINDER.place(request(row));
        assertThat(result(placement)).isEqualTo(row.result());
        assertThat(waysOut(placement)).isEqualTo(row.waysOut());
    }

    private static PlacementRequest request(Row row) {
        List<String> parts = List.of(row.work().split("\\+"));
        PlacementRequest request =
                PlacementRequest.of(
                                "WORK",
                                "db",
                                ChangeType.valueOf(row.type().toUpperCase(Locale.ROOT)),
                                day(row.submitted()),
                                duration(parts.get(0)))
                        .withReserves(
                                parts.size() > 1 ? duration(parts.get(1)) : Duration.ZERO,
                                parts.size() > 2 ? duration(parts.get(2)) : Duration.ZERO)
                        .onHosts(Set.of("db-1"), Optional.of("db-pair"))
                        .beside(beside(row.beside()));
        if (!row.early().isEmpty()) {
            request = request.before(day(row.early()));
        }
        for (String each : row.more().split("; ")) {
            request = with(request, each);
        }
        return request;
    }

    private static PlacementRequest with(PlacementRequest request, String more) {
        if (more.startsWith("not before ")) {
            return request.notBefore(day(more.substring("not before ".length())));
        }
        if (more.startsWith("ground ")) {
            return request.onGrounds(Set.of(more.substring("ground ".length())));
        }
        if (more.startsWith("now at ")) {
            Instant start = day(more.substring("now at ".length()));
            return request.nowAt(Span.of(start, Duration.ofHours(2)));
        }
        Matcher relief = RELIEF.matcher(more);
        if (relief.matches()) {
            return request.withReliefs(
                    List.of(
                            new DeadlineRelief(
                                    relief.group(1), "Operations Manager", day(relief.group(2)))));
        }
        assertThat(more).isEmpty();
        return request;
    }

    /** What else is planned: on the same system, host or pair, or on another one. */
    private static List<OccupiedWork> beside(String text) {
        List<OccupiedWork> works = new ArrayList<>();
        for (String each : text.split("; ")) {
            Matcher work = BESIDE.matcher(each);
            if (!work.matches()) {
                assertThat(each).isEmpty();
                continue;
            }
            String why = work.group(2);
            boolean same = why.equals("system") || why.equals("small");
            works.add(
                    new OccupiedWork(
                            work.group(1),
                            Set.of(same ? "db" : "web"),
                            why.equals("host") ? Set.of("db-1") : Set.of("web-1"),
                            why.equals("pair") ? Optional.of("db-pair") : Optional.empty(),
                            Span.of(at(work.group(3)), duration(work.group(4))),
                            "its owner",
                            why.equals("small")));
        }
        return works;
    }

    private static String result(Placement placement) {
        if (placement instanceof Placed placed) {
            String joins = placed.slot().joins().map(each -> ", beside " + each).orElse("");
            return placed.slot().window()
                    + " "
                    + WallClock.words(placed.slot().span().start(), KUWAIT)
                    + joins
                    + (placed.kept() ? ", kept" : "");
        }
        Infeasible none = (Infeasible) placement;
        return "none: "
                + none.obstacles().stream().map(Obstacle::reason).collect(Collectors.joining("; "));
    }

    private static String waysOut(Placement placement) {
        if (!(placement instanceof Infeasible none)) {
            return "";
        }
        Stream<String> relaxations =
                none.relaxations().stream()
                        .map(
                                each ->
                                        "%s → %s %s"
                                                .formatted(
                                                        each.words(),
                                                        each.gains().window(),
                                                        WallClock.words(
                                                                each.gains().span().start(),
                                                                KUWAIT)));
        Stream<String> emergencies =
                none.emergencies().stream()
                        .map(
                                each ->
                                        "%s window %s"
                                                .formatted(
                                                        each.priority(),
                                                        each.inTime()
                                                                ? WallClock.words(
                                                                                each.span().start(),
                                                                                KUWAIT)
                                                                        + breaks(each)
                                                                : "no: " + each.reason()));
        return Stream.concat(relaxations, emergencies).collect(Collectors.joining("<br>"));
    }

    private static String breaks(EmergencyPath path) {
        return path.breaks().isEmpty() ? "" : ", breaks " + String.join(" and ", path.breaks());
    }

    /** {@code Sun 2026-02-01 08:00}: the day of the week must be right, too. */
    private static Instant day(String text) {
        Instant time = at(text.substring(4));
        assertThat(WallClock.words(time, KUWAIT)).isEqualTo(text);
        return time;
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static String text() {
        try (InputStream in = PlacementTableTest.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
