package millwright.collector.cases;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.RejectedSlot;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.plan.PlacedWork;
import millwright.rules.plan.UnplacedWork;

/** Where work went, or why it went nowhere, in one sentence for people of the site. */
final class TaskReasons {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int NAMED_MAX = 3;

    private final ZoneId zone;

    TaskReasons(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * {@code TASK-2026-0001, Clear out the file system: Sun 2026-02-22 00:00 to 01:00 (weekly), the
     * earliest window that takes it; …}.
     */
    String scheduled(Task task, PlacedWork work) {
        return "%s, %s: %s".formatted(task.id(), task.work().title(), placed(task, work));
    }

    String moved(Task task, PlacedWork work) {
        return "%s, %s: not %s, because %s; now %s"
                .formatted(
                        task.id(),
                        task.work().title(),
                        words(work.from().orElseThrow()),
                        work.because(),
                        placed(task, work));
    }

    private String placed(Task task, PlacedWork work) {
        Slot slot = work.placement().slot();
        List<String> parts = new ArrayList<>();
        parts.add(
                "%s (%s), %s"
                        .formatted(words(slot.span()), slot.window(), work.placement().reason()));
        task.work()
                .early()
                .ifPresent(early -> parts.add("the limit may be passed from " + words(early)));
        parts.add("%s approves, asked by %s".formatted(slot.approval(), words(slot.submitBy())));
        slot.cab().ifPresent(cab -> parts.add("the board meets " + words(cab)));
        if (!slot.provisional().isEmpty()) {
            parts.add("provisional: " + String.join(", ", slot.provisional()));
        }
        parts.addAll(slot.cautions());
        rejected(work.placement().rejected()).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    /** The nearest to the slot that was taken say most. */
    private Optional<String> rejected(List<RejectedSlot> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<RejectedSlot> last = all.subList(Math.max(0, all.size() - NAMED_MAX), all.size());
        String more =
                all.size() > last.size()
                        ? " and %d before".formatted(all.size() - last.size())
                        : "";
        return Optional.of(
                "not "
                        + last.stream().map(this::rejected).collect(Collectors.joining(", nor "))
                        + more);
    }

    private String rejected(RejectedSlot one) {
        return "%s %s (%s)"
                .formatted(
                        one.window(),
                        words(one.span().start()),
                        one.reasons().stream()
                                .map(Obstacle::reason)
                                .collect(Collectors.joining("; ")));
    }

    String infeasible(Task task, UnplacedWork work) {
        String before =
                work.from()
                        .map(span -> "not %s, because %s; ".formatted(words(span), work.because()))
                        .orElse("");
        return "%s, %s: %sfits nowhere: %s"
                .formatted(task.id(), task.work().title(), before, proof(work));
    }

    /** What stands in the way, what would help, and the emergency windows. */
    String proof(UnplacedWork work) {
        String obstacles =
                work.placement().obstacles().stream()
                        .map(Obstacle::reason)
                        .collect(Collectors.joining("; "));
        String relaxations =
                work.placement().relaxations().stream()
                        .map(
                                each ->
                                        "%s, gains %s"
                                                .formatted(
                                                        each.words(), words(each.gains().span())))
                        .collect(Collectors.joining("; or "));
        String emergencies =
                work.placement().emergencies().stream()
                        .map(this::path)
                        .collect(Collectors.joining("; "));
        return Stream.of(
                        obstacles,
                        relaxations.isEmpty()
                                ? "nothing that may give way would help"
                                : "would help: " + relaxations,
                        emergencies)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private String path(EmergencyPath path) {
        return "emergency window %s (%s): %s%s"
                .formatted(
                        path.priority(),
                        path.authority(),
                        path.inTime() ? words(path.span()) : "no, " + path.reason(),
                        path.breaks().isEmpty()
                                ? ""
                                : ", breaks " + String.join(", ", path.breaks()));
    }

    String words(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    String words(Span span) {
        boolean sameDay =
                span.start()
                        .atZone(zone)
                        .toLocalDate()
                        .equals(span.end().atZone(zone).toLocalDate());
        return words(span.start())
                + " to "
                + (sameDay ? TIME.format(span.end().atZone(zone)) : words(span.end()));
    }
}
