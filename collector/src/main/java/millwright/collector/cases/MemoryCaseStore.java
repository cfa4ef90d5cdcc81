package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.change.ChangeStore;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ActiveWindow;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;

/** Cases of one process, for replay. */
final class MemoryCaseStore implements CaseStore {
    private static final Comparator<Ticket> NEWEST_FIRST =
            Comparator.comparing(Ticket::openedAt)
                    .thenComparing(ticket -> TicketId.number(ticket.id()))
                    .reversed();

    private static final Comparator<Ticket> MOST_URGENT_FIRST =
            Comparator.comparing(Ticket::priority)
                    .thenComparing(ticket -> TicketId.number(ticket.id()));

    private static final Comparator<Task> SOONEST_FIRST =
            Comparator.comparing(
                            (Task task) ->
                                    task.slot()
                                            .map(slot -> slot.span().start())
                                            .orElse(Instant.MAX))
                    .thenComparing(MemoryTaskRecords.BY_NUMBER);

    private final Supplier<MaintenancePolicy> policy;
    private final ChangeStore changes;
    private MemoryTicketRecords records = new MemoryTicketRecords();
    private boolean hasNews = true;
    private final EmergencyStore windows = new Windows();

    MemoryCaseStore(Supplier<MaintenancePolicy> policy, ChangeStore changes) {
        this.policy = policy;
        this.changes = changes;
    }

    @Override
    public synchronized List<OpenCase> open() {
        return records.tickets()
                .filter(Ticket::isActive)
                .flatMap(
                        ticket ->
                                ticket.members().stream()
                                        .filter(Ticket.Member::isHeld)
                                        .map(member -> open(ticket, member)))
                .toList();
    }

    private static OpenCase open(Ticket ticket, Ticket.Member member) {
        return new OpenCase(
                ticket.id(),
                member.key(),
                ticket.priority(),
                member.episode(),
                member.joinedAt(),
                member.recoveredAt(),
                ticket.flappingSince().isPresent(),
                member.settledLevel(),
                member.standing()
                        .map(forecast -> new OpenCase.Known(forecast.episode(), forecast.early())));
    }

    @Override
    public synchronized List<ResolvedCase> resolvedSince(Instant from) {
        return records.newest()
                .filter(entry -> !entry.getValue().isActive())
                .flatMap(entry -> resolved(entry.getKey(), entry.getValue()).stream())
                .filter(ticket -> !ticket.resolvedAt().isBefore(from))
                .toList();
    }

    @Override
    public synchronized Map<IndicatorKey, Set<Instant>> episodesSince(
            Collection<IndicatorKey> keys, Instant from) {
        Map<IndicatorKey, Set<Instant>> found = new HashMap<>();
        for (IndicatorKey key : keys) {
            Set<Instant> episodes = records.episodes(key, from);
            if (!episodes.isEmpty()) {
                found.put(key, episodes);
            }
        }
        return found;
    }

    @Override
    public synchronized List<CaseEvent> apply(List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        MemoryTicketRecords changed = records.copy();
        TicketBook book = new TicketBook(changed, policy.get());
        List<CaseEvent> events = new ArrayList<>();
        decisions.forEach(decision -> events.addAll(book.apply(decision)));
        records = changed;
        hasNews = true;
        return events;
    }

    @Override
    public Tasks tasks() {
        return new MemoryTasks();
    }

    /** The tasks among the records of this store. */
    private final class MemoryTasks implements Tasks {
        private Stream<Task> all() {
            return records.tasks().all();
        }

        @Override
        public List<Task> sinceOrActive(Instant from) {
            synchronized (MemoryCaseStore.this) {
                return all().filter(task -> task.endedAt().filter(from::isAfter).isEmpty())
                        .toList();
            }
        }

        @Override
        public Optional<Task> findTask(String id) {
            synchronized (MemoryCaseStore.this) {
                return records.tasks().find(id);
            }
        }

        @Override
        public List<Task> listTasks(TaskFilter filter) {
            synchronized (MemoryCaseStore.this) {
                return all().filter(filter::matches)
                        .sorted(SOONEST_FIRST)
                        .skip(filter.offset())
                        .limit(filter.limit())
                        .toList();
            }
        }

        @Override
        public long countTasks(TaskFilter filter) {
            synchronized (MemoryCaseStore.this) {
                return all().filter(filter::matches).count();
            }
        }

        @Override
        public List<Task> doneSince(Instant from) {
            synchronized (MemoryCaseStore.this) {
                return all().filter(task -> task.state() == Task.State.DONE)
                        .filter(task -> !task.endedAt().orElseThrow().isBefore(from))
                        .sorted(Comparator.comparing(task -> task.endedAt().orElseThrow()))
                        .toList();
            }
        }

        @Override
        public List<CaseEvent> act(
                String task, TaskAct act, String actor, Instant at, TaskRequests requests) {
            return change(
                    changed ->
                            changes.write(
                                    within ->
                                            new TicketBook(changed, policy.get())
                                                    .tasks()
                                                    .act(task, act, actor, at, requests, within)));
        }

        @Override
        public List<CaseEvent> noteDraft(String task, String rfc, Optional<Span> slot, Instant at) {
            return change(
                    changed ->
                            new TicketBook(changed, policy.get())
                                    .tasks()
                                    .noteDraft(task, rfc, slot, at));
        }
    }

