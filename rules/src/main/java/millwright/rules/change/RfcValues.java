package millwright.rules.change;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/** The sixteen fields of a request as people read them (L-013 §6.1). */
public final class RfcValues {
    private RfcValues() {}

    /**
     * All of them, in their order; blank where one is not given.
     *
     * @param zone the site's, for times
     */
    public static Map<RfcField, String> of(Rfc rfc, ZoneId zone) {
        Map<RfcField, String> values = new EnumMap<>(RfcField.class);
        for (RfcField field : RfcField.values()) {
            values.put(
                    field,
                    switch (field) {
                        case ID -> rfc.id();
                        case REQUESTER ->
                                rfc.requester().equals(Rfc.MACHINE) ? "" : rfc.requester();
                        case SUBMITTED ->
                                rfc.submittedAt().map(at -> Criteria.words(at, zone)).orElse("");
                        case PROPOSED ->
                                rfc.slot()
                                        .map(
                                                slot ->
                                                        "%s to %s, window %s"
                                                                .formatted(
                                                                        Criteria.words(
                                                                                slot.span().start(),
                                                                                zone),
                                                                        Criteria.words(
                                                                                slot.span().end(),
                                                                                zone),
                                                                        slot.window()))
                                        .orElse("");
                        case DURATION ->
                                words(rfc.work().duration())
                                        + rfc.slot()
                                                .map(
                                                        slot ->
                                                                " of work in "
                                                                        + words(
                                                                                slot.span()
                                                                                        .length()))
                                                .orElse(" of work");
                        case SYSTEMS -> String.join(", ", rfc.work().systems());
                        case TYPE -> rfc.type().word();
                        default -> rfc.texts().get(field);
                    });
        }
        return values;
    }

    /** {@code 1 h 30 min}; at least a minute. */
    public static String words(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        String rest = minutes % 60 == 0 ? "" : minutes % 60 + " min";
        return minutes < 60 ? rest : (minutes / 60 + " h " + rest).strip();
    }
}
