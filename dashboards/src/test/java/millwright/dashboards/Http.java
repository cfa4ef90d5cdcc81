package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server of the test. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    Http(int port) {
        root = "http://127.0.0.1:" + port;
    }

    /**
     * @param parameters name, value, name, value …
     */
    JsonNode form(String path, String... parameters) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(root + path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body.toString())));
        return json(answer);
    }

    JsonNode json(String path) {
        return json(send(HttpRequest.newBuilder(URI.create(root + path)).GET()));
    }

    /**
     * @param token of a person
     * @throws AssertionError if it does not take it
     */
    JsonNode json(String method, String path, String token, String body) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(URI.create(root + path))
                                .method(method, BodyPublishers.ofString(body))
                                .header("Authorization", "Token " + token)
                                .header("Content-Type", "application/json"));
        refuseFailure(path, answer);
        return json(answer);
    }

    private static void refuseFailure(String path, HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    "%s answers %d %s".formatted(path, answer.statusCode(), answer.body()));
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).GET()).body();
    }

    boolean answers(String path) {
        try {
            return send(HttpRequest.newBuilder(URI.create(root + path)).GET()).statusCode() < 300;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /**
     * @throws AssertionError if it does not take it
     */
    void post(String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).POST(BodyPublishers.ofString(body));
        refuseFailure(path, send(request));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
