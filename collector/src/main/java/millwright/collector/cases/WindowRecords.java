package millwright.collector.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.WindowMark;

/** The records of emergency windows beside their requests, within one transaction. */
interface WindowRecords {
    Optional<EmergencyRequest> find(String window);

    /** Oldest first. */
    List<EmergencyWindow.Event> events(String window);

    void add(EmergencyRequest window, EmergencyWindow.Event event);

    /** A timer that has been told of. */
    record Told(WindowMark.Kind kind, Instant due) {}

    List<Told> told(String window);

    void add(EmergencyRequest window, Told told);

    /** When somebody must hear of the window again; empty for never, as things are. */
    void plan(String window, Optional<Instant> next);

    /** Those that somebody must hear of by then, in the order of their ids. */
    List<EmergencyRequest> planned(Instant by);

    /** Those whose work goes on, in the order of their ids. */
    List<EmergencyRequest> working();
}
