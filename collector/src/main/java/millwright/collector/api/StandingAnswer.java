package millwright.collector.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.StandingItem;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Proposal;

/** One time of a standing task, as the interface has it. */
record StandingAnswer(
        String key,
        String task,
        String title,
        String system,
        String owner,
        boolean automated,
        OffsetDateTime start,
        OffsetDateTime end,
        boolean fixedHour,
        String state,
        OffsetDateTime overdueAt,
        List<String> conflicts,
        Optional<Integer> missedBefore,
        Optional<DoneAnswer> done,
        Optional<MoveAnswer> moved,
        Optional<ProposalAnswer> proposal) {
    /** Who says that it was done, and by what that shows. */
    record DoneAnswer(
            Instant doneAt,
            String evidence,
            Optional<String> link,
            String by,
            String role,
            Instant recordedAt) {}

    /** Where it has gone. */
    record MoveAnswer(
            OffsetDateTime from,
            String window,
            String reason,
            String by,
            String role,
            Instant at) {}

    static StandingAnswer of(
            StandingItem item,
            Optional<Proposal> proposal,
            Optional<Integer> missedBefore,
            ZoneId zone) {
        var task = item.occurrence().task();
        return new StandingAnswer(
                item.occurrence().key(),
                task.name(),
                task.title(),
                task.system(),
                task.owner(),
                task.automated(),
                item.span().start().atZone(zone).toOffsetDateTime(),
                item.span().end().atZone(zone).toOffsetDateTime(),
                item.occurrence().fixed(),
                item.state().word(),
                item.overdueAt().atZone(zone).toOffsetDateTime(),
                item.occurrence().conflicts().stream().map(Obstacle::reason).toList(),
                missedBefore,
                item.done()
                        .map(
                                each ->
                                        new DoneAnswer(
                                                each.what().doneAt(),
                                                each.what().evidence(),
                                                each.what().link(),
                                                each.by(),
                                                each.role(),
                                                each.at())),
                item.move()
                        .map(
                                each ->
                                        new MoveAnswer(
                                                each.what().from().atZone(zone).toOffsetDateTime(),
                                                each.what().window(),
                                                each.what().reason(),
                                                each.by(),
                                                each.role(),
                                                each.at())),
                proposal.map(each -> ProposalAnswer.of(each, zone)));
    }
}
