package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import millwright.collector.trust.AdminToken;
import millwright.collector.trust.LocalTrust;

/**
 * Asks the collector that runs with the same configuration, as its administrator. Commands do not
 * open its database themselves: it is locked while the collector runs.
 */
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

    private final CollectorConfig config;
    private final String configWords;
    private final URI url;
    private final String token;
    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();

    private AdminClient(CollectorConfig config, String configWords, String token, HttpClient http) {
        this.config = config;
        this.configWords = configWords;
        this.url = CollectorAddress.local(config);
        this.token = token;
        this.http = http;
    }

    /**
     * @throws Refused if the configuration does not tell where the collector listens
     * @throws IOException if its certificate cannot be read
     */
    static AdminClient of(CollectorConfig config, String configWords) throws IOException {
        if (config.http().port() == 0) {
            throw new Refused(
                    "http.listen of %s has port 0, so nobody knows where the collector listens. Give it a port, or set MILLWRIGHT_HTTP_LISTEN to its address."
                            .formatted(configWords));
        }
        String token = token(config);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5));
        if (config.http().tls().isOn()) {
            builder.sslContext(LocalTrust.context(Parts.certificates(config).orElseThrow()));
        }
        return new AdminClient(config, configWords, token, builder.build());
    }

    /** Null members of the answer are missing nodes. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, body -> {});
    }

    /** The same for what may take its time. */
    JsonNode getPatiently(String path) throws IOException, InterruptedException {
        return send("GET", path, body -> {}, LONG_PATIENCE);
    }

    JsonNode post(String path, Consumer<ObjectNode> body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode put(String path, Consumer<ObjectNode> body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, body -> {});
    }

    private JsonNode send(String method, String path, Consumer<ObjectNode> body)
            throws IOException, InterruptedException {
        return send(method, path, body, PATIENCE);
    }

    private JsonNode send(String method, String path, Consumer<ObjectNode> body, Duration patience)
            throws IOException, InterruptedException {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        body.accept(members);
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path))
                        .timeout(patience)
                        .header("Authorization", "Token " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                members.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(members.toString()))
                        .build();
        try {
            return answer(http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (javax.net.ssl.SSLException e) {
            throw new Refused(
                    "What listens at %s is not the collector of %s: %s. Start the collector with this configuration."
                            .formatted(url, configWords, e.getMessage()));
        } catch (IOException e) {
            throw new Refused(
                    "No collector answers at %s (http.listen of %s). This command asks the running collector: start it, and give the same --config."
                            .formatted(url, configWords));
        }
    }

    private JsonNode answer(HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        if (status == 204) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (status == 401) {
            throw new Refused(
                    "The collector at %s does not take the token of %s: it runs with another data folder. Give the --config that it runs with."
                            .formatted(url, AdminToken.file(config.data())));
        }
        JsonNode body = json.readTree(answer.body());
        if (status >= 300) {
            throw new Refused(body.path("detail").asText("The collector answers " + status + "."));
        }
        return body;
    }

    private static String token(CollectorConfig config) {
        Path file = AdminToken.file(config.data());
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new Refused(
                    "There is no %s, which the collector makes at its first start. Start it, and give the same --config."
                            .formatted(file));
        } catch (IOException e) {
            throw new Refused(
                    "%s cannot be read by user %s. Run this command as the user that runs the collector."
                            .formatted(file, System.getProperty("user.name")));
        }
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
