package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of line protocol, seconds precision, slowly and obviously: by the text of the
 * rules as regular expressions. Bytes are characters here, and decoded last.
 */
final class ReferenceParser {
    /** A delimiter belongs to a name if a backslash stands before it. */
    private static final String NAME = "((?:[^,= \n]|(?<=\\\\)[,= ])++)";

    private static final Pattern MEASUREMENT =
            Pattern.compile(" *+((?:[^, \n]|(?<=\\\\)[, ])++)", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("," + NAME + "=" + NAME);
    private static final Pattern FIELD = Pattern.compile(NAME + "=");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\[\"\\\\]|[^\"])*+)\"");
    private static final Pattern INTEGER = Pattern.compile("(-?\\d++)([iu])");
    private static final Pattern FLOAT =
            Pattern.compile("-?(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][-+]?\\d++)?+");
    private static final Pattern TRUTH =
            Pattern.compile("(?:(t|T|true|True|TRUE)|f|F|false|False|FALSE)(?=[, \r]|\\z)");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern END = Pattern.compile("(?: ++(-?\\d++))?+ *+\r?+\\z");

    private final String line;
    private final List<String> samples = new ArrayList<>();
    private final Map<String, String> tags = new TreeMap<>();
    private int at;

    private ReferenceParser(String line) {
        this.line = line;
    }

    /** What is in the line, sorted, without its time; empty if it is refused. */
    static Optional<List<String>> read(byte[] line) {
        String text = new String(line, ISO_8859_1);
        if (text.matches(" *\r?") || text.matches("(?s) *#.*")) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(new ReferenceParser(text).samples());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private List<String> samples() throws CharacterCodingException {
        String measurement =
                decoded(take(MEASUREMENT).group(1)).replace("\\,", ",").replace("\\ ", " ");
        while (at < line.length() && line.charAt(at) == ',') {
            Matcher tag = take(TAG);
            check(tags.put(name(tag.group(1)), name(tag.group(2))) == null);
        }
        check(tags.containsKey("host"));
        take(Pattern.compile(" ++"));
        do {
            String field = name(take(FIELD).group(1));
            samples.add(measurement + tags + field + "=" + value());
        } while (find(COMMA).isPresent());
        Matcher end = take(END);
        if (end.group(1) != null) {
            BigInteger seconds = new BigInteger(end.group(1));
            check(seconds.signum() >= 0 && seconds.compareTo(BigInteger.valueOf(9223372036L)) <= 0);
        }
        samples.sort(null);
        return samples;
    }

    private String value() throws CharacterCodingException {
        Optional<Matcher> text = find(TEXT);
        if (text.isPresent()) {
            return "'" + decoded(text.get().group(1)).replaceAll("\\\\([\"\\\\])", "$1") + "'";
        }
        Optional<Matcher> truth = find(TRUTH);
        if (truth.isPresent()) {
            return truth.get().group(1) != null ? "1.0" : "0.0";
        }
        Optional<Matcher> integer = find(INTEGER);
        if (integer.isPresent()) {
            BigInteger whole = new BigInteger(integer.get().group(1));
            boolean signed = integer.get().group(2).equals("i");
            check(signed ? whole.bitLength() < 64 : whole.bitLength() <= 64);
            check(signed || !integer.get().group(1).startsWith("-"));
            return Double.toString(whole.doubleValue());
        }
        double number = Double.parseDouble(take(FLOAT).group());
        check(!Double.isInfinite(number));
        return Double.toString(number);
    }

    private Matcher take(Pattern pattern) {
        return find(pattern).orElseThrow(IllegalArgumentException::new);
    }

    private Optional<Matcher> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(at, line.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher);
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    private static String name(String raw) throws CharacterCodingException {
        return decoded(raw).replace("\\,", ",").replace("\\=", "=").replace("\\ ", " ");
    }

    private static String decoded(String bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
    }
}
