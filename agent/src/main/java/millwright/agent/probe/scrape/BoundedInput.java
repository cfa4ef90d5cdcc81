package millwright.agent.probe.scrape;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives up on a body that is larger than agreed. */
final class BoundedInput extends FilterInputStream {
    private final long bytesMax;
    private long bytes;

    /** There is more than {@code bytesMax}. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    BoundedInput(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        count(Math.max(0, read));
        return read;
    }

    /** Does nothing: the exchange ends its connection, and closing this would read all the rest. */
    @Override
    public void close() {}

    private void count(int read) throws TooLargeException {
        bytes += read;
        if (bytes > bytesMax) {
            throw new TooLargeException("more than %d bytes".formatted(bytesMax));
        }
    }
}