    @Override
    public synchronized List<CaseEvent> act(
            String ticket, TicketAct act, String actor, Instant at, Optional<Integer> version) {
        return change(
                changed ->
                        new TicketBook(changed, policy.get()).act(ticket, act, actor, at, version));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Stream.concat(
                        records.handling().nextPlan().stream(),
                        records.windows().nextPlan().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public synchronized CaseFacts due(Instant now) {
        List<Ticket> planned =
                records.handling().planned(now).stream()
                        .flatMap(id -> records.find(id).stream())
                        .toList();
        boolean isWindowDue = !records.windows().planned(now).isEmpty();
        if (planned.isEmpty() && !isWindowDue && !hasNews) {
            return CaseFacts.NONE;
        }
        Agenda agenda = new Agenda(records, policy.get(), now);
        planned.forEach(agenda::addMarks);
        agenda.addWindows();
        if (hasNews) {
            records.tickets().forEach(agenda::addUrgent);
            hasNews = agenda.hasUrgent();
        }
        return agenda.facts();
    }

    @Override
    public List<ClockView> readClocks(Ticket ticket, Priority priority, Instant now) {
        return TicketClocks.read(ticket.handling().clocks(), priority, policy.get(), now);
    }

    @Override
    public synchronized List<ActiveClock> activeClocks(Instant now, int limit) {
        return records.tickets()
                .filter(Ticket::isActive)
                .sorted(MOST_URGENT_FIRST)
                .limit(limit)
                .flatMap(
                        ticket ->
                                ActiveClock.of(
                                        ticket.id(),
                                        ticket.priority(),
                                        records.handling().clocks(ticket.id()),
                                        policy.get(),
                                        now)
                                        .stream())
                .toList();
    }

    @Override
    public synchronized List<EmergencyRequest> listEmergencyRequests(
            Optional<EmergencyRequest.Status> status, int limit, int offset) {
        return requests(status).skip(offset).limit(limit).toList();
    }

    @Override
    public synchronized long countEmergencyRequests(Optional<EmergencyRequest.Status> status) {
        return requests(status).count();
    }

    private Stream<EmergencyRequest> requests(Optional<EmergencyRequest.Status> status) {
        return records.handling()
                .allRequests()
                .filter(request -> isOrEmpty(status, request.status()));
    }

    @Override
    public EmergencyStore emergencies() {
        return windows;
    }

    /** The same records, under the same lock. */
    private final class Windows implements EmergencyStore {
        @Override
        public List<ActiveWindow> active(Instant now) {
            synchronized (MemoryCaseStore.this) {
                return ActiveWindows.of(records).at(now);
            }
        }

        @Override
        public Optional<EmergencyWindow> find(String id) {
            synchronized (MemoryCaseStore.this) {
                return records.windows()
                        .find(id)
                        .map(one -> new EmergencyWindow(one, records.windows().events(id)));
            }
        }

        @Override
        public List<CaseEvent> request(String ticket, String reason, String actor, Instant at) {
            return change(
                    changed ->
                            new TicketBook(changed, policy.get())
                                    .requestWindow(ticket, reason, actor, at));
        }

        @Override
        public List<CaseEvent> act(
                String id,
                EmergencyAct act,
                String actor,
                Instant at,
                Optional<Integer> version,
                MaintenanceCalendar calendar,
                WindowRequests requests) {
            return change(
                    changed ->
                            changes.write(
                                    within ->
                                            new EmergencyActs(
                                                            changed,
                                                            policy.get(),
                                                            calendar,
                                                            actor,
                                                            at,
                                                            requests,
                                                            within)
                                                    .act(id, act, version)));
        }

        @Override
        public List<CaseEvent> noteDraft(String id, String rfc, Optional<Span> span, Instant at) {
            return change(
                    changed ->
                            new EmergencyHistory(changed, policy.get())
                                    .noteDraft(id, rfc, span, at));
        }

        @Override
        public Map<String, Long> exemptionsSince(Instant from) {
            synchronized (MemoryCaseStore.this) {
                return requests(Optional.empty())
                        .filter(one -> one.course().work().isPresent())
                        .filter(
                                one ->
                                        !one.course()
                                                .work()
                                                .orElseThrow()
                                                .startedAt()
                                                .isBefore(from))
                        .flatMap(one -> one.exemption().stream())
                        .collect(
                                Collectors.groupingBy(
                                        ground -> ground, TreeMap::new, Collectors.counting()));
            }
        }
    }

    private synchronized List<CaseEvent> change(
            Function<MemoryTicketRecords, List<CaseEvent>> work) {
        MemoryTicketRecords changed = records.copy();
        List<CaseEvent> events = work.apply(changed);
        records = changed;
        hasNews = true;
        return events;
    }

    @Override
    public synchronized Optional<Ticket> findTicket(String id) {
        return records.findWithEvents(id);
    }

    @Override
    public synchronized List<Ticket> listTickets(TicketFilter filter) {
        return matching(filter)
                .sorted(NEWEST_FIRST)
                .skip(filter.offset())
                .limit(filter.limit())
                .toList();
    }

    @Override
    public synchronized long countTickets(TicketFilter filter) {
        return matching(filter).count();
    }

    @Override
    public void close() {
        // nothing is held open
    }

    private Stream<Ticket> matching(TicketFilter filter) {
        return records.tickets()
                .filter(
                        ticket -> {
                            IndicatorKey key = ticket.key();
                            return isOfHost(ticket, filter.host())
                                    && isOrEmpty(filter.indicator(), key.indicator())
                                    && isOrEmpty(filter.priority(), ticket.priority())
                                    && filter.matches(ticket.status());
                        });
    }

    private static Optional<ResolvedCase> resolved(IndicatorKey key, Ticket ticket) {
        boolean isClosed = ticket.status() == Ticket.Status.CLOSED;
        return ticket.resolvedAt().map(at -> new ResolvedCase(ticket.id(), key, at, isClosed));
    }

    private static boolean isOfHost(Ticket ticket, Optional<String> host) {
        return host.isEmpty()
                || ticket.members().stream()
                        .anyMatch(member -> member.key().host().equals(host.get()));
    }

    private static <T> boolean isOrEmpty(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }
}
