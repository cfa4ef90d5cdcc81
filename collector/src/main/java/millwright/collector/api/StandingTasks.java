package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.CalendarRecord;
import millwright.collector.calendar.StandingItem;
import millwright.collector.calendar.StandingWork;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;
import millwright.rules.calendar.Span;

/** {@code /api/v1/standing-tasks}: the standing schedule, and what has become of it. */
final class StandingTasks {
    private final CalendarParts calendar;
    private final Acting acting;
    private final InstantSource clock;

    StandingTasks(CalendarParts calendar, Acting acting, InstantSource clock) {
        this.calendar = calendar;
        this.acting = acting;
        this.clock = clock;
    }

    private ZoneId zone() {
        return calendar.book().live().current().zone();
    }

    /** With {@code state=overdue} the newest overdue time of each task, however long ago. */
    void list(Exchange exchange) throws IOException {
        Parameters parameters =
                Parameters.of(
                        exchange,
                        "from",
                        "to",
                        "task",
                        "system",
                        "state",
                        "automated",
                        "limit",
                        "offset");
        Instant now = clock.instant();
        Optional<StandingItem.State> state = state(parameters);
        Optional<String> task = parameters.text("task");
        Optional<String> system = parameters.text("system");
        List<StandingWork.Overdue> items =
                state.equals(Optional.of(StandingItem.State.OVERDUE))
                                && parameters.text("from").isEmpty()
                        ? calendar.standing().overdue(now)
                        : within(parameters, state, now);
        exchange.json(
                200,
                parameters
                        .page(
                                items.stream()
                                        .filter(
                                                each ->
                                                        task.isEmpty()
                                                                || task.get().equals(name(each)))
                                        .filter(
                                                each ->
                                                        system.isEmpty()
                                                                || system.get()
                                                                        .equals(system(each)))
                                        .toList())
                        .map(each -> answer(each, now)));
    }

    private static String name(StandingWork.Overdue each) {
        return each.item().occurrence().task().name();
    }

    private static String system(StandingWork.Overdue each) {
        return each.item().occurrence().task().system();
    }

    private static Optional<StandingItem.State> state(Parameters parameters) {
        return parameters
                .text("state")
                .map(
                        text -> {
                            String word = text.toLowerCase(Locale.ROOT);
                            for (StandingItem.State each : StandingItem.State.values()) {
                                if (each.word().equals(word)) {
                                    return each;
                                }
                            }
                            String allowed = "upcoming, due, overdue, done, done-late, unwatched";
                            throw Refusal.badParameter(
                                    "state",
                                    allowed,
                                    "'%s' is no value of 'state'; allowed: %s."
                                            .formatted(text, allowed));
                        });
    }

    /** None has a count of what was missed before. */
    private List<StandingWork.Overdue> within(
            Parameters parameters, Optional<StandingItem.State> state, Instant now) {
        Span asked = new CalendarTimes(zone()).asked(parameters, now);
        boolean all = parameters.text("automated").equals(Optional.of("yes"));
        return calendar.standing().over(asked, now, task -> all || !task.automated()).stream()
                .filter(each -> state.isEmpty() || each.state() == state.get())
                .map(each -> new StandingWork.Overdue(each, -1))
                .toList();
    }

    private StandingAnswer answer(StandingWork.Overdue each, Instant now) {
        return StandingAnswer.of(
                each.item(),
                calendar.standing().proposal(each.item(), now),
                Optional.of(each.missedBefore()).filter(count -> count >= 0),
                zone());
    }

    void show(Exchange exchange) throws IOException {
        Parameters.of(exchange);
        answer(exchange, 200);
    }

    private void answer(Exchange exchange, int status) throws IOException {
        Instant now = clock.instant();
        String key = exchange.path("key");
        StandingItem item =
                calendar.standing()
                        .find(key, now)
                        .orElseThrow(
                                () ->
                                        Refusal.notFound(
                                                "Standing task",
                                                key,
                                                "There is no time '%s' of a standing task. GET /api/v1/standing-tasks lists them."
                                                        .formatted(key)));
        exchange.json(status, answer(new StandingWork.Overdue(item, -1), now));
    }

    void complete(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "doneAt", "evidence", "link");
        var unused =
                calendar.desk()
                        .complete(
                                person,
                                exchange.path("key"),
                                members.has("doneAt")
                                        ? new CalendarTimes(zone()).member(members, "doneAt")
                                        : clock.instant(),
                                members.prose(
                                        "evidence",
                                        CalendarRecord.TEXT_LENGTH_MAX,
                                        "what shows that it was done"),
                                members.has("link")
                                        ? Optional.of(
                                                members.text("link", 1000, "an address of the web"))
                                        : Optional.empty());
        answer(exchange, 201);
    }

    void reopen(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        var unused = calendar.desk().reopen(person, exchange.path("key"), reason(exchange));
        answer(exchange, 200);
    }

    void move(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "reason");
        var unused =
                calendar.desk()
                        .move(
                                person,
                                exchange.path("key"),
                                members.prose("reason", CalendarRecord.TEXT_LENGTH_MAX, "why"));
        answer(exchange, 201);
    }

    void moveBack(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        var unused = calendar.desk().moveBack(person, exchange.path("key"), reason(exchange));
        answer(exchange, 200);
    }

    private static String reason(Exchange exchange) {
        return Parameters.of(exchange, "reason").requiredText("reason", "why");
    }
}
