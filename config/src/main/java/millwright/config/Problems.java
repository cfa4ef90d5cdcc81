package millwright.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one configuration, in the order of its lines. */
final class Problems {
    private static final int AFTER_ALL_LINES = Integer.MAX_VALUE;

    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String place, String words) {}

    void atLine(int line, String words) {
        problems.add(new Problem(line, "line " + line, words));
    }

    /** Of something that has no line: an environment variable, or what is missing. */
    void at(String place, String words) {
        problems.add(new Problem(AFTER_ALL_LINES, place, words));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    ConfigException asException(String name) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(Problem::line));
        int width = sorted.stream().mapToInt(p -> p.place().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Problem problem : sorted) {
            String place = problem.place();
            lines.add(place + " ".repeat(width - place.length()) + "  " + problem.words());
        }
        String count = lines.size() == 1 ? "1 problem" : lines.size() + " problems";
        return new ConfigException(
                name + " has " + count + ":\n  " + String.join("\n  ", lines), lines);
    }
}
