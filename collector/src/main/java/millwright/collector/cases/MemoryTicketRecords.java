package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.rules.decision.Decision;
import millwright.rules.indicator.IndicatorKey;

/** Records in memory. A transaction works on a copy, which replaces the original if it succeeds. */
final class MemoryTicketRecords implements TicketRecords {
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final Map<IndicatorKey, String> newest = new TreeMap<>();
    private final Map<String, List<Ticket.Event>> events = new HashMap<>();
    private final Set<Seen> seen = new HashSet<>();

    private record Seen(IndicatorKey key, Kind kind, Instant episode) {}

    MemoryTicketRecords copy() {
        MemoryTicketRecords copy = new MemoryTicketRecords();
        copy.tickets.putAll(tickets);
        copy.newest.putAll(newest);
        copy.events.putAll(events);
        copy.seen.addAll(seen);
        return copy;
    }

    /** In the order of their ids, without their events. */
    Stream<Ticket> tickets() {
        return tickets.values().stream();
    }

    /** The newest of each key, in the order of their ids. */
    Stream<Ticket> newest() {
        return newest.values().stream()
                .sorted(Comparator.comparing(TicketId::number))
                .map(tickets::get);
    }

    Optional<Ticket> findWithEvents(String id) {
        return find(id).map(
                        ticket -> new Change(ticket).ticket(events.getOrDefault(id, List.of())));
    }

    @Override
    public String nextTicket() {
        return TicketId.of(tickets.size() + 1L);
    }

    @Override
    public Optional<Ticket> find(String ticket) {
        return Optional.ofNullable(tickets.get(ticket));
    }

    // Only the newest ticket of a key is ever opened again, so no other can be open.
    @Override
    public Optional<Ticket> findOpen(IndicatorKey key) {
        return Optional.ofNullable(newest.get(key))
                .map(tickets::get)
                .filter(ticket -> ticket.status() == Ticket.Status.OPEN);
    }

    @Override
    public boolean isOnRecord(IndicatorKey key, Kind kind, Instant episode) {
        return seen.contains(new Seen(key, kind, episode));
    }

    @Override
    public void insert(Ticket ticket) {
        tickets.put(ticket.id(), ticket);
        newest.put(ticket.key(), ticket.id());
    }

    @Override
    public void update(Ticket ticket) {
        tickets.put(ticket.id(), ticket);
    }

    @Override
    public void record(Decision decision, Kind kind, Instant episode, CaseEvent event) {
        seen.add(new Seen(decision.key(), kind, episode));
        event.ticket()
                .ifPresent(
                        ticket -> {
                            List<Ticket.Event> history =
                                    new ArrayList<>(events.getOrDefault(ticket, List.of()));
                            history.add(
                                    new Ticket.Event(
                                            event.at(),
                                            event.type(),
                                            event.priority(),
                                            event.rule(),
                                            event.reason()));
                            events.put(ticket, history);
                        });
    }
}
