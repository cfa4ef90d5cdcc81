package millwright.agent.probe.http;

import com.sun.net.httpserver.HttpsConfigurator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import millwright.agent.probe.fetch.TestCertificate;

/** Answers 204 to everything. */
final class HttpsServer implements AutoCloseable {
    private final com.sun.net.httpserver.HttpsServer server;

    HttpsServer(TestCertificate certificate) {
        try {
            server =
                    com.sun.net.httpserver.HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
