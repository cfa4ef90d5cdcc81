package millwright.agent.probe.tail;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * One file of a log, open for reading from an offset on; of a {@code .gz}, what is packed in it.
 */
final class LogReader implements Closeable {
    /** To skip in a packed file means to unpack; more is not worth it. */
    static final long PACKED_OFFSET_MAX = 1L << 30;

    private final InputStream in;
    private final Optional<FileChannel> plain;
    private final byte[] head;

    private LogReader(InputStream in, Optional<FileChannel> plain, byte[] head) {
        this.in = in;
        this.plain = plain;
        this.head = head;
    }

    static LogReader open(Path file, long offset) throws IOException {
        if (isPacked(file)) {
            return openPacked(file, offset);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(offset);
        return new LogReader(Channels.newInputStream(channel), Optional.of(channel), new byte[0]);
    }

    private static LogReader openPacked(Path file, long offset) throws IOException {
        if (offset > PACKED_OFFSET_MAX) {
            throw new IOException(
                    "%s: %d bytes would have to be unpacked first, the most is %d"
                            .formatted(file, offset, PACKED_OFFSET_MAX));
        }
        InputStream raw = Files.newInputStream(file);
        try {
            InputStream unpacked = new GZIPInputStream(raw, 8192);
            byte[] head = unpacked.readNBytes(Beginning.BYTES_MAX);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), unpacked);
            whole.skipNBytes(offset);
            return new LogReader(whole, Optional.empty(), head);
        } catch (IOException | RuntimeException broken) {
            raw.close();
            throw broken;
        }
    }

    static boolean isPacked(Path file) {
        return file.toString().endsWith(".gz");
    }

    /** Empty where the file system has none, as on Windows, and where the file has gone. */
    static OptionalLong inode(Path file) {
        try {
            Object number = Files.getAttribute(file, "unix:ino", new LinkOption[0]);
            return number instanceof Long inode ? OptionalLong.of(inode) : OptionalLong.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
            return OptionalLong.empty();
        }
    }

    /** As {@link InputStream#read(byte[])}: -1 at the end, from which it may grow. */
    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    /** The file's first bytes, fewer where it is shorter; reading goes on where it stood. */
    byte[] beginning(int bytes) throws IOException {
        if (plain.isEmpty()) {
            return Arrays.copyOf(head, Math.min(bytes, head.length));
        }
        ByteBuffer begin = ByteBuffer.allocate(bytes);
        while (begin.hasRemaining() && plain.get().read(begin, begin.position()) >= 0) {
            // until all are there
        }
        return Arrays.copyOf(begin.array(), begin.position());
    }

    /** Whether the file still has what was read of it; a packed one does not shrink. */
    boolean holds(Position position) throws IOException {
        boolean isLong = plain.isEmpty() || plain.get().size() >= position.offset();
        return isLong && position.beginning().fits(this);
    }

    /**
     * Behind the last line end, or the file's begin.
     *
     * @return empty where neither is among the last bytes, or the file is packed
     */
    OptionalLong lastLineEnd(int lastBytes) throws IOException {
        if (plain.isEmpty()) {
            return OptionalLong.empty();
        }
        long size = plain.get().size();
        long from = Math.max(0, size - lastBytes);
        ByteBuffer last = ByteBuffer.allocate((int) (size - from));
        while (last.hasRemaining() && plain.get().read(last, from + last.position()) >= 0) {
            // until all are there
        }
        for (int i = last.position() - 1; i >= 0; i--) {
            if (last.get(i) == '\n') {
                return OptionalLong.of(from + i + 1);
            }
        }
        return from == 0 ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** Bytes behind the place where reading stands; unknown of a packed file. */
    OptionalLong unread() throws IOException {
        if (plain.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(plain.get().size() - plain.get().position());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
