package millwright.agent.probe.accesslog;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import millwright.agent.probe.tail.GuardedPattern;

/**
 * A regular expression with the groups {@code status}, and if the log has them {@code path} and one
 * of {@code seconds}, {@code milliseconds} and {@code microseconds}.
 */
final class CustomFormat implements LogFormat {
    private final GuardedPattern pattern;
    private final boolean hasPath;
    private final Optional<TimeUnitOfLog> unit;

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    CustomFormat(String regex) {
        pattern = GuardedPattern.compile(regex);
        if (!pattern.hasGroup("status")) {
            throw new IllegalArgumentException(
                    "has no group named status. Write (?<status>[0-9]{3}) where it stands");
        }
        hasPath = pattern.hasGroup("path");
        Optional<TimeUnitOfLog> found = Optional.empty();
        for (TimeUnitOfLog each : TimeUnitOfLog.values()) {
            if (pattern.hasGroup(each.word())) {
                found = Optional.of(each);
            }
        }
        unit = found;
    }

    @Override
    public Optional<Request> parse(String line) throws UnfitLineException {
        if (line.isBlank()) {
            return Optional.empty();
        }
        Optional<Matcher> match = pattern.find(line);
        if (match.isEmpty()) {
            throw new UnfitLineException(
                    pattern.trouble().orElse("is not what the pattern describes"));
        }
        String path = hasPath ? match.get().group("path") : "";
        OptionalDouble seconds = OptionalDouble.empty();
        if (unit.isPresent()) {
            String word = match.get().group(unit.get().word());
            seconds = word == null ? seconds : unit.get().seconds(word);
        }
        String status = String.valueOf(match.get().group("status"));
        return Optional.of(new Request(path == null ? "" : path, Status.parse(status, 0), seconds));
    }
}
