package millwright.agent.probe.tail;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import millwright.config.ConfigNode;

/**
 * An absolute path whose parts may hold {@code *} (any run of characters) and {@code ?} (one); a
 * wildcard never spans a separator.
 */
public final class PathPattern {
    /** Entries of folders that are looked at in one listing. */
    public static final int ENTRIES_MAX = 20_000;

    private static final boolean IS_WINDOWS = File.separatorChar == '\\';

    private final String text;
    private final Path root;
    private final List<String> parts;

    private PathPattern(String text, Path root, List<String> parts) {
        this.text = text;
        this.root = root;
        this.parts = List.copyOf(parts);
    }

    /** More entries than a listing looks at. */
    public static final class TooManyEntriesException extends IOException {
        private static final long serialVersionUID = 1L;

        TooManyEntriesException(String pattern) {
            super(
                    "%s: its folders have more than %d entries. Narrow the path"
                            .formatted(pattern, ENTRIES_MAX));
        }
    }

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static PathPattern parse(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(IS_WINDOWS ? "[/\\\\]" : "/")));
        StringBuilder head = new StringBuilder();
        try {
            // What stands before the first wildcard is a path as it is.
            int plain = 0;
            while (plain < parts.size() && !isWild(parts.get(plain))) {
                head.append(parts.get(plain++)).append(File.separatorChar);
            }
            Path root = Paths.get(head.toString()).normalize();
            if (!root.isAbsolute()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no absolute path. Write it from the root on".formatted(text));
            }
            if (plain == parts.size()) {
                Path parent = root.getParent();
                if (parent == null) {
                    throw new IllegalArgumentException("\"%s\" names no file".formatted(text));
                }
                return new PathPattern(text, parent, List.of(root.getFileName().toString()));
            }
            return new PathPattern(text, root, parts.subList(plain, parts.size()));
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("\"%s\" is no path".formatted(text), invalid);
        }
    }

    /** A target's key {@code path}, with wildcards in the file's name only. */
    public static PathPattern read(ConfigNode target, String description) {
        PathPattern pattern = readAnywhere(target, description);
        if (!pattern.isOneFolder()) {
            target.refuse(
                    "path",
                    "has a wildcard in a folder's name. Write the folder out; * and ? may stand in"
                            + " the file's name.");
        }
        return pattern;
    }

    /** A target's key {@code path}, with wildcards anywhere. */
    public static PathPattern readAnywhere(ConfigNode target, String description) {
        Optional<PathPattern> pattern = Optional.empty();
        String text =
                target.text("path")
                        .describedAs(description)
                        .required(
                                "an absolute path, such as "
                                        + (IS_WINDOWS ? "D:\\logs\\app.log" : "/var/log/app.log"));
        try {
            pattern = Optional.of(parse(text));
        } catch (IllegalArgumentException broken) {
            if (!text.equals("?")) { // what stands in for a missing path is refused already
                target.refuse("path", broken.getMessage() + ".");
            }
        }
        return pattern.orElseGet(() -> in(Paths.get("").toAbsolutePath(), "refused"));
    }

    /** The entries of one folder that fit. */
    static PathPattern in(Path folder, String name) {
        return new PathPattern(folder + File.separator + name, folder, List.of(name));
    }

    public boolean hasWildcards() {
        return parts.stream().anyMatch(PathPattern::isWild);
    }

    /** Whether only the file's name may hold wildcards. */
    public boolean isOneFolder() {
        return parts.size() == 1;
    }

    /** The folder in which the search begins. */
    public Path folder() {
        return root;
    }

    /** The last part, wildcards and all. */
    public String name() {
        return parts.get(parts.size() - 1);
    }

    /**
     * What exists and fits, files and folders alike, in no order.
     *
     * @throws java.nio.file.NoSuchFileException if the folder in which the search begins is missing
     * @throws TooManyEntriesException if folders hold more entries than are looked at
     */
    public List<Path> list() throws IOException {
        List<Path> found = List.of(root);
        int[] seen = {0};
        for (int depth = 0; depth < parts.size(); depth++) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (depth == 0 || Files.isDirectory(folder)) {
                    list(folder, regexOf(parts.get(depth)), seen, next);
                }
            }
            found = next;
        }
        return found;
    }

    private void list(Path folder, Pattern name, int[] seen, List<Path> found) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (++seen[0] > ENTRIES_MAX) {
                    throw new TooManyEntriesException(text);
                }
                if (name.matcher(entry.getFileName().toString()).matches()) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    /** Windows tells no upper from lower case in names. */
    private static Pattern regexOf(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = IS_WINDOWS ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    private static boolean isWild(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0;
    }

    /** As the configuration has it. */
    @Override
    public String toString() {
        return text;
    }
}
