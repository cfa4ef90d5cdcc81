package millwright.collector.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files that take only so many bytes, and fail as a test asks for. */
final class FullDisk {
    private long room = Long.MAX_VALUE;
    private boolean truncates = true;
    private boolean syncs = true;

    void room(long bytes) {
        room = bytes;
    }

    void truncates(boolean works) {
        truncates = works;
    }

    void syncs(boolean works) {
        syncs = works;
    }

    FileChannel open(Path path) throws IOException {
        return new Channel(
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private final class Channel extends FileChannel {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        /** Takes what fits, as a disk does, and fails when nothing does. */
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room <= 0 && bytes.hasRemaining()) {
                throw new IOException("No space left on device");
            }
            int count = (int) Math.min(room, bytes.remaining());
            int limit = bytes.limit();
            bytes.limit(bytes.position() + count);
            file.write(bytes);
            bytes.limit(limit);
            room -= count;
            return count;
        }

        @Override
        public long write(ByteBuffer[] parts, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                if (parts[i].hasRemaining()) {
                    return write(parts[i]);
                }
            }
            return 0;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (!truncates) {
                throw new IOException("Read-only file system");
            }
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (!syncs) {
                throw new IOException("Input/output error");
            }
            file.force(metaData);
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] parts, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
