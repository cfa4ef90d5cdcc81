package millwright.agent.probe.accesslog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The W3C extended format of IIS. A {@code #Fields:} line names the columns of the lines that
 * follow; {@code time-taken} is in milliseconds.
 */
final class IisFormat implements LogFormat {
    private static final String FIELDS = "#Fields:";

    private String columns = "";
    private int path = -1;
    private int query = -1;
    private int status = -1;
    private int timeTaken = -1;
    private int count;

    @Override
    public Optional<Request> parse(String line) throws UnfitLineException {
        if (line.startsWith("#")) {
            if (line.startsWith(FIELDS)) {
                learn(line.substring(FIELDS.length()));
            }
            return Optional.empty();
        }
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (status < 0) {
            throw new UnfitLineException(
                    columns.isEmpty()
                            ? "stands before any #Fields: line"
                            : "has no sc-status among its fields. Let IIS log it");
        }
        String[] values = line.strip().split(" ");
        if (values.length != count) {
            throw new UnfitLineException(
                    "has %d columns, and #Fields: names %d".formatted(values.length, count));
        }
        OptionalDouble seconds =
                timeTaken < 0
                        ? OptionalDouble.empty()
                        : TimeUnitOfLog.MILLISECONDS.seconds(values[timeTaken]);
        return Optional.of(new Request(target(values), Status.parse(values[status], 0), seconds));
    }

    private String target(String[] values) {
        if (path < 0) {
            return "";
        }
        boolean hasQuery = query >= 0 && !values[query].equals("-");
        return hasQuery ? values[path] + "?" + values[query] : values[path];
    }

    private void learn(String names) {
        columns = names.strip();
        List<String> all = List.of(columns.split("\\s+"));
        path = all.indexOf("cs-uri-stem");
        query = all.indexOf("cs-uri-query");
        status = all.indexOf("sc-status");
        timeTaken = all.indexOf("time-taken");
        count = all.size();
    }

    @Override
    public Map<String, String> learned() {
        return columns.isEmpty() ? Map.of() : Map.of("columns", columns);
    }

    @Override
    public void recall(Map<String, String> learned) {
        if (learned.containsKey("columns")) {
            learn(learned.get("columns"));
        }
    }

    @Override
    public void learnFrom(List<String> head) {
        head.stream()
                .filter(line -> line.startsWith(FIELDS))
                .forEach(line -> learn(line.substring(FIELDS.length())));
    }
}
