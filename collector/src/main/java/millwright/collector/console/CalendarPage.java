package millwright.collector.console;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.calendar.CalendarFeed.Tasks;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.http.Exchange;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.Span;

/** The calendar as a month, or as an agenda of two weeks. */
final class CalendarPage {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

    /** The site's week begins on Sunday, as its business hours do. */
    private static final DayOfWeek FIRST = DayOfWeek.SUNDAY;

    private static final int OF_CELL = 6;
    private static final int AGENDA_DAYS = 14;
    private static final int OF_AGENDA_DAY = 200;
    private static final List<String> VIEWS = List.of("month", "agenda");

    private final CalendarParts calendar;

    CalendarPage(CalendarParts calendar) {
        this.calendar = calendar;
    }

    /**
     * @param title of the time that is shown
     * @param daily what comes each day, in words
     */
    record Model(
            String tab,
            String title,
            String zone,
            String previous,
            String next,
            String today,
            List<String> weekdays,
            List<List<CalendarDay>> weeks,
            List<CalendarDay> days,
            List<String> daily,
            Filter filter,
            String feed) {}

    /**
     * @param systems that it may name
     */
    record Filter(
            String at,
            List<TicketsPage.Choice> systems,
            boolean tasks,
            boolean hours,
            boolean all) {}

    Page show(Exchange exchange, SiteTime time) {
        String view = exchange.query("view").orElse("month");
        if (!VIEWS.contains(view)) {
            throw NoSuchPage.badFilter("view", view, String.join(", ", VIEWS), "/calendar");
        }
        Asked asked =
                new Asked(
                        view,
                        exchange.query("at").orElse(""),
                        exchange.query("system").map(String::strip).orElse(""),
                        !exchange.query("tasks").equals(Optional.of("no")),
                        exchange.query("hours").equals(Optional.of("yes")));
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        return view.equals("month") ? month(asked, words, time) : agenda(asked, words, time);
    }

