package millwright.rules.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.config.ConfigNode;
import millwright.config.Value;
import millwright.rules.calendar.Blackout;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.ChangeFreeze;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.LeadTime;
import millwright.rules.calendar.MaintenanceWindow;
import millwright.rules.calendar.PublishedEvent;
import millwright.rules.calendar.Recurrence;
import millwright.rules.calendar.Scope;
import millwright.rules.calendar.StandingTask;
import millwright.rules.policy.NamedSections.Standard;

/** Reads the section {@code calendar} of a policy. */
final class CalendarReader {
    private final ConfigNode calendar;
    private final Optional<CalendarRules> standard;
    private final BusinessTime hours;
    private final LocalDate since;

    CalendarReader(ConfigNode calendar, Optional<CalendarRules> standard, BusinessTime hours) {
        this.calendar = calendar.describedAs("When work is permitted, and how it is placed.");
        this.standard = standard;
        this.hours = hours;
        this.since =
                given(
                        calendar.word("since", CalendarWords.DATE)
                                .describedAs(
                                        "nothing recurs before it; an INTERVAL counts from it"
                                                + " (ours)"),
                        rules -> rules.windows().get(0).times().since());
    }

    CalendarRules read() {
        boolean routine =
                given(
                        calendar.flag("routine_in_freeze")
                                .describedAs(
                                        "whether backups, rotation and checks go on in a freeze"
                                                + " (ours)"),
                        CalendarRules::routineInFreeze);
        Duration outlook =
                given(
                        calendar.duration("freeze_outlook")
                                .between(Duration.ofDays(1), Duration.ofDays(90))
                                .describedAs(
                                        "how long before a freeze is listed what will happen in it"
                                                + " (ours)"),
                        CalendarRules::freezeOutlook);
        List<MaintenanceWindow> windows =
                of(CalendarRules::windows, MaintenanceWindow::name)
                        .read(calendar, "windows", this::window);
        List<Blackout> blackouts =
                of(CalendarRules::blackouts, Blackout::name)
                        .read(calendar, "blackouts", this::blackout);
        List<HolidayConfirmation> confirmed = new ArrayList<>();
        List<ChangeFreeze> freezes =
                of(CalendarRules::freezes, ChangeFreeze::name)
                        .read(calendar, "freezes", (node, known) -> freeze(node, known, confirmed));
        Map<String, String> exemptions =
                given(
                        calendar.entries("exemptions")
                                .describedAs("grounds for an exemption, in words (L-013 §4.3)"),
                        CalendarRules::exemptions);
        List<StandingTask> tasks =
                of(CalendarRules::tasks, StandingTask::name).read(calendar, "tasks", this::task);
        return new CalendarRules(
                hours,
                windows,
                blackouts,
                freezes,
                routine,
                outlook,
                exemptions,
                confirmed(confirmed),
                tasks,
                published(),
                new PlanningReader(
                                calendar.section("planning"),
                                standard.map(CalendarRules::planning),
                                since)
                        .read());
    }

    /** A site's dates count beside the standard ones, and before them. */
    private List<HolidayConfirmation> confirmed(List<HolidayConfirmation> own) {
        List<HolidayConfirmation> all =
                new ArrayList<>(standard.map(CalendarRules::confirmed).orElse(List.of()));
        all.addAll(own);
        return all;
    }

