package millwright.collector.console;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import millwright.collector.http.Exchange;

/** What stands in a form: {@code application/x-www-form-urlencoded}, each field once. */
final class FormFields {
    static final int BYTES_MAX = 64 << 10;
    static final int FIELDS_MAX = 50;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> fields;

    private FormFields(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * @throws NoSuchPage with 400, 413 or 415 if the body is no form, or too large a one
     */
    static FormFields of(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
            throw NoSuchPage.badForm(415, "This takes a form (" + TYPE + ").");
        }
        byte[] body = exchange.bodyBytes();
        if (body.length > BYTES_MAX) {
            throw NoSuchPage.badForm(
                    413, "The form is larger than %d KiB.".formatted(BYTES_MAX >> 10));
        }
        return new FormFields(parse(new String(body, StandardCharsets.ISO_8859_1)));
    }

    /**
     * Of a form that a file may be in.
     *
     * @throws NoSuchPage as {@link #of}
     */
    static FormFields withFile(Exchange exchange) throws IOException {
        String type = exchange.header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FileForm.TYPE)) {
            throw NoSuchPage.badForm(415, "This takes a file (" + FileForm.TYPE + ").");
        }
        return new FormFields(FileForm.parse(type, exchange.bodyBytes()));
    }

    private static Map<String, String> parse(String body) {
        Map<String, String> fields = new HashMap<>();
        String[] pairs = body.isEmpty() ? new String[0] : body.split("&", FIELDS_MAX + 1);
        if (pairs.length > FIELDS_MAX) {
            throw NoSuchPage.badForm(
                    400, "The form has more than %d fields.".formatted(FIELDS_MAX));
        }
        for (String pair : pairs) {
            String[] field = pair.split("=", 2);
            String value = field.length == 2 ? decoded(field[1]) : "";
            if (fields.put(decoded(field[0]), value) != null) {
                throw NoSuchPage.badForm(400, "The form has a field twice.");
            }
        }
        return fields;
    }

    /** Strictly: a damaged text is refused, not mended into another one. */
    private static String decoded(String text) {
        try {
            byte[] bytes =
                    URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw NoSuchPage.badForm(400, "The form is not encoded as UTF-8.");
        }
    }

    /** Without blanks at its ends; empty where it was not filled in or is not there. */
    String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /**
     * @throws NoSuchPage with 400 if there are more characters
     */
    String text(String name, int lengthMax) {
        String text = text(name);
        if (text.length() > lengthMax) {
            throw NoSuchPage.badForm(
                    400,
                    "“%s” has %d characters; at most %d fit."
                            .formatted(name, text.length(), lengthMax));
        }
        return text;
    }
}
