package millwright.collector.prometheus;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes what Prometheus' remote write 1.0 sends. */
final class RemoteWriteBody {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private interface Part {
        void to(CodedOutputStream out) throws IOException;
    }

    RemoteWriteBody with(Series series) {
        add(message, 1, out -> series(out, series));
        return this;
    }

    /** What a later version may add: no field that we know. */
    RemoteWriteBody withMetadata(String text) {
        add(message, 3, out -> out.writeString(2, text));
        return this;
    }

    byte[] message() {
        return message.toByteArray();
    }

    byte[] snappy() {
        return snappy(message());
    }

    static byte[] snappy(byte[] content) {
        SnappyCompressor compressor = new SnappyCompressor();
        byte[] block = new byte[compressor.maxCompressedLength(content.length)];
        int size = compressor.compress(content, 0, content.length, block, 0, block.length);
        return Arrays.copyOf(block, size);
    }

    private static void series(CodedOutputStream out, Series series) throws IOException {
        for (int i = 0; i < series.labels().pairs().size(); i += 2) {
            String name = series.labels().pairs().get(i);
            String value = series.labels().pairs().get(i + 1);
            out.writeByteArray(
                    1,
                    bytes(
                            label -> {
                                label.writeString(1, name);
                                label.writeString(2, value);
                            }));
        }
        for (int i = 0; i < series.millis().length; i++) {
            double value = series.values()[i];
            long millis = series.millis()[i];
            out.writeByteArray(
                    2,
                    bytes(
                            sample -> {
                                sample.writeDouble(1, value);
                                sample.writeInt64(2, millis);
                            }));
        }
    }

    private static void add(ByteArrayOutputStream to, int field, Part part) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(to);
            out.writeByteArray(field, bytes(part));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        part.to(out);
        out.flush();
        return bytes.toByteArray();
    }
}
