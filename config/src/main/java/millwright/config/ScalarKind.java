package millwright.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Values of one word. */
record ScalarKind<T extends Comparable<? super T>>(
        String name, String hint, T standIn, Parser<T> parser, Function<T, String> printer)
        implements Kind<T> {
    static final ScalarKind<String> TEXT =
            new ScalarKind<>("text", "Write a text", "?", text -> text, text -> text);
    static final ScalarKind<Duration> DURATION =
            new ScalarKind<>(
                    "duration",
                    "Write a duration such as 15s, 1m or 2h",
                    Duration.ofSeconds(1),
                    Durations::parse,
                    Durations::print);
    static final ScalarKind<ByteSize> SIZE =
            new ScalarKind<>(
                    "size",
                    "Write a size such as 500kB, 16MiB or 1GiB",
                    ByteSize.mebibytes(1),
                    ByteSize::parse,
                    ByteSize::toString);
    static final ScalarKind<Integer> INTEGER =
            new ScalarKind<>(
                    "integer",
                    "Write a whole number such as 8",
                    1,
                    ScalarKind::parseInteger,
                    String::valueOf);
    static final ScalarKind<Double> NUMBER =
            new ScalarKind<>(
                    "number",
                    "Write a number such as 0.5",
                    1.0,
                    ScalarKind::parseNumber,
                    String::valueOf);
    static final ScalarKind<Boolean> FLAG =
            new ScalarKind<>(
                    "flag", "Write true or false", false, ScalarKind::parseFlag, String::valueOf);
    static final ScalarKind<URI> URI_KIND =
            new ScalarKind<>(
                    "address",
                    "Write an address such as https://collector:8443",
                    URI.create("http://unset.invalid"),
                    ScalarKind::parseUri,
                    URI::toString);

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

    interface Parser<T> {
        T parse(String text) throws Refusal;
    }

    /** Relative paths are taken from the configuration file's folder. */
    static ScalarKind<Path> path(Path folder) {
        return new ScalarKind<>(
                "path",
                "Write a path; a relative one starts at the configuration file's folder",
                folder,
                text -> resolve(folder, text),
                Path::toString);
    }

    @Override
    public T read(Node node) throws Refusal {
        if (node instanceof ScalarNode scalar) {
            return read(scalar.getValue());
        }
        throw new Refusal("holds several values where one is expected");
    }

    @Override
    public T read(String text) throws Refusal {
        if (text.isBlank()) {
            throw new Refusal("has no value");
        }
        return parser.parse(text.strip());
    }

    @Override
    public String print(T value) {
        return printer.apply(value);
    }

    @Override
    public int compare(T a, T b) {
        return a.compareTo(b);
    }

    private static Path resolve(Path folder, String text) throws Refusal {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException invalid) {
            throw new Refusal("\"%s\" is no path".formatted(text));
        }
    }

    private static Integer parseInteger(String text) throws Refusal {
        try {
            return Integer.valueOf(text.replace("_", ""));
        } catch (NumberFormatException invalid) {
            throw new Refusal("\"%s\" is no whole number".formatted(text));
        }
    }

    /** Not all that {@link Double#parseDouble} takes: neither NaN nor 1d. */
    private static Double parseNumber(String text) throws Refusal {
        if (!DECIMAL.matcher(text).matches()) {
            throw new Refusal("\"%s\" is no number".formatted(text));
        }
        return Double.valueOf(text);
    }

    private static Boolean parseFlag(String text) throws Refusal {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refusal("\"%s\" is neither true nor false".formatted(text));
        };
    }

    private static URI parseUri(String text) throws Refusal {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException invalid) {
            // refused below, like one that lacks its scheme
        }
        throw new Refusal("\"%s\" is no complete address".formatted(text));
    }
}
