package millwright.collector.console;

import java.util.Optional;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;

/** A request for change in a list. */
record RfcRow(
        String id,
        String link,
        String title,
        String state,
        String style,
        String type,
        String route,
        String systems,
        String requester,
        Optional<SiteTime.Moment> start,
        String window,
        boolean over) {

    static RfcRow of(Rfc rfc, SiteTime time) {
        return new RfcRow(
                rfc.id(),
                Links.rfc(rfc.id()),
                rfc.title(),
                rfc.state().word(),
                style(rfc.state()),
                rfc.type().word(),
                rfc.route().words(),
                String.join(", ", rfc.work().systems()),
                rfc.requester().equals(Rfc.MACHINE) ? "" : rfc.requester(),
                rfc.slot().map(slot -> time.moment(slot.span().start())),
                rfc.slot().map(slot -> slot.window()).orElse(""),
                rfc.state().isOver());
    }

    /** By what it asks of people: green is settled, yellow waits for somebody. */
    static String style(RfcState state) {
        return switch (state) {
            case SUBMITTED, CAB -> "p3";
            case APPROVED, SCHEDULED, VERIFIED, CLOSED -> "ok";
            case IN_PROGRESS -> "p4";
            case REJECTED, ROLLED_BACK -> "p1";
            case DRAFT, WITHDRAWN -> "quiet";
        };
    }
}
