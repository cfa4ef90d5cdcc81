package millwright.collector.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of an iCalendar file before it is parsed: what no honest program writes is refused. */
final class ICalendarLines {
    static final int CHARACTERS_MAX = 1 << 20;
    private static final int LINE_LENGTH_MAX = 10_000;
    private static final int DEPTH_MAX = 8;
    private static final int COMPONENTS_MAX = 5000;

    private ICalendarLines() {}

    /**
     * @throws IllegalArgumentException with the line and what is wrong with it
     */
    static void check(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "The calendar has %d characters, at most %d are taken at once. Split it."
                            .formatted(text.length(), CHARACTERS_MAX));
        }
        int depth = 0;
        int components = 0;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > LINE_LENGTH_MAX) {
                throw wrong(number, "it is longer than %d characters".formatted(LINE_LENGTH_MAX));
            }
            if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw wrong(number, "it has a control character, so this is no text");
            }
            String word = line.strip().toUpperCase(Locale.ROOT);
            if (number == 1 && !word.replace("\uFEFF", "").equals("BEGIN:VCALENDAR")) {
                throw wrong(number, "it is not BEGIN:VCALENDAR, so this is no iCalendar file");
            }
            if (word.startsWith("BEGIN:")) {
                depth++;
                components++;
            } else if (word.startsWith("END:")) {
                depth--;
            }
            if (depth > DEPTH_MAX || depth < 0 || components > COMPONENTS_MAX) {
                throw wrong(number, "BEGIN and END do not match, or there are too many of them");
            }
        }
        if (depth != 0) {
            throw wrong(number, "the file ends in the middle of a component; it was cut off");
        }
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException(
                "The calendar cannot be read: line %d: %s. Export it anew as iCalendar 2.0."
                        .formatted(line, what));
    }

    /** On which lines its events begin, from 1. */
    static List<Integer> beginnings(String text) {
        List<Integer> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.strip().equalsIgnoreCase("BEGIN:VEVENT")) {
                lines.add(number);
            }
        }
        return lines;
    }
}