    private Optional<MaintenanceWindow> window(ConfigNode node, Standard<MaintenanceWindow> known) {
        node.describedAs("Time that is permitted by plan (L-013 §4.1, Appendix F).");
        Optional<Recurrence> times = times(node, known, MaintenanceWindow::times, "lasts");
        List<String> words =
                known.given(
                        node.list("for")
                                .describedAs(
                                        "the work that it takes: routine, standard, normal (L-013"
                                                + " §4.1)"),
                        window -> window.types().stream().map(ChangeType::word).toList());
        Optional<Set<ChangeType>> types = built(node, "for", () -> CalendarWords.types(words));
        Scope scope = scope(node, known, MaintenanceWindow::scope);
        LeadTime lead =
                known.given(
                        node.word("lead", CalendarWords.LEAD)
                                .describedAs(
                                        "beside the change type's; the longer holds (L-013"
                                                + " Appendix F)"),
                        MaintenanceWindow::lead,
                        LeadTime.NONE);
        boolean cab =
                known.given(
                        node.flag("cab")
                                .describedAs("whether the board must have met (L-013 Appendix F)"),
                        MaintenanceWindow::cab,
                        false);
        String approval =
                known.given(
                        node.text("approval")
                                .describedAs("the role that approves (L-013 Appendix F)"),
                        MaintenanceWindow::approval);
        return times.isEmpty() || types.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MaintenanceWindow(
                                node.name(), times.get(), types.get(), scope, lead, cab, approval));
    }

    private Optional<Blackout> blackout(ConfigNode node, Standard<Blackout> known) {
        node.describedAs("Hours in which no maintenance is permitted (L-013 §4.3).");
        Optional<Recurrence> times = times(node, known, Blackout::times, "lasts");
        Scope scope = scope(node, known, Blackout::scope);
        String reason =
                known.given(node.text("reason").describedAs("for people"), Blackout::reason);
        Set<String> grounds = grounds(node, known, Blackout::grounds);
        return times.map(each -> new Blackout(node.name(), each, scope, reason, grounds));
    }

    private Optional<ChangeFreeze> freeze(
            ConfigNode node, Standard<ChangeFreeze> known, List<HolidayConfirmation> confirmed) {
        node.describedAs("Days on which nothing changes (L-013 §5).");
        var dates =
                known.given(
                        node.word("dates", CalendarWords.DATES)
                                .describedAs(
                                        "`last 3 days of the month`, `28 December to 5 January`,"
                                                + " or `1 Shawwal for 3 days` (L-013 §4.3, §5)"),
                        ChangeFreeze::dates);
        int before =
                known.given(
                        node.integer("before")
                                .between(0, 30)
                                .describedAs("days before them, frozen too (L-013 §5.1)"),
                        ChangeFreeze::daysBefore,
                        0);
        int after =
                known.given(
                        node.integer("after")
                                .between(0, 30)
                                .describedAs("and after them (L-013 §5.1)"),
                        ChangeFreeze::daysAfter,
                        0);
        Scope scope = scope(node, known, ChangeFreeze::scope);
        String reason =
                known.given(node.text("reason").describedAs("for people"), ChangeFreeze::reason);
        Set<String> grounds = grounds(node, known, ChangeFreeze::grounds);
        boolean byEmergencyCab =
                known.given(
                        node.flag("emergency_cab")
                                .describedAs("whether it may permit a change (L-013 §5.1)"),
                        ChangeFreeze::byEmergencyCab,
                        false);
        Duration finishBefore =
                known.given(
                        node.duration("finish_before")
                                .atLeast(Duration.ZERO)
                                .describedAs("changes are done that long before (L-013 §5.1)"),
                        ChangeFreeze::finishBefore,
                        Duration.ZERO);
        node.list("confirmed")
                .describedAs(
                        "first days of the feast that are announced, such as 2026-03-20; until"
                                + " then it is only predicted")
                .orElse(List.of())
                .forEach(text -> confirmation(node, text).ifPresent(confirmed::add));
        return Optional.of(
                new ChangeFreeze(
                        node.name(),
                        dates,
                        before,
                        after,
                        scope,
                        reason,
                        grounds,
                        byEmergencyCab,
                        finishBefore));
    }

    private static Optional<HolidayConfirmation> confirmation(ConfigNode node, String text) {
        return built(
                node,
                "confirmed",
                () ->
                        new HolidayConfirmation(
                                node.name(), CalendarWords.DATE.parser().apply(text), 1));
    }

    private Optional<StandingTask> task(ConfigNode node, Standard<StandingTask> known) {
        node.describedAs("Work that comes again by plan (L-013 §3.1–3.5).");
        var title = known.given(node.text("title").describedAs("for people"), StandingTask::title);
        var system = known.given(node.text("system"), StandingTask::system, "All Systems");
        var owner =
                known.given(
                        node.text("owner").describedAs("the role that does it"),
                        StandingTask::owner);
        var automated =
                known.given(
                        node.flag("automated").describedAs("whether no person is needed"),
                        StandingTask::automated,
                        false);
        var type =
                known.given(
                        node.word("type", CalendarWords.TYPE)
                                .describedAs("`none` changes nothing and may be at any time"),
                        StandingTask::type,
                        Optional.empty());
        var times = times(node, known, StandingTask::times, "effort");
        var within =
                known.optional(
                        node.word("within", Words.PERIOD)
                                .describedAs(
                                        "the period in which it is due, where no hour is fixed;"
                                                + " the rule gives its first day"),
                        StandingTask::within);
        var window =
                known.optional(
                        node.text("window").describedAs("that it is meant for, or business-hours"),
                        StandingTask::window);
        return times.flatMap(
                each ->
                        built(
                                node,
                                "within",
                                () ->
                                        new StandingTask(
                                                node.name(),
                                                title,
                                                system,
                                                owner,
                                                automated,
                                                type,
                                                each,
                                                each.lasts(),
                                                within,
                                                window)));
    }

    /** A recurrence whose problems are the rule's. */
    private <T> Optional<Recurrence> times(
            ConfigNode node,
            Standard<T> known,
            Function<T, Recurrence> ofStandard,
            String lengthKey) {
        String rule =
                known.given(
                        node.text("rule")
                                .describedAs("of RFC 5545, such as FREQ=MONTHLY;BYDAY=4SU"),
                        ofStandard.andThen(Recurrence::rule));
        LocalTime from =
                known.given(
                        node.word("from", Words.TIME_OF_DAY)
                                .describedAs("when it begins, by the clock on the wall"),
                        ofStandard.andThen(Recurrence::from),
                        LocalTime.MIDNIGHT);
        Duration lasts =
                known.given(
                        node.duration(lengthKey).describedAs("how long, by the clock on the wall"),
                        ofStandard.andThen(Recurrence::lasts));
        return rule.isEmpty() // required, and told so
                ? Optional.empty()
                : built(node, "rule", () -> new Recurrence(rule, since, from, lasts));
    }

    private static <T> Scope scope(
            ConfigNode node, Standard<T> known, Function<T, Scope> ofStandard) {
        List<String> systems =
                known.given(
                        node.list("systems").describedAs("patterns of the systems it is about"),
                        ofStandard.andThen(Scope::patterns),
                        List.of("*"));
        return built(node, "systems", () -> new Scope(systems)).orElse(Scope.EVERYTHING);
    }

    private static <T> Set<String> grounds(
            ConfigNode node, Standard<T> known, Function<T, Set<String>> ofStandard) {
        return new TreeSet<>(
                known.given(
                        node.list("exempt")
                                .describedAs(
                                        "grounds of `exemptions` that lift it (L-013 §4.3, §5)"),
                        ofStandard.andThen(List::copyOf),
                        List.of()));
    }

    private List<PublishedEvent> published() {
        Map<String, List<PublishedEvent>> byCalendar = new LinkedHashMap<>();
        standard.map(CalendarRules::published)
                .orElse(List.of())
                .forEach(
                        each ->
                                byCalendar
                                        .computeIfAbsent(each.calendar(), name -> new ArrayList<>())
                                        .add(each));
        Map<String, List<PublishedEvent>> own = new TreeMap<>();
        Set<String> off = new TreeSet<>();
        var unused =
                calendar.sections(
                        "published",
                        node -> {
                            node.describedAs(
                                    "A calendar as it was published, for `calendar --lint`.");
                            if (node.flag("off")
                                    .describedAs("takes away what is standard")
                                    .orElse(false)) {
                                off.add(node.name());
                            }
                            List<PublishedEvent> events =
                                    node
                                            .sections("events", each -> event(node.name(), each))
                                            .stream()
                                            .flatMap(Optional::stream)
                                            .toList();
                            if (!events.isEmpty()) {
                                own.put(node.name(), events);
                            }
                            return node.name();
                        });
        byCalendar.putAll(own);
        off.forEach(byCalendar::remove);
        return byCalendar.values().stream().flatMap(List::stream).toList();
    }

    private static Optional<PublishedEvent> event(String name, ConfigNode node) {
        node.describedAs("One of its lines.");
        var date = node.word("date", CalendarWords.DATE).required("the date as published");
        var last = node.word("last", CalendarWords.DATE).describedAs("of several days").optional();
        var weekday =
                node.word("weekday", CalendarWords.WEEKDAY)
                        .describedAs("as published, right or wrong")
                        .optional();
        var from = node.word("from", Words.TIME_OF_DAY).optional();
        var lasts = node.duration("lasts").describedAs("from `from` on").optional();
        var event = node.text("event").required("what the line says");
        var task = node.text("task").describedAs("the standing task that it is about").optional();
        return built(
                node,
                from.isPresent() ? "lasts" : "last",
                () ->
                        new PublishedEvent(
                                name,
                                date,
                                last,
                                weekday,
                                from,
                                lasts.orElse(Duration.ZERO),
                                event,
                                task));
    }

    private <T> NamedSections<T> of(
            Function<CalendarRules, List<T>> ofStandard, Function<T, String> name) {
        return new NamedSections<>(standard.map(ofStandard).orElse(List.of()), name);
    }

    private <T> T given(Value<T> value, Function<CalendarRules, T> ofStandard) {
        return standard.map(ofStandard)
                .map(value::orElse)
                .orElseGet(() -> value.required("it: a shipped policy gives every key"));
    }

    static <T> Optional<T> built(ConfigNode node, String key, Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException refused) {
            node.refuse(key, refused.getMessage());
            return Optional.empty();
        }
    }
}
