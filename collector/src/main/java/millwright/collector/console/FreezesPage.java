package millwright.collector.console;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.FreezeOutlook;
import millwright.collector.calendar.FreezeOutlook.Displaced;
import millwright.collector.calendar.FreezeOutlook.Risk;
import millwright.collector.calendar.FreezeOutlook.Threat;
import millwright.collector.http.Exchange;
import millwright.rules.calendar.CalendarEntry;

/** What the freezes that come will bring, and what is to be done before. */
final class FreezesPage {
    private final CalendarParts calendar;

    FreezesPage(CalendarParts calendar) {
        this.calendar = calendar;
    }

    record Model(String tab, String zone, long days, List<Freeze> freezes) {}

    /**
     * A time in which nothing changes.
     *
     * @param begins how far it is
     * @param risk that something reaches a limit in it, after what is drafted
     * @param before the same without that
     */
    record Freeze(
            String id,
            String names,
            String span,
            String begins,
            String finishBy,
            String left,
            boolean near,
            boolean provisional,
            String risk,
            String interval,
            String before,
            int unknown,
            List<ThreatRow> threats,
            List<Moved> standing) {}

    record ThreatRow(
            String host,
            String hostLink,
            String what,
            String resource,
            String link,
            String limit,
            String chance,
            String expected,
            String task,
            String taskLink) {}

    record Moved(
            String key, String title, String system, String when, String to, String approval) {}

    Page show(Exchange exchange, SiteTime time) {
        CalendarWords words = new CalendarWords(calendar.book().live().current().zone());
        Model model =
                new Model(
                        "outlook",
                        words.zone().getId(),
                        calendar.book().live().current().rules().freezeOutlook().toDays(),
                        calendar.outlooks().ahead(time.now()).stream()
                                .map(each -> freeze(each, words, time))
                                .toList());
        return new Page("freezes", "Freeze outlook", "calendar", model);
    }

    private static Freeze freeze(FreezeOutlook outlook, CalendarWords words, SiteTime time) {
        Instant now = time.now();
        Risk residual = outlook.residual();
        boolean runs = outlook.span().contains(now);
        return new Freeze(
                outlook.freezes().get(0).key(),
                outlook.freezes().stream()
                        .map(CalendarEntry::name)
                        .distinct()
                        .collect(Collectors.joining(" and ")),
                words.span(outlook.span()),
                runs
                        ? "runs, ends " + time.ago(outlook.span().end())
                        : "begins " + time.ago(outlook.span().start()),
                words.moment(outlook.finishBy()),
                outlook.finishBy().isAfter(now) ? time.ago(outlook.finishBy()) : "over",
                outlook.near(),
                outlook.provisional(),
                ForecastWords.chance(residual.chance()),
                residual.high() - residual.low() < 0.005
                        ? ""
                        : "%s to %s"
                                .formatted(
                                        ForecastWords.chance(residual.low()),
                                        ForecastWords.chance(residual.high())),
                outlook.all().equals(residual) ? "" : ForecastWords.chance(outlook.all().chance()),
                outlook.unknown(),
                outlook.threats().stream().map(each -> threat(each, words, now)).toList(),
                outlook.standing().stream().map(each -> moved(each, words)).toList());
    }

    private static ThreatRow threat(Threat threat, CalendarWords words, Instant now) {
        var key = threat.outlook().key();
        ForecastWords says = new ForecastWords(threat.outlook().unit(), words.zone());
        return new ThreatRow(
                key.host(),
                Links.host(key.host()),
                Names.title(key.indicator()),
                key.resource(),
                Links.forecast(key),
                says.named(threat.crossing().limit()),
                ForecastWords.chance(threat.chance()),
                threat.crossing().median().map(each -> says.moment(each, now)).orElse(""),
                threat.draft()
                        .map(
                                each ->
                                        "%s %s, %s, %s"
                                                .formatted(
                                                        each.id(),
                                                        each.title(),
                                                        words.span(each.slot()),
                                                        each.state()))
                        .orElse(""),
                threat.draft().map(each -> each.link()).orElse(""));
    }

    private static Moved moved(Displaced displaced, CalendarWords words) {
        var item = displaced.item();
        String to =
                item.move()
                        .map(each -> "moved to " + words.span(each.what().span()))
                        .or(
                                () ->
                                        displaced
                                                .proposal()
                                                .map(
                                                        each ->
                                                                "%s, window %s"
                                                                        .formatted(
                                                                                words.span(
                                                                                        each
                                                                                                .span()),
                                                                                each.window())))
                        .orElse("nothing near is permitted");
        return new Moved(
                item.occurrence().key(),
                item.occurrence().task().title(),
                item.occurrence().task().system(),
                words.span(item.occurrence().span()),
                to,
                displaced.proposal().map(each -> each.approval()).orElse(""));
    }
}
