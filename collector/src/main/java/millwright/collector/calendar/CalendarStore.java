package millwright.collector.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what people say of the calendar. All acts of a call and their audit entries commit
 * together, or nothing happens. Thread-safe, also among several collectors.
 */
public interface CalendarStore {
    /** Counts the calls that have changed something; cheap, to be asked every few seconds. */
    long changes();

    /** What ends after an instant, by family and id; also what was withdrawn. */
    List<Kept<?>> list(Instant endsAfter);

    Optional<Kept<?>> find(CalendarRecord.Family family, String id);

    /** When standing tasks began to be watched: what was due before is nobody's fault. */
    Instant watchedSince();

    /** A number that nothing else has, for the id of a new entry. */
    long nextNumber();

    /**
     * @param role the word of the role by which the person may
     * @return as it is now, in the order of the acts
     * @throws CalendarRefusedException {@code HAS_CHANGED} if somebody else was faster, with who
     *     and when; {@code NO_SUCH} if it was never there
     */
    List<Kept<?>> write(List<CalendarAct> acts, Instant at, String by, String role);
}
