package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.collector.cases.TicketRecords.Kind;

/** In memory; lists are replaced, never changed, so that a copy may share them. */
final class MemoryHandlingRecords implements HandlingRecords {
    static final Comparator<TicketClock> ORDER =
            Comparator.comparing(TicketClock::round).thenComparing(TicketClock::target);

    private final Map<String, List<TicketClock>> clocks = new HashMap<>();
    private final Map<String, List<Mark>> marks = new HashMap<>();
    private final Map<String, List<Handling.Link>> links = new HashMap<>();
    private final Map<String, List<EmergencyRequest>> requests = new HashMap<>();
    private final Map<String, Instant> plans = new HashMap<>();
    private final TreeMap<Instant, Set<String>> planned = new TreeMap<>();
    private final Function<String, List<Ticket.Event>> events;
    private long requestCount;

    MemoryHandlingRecords(Function<String, List<Ticket.Event>> events) {
        this.events = events;
    }

    MemoryHandlingRecords copy(Function<String, List<Ticket.Event>> eventsOfCopy) {
        MemoryHandlingRecords copy = new MemoryHandlingRecords(eventsOfCopy);
        copy.clocks.putAll(clocks);
        copy.marks.putAll(marks);
        copy.links.putAll(links);
        copy.requests.putAll(requests);
        copy.requestCount = requestCount;
        copy.plans.putAll(plans);
        planned.forEach((at, tickets) -> copy.planned.put(at, new TreeSet<>(tickets)));
        return copy;
    }

    Optional<Instant> nextPlan() {
        return planned.isEmpty() ? Optional.empty() : Optional.of(planned.firstKey());
    }

    /** The tickets to look at by then. */
    List<String> planned(Instant by) {
        return planned.headMap(by, true).values().stream()
                .flatMap(Set::stream)
                .sorted(Comparator.comparing(TicketId::number))
                .toList();
    }

    Handling handling(String ticket) {
        return new Handling(events(ticket).size(), clocks(ticket), links(ticket), requests(ticket));
    }

    /** Newest first. */
    Stream<EmergencyRequest> allRequests() {
        return requests.values().stream()
                .flatMap(List::stream)
                .sorted(
                        Comparator.comparing((EmergencyRequest r) -> EmergencyId.number(r.id()))
                                .reversed());
    }

    @Override
    public List<TicketClock> clocks(String ticket) {
        return clocks.getOrDefault(ticket, List.of());
    }

    @Override
    public void put(String ticket, TicketClock clock) {
        clocks.put(
                ticket,
                Stream.concat(
                                clocks(ticket).stream()
                                        .filter(
                                                other ->
                                                        other.target() != clock.target()
                                                                || other.round() != clock.round()),
                                Stream.of(clock))
                        .sorted(ORDER)
                        .toList());
    }

    @Override
    public List<Mark> marks(String ticket) {
        return marks.getOrDefault(ticket, List.of());
    }

    @Override
    public void add(String ticket, Mark mark, Instant at) {
        marks.put(ticket, with(marks(ticket), mark));
    }

    @Override
    public void plan(String ticket, Optional<Instant> next) {
        Instant before = plans.remove(ticket);
        if (before != null) {
            planned.get(before).remove(ticket);
            if (planned.get(before).isEmpty()) {
                planned.remove(before);
            }
        }
        next.ifPresent(
                at -> {
                    plans.put(ticket, at);
                    planned.computeIfAbsent(at, x -> new TreeSet<>()).add(ticket);
                });
    }

    @Override
    public List<Handling.Link> links(String ticket) {
        return links.getOrDefault(ticket, List.of());
    }

    @Override
    public void add(String ticket, Handling.Link link) {
        links.put(ticket, with(links(ticket), link));
    }

    @Override
    public void removeLink(String ticket, LinkKind kind, String target) {
        links.put(
                ticket,
                links(ticket).stream()
                        .filter(link -> link.kind() != kind || !link.target().equals(target))
                        .toList());
    }

    @Override
    public List<EmergencyRequest> requests(String ticket) {
        return requests.getOrDefault(ticket, List.of());
    }

    @Override
    public String nextRequest() {
        return EmergencyId.of(requestCount + 1);
    }

    @Override
    public void insert(EmergencyRequest request) {
        requestCount++;
        requests.put(request.ticket(), with(requests(request.ticket()), request));
    }

    @Override
    public void update(EmergencyRequest request) {
        requests.computeIfPresent(
                request.ticket(),
                (ticket, all) ->
                        all.stream()
                                .map(one -> one.id().equals(request.id()) ? request : one)
                                .toList());
    }

    @Override
    public List<Ticket.Event> events(String ticket) {
        return events.apply(ticket);
    }

    @Override
    public Optional<Instant> newest(String ticket, List<Kind> kinds) {
        Set<String> types = kinds.stream().map(Kind::type).collect(Collectors.toSet());
        return events(ticket).stream()
                .filter(event -> types.contains(event.type()))
                .map(Ticket.Event::at)
                .reduce((older, newer) -> newer);
    }

    private static <T> List<T> with(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return List.copyOf(all);
    }
}
