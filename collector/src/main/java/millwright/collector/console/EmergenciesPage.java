package millwright.collector.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.http.Exchange;

/** Emergency windows, the newest first, with what each has to come next. */
final class EmergenciesPage {
    static final int WINDOWS = 50;
    private static final String PATH = "/emergency-windows";
    private static final Duration COUNTED = Duration.ofDays(30);

    private final CaseStore cases;
    private final EmergencyDesk desk;

    EmergenciesPage(CaseStore cases, EmergencyDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    /**
     * @param exemptions such as {@code data-loss 1, critical-emergency 2}; empty for none
     */
    record Model(
            List<TicketsPage.Choice> statuses,
            boolean narrow,
            long begun,
            String exemptions,
            List<Row> rows,
            Paging paging) {}

    /**
     * @param next the timer that is due first; empty where nothing is to come
     */
    record Row(
            String id,
            String link,
            String ticket,
            String ticketLink,
            String priority,
            String style,
            String status,
            String reason,
            String authority,
            SiteTime.Moment asked,
            Optional<EmergencyTimerRow> next) {}

    Page show(Exchange exchange, SiteTime time) {
        Optional<Status> status = status(exchange);
        String word = status.map(EmergenciesPage::word).orElse("");
        long total = cases.countEmergencyRequests(status);
        Paging paging = Paging.of(exchange, PATH, total, WINDOWS, Map.of("status", word));
        List<Row> rows =
                cases.listEmergencyRequests(status, paging.size(), paging.offset()).stream()
                        .map(window -> row(window, time))
                        .toList();
        Map<String, Long> exemptions =
                cases.emergencies().exemptionsSince(time.now().minus(COUNTED));
        Model model =
                new Model(
                        Arrays.stream(Status.values())
                                .map(EmergenciesPage::word)
                                .map(one -> new TicketsPage.Choice(one, one, one.equals(word)))
                                .toList(),
                        status.isPresent(),
                        cases.countEmergencyRequests(Optional.of(Status.ACTIVE)),
                        exemptions.entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining(", ")),
                        rows,
                        paging);
        return new Page("emergency-windows", "Emergency windows", "emergencies", model);
    }

    private Row row(EmergencyRequest window, SiteTime time) {
        return new Row(
                window.id(),
                Links.emergency(window.id()),
                window.ticket(),
                Links.ticket(window.ticket()),
                window.priority().name(),
                Standing.style(window.priority()),
                word(window.status()),
                // What was measured how is on its page.
                window.reason().split(" since ", 2)[0],
                window.authority() + window.deputy().map(" or "::concat).orElse(""),
                time.moment(window.requestedAt()),
                desk.timers(window).stream()
                        .findFirst()
                        .map(timer -> EmergencyTimerRow.of(timer, time)));
    }

    private static Optional<Status> status(Exchange exchange) {
        String given = exchange.query("status").map(String::strip).orElse("");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(Status.values())
                        .filter(one -> one.name().equalsIgnoreCase(given))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        NoSuchPage.badFilter(
                                                "status",
                                                given,
                                                Arrays.stream(Status.values())
                                                        .map(EmergenciesPage::word)
                                                        .collect(Collectors.joining(", ")),
                                                PATH)));
    }

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
