package millwright.agent.probe.tail;

import java.util.Arrays;

/**
 * Cuts bytes into lines, and knows where in the file the first byte stands that has not gone into a
 * line. Bounded by {@link Tail#LINE_BYTES_MAX}: a longer line is handed on cut, and its rest
 * skipped.
 */
final class LineSplitter {
    private byte[] partial = new byte[256];
    private int partialBytes;
    private long offset;
    private boolean skipping;
    private long linesCut;

    /** Bytes of the current line that did not fit. */
    private long overhang;

    /**
     * @param offset of the next byte
     * @param skipping whether the bytes up to the next line end belong to a line that was cut
     */
    LineSplitter(long offset, boolean skipping) {
        this.offset = offset;
        this.skipping = skipping;
    }

    /** Where reading must begin again so that no line is lost or repeated. */
    long offset() {
        return offset;
    }

    /** How many bytes of the file have come by now; some of them may be in no line yet. */
    long seen() {
        return offset + partialBytes + overhang;
    }

    boolean isSkipping() {
        return skipping;
    }

    /** Since this splitter was made. */
    long linesCut() {
        return linesCut;
    }

    void feed(byte[] bytes, int count, LineSink sink) {
        int from = 0;
        while (from < count) {
            int end = from;
            while (end < count && bytes[end] != '\n') {
                end++;
            }
            boolean isWhole = end < count;
            take(bytes, from, end);
            if (isWhole) {
                endLine(sink);
            } else if (partialBytes >= Tail.LINE_BYTES_MAX) {
                cutLine(sink);
            }
            from = end + 1;
        }
    }

    /**
     * NUL bytes at a line's begin are the hole that a truncated file's writer leaves, or the second
     * half of a line end in UTF-16.
     */
    private void take(byte[] bytes, int from, int end) {
        int begin = from;
        if (skipping) {
            offset += end - from;
            return;
        }
        if (partialBytes == 0) {
            while (begin < end && bytes[begin] == 0) {
                begin++;
            }
            offset += begin - from;
        }
        int room = Tail.LINE_BYTES_MAX - partialBytes;
        int count = Math.min(end - begin, room);
        if (partial.length < partialBytes + count) {
            int size = Math.max(partialBytes + count, 2 * partial.length);
            partial = Arrays.copyOf(partial, Math.min(size, Tail.LINE_BYTES_MAX));
        }
        System.arraycopy(bytes, begin, partial, partialBytes, count);
        partialBytes += count;
        overhang += end - begin - count;
    }

    private void endLine(LineSink sink) {
        if (skipping) {
            skipping = false;
            offset++;
            return;
        }
        if (overhang > 0) {
            linesCut++;
        }
        hand(sink);
        offset++;
    }

    private void cutLine(LineSink sink) {
        linesCut++;
        hand(sink);
        skipping = true;
    }

    private void hand(LineSink sink) {
        String line = LineText.of(partial, partialBytes);
        offset += partialBytes + overhang;
        partialBytes = 0;
        overhang = 0;
        if (partial.length > 8192) {
            partial = new byte[256]; // one long line must not be paid for ever after
        }
        sink.line(line);
    }
}
