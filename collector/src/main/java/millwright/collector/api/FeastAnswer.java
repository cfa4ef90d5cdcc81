package millwright.collector.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.FeastDate;
import millwright.collector.calendar.PlacedWork.Affected;
import millwright.rules.calendar.Obstacle;

/**
 * A feast, as it is predicted, and as somebody has confirmed it.
 *
 * @param revision of the confirmation; absent where there is none
 * @param affected what a confirmation that was just given did to work that is placed
 */
record FeastAnswer(
        String id,
        String freeze,
        LocalDate predicted,
        LocalDate firstDay,
        boolean confirmed,
        OffsetDateTime frozenFrom,
        OffsetDateTime frozenUntil,
        Optional<Integer> revision,
        Optional<String> by,
        Optional<String> role,
        Optional<Instant> at,
        Optional<String> reason,
        Optional<List<AffectedAnswer>> affected) {
    /** Work, and what speaks against its time now; none where nothing does any more. */
    record AffectedAnswer(
            String id, String title, Instant start, Instant end, List<String> obstacles) {}

    static FeastAnswer of(FeastDate feast, ZoneId zone) {
        return of(feast, zone, Optional.empty());
    }

    static FeastAnswer of(FeastDate feast, ZoneId zone, Optional<List<Affected>> affected) {
        return new FeastAnswer(
                feast.id(),
                feast.freeze(),
                feast.predicted(),
                feast.firstDay(),
                feast.confirmed(),
                feast.frozen().start().atZone(zone).toOffsetDateTime(),
                feast.frozen().end().atZone(zone).toOffsetDateTime(),
                feast.word().map(each -> each.revision()),
                feast.word().map(each -> each.by()),
                feast.word().map(each -> each.role()),
                feast.word().map(each -> each.at()),
                feast.word().map(each -> each.what().reason()),
                affected.map(all -> all.stream().map(FeastAnswer::of).toList()));
    }

    private static AffectedAnswer of(Affected affected) {
        return new AffectedAnswer(
                affected.work().id(),
                affected.work().title(),
                affected.work().span().start(),
                affected.work().span().end(),
                affected.obstacles().stream().map(Obstacle::reason).toList());
    }
}
