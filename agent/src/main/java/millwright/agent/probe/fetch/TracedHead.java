package millwright.agent.probe.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Reads the answer's head: notes its first byte, and gives up on one that does not end. */
final class TracedHead implements HttpMessageParser<ClassicHttpResponse> {
    /** Of all heads, those of provisional answers (1xx) included. */
    static final int BYTES_MAX = 256 * 1024;

    private final HttpMessageParser<ClassicHttpResponse> parser;
    private final Stopwatch watch;
    private long bytes;

    TracedHead(Http1Config limits, Stopwatch watch) {
        this.parser = new DefaultHttpResponseParser(limits);
        this.watch = watch;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
            throws IOException, HttpException {
        return parser.parse(buffer, new Counted(in));
    }

    private void count(int read) throws IOException {
        if (bytes == 0 && read > 0) {
            watch.end();
            watch.begin(Stopwatch.Phase.HEAD);
        }
        bytes += Math.max(0, read);
        if (bytes > BYTES_MAX) {
            throw new MessageConstraintException(
                    "the head of the answer does not end within %d KiB"
                            .formatted(BYTES_MAX / 1024));
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
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
            count(read);
            return read;
        }
    }
}
