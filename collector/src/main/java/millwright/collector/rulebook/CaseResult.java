package millwright.collector.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import millwright.collector.cases.CaseEvent;

/**
 * What a case expected and what happened, line by line.
 *
 * @param lines in the order of time; {@code -} expected and did not happen, {@code +} happened and
 *     was not expected, a blank for what did as expected
 * @param rows of the decision table that the decisions quote
 */
record CaseResult(RuleCase given, boolean passed, List<String> lines, Set<String> rows) {
    CaseResult {
        lines = List.copyOf(lines);
        rows = Set.copyOf(rows);
    }

    private record Line(Duration at, char mark, String text) {
        @Override
        public String toString() {
            return "  %s at %-8s %s".formatted(mark, Spans.text(at), text).stripTrailing();
        }
    }

    /**
     * What follows from a ticket and not from the samples: so that a case about a limit need not
     * say that an urgent ticket asks for a window.
     */
    private static final Set<String> ASIDES =
            Set.of("sla-warning", "sla-missed", "ticket-escalated", "emergency-requested");

    static CaseResult of(RuleCase given, Instant begin, List<CaseEvent> all) {
        List<CaseEvent> events = all.stream().filter(event -> isCompared(event, given)).toList();
        List<RuleCase.Expected> missing = new ArrayList<>(given.expected());
        List<Line> lines = new ArrayList<>();
        for (CaseEvent event : events) {
            Duration at = Duration.between(begin, event.at());
            boolean wasExpected = take(missing, at, event);
            String reason = wasExpected ? "" : "   (%s)".formatted(event.reason());
            lines.add(
                    new Line(
                            at,
                            wasExpected ? ' ' : '+',
                            "%s %s %s%s"
                                    .formatted(
                                            event.type(), event.priority(), event.key(), reason)));
        }
        missing.forEach(one -> lines.add(new Line(one.at(), '-', one.toString())));
        lines.sort(Comparator.comparing(Line::at).thenComparing(line -> line.mark() == '+'));
        boolean passed = lines.stream().allMatch(line -> line.mark() == ' ');
        return new CaseResult(
                given, passed, lines.stream().map(Line::toString).toList(), CaseRun.rows(events));
    }

    /** An aside is only where the case expects one of its type. */
    private static boolean isCompared(CaseEvent event, RuleCase given) {
        return !ASIDES.contains(event.type())
                || given.expected().stream()
                        .anyMatch(one -> one.decision().startsWith(event.type() + " "));
    }

    private static boolean take(List<RuleCase.Expected> missing, Duration at, CaseEvent event) {
        String decision = event.type() + " " + event.priority();
        String key = event.key().toString();
        for (RuleCase.Expected one : missing) {
            if (one.at().equals(at)
                    && one.decision().equals(decision)
                    && (one.key().isEmpty() || one.key().equals(key))) {
                missing.remove(one);
                return true;
            }
        }
        return false;
    }
}
