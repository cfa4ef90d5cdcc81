package millwright.collector.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.StandingItem;
import millwright.collector.calendar.StandingWork;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Proposal;
import millwright.rules.calendar.Span;

/** The standing schedule: what is overdue, due and next, and what shows that it was done. */
final class StandingPage {
    private static final Duration AHEAD = Duration.ofDays(35);
    private static final Duration BACK = Duration.ofDays(7);
    private static final int ROWS = 60;

    private final CalendarParts calendar;
    private final Forms forms;

    StandingPage(CalendarParts calendar, Forms forms) {
        this.calendar = calendar;
        this.forms = forms;
    }

    /**
     * @param now for the form's field
     * @param may whether the visitor may say that a task was done
     * @param mayMove whether they may move one
     */
    record Model(
            String tab,
            String zone,
            String now,
            boolean may,
            boolean mayMove,
            List<Row> overdue,
            List<Row> due,
            List<Row> hindered,
            List<Row> next,
            List<Row> done,
            String since) {}

    /**
     * A time of a task.
     *
     * @param missed how many times in a row before it were not done either
     * @param against what speaks against its hours
     * @param to where it could go; empty where nothing is proposed
     */
    record Row(
            String key,
            String title,
            String system,
            String owner,
            String when,
            String state,
            String style,
            String until,
            int missed,
            String against,
            String to,
            String approval,
            String moved,
            String evidence,
            String link,
            String by) {}

    Page show(Exchange exchange, SiteTime time) {
        Instant now = time.now();
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        Optional<Person> person = forms.person(exchange);
        List<StandingItem> around =
                calendar.standing().over(new Span(now.minus(BACK), now.plus(AHEAD)), now);
        Model model =
                new Model(
                        "tasks",
                        words.zone().getId(),
                        words.field(now),
                        person.filter(each -> each.may(Permission.COMPLETE_TASKS)).isPresent(),
                        person.filter(each -> each.may(Permission.KEEP_CALENDAR)).isPresent(),
                        overdue(now, words, time),
                        rows(around, StandingItem.State.DUE, words, time),
                        hindered(around, words, time),
                        next(around, words, time),
                        done(around, words, time),
                        words.moment(calendar.book().watchedSince()));
        return new Page("standing", "Standing tasks", "calendar", model);
    }

    private List<Row> overdue(Instant now, CalendarWords words, SiteTime time) {
        List<Row> rows = new ArrayList<>();
        for (StandingWork.Overdue each : calendar.standing().overdue(now)) {
            rows.add(row(each.item(), each.missedBefore(), words, time));
        }
        return rows;
    }

    private List<Row> rows(
            List<StandingItem> items,
            StandingItem.State state,
            CalendarWords words,
            SiteTime time) {
        return items.stream()
                .filter(each -> each.state() == state)
                .map(each -> row(each, 0, words, time))
                .toList();
    }

    /** To come, and not where the plan has it, or not to stay there. */
    private List<Row> hindered(List<StandingItem> items, CalendarWords words, SiteTime time) {
        return items.stream()
                .filter(each -> each.state() == StandingItem.State.UPCOMING)
                .filter(each -> each.occurrence().fixed() && !each.occurrence().task().automated())
                .filter(each -> each.move().isPresent() || !each.occurrence().conflicts().isEmpty())
                .limit(ROWS)
                .map(each -> row(each, 0, words, time))
                .toList();
    }

    /** The next time of each task that people do. */
    private List<Row> next(List<StandingItem> items, CalendarWords words, SiteTime time) {
        List<String> seen = new ArrayList<>();
        return items.stream()
                .filter(each -> each.state() == StandingItem.State.UPCOMING)
                .filter(each -> !each.occurrence().task().automated())
                .filter(each -> !seen.contains(each.occurrence().task().name()))
                .peek(each -> seen.add(each.occurrence().task().name()))
                .map(each -> row(each, 0, words, time))
                .toList();
    }

    private List<Row> done(List<StandingItem> items, CalendarWords words, SiteTime time) {
        return items.stream()
                .filter(each -> each.state().isDone())
                .sorted(
                        Comparator.comparing(
                                        (StandingItem each) ->
                                                each.done().orElseThrow().what().doneAt())
                                .reversed())
                .limit(ROWS)
                .map(each -> row(each, 0, words, time))
                .toList();
    }

    private Row row(StandingItem item, int missed, CalendarWords words, SiteTime time) {
        var task = item.occurrence().task();
        Optional<Proposal> proposal = calendar.standing().proposal(item, time.now());
        return new Row(
                item.occurrence().key(),
                task.title(),
                task.system(),
                task.owner(),
                words.span(item.span()),
                item.state().word().replace('-', ' '),
                style(item.state()),
                item.state().isDone() ? "" : until(item, time),
                missed,
                String.join(
                        "; ",
                        item.occurrence().conflicts().stream().map(Obstacle::reason).toList()),
                proposal.map(each -> words.span(each.span()) + ", window " + each.window())
                        .orElse(""),
                proposal.map(Proposal::approval).orElse(""),
                item.move()
                        .map(
                                each ->
                                        "moved from %s by %s (%s): %s"
                                                .formatted(
                                                        words.moment(each.what().from()),
                                                        each.by(),
                                                        each.role().replace('_', ' '),
                                                        each.what().reason()))
                        .orElse(""),
                item.done().map(each -> each.what().evidence()).orElse(""),
                item.done().flatMap(each -> each.what().link()).map(Links::web).orElse(""),
                item.done()
                        .map(
                                each ->
                                        "%s, %s"
                                                .formatted(
                                                        each.by(),
                                                        words.moment(each.what().doneAt())))
                        .orElse(""));
    }

    private static String until(StandingItem item, SiteTime time) {
        String ago = time.ago(item.overdueAt());
        return ago.endsWith(" ago")
                ? "overdue for " + ago.substring(0, ago.length() - 4)
                : "overdue " + ago;
    }

    private static String style(StandingItem.State state) {
        return switch (state) {
            case OVERDUE -> "p2";
            case DUE -> "p3";
            case DONE -> "ok";
            case DONE_LATE -> "p4";
            case UPCOMING, UNWATCHED -> "unjudged";
        };
    }
}
