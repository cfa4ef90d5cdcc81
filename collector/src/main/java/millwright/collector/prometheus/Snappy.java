package millwright.collector.prometheus;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import millwright.collector.ingest.WriteRefused;

/** Decompresses a Snappy block, which tells its size before anything is allocated for it. */
final class Snappy {
    private Snappy() {}

    /**
     * @param bytesMax of the content; a block that says it is larger is refused unread
     * @throws WriteRefused 413 for a larger one, 400 for one that is no Snappy
     */
    static byte[] decompress(byte[] block, long bytesMax) throws WriteRefused {
        try {
            int size = SnappyDecompressor.getUncompressedLength(block, 0);
            if (size < 0 || size > bytesMax) {
                throw new WriteRefused(
                        413,
                        "request too large",
                        "The body is larger than %d bytes when decompressed (prometheus.inflated_max). Send smaller batches: max_samples_per_send."
                                .formatted(bytesMax));
            }
            byte[] content = new byte[size];
            int written =
                    new SnappyDecompressor().decompress(block, 0, block.length, content, 0, size);
            if (written != size) {
                throw malformed("it says %d bytes and has %d".formatted(size, written));
            }
            return content;
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private static WriteRefused malformed(String why) {
        return new WriteRefused(400, "invalid", "The body is no Snappy block: %s.".formatted(why));
    }
}
