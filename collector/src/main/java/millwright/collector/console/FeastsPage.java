package millwright.collector.console;

import java.time.temporal.ChronoUnit;
import java.util.List;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.FeastDate;
import millwright.collector.calendar.PlacedWork.Affected;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.Obstacle;

/** The feasts that come: predicted, or confirmed by a person when the moon was seen. */
final class FeastsPage {
    private final CalendarParts calendar;
    private final Forms forms;

    FeastsPage(CalendarParts calendar, Forms forms) {
        this.calendar = calendar;
        this.forms = forms;
    }

    record Model(
            String tab, String zone, boolean may, List<Feast> feasts, List<Touched> affected) {}

    /**
     * A feast.
     *
     * @param first its first day, for the form
     * @param least the first day that a form takes
     * @param soon whether it should be confirmed now
     */
    record Feast(
            String id,
            String freeze,
            String day,
            String first,
            String least,
            String most,
            String predicted,
            boolean confirmed,
            boolean soon,
            String frozen,
            String by,
            String reason,
            String revision) {}

    record Touched(String id, String title, String when, String why) {}

    Page show(Exchange exchange, SiteTime time) {
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        Model model =
                new Model(
                        "feasts",
                        words.zone().getId(),
                        forms.person(exchange)
                                .filter(each -> each.may(Permission.CONFIRM_FEASTS))
                                .isPresent(),
                        calendar.feasts().ahead(time.now()).stream()
                                .map(each -> feast(each, words, time))
                                .toList(),
                        calendar.recheck().last().stream()
                                .filter(Affected::hindered)
                                .map(each -> touched(each, words))
                                .toList());
        return new Page("feasts", "Feasts", "calendar", model);
    }

    private static Feast feast(FeastDate feast, CalendarWords words, SiteTime time) {
        int far = HolidayConfirmation.FARTHEST_DAYS;
        long days = ChronoUnit.DAYS.between(words.date(time.now()), feast.firstDay());
        return new Feast(
                feast.id(),
                feast.freeze(),
                words.day(feast.firstDay()),
                feast.firstDay().toString(),
                feast.predicted().minusDays(far).toString(),
                feast.predicted().plusDays(far).toString(),
                words.day(feast.predicted()),
                feast.confirmed(),
                !feast.confirmed() && days <= 60,
                words.span(feast.frozen()),
                feast.word()
                        .map(
                                each ->
                                        "%s (%s), %s"
                                                .formatted(
                                                        each.by(),
                                                        each.role().replace('_', ' '),
                                                        words.moment(each.at())))
                        .orElse(feast.confirmed() ? "the policy" : ""),
                feast.word().map(each -> each.what().reason()).orElse(""),
                feast.word().map(each -> String.valueOf(each.revision())).orElse(""));
    }

    private static Touched touched(Affected affected, CalendarWords words) {
        return new Touched(
                affected.work().id(),
                affected.work().title(),
                words.span(affected.work().span()),
                String.join("; ", affected.obstacles().stream().map(Obstacle::reason).toList()));
    }
}
