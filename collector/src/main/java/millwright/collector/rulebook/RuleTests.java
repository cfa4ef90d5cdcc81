package millwright.collector.rulebook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs case files against rules, and tells where they differ. */
public final class RuleTests {
    private final LoadedRules rules;

    public RuleTests(LoadedRules rules) {
        this.rules = requireNonNull(rules, "rules");
    }

    /**
     * @param failed of the cases
     * @param rows of the decision table that the decisions of passed cases quote
     */
    public record Outcome(int cases, int failed, Set<String> rows) {
        public Outcome {
            rows = Set.copyOf(rows);
        }
    }

    /**
     * @param files case files, or folders of them (*.yaml)
     * @param verbose whether cases that pass are told with their decisions, too
     * @param out hears line after line
     * @throws IllegalArgumentException if a file is no case file; says where
     * @throws IOException if a file cannot be read
     */
    public Outcome run(List<Path> files, boolean verbose, Consumer<String> out) throws IOException {
        int cases = 0;
        int failed = 0;
        Set<String> rows = new TreeSet<>();
        for (Path file : yamlFiles(files)) {
            for (RuleCase one : CaseFile.parse(file.getFileName().toString(), text(file))) {
                CaseResult result = CaseRun.of(one, rules);
                cases++;
                failed += result.passed() ? 0 : 1;
                if (result.passed()) {
                    rows.addAll(result.rows());
                }
                tell(result, verbose, out);
            }
        }
        if (cases == 0) {
            throw new IllegalArgumentException(
                    "there is no case in %s. Name a case file, or a folder of *.yaml files."
                            .formatted(files));
        }
        out.accept(
                failed == 0
                        ? "%d cases, all as expected.".formatted(cases)
                        : "%d cases, %d not as expected (- expected, + happened)."
                                .formatted(cases, failed));
        return new Outcome(cases, failed, rows);
    }

    private static void tell(CaseResult result, boolean verbose, Consumer<String> out) {
        if (!result.passed() || verbose) {
            out.accept(
                    "%s  %s: %s"
                            .formatted(
                                    result.passed() ? "ok  " : "FAIL",
                                    result.given().place(),
                                    result.given().name()));
            result.lines().forEach(out);
        }
    }

    private static List<Path> yamlFiles(List<Path> files) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                try (Stream<Path> inside = Files.list(file)) {
                    inside.filter(f -> f.toString().endsWith(".yaml")).sorted().forEach(all::add);
                }
            } else {
                all.add(file);
            }
        }
        return all;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist.", e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s).".formatted(file, e), e);
        }
    }
}
