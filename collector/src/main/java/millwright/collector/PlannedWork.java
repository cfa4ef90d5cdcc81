package millwright.collector;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import millwright.collector.calendar.DraftedWork;
import millwright.collector.cases.Task;
import millwright.collector.cases.Tasks;
import millwright.collector.forecast.Outlook;

/** For the outlook on a freeze: what the plan has put before it. */
record PlannedWork(Tasks tasks, InstantSource clock) implements DraftedWork {
    @Override
    public Optional<Draft> before(Outlook outlook, Instant finishBy) {
        return tasks.sinceOrActive(clock.instant()).stream()
                .filter(task -> task.work().key().equals(outlook.key()))
                .filter(task -> task.endedAt().isEmpty())
                .filter(
                        task ->
                                task.slot()
                                        .filter(slot -> !slot.span().end().isAfter(finishBy))
                                        .isPresent())
                .findFirst()
                .flatMap(PlannedWork::draft);
    }

    private static Optional<Draft> draft(Task task) {
        return task.slot()
                .map(
                        slot ->
                                new Draft(
                                        task.id(),
                                        task.work().title(),
                                        slot.span(),
                                        task.state().word(),
                                        "/plan/" + task.id()));
    }
}
