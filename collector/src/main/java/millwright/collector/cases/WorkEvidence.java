package millwright.collector.cases;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a ticket has measured and foreseen, in words for a request for change. */
public final class WorkEvidence {
    private WorkEvidence() {}

    /**
     * A line each.
     *
     * @param zone the site's
     */
    public static List<String> measured(Ticket ticket, ZoneId zone) {
        List<String> lines =
                ticket.members().stream()
                        .map(member -> Reasons.of(member.key(), member.evidence(), zone))
                        .distinct()
                        .collect(Collectors.toList());
        return lines.isEmpty() ? List.of(Reasons.of(ticket.key(), ticket.evidence(), zone)) : lines;
    }

    /**
     * @param zone the site's
     */
    public static Optional<String> foreseen(Ticket ticket, ZoneId zone) {
        return ticket.evidence()
                .forecast()
                .map(forecast -> ForecastReasons.of(ticket.key(), forecast, zone));
    }

    /** Such as {@code Disk free of db-07 /var}. */
    public static String subject(Task task) {
        return Reasons.of(task.work().key());
    }
}
