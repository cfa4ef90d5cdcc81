package millwright.collector.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcFilter;
import millwright.collector.http.Exchange;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.RfcState;

/** Requests for change, the newest first; those that are not over unless asked for others. */
final class RfcsPage {
    private static final int ROWS = 50;
    private static final String ACTIVE = "active";
    private static final List<String> STATES =
            Stream.concat(
                            Stream.of(ACTIVE, "all"),
                            Arrays.stream(RfcState.values()).map(RfcState::code))
                    .toList();
    private static final List<String> TYPES = List.of("standard", "normal", "emergency");

    private final Changes changes;

    RfcsPage(Changes changes) {
        this.changes = changes;
    }

    record Model(
            List<Choice> states,
            List<Choice> types,
            boolean narrow,
            List<RfcRow> rows,
            Paging paging) {}

    /** One entry of a selection. */
    record Choice(String value, String text, boolean chosen) {}

    Page show(Exchange exchange, SiteTime time) {
        String state = oneOf(exchange, "state", STATES, ACTIVE);
        String type = oneOf(exchange, "type", TYPES, "");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("state", state.equals(ACTIVE) ? "" : state);
        parameters.put("type", type);
        long total = changes.count(filter(state, type, 1, 0));
        Paging paging = Paging.of(exchange, "/rfcs", total, ROWS, parameters);
        List<RfcRow> rows =
                changes.list(filter(state, type, paging.size(), paging.offset())).stream()
                        .map(rfc -> RfcRow.of(rfc, time))
                        .toList();
        return new Page(
                "rfcs",
                "Changes",
                "changes",
                new Model(
                        choices(STATES, state),
                        choices(TYPES, type),
                        !type.isEmpty() || !state.equals(ACTIVE),
                        rows,
                        paging));
    }

    private static RfcFilter filter(String state, String type, int limit, int offset) {
        return new RfcFilter(
                states(state),
                Optional.of(type)
                        .filter(text -> !text.isEmpty())
                        .map(text -> ChangeType.valueOf(text.toUpperCase(Locale.ROOT))),
                Optional.empty(),
                Optional.empty(),
                limit,
                offset);
    }

    private static Set<RfcState> states(String state) {
        if (state.equals("all")) {
            return Set.of();
        }
        return state.equals(ACTIVE) ? RfcState.ACTIVE : Set.of(RfcState.parse(state).orElseThrow());
    }

    private static String oneOf(
            Exchange exchange, String name, List<String> allowed, String otherwise) {
        String given = exchange.query(name).map(String::strip).orElse("");
        if (!given.isEmpty() && !allowed.contains(given)) {
            throw NoSuchPage.badFilter(name, given, String.join(", ", allowed), "/rfcs");
        }
        return given.isEmpty() ? otherwise : given;
    }

    private static List<Choice> choices(List<String> values, String chosen) {
        return values.stream()
                .map(value -> new Choice(value, value.replace('_', ' '), value.equals(chosen)))
                .toList();
    }
}
