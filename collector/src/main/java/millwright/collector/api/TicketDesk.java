package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketAct;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;

/**
 * Where people act on tickets, through the interface or the console: says what permission an act
 * takes, has it done, and tells who listens.
 */
public final class TicketDesk {
    private final CaseStore cases;
    private final People people;
    private final Consumer<CaseEvent> listener;
    private final InstantSource clock;

    /**
     * @param listener hears what happened, after it is durable
     */
    public TicketDesk(
            CaseStore cases, People people, Consumer<CaseEvent> listener, InstantSource clock) {
        this.cases = requireNonNull(cases, "cases");
        this.people = requireNonNull(people, "people");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * What somebody needs for an act: more for a lower priority, which stretches the clocks.
     *
     * @param ticket as it is now; empty if there is none, which the act then says
     */
    public static Permission permission(TicketAct act, Optional<Ticket> ticket) {
        boolean lowers =
                act instanceof TicketAct.ChangePriority change
                        && ticket.filter(one -> one.priority().isMoreUrgentThan(change.to()))
                                .isPresent();
        return lowers ? Permission.LOWER_PRIORITY : Permission.WORK_ON_TICKETS;
    }

    /**
     * @param person whose permission has been looked at
     * @param version as {@link CaseStore#act}
     * @return what happened; empty where it had been done before
     * @throws millwright.collector.cases.ActRefusedException if the ticket cannot take it
     * @throws IllegalArgumentException if it is to be the work of somebody unknown
     */
    public List<CaseEvent> act(
            Person person, String ticket, TicketAct act, Optional<Integer> version) {
        if (act instanceof TicketAct.Assign assign && people.find(assign.to()).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nobody called '%s'. An administrator adds people: millwright-collector user add %s …"
                            .formatted(assign.to(), assign.to()));
        }
        List<CaseEvent> events = cases.act(ticket, act, person.name(), clock.instant(), version);
        events.forEach(listener);
        return events;
    }
}
