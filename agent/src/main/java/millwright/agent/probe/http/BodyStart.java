package millwright.agent.probe.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import millwright.agent.probe.TargetDownException;

/** The first bytes of an answer's body. */
final class BodyStart {
    private static final Pattern UTF_8 = Pattern.compile("charset=\"?utf-?8");
    private static final Pattern CHARSET = Pattern.compile("charset=");

    private final byte[] bytes;
    private final boolean isWhole;

    private BodyStart(byte[] bytes, boolean isWhole) {
        this.bytes = bytes;
        this.isWhole = isWhole;
    }

    static BodyStart read(InputStream in, long bytesMax) throws IOException {
        byte[] bytes = in.readNBytes((int) bytesMax);
        return new BodyStart(bytes, bytes.length < bytesMax);
    }

    int length() {
        return bytes.length;
    }

    /** Whether it is known that there are no more. */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * Whether the expression is found.
     *
     * @param contentType whose character set is ISO-8859-1 unless it says UTF-8 or nothing
     * @throws TargetDownException if the expression needs more time or memory than there is
     */
    boolean holds(Pattern expression, Optional<String> contentType, LongSupplier nanosLeft) {
        try {
            String text = new String(bytes, charset(contentType.orElse("")));
            return expression.matcher(new TimedText(text, nanosLeft)).find();
        } catch (TimedText.TimeOverException late) {
            throw new TargetDownException(
                    TargetDownException.Reason.TIMED_OUT,
                    ("expect_body was not done with %d bytes of the answer in time: simplify the"
                                    + " expression")
                            .formatted(bytes.length),
                    late);
        } catch (StackOverflowError deep) {
            throw new TargetDownException(
                    TargetDownException.Reason.BAD_ANSWER,
                    ("expect_body nests too deep for %d bytes of the answer: simplify the"
                                    + " expression")
                            .formatted(bytes.length),
                    deep);
        }
    }

    private static Charset charset(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return UTF_8.matcher(type).find() || !CHARSET.matcher(type).find()
                ? StandardCharsets.UTF_8
                : StandardCharsets.ISO_8859_1;
    }
}
