package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.TicketAct.LinkKind;
import millwright.rules.decision.Target;
import millwright.rules.indicator.Priority;

/** The records of what time and people do with tickets, within one transaction. */
interface HandlingRecords {
    /** The oldest round first. */
    List<TicketClock> clocks(String ticket);

    /** Replaces the clock of that target and round, or adds it. */
    void put(String ticket, TicketClock clock);

    /**
     * What has been told of a clock, once for each round and priority.
     *
     * @param mark a percentage, or {@link #STEP} and the step of an escalation
     */
    record Mark(Target target, int round, Priority priority, int mark) {
        /** Added to a step, so that it is no percentage. */
        static final int STEP = 1000;
    }

    List<Mark> marks(String ticket);

    void add(String ticket, Mark mark, Instant at);

    /** When somebody must look at the ticket again; empty for never, as things are. */
    void plan(String ticket, Optional<Instant> next);

    List<Handling.Link> links(String ticket);

    void add(String ticket, Handling.Link link);

    void removeLink(String ticket, LinkKind kind, String target);

    /** Oldest first. */
    List<EmergencyRequest> requests(String ticket);

    /** The next of {@code EW-000001}, {@code EW-000002} …; given again if the transaction fails. */
    String nextRequest();

    void insert(EmergencyRequest request);

    void update(EmergencyRequest request);

    /** Oldest first. */
    List<Ticket.Event> events(String ticket);

    /** Event time of the newest event of one of those kinds; empty if there is none. */
    Optional<Instant> newest(String ticket, List<TicketRecords.Kind> kinds);
}
