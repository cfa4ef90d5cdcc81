package millwright.agent.probe.tail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What the bytes of one line say: UTF-8, or UTF-16LE as SQL Server's ERRORLOG and PowerShell write
 * it. Nobody needs to configure which: a line of a log has digits or blanks, and each of them has a
 * NUL in UTF-16, which no text in UTF-8 has.
 */
final class LineText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private LineText() {}

    /**
     * @param length of the line, without its line feed
     */
    static String of(byte[] bytes, int length) {
        Charset charset =
                isUtf16(bytes, length) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        String text = new String(bytes, 0, length, charset);
        int from = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int to = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(Math.min(from, to), to);
    }

    /** NULs as the upper half of one in eight characters or more, and as no lower half. */
    private static boolean isUtf16(byte[] bytes, int length) {
        int upper = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                if (i % 2 == 0) {
                    return false;
                }
                upper++;
            }
        }
        return upper > 0 && upper >= length / 16;
    }
}
