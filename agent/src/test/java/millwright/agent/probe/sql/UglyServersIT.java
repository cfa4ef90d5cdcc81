package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import millwright.agent.probe.TargetDownException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no database at all, with every driver. */
class UglyServersIT {
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private interface Manners {
        void meet(Socket client) throws IOException;
    }

    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void hangUp() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private void serve(Manners manners) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    Socket client = server.accept();
                                    clients.add(client);
                                    manners.meet(client);
                                }
                            } catch (IOException closed) {
                                // the test has ended
                            }
                        },
                        "ugly");
        thread.setDaemon(true);
        thread.start();
    }

    private Asking asking(DatabaseKind kind, Duration timeout) {
        String at = kind.scheme() + "127.0.0.1:" + server.getLocalPort();
        String url = kind == DatabaseKind.SQLSERVER ? at : at + "/erp";
        return new Asking(kind, url, "millwright", "s3cret", timeout);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void oneThatAcceptsAndSaysNothingCostsTheTimeoutAndOneConnection(DatabaseKind kind) {
        serve(client -> {});
        try (Asking target = asking(kind, SHORT)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(target.readDown().reason()).isEqualTo(Reason.TIMED_OUT);
                assertThat(target.sockets()).isZero();
                assertThat(clients).hasSize(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void oneThatHangsUpIsTriedOnceAReading(DatabaseKind kind) {
        serve(Socket::close);
        try (Asking target = asking(kind, AMPLE)) {
            assertThat(target.readDown().reason())
                    .isIn(Reason.CONNECTION_LOST, Reason.REFUSED, Reason.BAD_ANSWER);
            assertThat(target.sockets()).isZero();
            // SQL Server's driver asks a second time before it says who it is
            assertThat(clients).hasSizeBetween(1, kind == DatabaseKind.SQLSERVER ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void oneThatSpeaksSomethingElseIsDown(DatabaseKind kind) {
        serve(
                client -> {
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                    client.getOutputStream().flush();
                });
        try (Asking target = asking(kind, SHORT)) {
            assertThat(target.readDown().reason()).isNotNull();
            assertThat(target.sockets()).isZero();
            assertThat(clients).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void whereNobodyListensItIsRefused(DatabaseKind kind) throws IOException {
        server.close();
        try (Asking target = asking(kind, AMPLE)) {
            assertThat(target.readDown().reason()).isEqualTo(Reason.REFUSED);
            assertThat(target.sockets()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aNameThatNobodyKnowsIsUnknown(DatabaseKind kind) {
        String url =
                kind.scheme()
                        + "nowhere.invalid:1"
                        + (kind == DatabaseKind.SQLSERVER ? "" : "/erp");
        try (Asking target = new Asking(kind, url, "millwright", "s3cret", AMPLE)) {
            assertThat(target.readDown().reason()).isEqualTo(Reason.UNKNOWN_HOST);
        }
    }
}
