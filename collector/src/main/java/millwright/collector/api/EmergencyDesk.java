package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.EmergencyAct;
import millwright.collector.cases.EmergencyCourse.Figure;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyStore;
import millwright.collector.cases.EmergencyTimer;
import millwright.collector.cases.EmergencyWindow;
import millwright.collector.cases.Ticket;
import millwright.collector.change.Changes;
import millwright.collector.history.Sample;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.MaintenancePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people act on emergency windows, through the interface or the console: says who may, has it
 * done, and tells who listens.
 */
public final class EmergencyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EmergencyDesk.class);

    private final CaseStore cases;
    private final FleetView fleet;
    private final Supplier<MaintenancePolicy> policy;
    private final Supplier<MaintenanceCalendar> calendar;
    private final EmergencyDrafts drafts;
    private final Changes changes;
    private final Consumer<CaseEvent> listener;
    private final InstantSource clock;

    /**
     * @param fleet what proves that work has helped
     * @param policy in force at the time of the call
     * @param calendar the same
     * @param drafts has the windows' requests for change drafted
     * @param changes over the same database as the cases
     * @param listener hears what happened, after it is durable
     */
    public EmergencyDesk(
            CaseStore cases,
            FleetView fleet,
            Supplier<MaintenancePolicy> policy,
            Supplier<MaintenanceCalendar> calendar,
            EmergencyDrafts drafts,
            Changes changes,
            Consumer<CaseEvent> listener,
            InstantSource clock) {
        this.cases = requireNonNull(cases, "cases");
        this.fleet = requireNonNull(fleet, "fleet");
        this.policy = requireNonNull(policy, "policy");
        this.calendar = requireNonNull(calendar, "calendar");
        this.drafts = requireNonNull(drafts, "drafts");
        this.changes = requireNonNull(changes, "changes");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
    }

    public Optional<EmergencyWindow> find(String id) {
        return cases.emergencies().find(id);
    }

    public List<EmergencyTimer> timers(EmergencyRequest window) {
        return EmergencyTimer.of(window, policy.get(), clock.instant());
    }

    public MaintenancePolicy policy() {
        return policy.get();
    }

    /** Whether an act is the authority's, and not anybody's who works on tickets. */
    public static boolean isForAuthority(EmergencyAct act) {
        return act instanceof EmergencyAct.Approve
                || act instanceof EmergencyAct.Reject
                || act instanceof EmergencyAct.Extend;
    }

    /**
     * Whether somebody holds the authority over a window: the role that its terms name, or the
     * deputy that they name. Where they name no deputy, or roles that Millwright does not know,
     * those who may by {@link Permission}.
     */
    public static boolean holdsAuthority(Person person, EmergencyRequest window) {
        if (person.roles().stream().anyMatch(named(window)::contains)) {
            return true;
        }
        boolean isByPermission = window.deputy().isEmpty() || named(window).isEmpty();
        return isByPermission && person.may(permission(window));
    }

    private static Set<Role> named(EmergencyRequest window) {
        return Stream.concat(Stream.of(window.authority()), window.deputy().stream())
                .flatMap(
                        title ->
                                Arrays.stream(Role.values())
                                        .filter(role -> role.title().equalsIgnoreCase(title)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Permission permission(EmergencyRequest window) {
        return window.priority() == Priority.P1
                ? Permission.APPROVE_P1_EMERGENCY
                : Permission.APPROVE_P2_EMERGENCY;
    }

    /** Why somebody may not; empty where they may. In words that a page can show, too. */
    public static Optional<String> refusal(
            Person person, EmergencyRequest window, EmergencyAct act) {
        if (!isForAuthority(act)) {
            return person.may(Permission.WORK_ON_TICKETS)
                    ? Optional.empty()
                    : Optional.of(Acting.refusal(person, Permission.WORK_ON_TICKETS));
        }
        if (holdsAuthority(person, window)) {
            return Optional.empty();
        }
        boolean isNamed = window.deputy().isPresent() && !named(window).isEmpty();
        return Optional.of(
                isNamed
                        ? "%s may not do this: %s is for the %s%s to decide (L-013 §4.2)."
                                .formatted(
                                        person.displayName(),
                                        window.id(),
                                        window.authority(),
                                        window.deputy().map(" or the "::concat).orElse(""))
                        : Acting.refusal(person, permission(window)));
    }

    /**
     * As {@link EmergencyStore#request}; who may is for the caller to have checked.
     *
     * @throws millwright.collector.cases.ActRefusedException if the ticket cannot take it
     */
    public List<CaseEvent> request(Person person, String ticket, String reason) {
        return told(cases.emergencies().request(ticket, reason, person.name(), clock.instant()));
    }

    /**
     * As {@link EmergencyStore#act}, and what becomes of the window's request for change in the
     * same transaction; who may is for the caller to have checked.
     *
     * @throws millwright.collector.cases.ActRefusedException if the window cannot take it
     */
    public List<CaseEvent> act(
            Person person, String id, EmergencyAct act, Optional<Integer> version) {
        Instant at = clock.instant();
        RequestOfWindow request = new RequestOfWindow(changes, person, at);
        List<CaseEvent> events =
                told(
                        cases.emergencies()
                                .act(id, act, person.name(), at, version, calendar.get(), request));
        changes.tell(request.followed());
        return events;
    }

    private List<CaseEvent> told(List<CaseEvent> events) {
        events.forEach(listener);
        if (!events.isEmpty()) {
            draft();
        }
        return events;
    }

    /** At once, so that whoever asked finds the request; what fails comes within a minute. */
    private void draft() {
        try {
            drafts.turn(clock.instant()).forEach(listener);
        } catch (CaseStoreException e) {
            LOG.warn(
                    "A request for change waits, as the plan drafts it within a minute: {}",
                    e.getMessage());
        }
    }

    /**
     * What was measured on the systems of a window since its work ended, of what the policy asks
     * for a proof: the worst of about each minute.
     */
    public List<Figure> figures(EmergencyRequest window) {
        Optional<Instant> ended = window.course().work().flatMap(work -> work.endedAt());
        Set<String> hosts =
                cases.findTicket(window.ticket()).map(Ticket::members).orElse(List.of()).stream()
                        .map(member -> member.key().host())
                        .collect(Collectors.toCollection(TreeSet::new));
        return ended.stream()
                .flatMap(since -> hosts.stream().flatMap(host -> figures(host, since)))
                .toList();
    }

    private Stream<Figure> figures(String host, Instant since) {
        return fleet.host(host).map(HostView::indicators).orElse(List.of()).stream()
                .flatMap(indicator -> figure(indicator, since).stream());
    }

    private Optional<Figure> figure(IndicatorView indicator, Instant since) {
        Optional<Double> limit = policy.get().verification().below(indicator.key().indicator());
        return limit.flatMap(
                below ->
                        indicator.recent().stream()
                                .filter(sample -> !sample.at().isBefore(since))
                                .map(Sample::value)
                                .max(Double::compare)
                                .map(worst -> new Figure(indicator.key(), worst, below)));
    }
}
