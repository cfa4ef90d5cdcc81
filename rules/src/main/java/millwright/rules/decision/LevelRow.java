package millwright.rules.decision;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;

/**
 * A row of the table, filled cell by cell; each method takes a cell as a person wrote it and
 * refuses what it cannot read. Public only because the table names it.
 */
public final class LevelRow {
    private static final Pattern LIMIT = Pattern.compile("([<>])\\s*(.+)");
    private static final Pattern DURATION =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(s|sec|min|m|h|d)");

    private final String name;
    private int level;
    private Direction direction = Direction.ABOVE;
    private double limit;
    private Duration sustain = Duration.ZERO;
    private double rearm;
    private Duration rearmTime = Duration.ZERO;
    private long minimumCount;
    private Priority priority = Priority.P4;
    private String action = "";
    private String runbook = "";

    LevelRow(String name) {
        this.name = name;
    }

    public void level(String cell) {
        double number = number(cell);
        if (number != 1 && number != 2 && number != 3) {
            throw new IllegalArgumentException(
                    "\"%s\" is no level. Write 1 (the mildest), 2 or 3.".formatted(cell));
        }
        level = (int) number;
    }

    public void limit(String cell) {
        Matcher text = LIMIT.matcher(cell.strip());
        if (!text.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no limit. Write > and a number where more is worse, < where less is,"
                                    .formatted(cell)
                            + " such as > 80 or < 20.");
        }
        direction = text.group(1).equals(">") ? Direction.ABOVE : Direction.BELOW;
        limit = amount(text.group(2));
    }

    public void sustain(String cell) {
        sustain = duration(cell);
    }

    public void rearm(String cell) {
        rearm = amount(cell);
    }

    /** Whether a limit or rearm value is written as a time, which stands for its seconds. */
    static boolean isTime(String cell) {
        String text = cell.strip().toLowerCase(Locale.ROOT).replaceFirst("^[<>]\\s*", "");
        return DURATION.matcher(text).matches();
    }

    private static double amount(String cell) {
        return isTime(cell)
                ? duration(cell).toMillis() / 1000.0
                : number(cell.strip().replaceFirst("\\s*%$", ""));
    }

    public void rearmTime(String cell) {
        rearmTime = duration(cell);
    }

    public void minimumCount(String cell) {
        double count = number(cell);
        if (count < 0 || count != Math.rint(count)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no count. Write a whole number, or nothing.".formatted(cell));
        }
        minimumCount = (long) count;
    }

    public void priority(String cell) {
        try {
            priority = Priority.valueOf(cell.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no priority. Write P1 (the most urgent), P2, P3 or P4."
                            .formatted(cell),
                    e);
        }
    }

    public void action(String cell) {
        action = cell.strip();
    }

    public void runbook(String cell) {
        runbook = cell.strip();
    }

    Level level() {
        Threshold threshold = new Threshold(direction, limit, sustain, rearm, rearmTime);
        return new Level(level, threshold, priority, name, minimumCount, action, runbook);
    }

    private static double number(String cell) {
        try {
            double number = Double.parseDouble(cell.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, with what to write
        }
        throw new IllegalArgumentException(
                "\"%s\" is no number. Write digits with a decimal point, such as 80 or 2.5."
                        .formatted(cell));
    }

    private static Duration duration(String cell) {
        String text = cell.strip().toLowerCase(Locale.ROOT);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no duration. Write a number and its unit, such as 30 s, 15 min, 2 h or"
                                    .formatted(cell)
                            + " 1 d, or 0.");
        }
        double amount = Double.parseDouble(match.group(1));
        return Duration.ofMillis(Math.round(amount * millis(match.group(2))));
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "s", "sec" -> 1_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 60_000;
        };
    }
}
