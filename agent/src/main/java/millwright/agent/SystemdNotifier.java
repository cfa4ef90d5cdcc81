package millwright.agent;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the agent is ready, alive, or about to stop, as {@code sd_notify(3)} does: one
 * datagram a message to the UNIX socket that {@code NOTIFY_SOCKET} names. The JDK has no such
 * sockets, so libc is asked through JNA, which OSHI brings along. Does nothing where nobody
 * listens.
 */
final class SystemdNotifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemdNotifier.class);

    private final Optional<byte[]> address;
    private final Optional<Duration> watchdog;
    private boolean isUnheard;

    private SystemdNotifier(Optional<byte[]> address, Optional<Duration> watchdog) {
        this.address = address;
        this.watchdog = watchdog;
    }

    /**
     * @param environment with {@code NOTIFY_SOCKET} and {@code WATCHDOG_USEC} where systemd started
     *     us and wants to hear
     */
    static SystemdNotifier of(Map<String, String> environment) {
        Optional<byte[]> address =
                Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                        .filter(path -> path.startsWith("/") || path.startsWith("@"))
                        .map(SystemdNotifier::address);
        Optional<Duration> watchdog =
                address.flatMap(
                        heard ->
                                Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                                        .filter(text -> text.matches("[1-9][0-9]{0,15}"))
                                        .map(
                                                text ->
                                                        Duration.ofNanos(
                                                                Long.parseLong(text) * 1000)));
        return new SystemdNotifier(address, watchdog);
    }

    /** A {@code struct sockaddr_un}; a path that begins with "@" is an abstract one. */
    private static byte[] address(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name[0] == '@') {
            name[0] = 0;
        }
        return ByteBuffer.allocate(Short.BYTES + name.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) LibC.AF_UNIX)
                .put(name)
                .array();
    }

    /** How often {@link #alive} must come; a third of what systemd allows. */
    Optional<Duration> beat() {
        return watchdog.map(allowed -> allowed.dividedBy(3));
    }

    void ready() {
        send("READY=1");
    }

    void alive() {
        send("WATCHDOG=1");
    }

    @Override
    public void close() {
        send("STOPPING=1");
    }

    private synchronized void send(String message) {
        if (address.isEmpty()) {
            return;
        }
        try {
            LibC.send(address.get(), message.getBytes(StandardCharsets.UTF_8));
            isUnheard = false;
        } catch (LastErrorException | LinkageError failed) {
            if (!isUnheard) {
                isUnheard = true;
                LOG.warn(
                        "systemd did not hear \"{}\" ({}). It restarts the agent if that lasts.",
                        message,
                        failed.getMessage());
            }
        }
    }

    /** Loaded with the first message only. */
    static final class LibC {
        static final int AF_UNIX = 1;
        private static final int SOCK_DGRAM = 2;
        private static final int SOCK_CLOEXEC = 0x80000; // 02000000 octal, as on x86 and ARM

        static {
            Native.register(LibC.class, "c");
        }

        private LibC() {}

        static void send(byte[] address, byte[] message) {
            int socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            try {
                sendto(socket, message, new NativeLong(message.length), 0, address, address.length);
            } finally {
                close(socket);
            }
        }

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native NativeLong sendto(
                int socket, byte[] data, NativeLong length, int flags, byte[] to, int toLength)
                throws LastErrorException;

        static native int close(int socket) throws LastErrorException;
    }
}
