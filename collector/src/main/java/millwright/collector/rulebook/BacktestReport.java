package millwright.collector.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import millwright.rules.indicator.Priority;

/** What a backtest found. */
public final class BacktestReport {
    private static final int SHOWN = 20;
    private static final int NOISIEST = 5;
    private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();

    private final Instant from;
    private final Instant to;
    private final int hosts;
    private final BacktestTally inForce;
    private final Optional<BacktestTally> proposed;
    private final Optional<BacktestComparison> comparison;

    BacktestReport(
            Instant from,
            Instant to,
            int hosts,
            BacktestTally inForce,
            Optional<BacktestTally> proposed) {
        this.from = from;
        this.to = to;
        this.hosts = hosts;
        this.inForce = inForce;
        this.proposed = proposed;
        this.comparison = proposed.map(p -> BacktestComparison.of(inForce, p, to));
    }

    public int hosts() {
        return hosts;
    }

    private double weeks() {
        return Duration.between(from, to).toSeconds() / WEEK_SECONDS;
    }

    /**
     * How often a host calls somebody in a week, on the average of the fleet: by the proposed
     * rules, or those in force where none are proposed.
     */
    public double ticketsPerHostWeek() {
        return perHostWeek(proposed.orElse(inForce));
    }

    private double perHostWeek(BacktestTally tally) {
        return hosts == 0 ? 0 : tally.calls().size() / (hosts * weeks());
    }

    /** Calls of at least P2 that only the rules in force make; 0 where none are proposed. */
    public long urgentMissed() {
        return comparison
                .map(
                        c ->
                                c.missed().stream()
                                        .filter(t -> !Priority.P2.isMoreUrgentThan(t.worst()))
                                        .count())
                .orElse(0L);
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s to %s, %d hosts, %s weeks".formatted(from, to, hosts, number(weeks(), 2)));
        lines.add("");
        row(lines, "", t -> t.equals(inForce) ? "in force" : "proposed");
        row(lines, "rules", BacktestTally::version);
        row(lines, "calls", t -> "" + t.calls().size());
        row(lines, "  tickets opened", t -> "" + t.opened());
        row(lines, "  tickets reopened", t -> "" + t.reopened());
        for (Priority priority : Priority.values()) {
            row(lines, "  worst " + priority, t -> "" + t.byPriority().get(priority));
        }
        row(lines, "raised", t -> "" + t.raised());
        row(lines, "resolved", t -> "" + t.resolved());
        row(lines, "late, on record only", t -> "" + t.late());
        row(lines, "flapping keys", t -> "" + t.flapping().size());
        row(lines, "calls per host and week", t -> number(perHostWeek(t), 3));
        row(lines, "noisiest host", this::noisiest);
        comparison.ifPresent(c -> compare(c, lines));
        return lines;
    }

    private void row(List<String> lines, String name, Function<BacktestTally, String> of) {
        String second = proposed.map(of).orElse("");
        lines.add("%-28s%-22s%s".formatted(name, of.apply(inForce), second).stripTrailing());
    }

    private String noisiest(BacktestTally tally) {
        return tally.noisiest(1).stream()
                .map(e -> "%s (%d)".formatted(e.getKey(), e.getValue()))
                .findFirst()
                .orElse("-");
    }

    private void compare(BacktestComparison c, List<String> lines) {
        lines.add("");
        lines.add(
                "the same trouble: %d; proposed rules call sooner by (least, median, most): %s"
                        .formatted(c.same(), leads(c)));
        list(lines, "missed by the proposed rules", "-", c.missed());
        list(lines, "only by the proposed rules", "+", c.added());
    }

    private static String leads(BacktestComparison c) {
        return c.medianLead()
                .map(
                        median ->
                                "%s, %s, %s"
                                        .formatted(
                                                signed(c.leads().get(0)),
                                                signed(median),
                                                signed(c.leads().get(c.leads().size() - 1))))
                .orElse("-");
    }

    private static String signed(Duration lead) {
        return lead.isNegative() ? "-" + Spans.text(lead.negated()) : Spans.text(lead);
    }

    private static void list(
            List<String> lines, String title, String mark, List<BacktestCall> tickets) {
        lines.add("%s: %d".formatted(title, tickets.size()));
        tickets.stream()
                .limit(SHOWN)
                .forEach(
                        t ->
                                lines.add(
                                        "  %s %s  %s  %s  %s"
                                                .formatted(
                                                        mark, t.at(), t.worst(), t.key(),
                                                        t.row())));
        if (tickets.size() > SHOWN) {
            lines.add(
                    "  … and %d more; --format json has them all"
                            .formatted(tickets.size() - SHOWN));
        }
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** For programs: maps, lists, texts and numbers. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("from", from.toString());
        members.put("to", to.toString());
        members.put("hosts", hosts);
        members.put("weeks", weeks());
        members.put("inForce", members(inForce));
        proposed.ifPresent(p -> members.put("proposed", members(p)));
        comparison.ifPresent(c -> members.put("comparison", members(c)));
        return members;
    }

    private Map<String, Object> members(BacktestTally tally) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rules", tally.version());
        members.put("calls", tally.calls().size());
        members.put("opened", tally.opened());
        members.put("byPriority", tally.byPriority());
        members.put("raised", tally.raised());
        members.put("reopened", tally.reopened());
        members.put("resolved", tally.resolved());
        members.put("late", tally.late());
        members.put("flapping", tally.flapping().stream().map(Object::toString).toList());
        members.put("ticketsPerHostWeek", perHostWeek(tally));
        Map<String, Integer> noisiest = new LinkedHashMap<>();
        tally.noisiest(NOISIEST).forEach(e -> noisiest.put(e.getKey(), e.getValue()));
        members.put("noisiest", noisiest);
        return members;
    }

    private static Map<String, Object> members(BacktestComparison c) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("same", c.same());
        c.medianLead().ifPresent(lead -> members.put("medianLeadSeconds", lead.toSeconds()));
        members.put("missed", c.missed().stream().map(BacktestReport::members).toList());
        members.put("added", c.added().stream().map(BacktestReport::members).toList());
        return members;
    }

    private static Map<String, Object> members(BacktestCall ticket) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("at", ticket.at().toString());
        members.put("host", ticket.key().host());
        members.put("indicator", ticket.key().indicator());
        members.put("resource", ticket.key().resource());
        members.put("reopened", ticket.again());
        members.put("worst", ticket.worst().name());
        members.put("row", ticket.row());
        return members;
    }
}
