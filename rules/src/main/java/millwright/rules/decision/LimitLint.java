package millwright.rules.decision;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.rules.indicator.Detectors;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Threshold;

/** Looks at each row by itself: can it ever fire, can it ever stop, and does anything feed it. */
final class LimitLint {
    private static final MeasuredIndicator SILENCE =
            new MeasuredIndicator("agent_silent", "seconds", false);

    /** More requests than one series will ever count. */
    private static final double REQUESTS_A_SECOND_MAX = 1_000_000;

    private final CheckedTable table;
    private final Map<String, MeasuredIndicator> measured = new TreeMap<>();
    private final Map<String, Direction> usual;
    private final List<RuleProblem> unusable = new ArrayList<>();
    private final List<RuleProblem> doubtful = new ArrayList<>();

    LimitLint(CheckedTable table, Collection<MeasuredIndicator> measured) {
        this.table = table;
        measured.forEach(indicator -> this.measured.put(indicator.id(), indicator));
        this.measured.put(SILENCE.id(), SILENCE);
        this.usual = UsualDirections.shipped();
        table.inOrder().forEach(this::look);
    }

    List<RuleProblem> unusable() {
        return unusable;
    }

    List<RuleProblem> doubtful() {
        return doubtful;
    }

    private void look(TableRow row) {
        Optional<MeasuredIndicator> of = Optional.ofNullable(measured.get(row.indicator()));
        if (of.isEmpty()) {
            doubt(row, "isIndicator", unknown(row.indicator()));
        }
        of.ifPresent(indicator -> unit(row, indicator));
        of.ifPresent(indicator -> limit(row, indicator));
        sustain(row, of.map(MeasuredIndicator::ratio).orElse(false));
        minimumCount(row, of);
        direction(row);
        runbook(row);
    }

    private String unknown(String id) {
        String near =
                Nearest.to(id, measured.keySet())
                        .map(name -> " Did you mean %s?".formatted(name))
                        .orElse(" Known are " + String.join(", ", measured.keySet()) + ".");
        return "\"%s\" is measured by nothing, so this row never fires.%s".formatted(id, near);
    }

    /** A time stands for seconds, which is wrong of whatever is counted in something else. */
    private void unit(TableRow row, MeasuredIndicator indicator) {
        for (String column : List.of("limit", "rearm")) {
            String cell = table.grid().text(row.number() - 1, table.columns().get(column));
            if (LevelRow.isTime(cell) && !indicator.unit().equals("seconds")) {
                unusable.add(
                        table.problem(
                                row,
                                column,
                                "\"%s\" is a time, and %s is in %s. Write the number alone."
                                        .formatted(cell, indicator.id(), indicator.unit())));
            }
        }
    }

    private void limit(TableRow row, MeasuredIndicator indicator) {
        Threshold threshold = row.level().threshold();
        boolean above = threshold.direction() == Direction.ABOVE;
        double limit = threshold.limit();
        if (above ? limit >= indicator.greatest() : limit <= indicator.least()) {
            doubt(
                    row,
                    "limit",
                    "never fires: %s is never %s %s. Write a limit %s."
                            .formatted(
                                    indicator.id(),
                                    above ? "above" : "below",
                                    plain(limit),
                                    range(indicator)));
        }
        if (above ? limit < indicator.least() : limit > indicator.greatest()) {
            doubt(
                    row,
                    "limit",
                    "always fires: %s is always %s %s. Write a limit %s."
                            .formatted(
                                    indicator.id(),
                                    above ? "above" : "below",
                                    plain(limit),
                                    range(indicator)));
        }
        if (above
                ? threshold.rearm() < indicator.least()
                : threshold.rearm() > indicator.greatest()) {
            doubt(
                    row,
                    "rearm",
                    "a breach would never end: %s never comes to %s. Write a value %s."
                            .formatted(indicator.id(), plain(threshold.rearm()), range(indicator)));
        }
    }

    private static String range(MeasuredIndicator indicator) {
        return Double.isFinite(indicator.greatest())
                ? "between 0 and " + plain(indicator.greatest())
                : "of 0 or more";
    }

    private void sustain(TableRow row, boolean ratio) {
        Duration sustain = row.level().threshold().sustain();
        if (sustain.isZero() && ratio) {
            unusable.add(
                    table.problem(
                            row,
                            "sustain",
                            "%s is a share of what was counted over the sustain time, which must not be 0. Write one such as 5 min."
                                    .formatted(row.indicator())));
        }
        tooLong(row, "sustain", sustain);
        tooLong(row, "rearmTime", row.level().threshold().rearmTime());
        if (row.indicator().equals(SILENCE.id()) && !sustain.isZero()) {
            doubt(
                    row,
                    "sustain",
                    "has no effect: how long a host may be silent is the limit, in seconds. Write"
                            + " 0.");
        }
    }

    private void tooLong(TableRow row, String column, Duration time) {
        if (time.compareTo(Detectors.WINDOW_MAX) > 0) {
            unusable.add(
                    table.problem(
                            row,
                            column,
                            "%d days are more than the %d that can be judged."
                                    .formatted(time.toDays(), Detectors.WINDOW_MAX.toDays())));
        } else if (time.compareTo(Detectors.WINDOW_KEPT) > 0) {
            doubt(
                    row,
                    column,
                    "never fires where samples come every 10 s: %d hours are longer than the %d hours of them that are kept."
                            .formatted(time.toHours(), Detectors.WINDOW_KEPT.toHours()));
        }
    }

    private void minimumCount(TableRow row, Optional<MeasuredIndicator> of) {
        Level level = row.level();
        if (level.minimumCount() == 0) {
            return;
        }
        if (of.isPresent() && !of.get().ratio()) {
            doubt(
                    row,
                    "minimumCount",
                    "has no effect: only a share of counted requests, as error_rate is one, has"
                            + " a minimum. Leave it empty.");
        }
        double seconds = Math.max(1, level.threshold().sustain().toSeconds());
        if (level.minimumCount() > REQUESTS_A_SECOND_MAX * seconds) {
            doubt(
                    row,
                    "minimumCount",
                    "never fires: %d requests within %.0f s do not come. Write fewer."
                            .formatted(level.minimumCount(), seconds));
        }
    }

    private void direction(TableRow row) {
        Direction direction = row.level().threshold().direction();
        Direction expected = usual.getOrDefault(row.indicator(), direction);
        if (direction != expected) {
            doubt(
                    row,
                    "limit",
                    "%s is bad where it is %s, and this limit is the other way round. Write %s."
                            .formatted(
                                    row.indicator(),
                                    expected == Direction.ABOVE ? "high" : "low",
                                    expected == Direction.ABOVE ? ">" : "<"));
        }
    }

    private void runbook(TableRow row) {
        String runbook = row.level().runbook();
        if (!runbook.isEmpty() && !isWebAddress(runbook)) {
            doubt(
                    row,
                    "runbook",
                    "\"%s\" is no link that a browser opens. Write one that begins with https://, or nothing."
                            .formatted(runbook));
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void doubt(TableRow row, String column, String message) {
        doubtful.add(table.problem(row, column, message));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
