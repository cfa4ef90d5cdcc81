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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.rules.indicator.IndicatorKey;

/** Records in memory. A transaction works on a copy, which replaces the original if it succeeds. */
final class MemoryTicketRecords implements TicketRecords {
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    private final Map<IndicatorKey, String> newest = new TreeMap<>();

    /** The ticket that holds a key now. */
    private final Map<IndicatorKey, String> held = new HashMap<>();

    private final Map<String, List<Ticket.Event>> events = new HashMap<>();
    private final Set<Seen> seen = new HashSet<>();
    private MemoryWindowRecords windows;
    private MemoryHandlingRecords handling = new MemoryHandlingRecords(this::eventsOf);

    private MemoryTaskRecords tasks = new MemoryTaskRecords();

    /** Event times of the episodes of a key; lists are replaced, never changed. */
    private final Map<IndicatorKey, List<Episode>> episodes = new HashMap<>();

    private record Episode(Instant since, Instant at) {}

    private record Seen(IndicatorKey key, Kind kind, Instant episode) {}

    MemoryTicketRecords() {
        windows = new MemoryWindowRecords(handling);
    }

    MemoryTicketRecords copy() {
        MemoryTicketRecords copy = new MemoryTicketRecords();
        copy.tickets.putAll(tickets);
        copy.newest.putAll(newest);
        copy.held.putAll(held);
        copy.events.putAll(events);
        copy.seen.addAll(seen);
        copy.episodes.putAll(episodes);
        copy.handling = handling.copy(copy::eventsOf);
        copy.tasks = tasks.copy();
        copy.windows = windows.copy(copy.handling);
        return copy;
    }

    /** In the order of their ids, with their members, without their events. */
    Stream<Ticket> tickets() {
        return tickets.values().stream();
    }

    /** The newest ticket of each key that none holds, in the order of the tickets. */
    Stream<Map.Entry<IndicatorKey, Ticket>> newest() {
        return newest.entrySet().stream()
                .filter(entry -> !held.containsKey(entry.getKey()))
                .map(entry -> Map.entry(entry.getKey(), tickets.get(entry.getValue())))
                .sorted(Comparator.comparing(entry -> TicketId.number(entry.getValue().id())));
    }

    Optional<Ticket> findWithEvents(String id) {
        return find(id).map(
                        ticket ->
                                new Change(ticket)
                                        .handling(handling.handling(id))
                                        .ticket(eventsOf(id)));
    }

    private List<Ticket.Event> eventsOf(String ticket) {
        return events.getOrDefault(ticket, List.of());
    }

    @Override
    public MemoryHandlingRecords handling() {
        return handling;
    }

    @Override
    public MemoryTaskRecords tasks() {
        return tasks;
    }

    @Override
    public MemoryWindowRecords windows() {
        return windows;
    }

    @Override
    public String nextTicket() {
        return TicketId.of(tickets.size() + 1L);
    }

    @Override
    public Optional<Ticket> find(String ticket) {
        return Optional.ofNullable(tickets.get(ticket));
    }

    @Override
    public Optional<Ticket> findOpen(IndicatorKey key) {
        return Optional.ofNullable(held.get(key)).map(tickets::get);
    }

    @Override
    public Optional<Ticket> findNewest(IndicatorKey key) {
        return Optional.ofNullable(newest.get(key)).map(tickets::get);
    }

    @Override
    public boolean isOnRecord(IndicatorKey key, Kind kind, Instant episode) {
        return seen.contains(new Seen(key, kind, episode));
    }

    /** {@code since} of each episode that came on record at or after {@code from}. */
    Set<Instant> episodes(IndicatorKey key, Instant from) {
        return episodes.getOrDefault(key, List.of()).stream()
                .filter(episode -> !episode.at().isBefore(from))
                .map(Episode::since)
                .collect(Collectors.toSet());
    }

    @Override
    public void insert(Ticket ticket) {
        update(ticket);
    }

    @Override
    public void update(Ticket ticket) {
        Ticket before = tickets.put(ticket.id(), ticket);
        if (before != null) {
            before.members().forEach(member -> held.remove(member.key(), ticket.id()));
        }
        for (Ticket.Member member : ticket.members()) {
            if (member.isHeld()) {
                String other = held.put(member.key(), ticket.id());
                if (other != null) {
                    throw new IllegalStateException(
                            "%s is held by %s and %s".formatted(member.key(), other, ticket.id()));
                }
            }
            if (ticket.links().mergedInto().isEmpty()) {
                newest.merge(member.key(), ticket.id(), MemoryTicketRecords::newer);
            } else {
                newest.remove(member.key(), ticket.id());
            }
        }
    }

    private static String newer(String one, String other) {
        return TicketId.number(one) > TicketId.number(other) ? one : other;
    }

    @Override
    public void record(Kind kind, Instant episode, CaseEvent event) {
        seen.add(new Seen(event.key(), kind, episode));
        if (Kind.EPISODES.contains(kind) && event.actor().isEmpty()) {
            List<Episode> more = new ArrayList<>(episodes.getOrDefault(event.key(), List.of()));
            more.add(new Episode(episode, event.at()));
            episodes.put(event.key(), more);
        }
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
                                            event.reason(),
                                            event.actor()));
                            events.put(ticket, history);
                        });
    }
}
