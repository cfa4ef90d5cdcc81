package millwright.collector.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import millwright.collector.cases.CaseEvent;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/** Counts what one set of rules decided of the past. */
final class BacktestTally {
    private static final Duration FLAPPING_TIME = Duration.ofHours(24);
    private static final int FLAPPING_TIMES = 3;

    private final String version;
    private final Instant from;
    private final List<BacktestCall> calls = new ArrayList<>();

    /** By the ticket: where its newest call stands in the list. */
    private final Map<String, Integer> newest = new HashMap<>();

    private final Map<IndicatorKey, Deque<Instant>> openings = new HashMap<>();
    private final Set<IndicatorKey> flapping = new TreeSet<>();
    private final Map<String, Integer> byHost = new TreeMap<>();
    private int raised;
    private int resolved;
    private int late;

    /**
     * @param from what was decided before is not counted
     */
    BacktestTally(String version, Instant from) {
        this.version = version;
        this.from = from;
    }

    void hear(CaseEvent event) {
        if (event.type().equals("late-breach-recorded")) {
            late += event.at().isBefore(from) ? 0 : 1;
            return;
        }
        String ticket = event.ticket().orElse("");
        switch (event.type()) {
            case "ticket-opened", "ticket-reopened" -> called(ticket, event);
            case "ticket-raised" -> {
                raised += change(ticket, call -> call.raised(event.priority()));
            }
            case "ticket-resolved" -> {
                resolved += change(ticket, call -> call.ended(event.at()));
            }
            default -> {}
        }
    }

    private void called(String ticket, CaseEvent event) {
        if (event.at().isBefore(from)) {
            return;
        }
        newest.put(ticket, calls.size());
        calls.add(
                new BacktestCall(
                        event.key(),
                        event.evidence().map(e -> e.row()).orElse(""),
                        event.at(),
                        event.type().equals("ticket-reopened"),
                        event.priority(),
                        Optional.empty()));
        count(event);
    }

    /** 1 where the call is counted; it is not where it was before the time that is asked for. */
    private int change(String ticket, UnaryOperator<BacktestCall> change) {
        Integer at = newest.get(ticket);
        if (at == null) {
            return 0;
        }
        calls.set(at, change.apply(calls.get(at)));
        return 1;
    }

    private void count(CaseEvent event) {
        byHost.merge(event.key().host(), 1, Integer::sum);
        Deque<Instant> recent = openings.computeIfAbsent(event.key(), key -> new ArrayDeque<>());
        recent.add(event.at());
        while (Duration.between(recent.peek(), event.at()).compareTo(FLAPPING_TIME) > 0) {
            recent.remove();
        }
        if (recent.size() >= FLAPPING_TIMES) {
            flapping.add(event.key());
        }
    }

    String version() {
        return version;
    }

    /** In the order of their times. */
    List<BacktestCall> calls() {
        return List.copyOf(calls);
    }

    /** How many came to each priority as their worst. */
    Map<Priority, Long> byPriority() {
        Map<Priority, Long> counts = new TreeMap<>();
        for (Priority priority : Priority.values()) {
            counts.put(priority, calls.stream().filter(c -> c.worst() == priority).count());
        }
        return counts;
    }

    long reopened() {
        return calls.stream().filter(BacktestCall::again).count();
    }

    long opened() {
        return calls.size() - reopened();
    }

    int raised() {
        return raised;
    }

    int resolved() {
        return resolved;
    }

    int late() {
        return late;
    }

    /** Keys whose ticket was opened three times or more within a day. */
    Set<IndicatorKey> flapping() {
        return flapping;
    }

    /** The hosts that called somebody most often, with how often. */
    List<Map.Entry<String, Integer>> noisiest(int most) {
        return byHost.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
    }
}
