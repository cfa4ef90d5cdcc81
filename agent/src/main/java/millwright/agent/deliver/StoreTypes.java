package millwright.agent.deliver;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * How the store writes its keys and values. The store's own types believe each length that they
 * read, and a damaged one would ask for all of the heap.
 */
final class StoreTypes {
    /** Far more than fit into a page. */
    private static final int KEYS_OF_A_PAGE_MAX = 100_000;

    private StoreTypes() {}

    private static int checked(int size) {
        if (size < 0 || size > KEYS_OF_A_PAGE_MAX) {
            throw new IllegalStateException("a page with %d keys is damaged".formatted(size));
        }
        return size;
    }

    /** A place in the spool. */
    static final class Id extends BasicDataType<Long> {
        @Override
        public int getMemory(Long id) {
            return 8;
        }

        @Override
        public int compare(Long a, Long b) {
            return Long.compare(a, b);
        }

        @Override
        public void write(WriteBuffer buffer, Long id) {
            buffer.putLong(id);
        }

        @Override
        public Long read(ByteBuffer buffer) {
            return buffer.getLong();
        }

        @Override
        public Long[] createStorage(int size) {
            return new Long[checked(size)];
        }
    }

    /** Bytes with their length before them. */
    static final class Bytes extends BasicDataType<byte[]> {
        @Override
        public int getMemory(byte[] value) {
            return value.length + 24;
        }

        @Override
        public void write(WriteBuffer buffer, byte[] value) {
            buffer.putVarInt(value.length).put(value);
        }

        @Override
        public byte[] read(ByteBuffer buffer) {
            int length = DataUtils.readVarInt(buffer);
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalStateException("a value of %d bytes is damaged".formatted(length));
            }
            byte[] value = new byte[length];
            buffer.get(value);
            return value;
        }

        @Override
        public byte[][] createStorage(int size) {
            return new byte[checked(size)][];
        }
    }
}
