package millwright.collector.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/** What is kept of changes, within one transaction of a {@link ChangeStore}. */
public interface ChangeRecords {
    /** The next of a year, from 1, without gaps: taken with the transaction that uses it. */
    long nextRfc(int year);

    long nextDelegation();

    Optional<Rfc> find(String id);

    /** The one of a source that is not over. */
    Optional<Rfc> findOpen(Rfc.Kind kind, String source);

    /** The newest first. */
    List<Rfc> list(RfcFilter filter);

    /** How many the filter matches, whatever its limit. */
    long count(RfcFilter filter);

    void insert(Rfc rfc);

    void update(Rfc rfc);

    /** A line of the history of its request, if it is of one, and in any case of the audit. */
    void record(ChangeEvent event);

    /** Of one request, the oldest first. */
    List<ChangeEvent> history(String rfc);

    /** What has brought a request into one of these states at or after an instant, in order. */
    List<ChangeEvent> reached(Set<RfcState> states, Instant from);

    /** Those that have not ended before an instant, by id. */
    List<Delegation> delegations(Instant notEndedBefore);

    Optional<Delegation> findDelegation(String id);

    /** New, or in the place of the one with its id. */
    void put(Delegation delegation);

    Optional<Minutes> findMinutes(Instant meeting);

    /** The newest first. */
    List<Minutes> minutes(int limit);

    /** New, or in the place of those of the same meeting. */
    void put(Minutes minutes);
}
