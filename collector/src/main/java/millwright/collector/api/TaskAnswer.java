package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.cases.Task;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.RejectedSlot;
import millwright.rules.calendar.Relaxation;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.indicator.Priority;

/**
 * A task as the interface shows it; the last four are empty in lists.
 *
 * @param length of the slot: work, way back and proof
 * @param deadline the early edge of the forecast when it was placed
 */
record TaskAnswer(
        String id,
        String state,
        String ticket,
        Priority priority,
        String host,
        String indicator,
        String resource,
        String kind,
        String title,
        String type,
        Set<String> systems,
        Duration length,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<String> window,
        Optional<String> approval,
        Optional<Instant> submitBy,
        Optional<Instant> deadline,
        Optional<String> rfc,
        String reason,
        int moves,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<String> startedBy,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Optional<List<Rejected>> rejected,
        Optional<List<Against>> obstacles,
        Optional<List<Relief>> relaxations,
        Optional<List<Emergency>> emergencies) {
    /** What stands in the way. */
    record Against(String kind, String name, String reason) {
        static Against of(Obstacle obstacle) {
            return new Against(obstacle.kind().word(), obstacle.name(), obstacle.reason());
        }

        static List<Against> all(List<Obstacle> obstacles) {
            return obstacles.stream().map(Against::of).toList();
        }
    }

    /** A window that was not taken. */
    record Rejected(String window, Instant start, Instant end, List<Against> reasons) {
        static Rejected of(RejectedSlot slot) {
            return new Rejected(
                    slot.window(),
                    slot.span().start(),
                    slot.span().end(),
                    Against.all(slot.reasons()));
        }
    }

    /** What could give way, and what that gains. */
    record Relief(List<Step> steps, int cost, Instant gainsStart, Instant gainsEnd) {
        record Step(String what, String authority) {}

        static Relief of(Relaxation one) {
            Span gains = one.gains().span();
            return new Relief(
                    one.steps().stream()
                            .map(step -> new Step(step.what(), step.authority()))
                            .toList(),
                    one.cost(),
                    gains.start(),
                    gains.end());
        }
    }

    /** An emergency window that would do, or why it would not. */
    record Emergency(
            Priority priority,
            String authority,
            boolean inTime,
            Instant start,
            Instant end,
            List<String> breaks,
            String reason) {
        static Emergency of(EmergencyPath path) {
            return new Emergency(
                    path.priority(),
                    path.authority(),
                    path.inTime(),
                    path.span().start(),
                    path.span().end(),
                    path.breaks(),
                    path.reason());
        }
    }

    static TaskAnswer brief(Task task) {
        return of(task, false);
    }

    static TaskAnswer full(Task task) {
        return of(task, true);
    }

    private static TaskAnswer of(Task task, boolean isFull) {
        Optional<Task> whole = Optional.of(task).filter(any -> isFull);
        return new TaskAnswer(
                task.id(),
                Parameters.word(task.state()),
                task.work().ticket(),
                task.work().priority(),
                task.work().key().host(),
                task.work().key().indicator(),
                task.work().key().resource(),
                task.work().kind(),
                task.work().title(),
                task.work().type().word(),
                task.work().systems(),
                task.work().length(),
                task.slot().map(slot -> slot.span().start()),
                task.slot().map(slot -> slot.span().end()),
                task.slot().map(Slot::window),
                task.slot().map(Slot::approval),
                task.slot().map(Slot::submitBy),
                task.work().early(),
                task.rfc(),
                task.reason(),
                task.moves(),
                task.createdAt(),
                task.startedAt(),
                task.startedBy(),
                task.endedAt(),
                task.endedBy(),
                whole.map(one -> one.rejected().stream().map(Rejected::of).toList()),
                whole.map(one -> Against.all(one.obstacles())),
                whole.map(one -> one.relaxations().stream().map(Relief::of).toList()),
                whole.map(one -> one.emergencies().stream().map(Emergency::of).toList()));
    }
}
