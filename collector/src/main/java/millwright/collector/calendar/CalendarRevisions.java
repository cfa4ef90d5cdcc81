package millwright.collector.calendar;

import java.time.Instant;
import java.util.Optional;

/** What an act makes of what is kept: the one place that decides a race. */
public final class CalendarRevisions {
    private CalendarRevisions() {}

    /**
     * @param known what is kept of the same thing, if anything is
     * @throws CalendarRefusedException as {@link CalendarStore#write}
     */
    public static Kept<?> next(
            Optional<Kept<?>> known, CalendarAct act, Instant at, String by, String role) {
        if (act.seen().isEmpty()) {
            if (known.isPresent() && known.get().counts()) {
                throw faster(known.get());
            }
        } else {
            Kept<?> now =
                    known.orElseThrow(
                            () ->
                                    CalendarRefusedException.noSuch(
                                            "There is no %s %s."
                                                    .formatted(
                                                            act.what().family().words(),
                                                            act.what().id())));
            if (!now.counts() || now.revision() != act.seen().get()) {
                throw faster(now);
            }
        }
        int revision = known.map(each -> each.revision() + 1).orElse(0);
        return new Kept<>(act.what(), revision, by, role, at, act.withdrawn());
    }

    private static CalendarRefusedException faster(Kept<?> now) {
        return new CalendarRefusedException(
                CalendarRefusedException.Why.HAS_CHANGED,
                "%s was faster: %s the %s at %s (%s, revision %d). Nothing was changed; look at it as it is now and decide again."
                        .formatted(
                                now.by(),
                                now.counts() ? "wrote" : "withdrew",
                                now.what().family().words(),
                                now.at(),
                                now.what().words(),
                                now.revision()));
    }
}
