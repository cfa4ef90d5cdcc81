import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** A collector that keeps what it is sent in a file, for tests: {@code Sink PORT-FILE SAMPLES-FILE}. */
public final class Sink {
    private Sink() {}

    public static void main(String[] arguments) throws IOException {
        Path samples = Path.of(arguments[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
                    }
                    Files.write(samples, body, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        Files.writeString(Path.of(arguments[0]), Integer.toString(server.getAddress().getPort()));
    }
}
