package millwright.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import millwright.collector.http.Exchange;

/** The members of a request's JSON body: known ones only, each checked. */
final class Members {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BYTES_MAX = 64 << 10;

    private final JsonNode body;

    private Members(JsonNode body) {
        this.body = body;
    }

    /**
     * @throws Refusal if the body is no JSON object, or has a member that is not known
     */
    static Members of(Exchange exchange, String... known) throws IOException {
        List<String> names = Arrays.asList(known);
        byte[] bytes = exchange.bodyBytes();
        if (bytes.length > BYTES_MAX) {
            throw Refusal.of(413, "Too large", "The body is larger than 64 KiB.");
        }
        return checked(parse(bytes), names);
    }

    /** The same, where nothing at all may be sent, too. */
    static Members ofOptional(Exchange exchange, String... known) throws IOException {
        return exchange.bodyBytes().length == 0
                ? new Members(MAPPER.createObjectNode())
                : of(exchange, known);
    }

    private static Members checked(JsonNode body, List<String> names) {
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!names.contains(name)) {
                                throw Refusal.badMember(
                                        name,
                                        "There is no member '%s' here; allowed: %s."
                                                .formatted(name, String.join(", ", names)));
                            }
                        });
        return new Members(body);
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            JsonNode body = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // refused below, as JSON of another kind
        }
        throw Refusal.of(400, "Bad request", "The body is no JSON object.");
    }

    /**
     * @param what for the refusal, such as "the name of the host"
     */
    String text(String name, int lengthMax, String what) {
        String text = body.path(name).isTextual() ? body.path(name).asText().strip() : "";
        if (text.isEmpty() || text.length() > lengthMax || text.chars().anyMatch(c -> c < ' ')) {
            throw Refusal.badMember(
                    name,
                    "'%s' must be %s, a text of 1 to %d characters."
                            .formatted(name, what, lengthMax));
        }
        return text;
    }

    boolean has(String name) {
        return body.has(name);
    }

    /** A text that may have several lines. */
    String prose(String name, int lengthMax, String what) {
        String text = body.path(name).isTextual() ? body.path(name).asText().strip() : "";
        if (text.isEmpty()
                || text.length() > lengthMax
                || text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw Refusal.badMember(
                    name,
                    "'%s' must be %s, a text of 1 to %d characters."
                            .formatted(name, what, lengthMax));
        }
        return text;
    }

    /** False where it is absent. */
    boolean flag(String name) {
        if (has(name) && !body.path(name).isBoolean()) {
            throw Refusal.badMember(name, "'%s' must be true or false.".formatted(name));
        }
        return body.path(name).asBoolean(false);
    }

    /** Upper and lower case are the same; the words are the constants in lower case. */
    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        String given = body.path(name).asText();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.badMember(
                                        name,
                                        "'%s' must be one of %s."
                                                .formatted(
                                                        name,
                                                        Arrays.stream(type.getEnumConstants())
                                                                .map(Parameters::word)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /**
     * @param what for the refusal, such as "roles"
     */
    List<String> texts(String name, int lengthMax, String what) {
        List<String> all = new ArrayList<>();
        for (JsonNode each : body.path(name)) {
            all.add(each.asText());
        }
        if (!body.path(name).isArray() || all.isEmpty() || all.size() > lengthMax) {
            throw Refusal.badMember(
                    name, "'%s' must be a list of 1 to %d %s.".formatted(name, lengthMax, what));
        }
        return all;
    }

    int integer(String name, int least, int most) {
        JsonNode number = body.path(name);
        if (!number.canConvertToInt() || number.asInt() < least || number.asInt() > most) {
            throw Refusal.badMember(
                    name,
                    "'%s' must be a whole number from %d to %d.".formatted(name, least, most));
        }
        return number.asInt();
    }

    Instant instant(String name) {
        try {
            return OffsetDateTime.parse(body.path(name).asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.badMember(
                    name,
                    "'%s' must be an ISO-8601 instant with offset, such as 2026-03-29T02:00:00+03:00."
                            .formatted(name));
        }
    }

    Duration duration(String name, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(body.path(name).asText());
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        throw Refusal.badMember(
                name,
                "'%s' must be an ISO-8601 duration from %s to %s, such as PT1H."
                        .formatted(name, least, most));
    }

    /** At least one. */
    List<URI> addresses(String name) {
        List<URI> all = new ArrayList<>();
        for (JsonNode each : body.path(name)) {
            try {
                all.add(URI.create(each.asText()));
            } catch (IllegalArgumentException e) {
                throw Refusal.badMember(name, "'%s' is no address.".formatted(each.asText()));
            }
        }
        if (all.isEmpty()) {
            throw Refusal.badMember(
                    name, "'%s' must be a list of at least one address.".formatted(name));
        }
        return all;
    }
}