    /** What a request wants to see. */
    private record Asked(String view, String at, String system, boolean tasks, boolean hours) {
        String link(String at) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("view", view.equals("month") ? "" : view);
            parameters.put("at", at);
            parameters.put("system", system);
            parameters.put("tasks", tasks ? "" : "no");
            parameters.put("hours", hours ? "yes" : "");
            return Links.with("/calendar", parameters);
        }
    }

    private Page month(Asked asked, CalendarWords words, SiteTime time) {
        LocalDate today = words.date(time.now());
        YearMonth month = asked.at().isEmpty() ? YearMonth.from(today) : month(asked.at());
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(FIRST));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(FIRST.minus(1)));
        List<CalendarEntry> entries = entries(first, last.plusDays(1), asked, words);
        Set<String> daily = daily(entries, first, last.plusDays(1));
        List<List<CalendarDay>> weeks = new ArrayList<>();
        for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
            List<CalendarDay> days = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                LocalDate day = week.plusDays(i);
                boolean outside = !YearMonth.from(day).equals(month);
                days.add(CalendarDay.of(day, outside, today, entries, daily, OF_CELL, words));
            }
            weeks.add(days);
        }
        List<String> weekdays =
                java.util.stream.IntStream.range(0, 7)
                        .mapToObj(i -> WEEKDAY.format(FIRST.plus(i)))
                        .toList();
        return page(
                asked,
                MONTH.format(month),
                month.minusMonths(1).toString(),
                month.plusMonths(1).toString(),
                weekdays,
                weeks,
                List.of(),
                words(entries, daily, words),
                words);
    }

    private Page agenda(Asked asked, CalendarWords words, SiteTime time) {
        LocalDate today = words.date(time.now());
        LocalDate first = asked.at().isEmpty() ? today : day(asked.at());
        LocalDate end = first.plusDays(AGENDA_DAYS);
        List<CalendarEntry> entries = entries(first, end, asked, words);
        Set<String> daily = asked.hours() ? Set.of() : daily(entries, first, end);
        List<CalendarDay> days =
                first.datesUntil(end)
                        .map(
                                day ->
                                        CalendarDay.of(
                                                day,
                                                false,
                                                today,
                                                entries,
                                                daily,
                                                OF_AGENDA_DAY,
                                                words))
                        .toList();
        return page(
                asked,
                "%s to %s".formatted(words.day(first), words.day(end.minusDays(1))),
                first.minusDays(AGENDA_DAYS).toString(),
                end.toString(),
                List.of(),
                List.of(),
                days,
                words(entries, daily, words),
                words);
    }

    private Page page(
            Asked asked,
            String title,
            String previous,
            String next,
            List<String> weekdays,
            List<List<CalendarDay>> weeks,
            List<CalendarDay> days,
            List<String> daily,
            CalendarWords words) {
        Model model =
                new Model(
                        asked.view(),
                        title,
                        words.zone().getId(),
                        asked.link(previous),
                        asked.link(next),
                        asked.link(""),
                        weekdays,
                        weeks,
                        days,
                        daily,
                        new Filter(
                                asked.at(),
                                systems(asked.system()),
                                asked.tasks(),
                                asked.hours(),
                                asked.system().isEmpty()),
                        asked.system().isEmpty()
                                ? "/calendar.ics"
                                : "/calendar/" + Links.encode(asked.system()) + ".ics");
        return new Page("calendar", "Calendar, " + title, "calendar", model);
    }

    private List<CalendarEntry> entries(
            LocalDate first, LocalDate end, Asked asked, CalendarWords words) {
        Span span =
                new Span(
                        first.atStartOfDay(words.zone()).toInstant(),
                        end.atStartOfDay(words.zone()).toInstant());
        return calendar.feed()
                .entries(
                        span,
                        Optional.of(asked.system()).filter(each -> !each.isEmpty()),
                        asked.tasks() ? Tasks.OF_PEOPLE : Tasks.NONE);
    }

    /** Names of what begins on two of three days or more: a list of them would hide the rest. */
    private static Set<String> daily(List<CalendarEntry> entries, LocalDate first, LocalDate end) {
        long days = first.datesUntil(end).count();
        return entries.stream()
                .collect(Collectors.groupingBy(CalendarEntry::name, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() * 3 >= days * 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Such as {@code daily-peak-morning (blackout) 08:00–10:00}; one for each name. */
    private static List<String> words(
            List<CalendarEntry> entries, Set<String> daily, CalendarWords words) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (CalendarEntry each : entries) {
            if (daily.contains(each.name())) {
                byName.putIfAbsent(
                        each.name(),
                        "%s (%s) %s–%s"
                                .formatted(
                                        each.name(),
                                        each.kind().word(),
                                        words.time(each.span().start()),
                                        words.time(each.span().end())));
            }
        }
        return List.copyOf(byName.values());
    }

    private List<TicketsPage.Choice> systems(String chosen) {
        return calendar.feed().systems().stream()
                .map(each -> new TicketsPage.Choice(each, each, each.equals(chosen)))
                .toList();
    }

    private static YearMonth month(String text) {
        try {
            return checked(YearMonth.parse(text.length() > 7 ? text.substring(0, 7) : text), text);
        } catch (java.time.DateTimeException e) {
            throw NoSuchPage.badFilter("at", text, "a month such as 2026-03", "/calendar");
        }
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day =
                    text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
            checked(YearMonth.from(day), text);
            return day;
        } catch (java.time.DateTimeException e) {
            throw NoSuchPage.badFilter(
                    "at", text, "a date such as 2026-03-22", "/calendar?view=agenda");
        }
    }

    /** The Hijri calendar of the JDK ends in 2174. */
    private static YearMonth checked(YearMonth month, String text) {
        if (month.getYear() < 1950 || month.getYear() > 2150) {
            throw NoSuchPage.badFilter("at", text, "1950 to 2150", "/calendar");
        }
        return month;
    }
}
