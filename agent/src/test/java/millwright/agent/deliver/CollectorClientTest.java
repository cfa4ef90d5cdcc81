package millwright.agent.deliver;

import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator reads when the collector is not there, or is something else. */
class CollectorClientTest {
    private static final Batch BATCH = new Batch(new byte[] {1, 2, 3}, 1, 1);

    private static Answer answer(String scheme, int port) throws InterruptedException {
        URI uri = URI.create("%s://127.0.0.1:%d".formatted(scheme, port));
        return new CollectorClient(uri, Optional.empty()).post(BATCH, ofSeconds(20), AT);
    }

    @Test
    void aPortWhereNobodyListensRefusesConnections() throws InterruptedException {
        assertThat(answer("http", 1)).isEqualTo(new Answer.Failed("refuses connections"));
        assertThat(answer("https", 1)).isEqualTo(new Answer.Failed("refuses connections"));
    }

    @Test
    void tlsToAPlainServerNamesTheAddressAsTheLikelyMistake() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainWords(plain), "plain-server");
            server.start();
            assertThat(answer("https", plain.getLocalPort()))
                    .isEqualTo(
                            new Answer.Failed(
                                    "does not speak TLS; its address may begin with http:// rather"
                                            + " than https://"));
            server.join();
        }
    }

    private static void answerInPlainWords(ServerSocket server) {
        try (Socket connection = server.accept();
                OutputStream out = connection.getOutputStream()) {
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes(); // until the client has understood
        } catch (IOException gone) {
            // the client has seen enough
        }
    }
}
