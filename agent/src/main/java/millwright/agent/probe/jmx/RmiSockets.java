package millwright.agent.probe.jmx;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.rmi.server.RMISocketFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every socket that RMI opens in this agent. RMI itself waits for ever and reads whatever comes;
 * here connecting and each answer have a limit of time and of size.
 */
final class RmiSockets extends RMISocketFactory {
    /** An answer holds a few attributes; more is not read. */
    static final long ANSWER_BYTES_MAX = 8L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RmiSockets.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** What an answer may be made of: the JDK's own values. */
    private static final String CLASSES =
            "maxdepth=40;maxarray=200000;maxrefs=500000;maxbytes=%d;java.**;javax.**;sun.**;"
                    + "com.sun.**;jdk.**;!*";

    /** Of the reading that this thread is in; RMI opens its sockets on the caller's thread. */
    private static final ThreadLocal<Duration> LIMIT = new ThreadLocal<>();

    private static boolean isInstalled;

    private RmiSockets() {}

    /** Once in the agent's life, before RMI is first used. */
    static synchronized void install() {
        if (isInstalled) {
            return;
        }
        isInstalled = true;
        // RMI asks its first answer of a new connection by a limit of its own, a minute.
        System.setProperty("sun.rmi.transport.tcp.handshakeTimeout", "" + TIMEOUT.toMillis());
        // of sockets that are not ours, as those that a server's own TLS settings bring along
        System.setProperty("sun.rmi.transport.tcp.responseTimeout", "" + TIMEOUT.toMillis());
        System.setProperty("sun.tools.attach.attachTimeout", "" + TIMEOUT.toMillis());
        try {
            ObjectInputFilter.Config.setSerialFilter(
                    ObjectInputFilter.Config.createFilter(CLASSES.formatted(ANSWER_BYTES_MAX)));
            RMISocketFactory.setSocketFactory(new RmiSockets());
        } catch (IOException | IllegalStateException taken) {
            LOG.warn("Answers over JMX have no limits: another has set them ({}).", "" + taken);
        }
    }

    /** Within {@code limit} this thread's new connections are made and each answer has come. */
    static void limit(Duration limit) {
        LIMIT.set(limit);
    }

    static void unlimit() {
        LIMIT.remove();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Duration limit = LIMIT.get() == null ? TIMEOUT : LIMIT.get();
        Socket socket = new LimitedSocket(limit);
        try {
            socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        throw new IOException("the agent offers nothing over RMI");
    }

    /** An answer that is larger than anybody would read. */
    static final class AnswerTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLargeException() {
            super("the answer is larger than %d bytes".formatted(ANSWER_BYTES_MAX));
        }
    }

    /** Counts what comes between one question and the next. */
    private static final class LimitedSocket extends Socket {
        private final Duration limit;
        private final AtomicLong answerBytes = new AtomicLong();
        private volatile long askedNanos;

        LimitedSocket(Duration limit) {
            this.limit = limit;
        }

        /** RMI sets limits of its own for a while; they may be shorter. */
        @Override
        public synchronized void setSoTimeout(int millis) throws SocketException {
            int most = (int) limit.toMillis();
            super.setSoTimeout(millis == 0 ? most : Math.min(millis, most));
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    checkTime();
                    int value = super.read();
                    count(value < 0 ? 0 : 1);
                    return value;
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    checkTime();
                    int count = in.read(into, from, length);
                    count(Math.max(0, count));
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    answerBytes.set(0);
                    askedNanos = System.nanoTime();
                    out.write(bytes, from, length);
                }

                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }
            };
        }

        /** A peer that sends a byte now and then never meets the limit of one read. */
        private void checkTime() throws IOException {
            long waitedNanos = System.nanoTime() - askedNanos;
            if (askedNanos != 0 && waitedNanos > limit.toNanos()) {
                throw new SocketTimeoutException(
                        "no whole answer within %d ms"
                                .formatted(TimeUnit.NANOSECONDS.toMillis(waitedNanos)));
            }
        }

        private void count(int bytes) throws IOException {
            if (answerBytes.addAndGet(bytes) > ANSWER_BYTES_MAX) {
                throw new AnswerTooLargeException();
            }
        }
    }
}
