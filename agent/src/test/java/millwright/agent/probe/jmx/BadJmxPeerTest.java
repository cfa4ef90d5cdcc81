package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.TargetDownException.Reason.TIMED_OUT;
import static millwright.agent.probe.TargetDownException.Reason.TOO_LARGE;
import static millwright.agent.probe.TargetDownException.Reason.UNKNOWN_HOST;
import static millwright.agent.probe.jmx.JmxReadings.down;
import static millwright.agent.probe.jmx.JmxReadings.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ports behind which there is no JMX, or a bad one. */
class BadJmxPeerTest {
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private interface Peer {
        void talk(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private void behave(Peer peer) {
        Thread thread =
                new Thread(
                        () -> {
                            while (!server.isClosed()) {
                                try (Socket socket = server.accept()) {
                                    peer.talk(
                                            new DataInputStream(socket.getInputStream()),
                                            new DataOutputStream(socket.getOutputStream()));
                                } catch (IOException over) {
                                    // the agent has had enough, or the test is over
                                }
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private JmxTarget impatient() {
        return target(
                "{name: erp, address: '127.0.0.1:%d', timeout: 200ms}"
                        .formatted(server.getLocalPort()));
    }

    /** What RMI says before the first call. */
    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
        in.readFully(new byte[7]); // JRMI, version, protocol
        out.writeByte(0x4E);
        out.writeUTF("127.0.0.1");
        out.writeInt(1);
        out.flush();
        in.readUTF();
        in.readInt();
    }

    @Test
    void aHangingPortCostsItsTimeAndNoThread() {
        try (JmxTarget target = impatient()) { // the connection is made, and nobody answers
            assertThat(down(target).reason()).isEqualTo(TIMED_OUT);
            long threads = rmiThreads();
            for (int i = 0; i < 5; i++) {
                assertThat(down(target).reason()).isEqualTo(TIMED_OUT);
            }
            assertThat(rmiThreads()).isLessThanOrEqualTo(threads);
        }
    }

    @Test
    void aPeerThatGreetsAndThenHangsHasTimedOutToo() {
        behave(
                (in, out) -> {
                    greet(in, out);
                    in.readAllBytes();
                });
        try (JmxTarget target = impatient()) {
            assertThat(down(target).reason()).isEqualTo(TIMED_OUT);
        }
    }

    @Test
    void aPeerThatDribblesHasTimedOutToo() {
        behave(
                (in, out) -> {
                    greet(in, out);
                    beginEndlessText(out);
                    while (in.available() >= 0) {
                        out.writeByte('x');
                        out.flush();
                        Thread.onSpinWait();
                    }
                });
        try (JmxTarget target =
                target(
                        "{name: erp, address: '127.0.0.1:%d', timeout: 100ms}"
                                .formatted(server.getLocalPort()))) {
            assertThat(down(target).reason()).isIn(TIMED_OUT, TOO_LARGE);
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        behave(
                (in, out) -> {
                    greet(in, out);
                    beginEndlessText(out);
                    byte[] much = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    while (!server.isClosed()) {
                        out.write(much);
                    }
                });
        try (JmxTarget target =
                target(
                        "{name: erp, address: '127.0.0.1:%d', timeout: 1m}"
                                .formatted(server.getLocalPort()))) {
            assertThat(down(target).reason()).isEqualTo(TOO_LARGE);
        }
    }

    /** A return value: a text of 2^62 bytes. */
    private static void beginEndlessText(DataOutputStream out) throws IOException {
        out.writeByte(0x51);
        out.writeShort(0xACED);
        out.writeShort(5);
        out.writeShort(0x770F);
        out.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        out.writeByte(0x7C);
        out.writeLong(1L << 62);
        out.flush();
    }

    @Test
    void aPortThatSpeaksSomethingElseIsNamedSo() {
        behave(
                (in, out) -> {
                    in.readFully(new byte[7]);
                    out.write(
                            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                });
        try (JmxTarget target = impatient()) {
            assertThat(down(target).reason()).isEqualTo(BAD_ANSWER);
            assertThat(down(target)).hasMessageContaining("does not speak RMI");
        }
    }

    @Test
    void aClosedPortRefuses() throws IOException {
        server.close();
        try (JmxTarget target = impatient()) {
            assertThat(down(target).reason()).isEqualTo(REFUSED);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        try (JmxTarget target = target("{name: erp, address: 'nowhere.invalid:9010'}")) {
            assertThat(down(target).reason()).isEqualTo(UNKNOWN_HOST);
            assertThat(down(target)).hasMessageContaining("nowhere.invalid");
        }
    }

    private static long rmiThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("RMI"))
                .count();
    }
}
