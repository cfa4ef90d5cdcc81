package millwright.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running collector, as the commands with {@code --collector} ask it. */
final class AskedCollector {
    /** The most that the interface gives at once. */
    private static final int PAGE = 500;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    AskedCollector(URI address) {
        this.address = address;
    }

    /** All items of a list, page by page. */
    List<JsonNode> list(String path) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        String more = path + (path.indexOf('?') < 0 ? "?" : "&") + "limit=" + PAGE + "&offset=";
        long total;
        int got;
        do {
            JsonNode page =
                    find(more + items.size())
                            .orElseThrow(
                                    () ->
                                            new Refused(
                                                    "The collector at %s has no %s. It is of another version."
                                                            .formatted(address, path)));
            total = page.path("total").asLong();
            got = page.path("items").size();
            page.path("items").forEach(items::add);
        } while (got > 0 && items.size() < total);
        return items;
    }

    /** Empty where there is no such thing. */
    Optional<JsonNode> find(String path) throws IOException {
        try {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(address.resolve(path))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = json.readTree(answer.body());
            if (answer.statusCode() == 404 && body.has("title")) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new Refused(
                        "%s answers %d: %s"
                                .formatted(
                                        address.resolve(path),
                                        answer.statusCode(),
                                        body.path("detail").asText("no reason given")));
            }
            return Optional.of(body);
        } catch (JsonProcessingException e) {
            throw new Refused(
                    "What listens at %s is no collector of Millwright.".formatted(address));
        } catch (IOException e) {
            throw new Refused(
                    "No collector answers at %s. Start it, or name another with --collector."
                            .formatted(address));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + address, e);
        }
    }

    /** Of an answer that cannot be read. */
    IOException unread(RuntimeException why) {
        return new IOException(
                "The collector at %s answers something else than this version reads: %s. Use the millwright-collector of its version."
                        .formatted(address, why.getMessage()),
                why);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
