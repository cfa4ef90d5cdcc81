package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.change.Changes;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcRequest;
import millwright.collector.people.Person;
import millwright.rules.change.Rfc;

/** Where people act on requests for change, through the interface or the console, by the clock. */
public final class ChangeDesk {
    private final Changes changes;
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * @param zone the site's, for the fields that are times
     */
    public ChangeDesk(Changes changes, InstantSource clock, ZoneId zone) {
        this.changes = requireNonNull(changes, "changes");
        this.clock = requireNonNull(clock, "clock");
        this.zone = requireNonNull(zone, "zone");
    }

    public Changes changes() {
        return changes;
    }

    public InstantSource clock() {
        return clock;
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * @param version as {@link Changes#act}
     * @throws ChangeRefusedException as there
     */
    public Rfc act(Person person, String rfc, RfcAct act, Optional<Integer> version) {
        return changes.act(person, rfc, act, clock.instant(), version);
    }

    /**
     * @throws ChangeRefusedException as {@link Changes#request}
     */
    public Rfc request(Person person, RfcRequest request) {
        return changes.request(person, request, clock.instant());
    }

    static Refusal refusal(String id, ChangeRefusedException e) {
        return switch (e.why()) {
            case UNKNOWN -> Refusal.notFound("Request", id, e.getMessage());
            case NOT_NOW -> Refusal.of(409, "Not now", e.getMessage());
            case HAS_CHANGED -> Refusal.of(409, "Has changed", e.getMessage());
            case NOT_ALLOWED -> Refusal.forbidden(e.getMessage());
            case MAKES_NO_SENSE -> Refusal.of(422, "Makes no sense", e.getMessage());
        };
    }
}
