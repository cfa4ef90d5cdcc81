package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.api.TaskDesk;
import millwright.collector.cases.Task;
import millwright.collector.cases.TaskFilter;
import millwright.collector.http.Exchange;
import millwright.rules.calendar.EmergencyPath;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcState;
import millwright.rules.indicator.IndicatorKey;

/** The plan: what is placed when and why, what could not be placed, and what would help. */
final class PlanPage {
    private static final int TASKS_MAX = 200;
    private static final Set<RfcState> READY =
            EnumSet.of(RfcState.APPROVED, RfcState.SCHEDULED, RfcState.IN_PROGRESS);
    private static final int OVER_MAX = 20;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter INPUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final TaskDesk desk;

    PlanPage(TaskDesk desk) {
        this.desk = desk;
    }

    /**
     * @param zone of the times
     */
    record Model(
            List<Row> running,
            List<Row> placed,
            List<Row> infeasible,
            List<Row> over,
            Optional<Answer> answer,
            String zone) {
        public boolean none() {
            return running.isEmpty() && placed.isEmpty() && infeasible.isEmpty() && over.isEmpty();
        }
    }

    /**
     * One task.
     *
     * @param rfcState of its request for change; empty where there is none
     * @param inSlot whether its slot is now
     * @param mayBegin whether it may begin now, as far as its time and its request's state go
     * @param proposal a first guess for "why not here?", as the browser's field has it
     */
    record Row(
            String id,
            String link,
            String state,
            String style,
            String priority,
            String title,
            String what,
            String resource,
            String host,
            String hostLink,
            String ticket,
            String ticketLink,
            String rfc,
            String rfcLink,
            String rfcState,
            String rfcStyle,
            String type,
            String length,
            String when,
            String ago,
            String window,
            String approval,
            String submitBy,
            String deadline,
            String reason,
            boolean inSlot,
            boolean mayBegin,
            List<String> notes,
            List<Refused> refused,
            List<String> obstacles,
            List<String> helps,
            List<String> emergencies,
            String proposal) {}

    /** A window that was not taken. */
    record Refused(String when, String window, String why) {}

    /** To "why not here?". */
    record Answer(String task, String when, boolean permitted, List<String> obstacles) {}

    Page show(Exchange exchange, SiteTime time) {
        Model model =
                new Model(
                        rows(EnumSet.of(Task.State.IN_PROGRESS), TASKS_MAX, time),
                        rows(EnumSet.of(Task.State.PLANNED, Task.State.MOVED), TASKS_MAX, time),
                        rows(EnumSet.of(Task.State.INFEASIBLE), TASKS_MAX, time),
                        newest(time),
                        answer(exchange, time),
                        time.zone().getId());
        return new Page("plan", "Plan", "plan", model);
    }

    private List<Row> rows(Set<Task.State> states, int limit, SiteTime time) {
        return desk.tasks().listTasks(new TaskFilter(states, Optional.empty(), limit, 0)).stream()
                .map(task -> row(task, time))
                .toList();
    }

    /** What ended last. */
    private List<Row> newest(SiteTime time) {
        return desk.tasks().sinceOrActive(time.now().minus(Duration.ofDays(30))).stream()
                .filter(task -> task.state().isOver())
                .sorted(
                        Comparator.comparing(
                                (Task task) -> task.endedAt().orElseThrow(),
                                Comparator.reverseOrder()))
                .limit(OVER_MAX)
                .map(task -> row(task, time))
                .toList();
    }

    private Optional<Answer> answer(Exchange exchange, SiteTime time) {
        Optional<String> id = exchange.query("task").filter(text -> !text.isBlank());
        Optional<String> at = exchange.query("at").filter(text -> !text.isBlank());
        if (id.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        Task task = desk.tasks().findTask(id.get()).orElseThrow(() -> NoSuchPage.task(id.get()));
        Instant start = start(at.get(), time);
        List<Obstacle> against = desk.whyNot(task, start);
        return Optional.of(
                new Answer(
                        task.id(),
                        WHEN.format(start.atZone(time.zone())),
                        against.isEmpty(),
                        reasons(against)));
    }

    /** As a browser's field for local times gives it. */
    private static Instant start(String text, SiteTime time) {
        try {
            return LocalDateTime.parse(text).atZone(time.zone()).toInstant();
        } catch (DateTimeParseException e) {
            throw NoSuchPage.badFilter("at", text, "a time such as 2026-03-29T02:00", "/plan");
        }
    }

    private static List<String> reasons(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::reason).toList();
    }

