package millwright.collector.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.cases.EmergencyRequest.Status;

/** In memory; lists are replaced, never changed, so that a copy may share them. */
final class MemoryWindowRecords implements WindowRecords {
    private static final Comparator<EmergencyRequest> BY_ID =
            Comparator.comparingLong(request -> EmergencyId.number(request.id()));

    private final MemoryHandlingRecords handling;
    private final Map<String, List<EmergencyWindow.Event>> events = new HashMap<>();
    private final Map<String, List<Told>> told = new HashMap<>();
    private final Map<String, Instant> plans = new HashMap<>();

    MemoryWindowRecords(MemoryHandlingRecords handling) {
        this.handling = handling;
    }

    MemoryWindowRecords copy(MemoryHandlingRecords handlingOfCopy) {
        MemoryWindowRecords copy = new MemoryWindowRecords(handlingOfCopy);
        copy.events.putAll(events);
        copy.told.putAll(told);
        copy.plans.putAll(plans);
        return copy;
    }

    Optional<Instant> nextPlan() {
        return plans.values().stream().min(Comparator.naturalOrder());
    }

    private Stream<EmergencyRequest> all() {
        return handling.allRequests().sorted(BY_ID);
    }

    @Override
    public Optional<EmergencyRequest> find(String window) {
        return all().filter(request -> request.id().equals(window)).findFirst();
    }

    @Override
    public List<EmergencyWindow.Event> events(String window) {
        return events.getOrDefault(window, List.of());
    }

    @Override
    public void add(EmergencyRequest window, EmergencyWindow.Event event) {
        events.put(window.id(), with(events(window.id()), event));
    }

    @Override
    public List<Told> told(String window) {
        return told.getOrDefault(window, List.of());
    }

    @Override
    public void add(EmergencyRequest window, Told more) {
        told.put(window.id(), with(told(window.id()), more));
    }

    @Override
    public void plan(String window, Optional<Instant> next) {
        next.ifPresentOrElse(at -> plans.put(window, at), () -> plans.remove(window));
    }

    @Override
    public List<EmergencyRequest> planned(Instant by) {
        return plans.isEmpty()
                ? List.of()
                : all().filter(one -> plans.containsKey(one.id()))
                        .filter(one -> !plans.get(one.id()).isAfter(by))
                        .toList();
    }

    @Override
    public List<EmergencyRequest> working() {
        return all().filter(one -> one.status() == Status.ACTIVE).toList();
    }

    private static <T> List<T> with(List<T> before, T more) {
        List<T> all = new ArrayList<>(before);
        all.add(more);
        return List.copyOf(all);
    }
}
