package millwright.collector.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with a file of text in it, as browsers send it: {@code multipart/form-data} (RFC 7578),
 * each field once, all of it UTF-8. A file is a field whose text is what the file has.
 */
final class FileForm {
    static final String TYPE = "multipart/form-data";
    static final int BYTES_MAX = 2 << 20;

    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70})\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile(
                    "(?im)^content-disposition:[ \\t]*form-data;[^\\r"
                            + "\\n"
                            + "]*?\\bname=\"([^\"\\r"
                            + "\\n"
                            + "]*)\"");

    private FileForm() {}

    /**
     * @throws NoSuchPage with 400 or 413 if it is none, or too large a one
     */
    static Map<String, String> parse(String contentType, byte[] body) {
        if (body.length > BYTES_MAX) {
            throw NoSuchPage.badForm(
                    413, "The file is larger than %d MiB. Split it.".formatted(BYTES_MAX >> 20));
        }
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw broken();
        }
        // One character a byte, so that what is between the boundaries stays as it is.
        String text = "\r\n" + new String(body, ISO_8859_1);
        String between = "\r\n--" + boundary.group(1).stripTrailing();
        Map<String, String> fields = new HashMap<>();
        int at = text.indexOf(between);
        while (at >= 0 && !text.startsWith("--", at + between.length())) {
            int begin = text.indexOf("\r\n", at + between.length());
            int end = begin < 0 ? -1 : text.indexOf(between, begin);
            if (end < 0 || fields.size() == FormFields.FIELDS_MAX) {
                throw broken();
            }
            put(text.substring(begin, end), fields);
            at = end;
        }
        if (at < 0) {
            throw broken();
        }
        return fields;
    }

    /**
     * @param part headers, an empty line, and the value
     */
    private static void put(String part, Map<String, String> fields) {
        int empty = part.indexOf("\r\n\r\n");
        Matcher name = NAME.matcher(part);
        if (empty < 0 || !name.find() || name.end() > empty) {
            throw broken();
        }
        if (fields.put(decoded(name.group(1)), decoded(part.substring(empty + 4))) != null) {
            throw NoSuchPage.badForm(400, "The form has a field twice.");
        }
    }

    private static String decoded(String bytes) {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw NoSuchPage.badForm(400, "The file is not encoded as UTF-8. Export it anew.");
        }
    }

    private static NoSuchPage broken() {
        return NoSuchPage.badForm(
                400, "The form is broken: it has no whole fields. Send it again.");
    }
}
