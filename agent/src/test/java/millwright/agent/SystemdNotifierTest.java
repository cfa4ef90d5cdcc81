package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A datagram to a UNIX socket is there when sendto returns, so nothing here waits. */
class SystemdNotifierTest {
    @Test
    void systemdHearsThatTheAgentIsReadyAliveAndStopping() throws Exception {
        assumeTrue(Platform.isLinux(), "Linux only");
        Path folder =
                Files.createTempDirectory(Path.of("/tmp"), "notify"); // a short path: 108 bytes
        Path path = folder.resolve("socket");
        try (Listener systemd = Listener.at(path)) {
            try (SystemdNotifier notifier =
                    SystemdNotifier.of(Map.of("NOTIFY_SOCKET", path.toString()))) {
                notifier.ready();
                assertThat(systemd.hear()).isEqualTo("READY=1");
                notifier.alive();
                assertThat(systemd.hear()).isEqualTo("WATCHDOG=1");
            }
            assertThat(systemd.hear()).isEqualTo("STOPPING=1");
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    @Test
    void nobodyHearingIsNoFailure() {
        assumeTrue(Platform.isLinux(), "Linux only");
        SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "/nowhere/socket")).ready();
        SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "@millwright-nobody")).ready();
        SystemdNotifier.of(Map.of()).ready();
    }

    @Test
    void itFeedsTheWatchdogThreeTimesAsOftenAsAsked() {
        assertThat(notifier("60000000").beat()).contains(Duration.ofSeconds(20));
    }

    @Test
    void withoutAWatchdogItFeedsNone() {
        assertThat(notifier("0").beat()).isEmpty();
        assertThat(notifier("soon").beat()).isEmpty();
        assertThat(SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "/s")).beat()).isEmpty();
        assertThat(SystemdNotifier.of(Map.of("WATCHDOG_USEC", "60000000")).beat()).isEmpty();
    }

    private static SystemdNotifier notifier(String microseconds) {
        return SystemdNotifier.of(
                Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", microseconds));
    }

    /** The other end. */
    private record Listener(int socket) implements AutoCloseable {
        private static final int DONT_WAIT = 0x40;

        static Listener at(Path path) {
            byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
            byte[] address =
                    ByteBuffer.allocate(2 + name.length)
                            .order(ByteOrder.nativeOrder())
                            .putShort((short) 1)
                            .put(name)
                            .array();
            Listener listener = new Listener(Receiving.socket(1, 2, 0));
            Receiving.bind(listener.socket(), address, address.length);
            return listener;
        }

        String hear() {
            byte[] message = new byte[64];
            NativeLong length =
                    Receiving.recv(socket, message, new NativeLong(message.length), DONT_WAIT);
            return new String(message, 0, length.intValue(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            Receiving.close(socket);
        }
    }

    private static final class Receiving {
        static {
            Native.register(Receiving.class, "c");
        }

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native int bind(int socket, byte[] address, int length) throws LastErrorException;

        static native NativeLong recv(int socket, byte[] data, NativeLong length, int flags)
                throws LastErrorException;

        static native int close(int socket) throws LastErrorException;
    }
}
