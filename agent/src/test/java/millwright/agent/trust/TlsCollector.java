package millwright.agent.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import millwright.config.Secret;
import millwright.enrolment.EnrolmentToken;
import millwright.enrolment.Fingerprint;

/** A real HTTPS server under an authority of its own, which answers as the test says. */
public final class TlsCollector implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final Secret SECRET =
            Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));

    public record Request(String path, String authorization, String body) {}

    private record Reply(int status, String body) {}

    private final HttpsServer server;
    private final X509Certificate authority;
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    private TlsCollector(HttpsServer server, X509Certificate authority) {
        this.server = server;
        this.authority = authority;
        server.createContext("/", this::handle);
        server.start();
    }

    public static TlsCollector start(Path folder) throws Exception {
        return start(folder, "san=ip:127.0.0.1,dns:localhost", "-1d", 30);
    }

    /**
     * @param names as keytool's -ext has them
     * @param from as keytool's -startdate has it
     */
    static TlsCollector start(Path folder, String names, String from, int days) throws Exception {
        Path store = Files.createTempDirectory(folder, "keys").resolve("store.p12");
        keytool(store, "ca", from, days, "-ext", "bc:c");
        keytool(store, "server", from, days, "-signer", "ca", "-ext", names);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        X509Certificate authority = (X509Certificate) keys.getCertificate("ca");
        keys.deleteEntry("ca");
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new TlsCollector(server, authority);
    }

    private static void keytool(Path store, String alias, String from, int days, String... more)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-startdate", from));
        command.addAll(List.of("-validity", "" + days, "-keystore", store.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(Arrays.asList(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    X509Certificate authority() {
        return authority;
    }

    String pem() throws Exception {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(
                        Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(authority.getEncoded()));
    }

    /** One that vouches for this server's authority. */
    public EnrolmentToken token() {
        return token(List.of(uri()), Fingerprint.of(authority));
    }

    static EnrolmentToken token(List<URI> collectors, Fingerprint authority) {
        return new EnrolmentToken(collectors, Optional.of(authority), SECRET);
    }

    TlsCollector replies(int status, String body) {
        replies.add(new Reply(status, body));
        return this;
    }

    /** As a collector grants a credential. */
    public TlsCollector grants(String credential) throws Exception {
        return replies(
                201,
                "{\"host\":\"db-07\",\"credential\":\"%s\",\"authority\":\"%s\",\"collectors\":[\"%s\"]}"
                        .formatted(credential, pem().replace("\n", "\\n"), uri()));
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(
                new Request(
                        exchange.getRequestURI().getPath(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        new String(body, StandardCharsets.UTF_8)));
        Reply reply = replies.isEmpty() ? new Reply(500, "unexpected") : replies.poll();
        byte[] answer = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
