package millwright.collector.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/** Changes in memory. A write works on a copy, which takes the place of what was if it succeeds. */
final class MemoryChangeStore implements ChangeStore {
    private Records records = new Records();

    @Override
    public synchronized <T> T write(Function<ChangeRecords, T> work) {
        Records copy = new Records(records);
        T result = work.apply(copy);
        records = copy;
        return result;
    }

    @Override
    public synchronized <T> T read(Function<ChangeRecords, T> work) {
        return work.apply(new Records(records));
    }

    private static final class Records implements ChangeRecords {
        private final Map<Integer, Long> numbers;
        private long delegated;
        private final Map<String, Rfc> rfcs;
        private final List<ChangeEvent> events;
        private final Map<String, Delegation> delegations;
        private final Map<Instant, Minutes> meetings;

        Records() {
            numbers = new HashMap<>();
            rfcs = new HashMap<>();
            events = new ArrayList<>();
            delegations = new TreeMap<>();
            meetings = new TreeMap<>(Comparator.reverseOrder());
        }

        Records(Records other) {
            numbers = new HashMap<>(other.numbers);
            delegated = other.delegated;
            rfcs = new HashMap<>(other.rfcs);
            events = new ArrayList<>(other.events);
            delegations = new TreeMap<>(other.delegations);
            meetings = new TreeMap<>(Comparator.reverseOrder());
            meetings.putAll(other.meetings);
        }

        @Override
        public long nextRfc(int year) {
            return numbers.merge(year, 1L, Long::sum);
        }

        @Override
        public long nextDelegation() {
            return ++delegated;
        }

        @Override
        public Optional<Rfc> find(String id) {
            return Optional.ofNullable(rfcs.get(id));
        }

        @Override
        public Optional<Rfc> findOpen(Rfc.Kind kind, String source) {
            return rfcs.values().stream()
                    .filter(rfc -> !rfc.state().isOver())
                    .filter(rfc -> rfc.work().kind() == kind)
                    .filter(rfc -> rfc.work().source().equals(source))
                    .findFirst();
        }

        @Override
        public List<Rfc> list(RfcFilter filter) {
            return rfcs.values().stream()
                    .filter(rfc -> fits(rfc, filter))
                    .sorted(Comparator.comparing(Rfc::draftedAt).thenComparing(Rfc::id).reversed())
                    .skip(filter.offset())
                    .limit(filter.limit())
                    .toList();
        }

        private static boolean fits(Rfc rfc, RfcFilter filter) {
            return (filter.states().isEmpty() || filter.states().contains(rfc.state()))
                    && filter.type().filter(type -> type != rfc.type()).isEmpty()
                    && filter.requester().filter(one -> !one.equals(rfc.requester())).isEmpty()
                    && filter.ticket()
                            .filter(id -> !rfc.work().ticket().equals(Optional.of(id)))
                            .isEmpty();
        }

        @Override
        public long count(RfcFilter filter) {
            return rfcs.values().stream().filter(rfc -> fits(rfc, filter)).count();
        }

        @Override
        public void insert(Rfc rfc) {
            if (rfcs.putIfAbsent(rfc.id(), rfc) != null) {
                throw new IllegalStateException(rfc.id() + " is there already");
            }
        }

        @Override
        public void update(Rfc rfc) {
            rfcs.put(rfc.id(), rfc);
        }

        @Override
        public void record(ChangeEvent event) {
            events.add(event);
        }

        @Override
        public List<ChangeEvent> history(String rfc) {
            return events.stream().filter(event -> event.rfc().equals(Optional.of(rfc))).toList();
        }

        @Override
        public List<ChangeEvent> reached(Set<RfcState> states, Instant from) {
            return events.stream()
                    .filter(event -> event.state().filter(states::contains).isPresent())
                    .filter(event -> !event.at().isBefore(from))
                    .toList();
        }

        @Override
        public List<Delegation> delegations(Instant notEndedBefore) {
            return delegations.values().stream()
                    .filter(each -> each.time().end().isAfter(notEndedBefore))
                    .toList();
        }

        @Override
        public Optional<Delegation> findDelegation(String id) {
            return Optional.ofNullable(delegations.get(id));
        }

        @Override
        public void put(Delegation delegation) {
            delegations.put(delegation.id(), delegation);
        }

        @Override
        public Optional<Minutes> findMinutes(Instant meeting) {
            return Optional.ofNullable(meetings.get(meeting));
        }

        @Override
        public List<Minutes> minutes(int limit) {
            return meetings.values().stream().limit(limit).toList();
        }

        @Override
        public void put(Minutes minutes) {
            meetings.put(minutes.meeting(), minutes);
        }
    }
}
