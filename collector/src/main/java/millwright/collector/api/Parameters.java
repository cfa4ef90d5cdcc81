package millwright.collector.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.http.Exchange;

/** A request's query parameters: known ones only, each at most once, each checked. */
final class Parameters {
    static final int LIMIT_MAX = 500;
    private static final int LIMIT_DEFAULT = 100;

    private final Exchange exchange;

    private Parameters(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * @throws Refusal if the request has a parameter that is not among {@code known}, or one twice
     */
    static Parameters of(Exchange exchange, String... known) {
        List<String> names = Arrays.asList(known);
        for (String name : exchange.queryNames()) {
            if (!names.contains(name)) {
                String allowed = names.isEmpty() ? "none" : String.join(", ", names);
                throw Refusal.badParameter(
                        name,
                        allowed,
                        "There is no parameter '%s' here; allowed: %s.".formatted(name, allowed));
            }
            if (exchange.queries(name).size() > 1) {
                throw Refusal.badParameter(
                        name,
                        "one value",
                        "'%s' is given %d times; give it once."
                                .formatted(name, exchange.queries(name).size()));
            }
        }
        return new Parameters(exchange);
    }

    /** An empty value counts as absent, as a form sends it. */
    Optional<String> text(String name) {
        return exchange.query(name).filter(value -> !value.isEmpty());
    }

    String requiredText(String name, String what) {
        return text(name)
                .orElseThrow(
                        () ->
                                Refusal.badParameter(
                                        name,
                                        what,
                                        "'%s' is missing; give %s.".formatted(name, what)));
    }

    /** Upper and lower case are the same; the words are the constants in lower case. */
    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name).map(value -> constant(name, value, type));
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String allowed = constants.stream().map(Parameters::word).collect(Collectors.joining(", "));
        throw Refusal.badParameter(
                name,
                allowed,
                "'%s' is no value of '%s'; allowed: %s.".formatted(value, name, allowed));
    }

    /** As the interface writes a constant: {@code P1}, but {@code breached}. */
    static String word(Enum<?> constant) {
        return constant.name().matches("P\\d")
                ? constant.name()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    Optional<Instant> instant(String name) {
        return text(name).map(value -> instant(name, value));
    }

    private static Instant instant(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            String allowed = "an ISO-8601 instant with offset, such as 2026-03-29T02:00:00+03:00";
            String hint =
                    value.indexOf(' ') > 0 ? " (in a URL the sign + must be written as %2B)" : "";
            throw Refusal.badParameter(
                    name,
                    allowed,
                    "'%s' of '%s' is not %s%s.".formatted(value, name, allowed, hint));
        }
    }

    int limit() {
        return number("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
    }

    int offset() {
        return number("offset", 0, Integer.MAX_VALUE, 0);
    }

    private int number(String name, int least, int most, int otherwise) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, with the same words as a number out of bounds
        }
        String allowed = "a whole number from %d to %d".formatted(least, most);
        throw Refusal.badParameter(
                name, allowed, "'%s' of '%s' is not %s.".formatted(given.get(), name, allowed));
    }

    /** A whole number of 0 or more. */
    Optional<Integer> number(String name) {
        return text(name).map(given -> number(name, 0, Integer.MAX_VALUE, 0));
    }

    /** The part of a complete list that the request asks for. */
    <T> Page<T> page(List<T> all) {
        int from = Math.min(offset(), all.size());
        int to = Math.min(from + limit(), all.size());
        return new Page<>(new ArrayList<>(all.subList(from, to)), all.size(), limit(), offset());
    }
}
