package millwright.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import millwright.collector.http.Exchange;

/** The interface's own description, written by hand as YAML, served as JSON. */
final class OpenApi {
    private final byte[] json;

    OpenApi() {
        try (InputStream yaml = OpenApi.class.getResourceAsStream("openapi.yaml")) {
            JsonNode document = new YAMLMapper().readTree(yaml);
            json = new JsonMapper().writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.yaml of the collector cannot be read", e);
        }
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        exchange.with("Cache-Control", "max-age=3600").bytes(200, "application/json", json);
    }
}
