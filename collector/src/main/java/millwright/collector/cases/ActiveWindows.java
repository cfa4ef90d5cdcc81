package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import millwright.rules.decision.ActiveWindow;

/**
 * Emergency windows whose work goes on, as the rules see them. Past its granted end a window holds
 * nothing back any more: one that is forgotten must not keep silent what its work has broken.
 */
record ActiveWindows(List<Timed> all) {
    /**
     * @param until its granted end
     */
    record Timed(ActiveWindow window, Instant until) {}

    static ActiveWindows of(TicketRecords records) {
        return new ActiveWindows(
                records.windows().working().stream().map(one -> timed(one, records)).toList());
    }

    private static Timed timed(EmergencyRequest window, TicketRecords records) {
        EmergencyCourse.Work work = window.course().work().orElseThrow();
        List<Ticket.Member> members =
                records.find(window.ticket()).map(Ticket::members).orElse(List.of());
        return new Timed(
                new ActiveWindow(
                        window.id(),
                        window.ticket(),
                        members.stream()
                                .map(member -> member.key().host())
                                .collect(Collectors.toSet()),
                        members.stream().map(Ticket.Member::key).collect(Collectors.toSet()),
                        window.course().grant().orElseThrow().expected(),
                        work.startedAt()),
                work.endsAt());
    }

    List<ActiveWindow> at(Instant now) {
        return all.stream()
                .filter(one -> now.isBefore(one.until()) && !now.isBefore(one.window().since()))
                .map(Timed::window)
                .toList();
    }
}
