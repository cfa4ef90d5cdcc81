package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Long texts for columns that have a limit: zipped, and in parts of {@value #PART_CHARS}
 * characters, as many as it takes. A turn of 2,000 breaches is one part.
 */
final class FrozenText {
    static final int PART_CHARS = 500_000;

    private FrozenText() {}

    static List<String> parts(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        String all = Base64.getEncoder().encodeToString(bytes.toByteArray());
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < all.length(); from += PART_CHARS) {
            parts.add(all.substring(from, Math.min(all.length(), from + PART_CHARS)));
        }
        return parts;
    }

    /** What cannot be thawed is another text than any that was frozen, and fails its hash. */
    static String text(List<String> parts) {
        try (GZIPInputStream zipped =
                new GZIPInputStream(
                        new ByteArrayInputStream(
                                Base64.getDecoder().decode(String.join("", parts))))) {
            return new String(zipped.readAllBytes(), UTF_8);
        } catch (IOException | IllegalArgumentException damaged) {
            return "";
        }
    }
}