    private static boolean mayBegin(Task task, Optional<Rfc> rfc) {
        return task.rfc().isEmpty() || rfc.filter(one -> READY.contains(one.state())).isPresent();
    }

    private Row row(Task task, SiteTime time) {
        IndicatorKey key = task.work().key();
        Optional<Span> span = task.slot().map(Slot::span);
        Optional<Rfc> rfc = desk.rfc(task);
        boolean inSlot =
                task.state().isPlanned()
                        && span.filter(one -> one.contains(time.now())).isPresent();
        return new Row(
                task.id(),
                Links.task(task.id()),
                task.state().word(),
                style(task),
                task.work().priority().name(),
                task.work().title(),
                Names.title(key.indicator()),
                key.resource(),
                key.host(),
                Links.host(key.host()),
                task.work().ticket(),
                Links.ticket(task.work().ticket()),
                task.rfc().orElse(""),
                task.rfc().map(Links::rfc).orElse(""),
                rfc.map(one -> one.state().word()).orElse(""),
                rfc.map(one -> RfcRow.style(one.state())).orElse(""),
                task.work().type().word(),
                Spans.rough(task.work().length()),
                span.map(one -> words(one, time)).orElse(""),
                span.map(one -> time.ago(one.start())).orElse(""),
                task.slot().map(Slot::window).orElse(""),
                task.slot().map(Slot::approval).orElse(""),
                task.slot().map(slot -> words(slot.submitBy(), time)).orElse(""),
                task.work().early().map(early -> words(early, time)).orElse(""),
                task.reason(),
                inSlot,
                desk.isInEmergencyWindow(task) || (inSlot && mayBegin(task, rfc)),
                task.slot().map(PlanPage::notes).orElse(List.of()),
                task.rejected().stream()
                        .map(
                                one ->
                                        new Refused(
                                                words(one.span(), time),
                                                one.window(),
                                                String.join("; ", reasons(one.reasons()))))
                        .toList(),
                reasons(task.obstacles()),
                task.relaxations().stream()
                        .map(
                                one ->
                                        "%s, gains %s"
                                                .formatted(
                                                        one.words(),
                                                        words(one.gains().span(), time)))
                        .toList(),
                task.emergencies().stream().map(one -> words(one, time)).toList(),
                INPUT.format(span.map(Span::start).orElse(time.now()).atZone(time.zone())));
    }

    private static String style(Task task) {
        return switch (task.state()) {
            case INFEASIBLE -> "p2";
            case IN_PROGRESS -> "pending";
            case PLANNED, MOVED -> "p4";
            case DONE, CANCELLED -> "ok";
        };
    }

    private static List<String> notes(Slot slot) {
        List<String> notes = new ArrayList<>(slot.cautions());
        if (!slot.provisional().isEmpty()) {
            notes.add(
                    "near what is only predicted yet: %s"
                            .formatted(String.join(", ", slot.provisional())));
        }
        slot.joins().ifPresent(other -> notes.add("directly beside " + other));
        return notes;
    }

    private static String words(EmergencyPath path, SiteTime time) {
        return "%s, %s: %s%s"
                .formatted(
                        path.priority(),
                        path.authority(),
                        path.inTime() ? words(path.span(), time) : "would not do, " + path.reason(),
                        path.breaks().isEmpty()
                                ? ""
                                : " (breaks %s)"
                                        .formatted(
                                                path.breaks().stream()
                                                        .collect(Collectors.joining(", "))));
    }

    private static String words(Instant at, SiteTime time) {
        return WHEN.format(at.atZone(time.zone()));
    }

    private static String words(Span span, SiteTime time) {
        LocalDateTime start = LocalDateTime.ofInstant(span.start(), time.zone());
        LocalDateTime end = LocalDateTime.ofInstant(span.end(), time.zone());
        boolean sameDay = start.toLocalDate().equals(end.toLocalDate());
        return WHEN.format(start) + " to " + (sameDay ? TIME : WHEN).format(end);
    }
}
