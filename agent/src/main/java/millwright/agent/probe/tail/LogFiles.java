package millwright.agent.probe.tail;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one log, oldest first. A plain path is written under its name and rotated to {@code
 * name.1}, {@code name.2.gz} or {@code name-20261124}; the files of a pattern follow each other in
 * the natural order of their names.
 */
final class LogFiles {
    private static final Pattern ROTATED = Pattern.compile("[.\\-_]([0-9][0-9\\-_T.]*?)(\\.gz)?");
    private static final int NUMBER_DIGITS_MAX = 4;

    private final PathPattern pattern;

    LogFiles(PathPattern pattern) {
        this.pattern = pattern;
    }

    /** The file that is written now; empty where there is none. */
    Optional<Path> live() throws IOException {
        if (!pattern.hasWildcards()) {
            Path file = pattern.folder().resolve(pattern.name());
            return Files.exists(file) ? Optional.of(file) : Optional.empty();
        }
        List<Path> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<Path> all() throws IOException {
        try {
            return pattern.hasWildcards() ? byName() : rotatedThenLive();
        } catch (NoSuchFileException noFolder) {
            return List.of();
        }
    }

    private List<Path> byName() throws IOException {
        return pattern.list().stream()
                .filter(Files::isRegularFile)
                .sorted(comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE))
                .toList();
    }

    private List<Path> rotatedThenLive() throws IOException {
        String name = pattern.name();
        List<Rotated> rotated = new ArrayList<>();
        List<Path> found = PathPattern.in(pattern.folder(), name + "*").list();
        for (Path file : found) {
            String other = file.getFileName().toString();
            Matcher suffix = ROTATED.matcher(other.substring(name.length()));
            if (suffix.matches() && !isBeingPacked(file, found) && Files.isRegularFile(file)) {
                rotated.add(new Rotated(file, suffix.group(1)));
            }
        }
        rotated.sort(Rotated.OLDEST_FIRST);
        List<Path> files = new ArrayList<>(rotated.stream().map(Rotated::file).toList());
        live().ifPresent(files::add);
        return files;
    }

    /** While both are there, the packed one is not complete. */
    private static boolean isBeingPacked(Path file, List<Path> others) {
        String name = file.getFileName().toString();
        return LogReader.isPacked(file)
                && others.contains(file.resolveSibling(name.substring(0, name.length() - 3)));
    }

    /** What comes after a file of that name, where it is no longer there itself. */
    List<Path> after(String name) throws IOException {
        if (pattern.hasWildcards()) {
            List<Path> later =
                    all().stream()
                            .filter(
                                    file ->
                                            NaturalOrder.INSTANCE.compare(
                                                            file.getFileName().toString(), name)
                                                    > 0)
                            .toList();
            if (!later.isEmpty()) {
                return later;
            }
        }
        return live().stream().toList();
    }

    /**
     * @param suffix a number, which is greater the older the file is, or a date
     */
    private record Rotated(Path file, String suffix) {
        static final Comparator<Rotated> OLDEST_FIRST =
                comparing(Rotated::isNumbered)
                        .reversed()
                        .thenComparing(
                                (a, b) -> {
                                    int order = NaturalOrder.INSTANCE.compare(a.suffix, b.suffix);
                                    return a.isNumbered() ? -order : order;
                                })
                        .thenComparing(rotated -> rotated.file.toString());

        boolean isNumbered() {
            return suffix.length() <= NUMBER_DIGITS_MAX
                    && suffix.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
