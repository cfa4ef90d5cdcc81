package millwright.agent.probe.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Serves the exposition that a test says. */
final class FakeApplication implements AutoCloseable {
    private final HttpServer server;
    private volatile byte[] body = new byte[0];
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();
    private volatile Map<String, List<String>> asked = Map.of();

    FakeApplication() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked = Map.copyOf(exchange.getRequestHeaders());
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        } finally {
            exchange.close();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    FakeApplication shows(String text) {
        return shows(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    FakeApplication shows(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        return this;
    }

    /** Headers of the last request. */
    Map<String, List<String>> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
