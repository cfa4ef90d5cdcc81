package millwright.rules.forecast;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import millwright.rules.forecast.Verdicts.Standing;
import millwright.rules.forecast.Verdicts.Streak;
import millwright.rules.indicator.Direction;

/**
 * The state of a key's verdicts as a text: a line for the key, and one for each limit that is
 * expected to be passed. Fields are between tabs, the parts of a crossing between blanks.
 */
final class VerdictText {
    private static final String FIELD = "\t";
    private static final String ABSENT = "-";

    private VerdictText() {}

    static String of(Verdicts.Fields of) {
        String key =
                String.join(
                        FIELD,
                        of.standing().name(),
                        of.since().toString(),
                        String.valueOf(of.runs()),
                        of.last().stream().map(Instant::toString).collect(joining(" ")),
                        String.valueOf(of.repeats()),
                        of.prediction().map(Instant::toString).orElse(ABSENT),
                        String.valueOf(of.withdrawn()));
        return of.streaks().stream().map(VerdictText::line).collect(joining("", key + "\n", ""));
    }

    private static String line(Streak streak) {
        Limit limit = streak.limit();
        String last = streak.last().stream().map(VerdictText::crossing).collect(joining(FIELD));
        return String.join(
                        FIELD,
                        limit.name().replaceAll("\\s", " "),
                        limit.direction().name(),
                        String.valueOf(limit.value()),
                        String.valueOf(limit.hard()),
                        streak.since().toString(),
                        String.valueOf(streak.runs()),
                        last)
                + "\n";
    }

    private static String crossing(Crossing of) {
        return "%s %s %s %s"
                .formatted(of.probability(), time(of.early()), time(of.median()), time(of.late()));
    }

    private static String time(Optional<Instant> time) {
        return time.map(at -> String.valueOf(at.getEpochSecond())).orElse(ABSENT);
    }

    static Verdicts.Fields parse(String text) {
        try {
            List<String> lines = text.lines().toList();
            String[] key = lines.get(0).split(FIELD, -1);
            return new Verdicts.Fields(
                    Standing.valueOf(key[0]),
                    Instant.parse(key[1]),
                    Integer.parseInt(key[2]),
                    Arrays.stream(key[3].split(" "))
                            .filter(run -> !run.isEmpty())
                            .map(Instant::parse)
                            .toList(),
                    Integer.parseInt(key[4]),
                    key[5].equals(ABSENT) ? Optional.empty() : Optional.of(Instant.parse(key[5])),
                    Boolean.parseBoolean(key[6]),
                    lines.stream().skip(1).map(VerdictText::streak).toList());
        } catch (DateTimeException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no verdicts: '%s'".formatted(text), e);
        }
    }

    private static Streak streak(String line) {
        String[] parts = line.split(FIELD, -1);
        Limit limit =
                new Limit(
                        parts[0],
                        Direction.valueOf(parts[1]),
                        Double.parseDouble(parts[2]),
                        Boolean.parseBoolean(parts[3]));
        List<Crossing> last = new ArrayList<>();
        Arrays.stream(parts).skip(6).forEach(part -> last.add(crossing(limit, part)));
        return new Streak(limit, Instant.parse(parts[4]), Integer.parseInt(parts[5]), last);
    }

    private static Crossing crossing(Limit limit, String text) {
        String[] parts = text.split(" ", -1);
        return new Crossing(
                limit,
                Double.parseDouble(parts[0]),
                true,
                time(parts[1]),
                time(parts[2]),
                time(parts[3]));
    }

    private static Optional<Instant> time(String text) {
        return text.equals(ABSENT)
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
}
