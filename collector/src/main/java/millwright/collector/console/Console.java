package millwright.collector.console;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import millwright.collector.api.ChangeDesk;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.api.IndicatorHistory;
import millwright.collector.api.TaskDesk;
import millwright.collector.api.TicketDesk;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.forecast.Outlooks;
import millwright.collector.history.History;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.http.Routes;
import millwright.collector.people.People;
import millwright.collector.pipeline.FleetView;
import millwright.collector.rulebook.Rulebook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for operators. They listen to {@code /api/v1/events}, which is the api's. */
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private Console() {}

    /**
     * Adds the console's routes, and returns the same routes.
     *
     * @param zone the site's; all times are shown in it, with their offset
     */
    public static Routes routes(
            Routes routes,
            FleetView fleet,
            CaseStore cases,
            History history,
            Rulebook rulebook,
            InstantSource clock,
            ZoneId zone,
            People people,
            TicketDesk desk,
            EmergencyDesk emergencies,
            Outlooks outlooks,
            TaskDesk tasks,
            CalendarParts calendar) {
        Supplier<SiteTime> time = () -> new SiteTime(clock.instant(), zone);
        Forms forms = new Forms(people);
        Pages pages = new Pages(Assets.read(), () -> RulesNote.of(rulebook), forms);
        IndicatorHistory past = new IndicatorHistory(history);
        FleetPage fleetPage = new FleetPage(fleet, cases);
        HostPage hostPage = new HostPage(fleet, cases, past, outlooks);
        ForecastsPage forecastsPage = new ForecastsPage(outlooks);
        ForecastPage forecastPage = new ForecastPage(fleet, outlooks, past);
        TicketsPage ticketsPage = new TicketsPage(cases);
        TicketPage ticketPage = new TicketPage(fleet, cases, past, outlooks);
        TicketForms ticketForms = new TicketForms(cases, desk, forms);
        PlanPage planPage = new PlanPage(tasks);
        TaskForms taskForms = new TaskForms(tasks, forms);
        EmergenciesPage emergenciesPage = new EmergenciesPage(cases, emergencies);
        EmergencyPage emergencyPage = new EmergencyPage(emergencies, forms);
        EmergencyForms emergencyForms = new EmergencyForms(emergencies, forms);
        SignInPage signIn = new SignInPage(people.sessions(), forms);
        CalendarPage calendarPage = new CalendarPage(calendar);
        CalendarForms calendarForms = new CalendarForms(calendar, forms);
        return routes.assets(Assets.PATH, Console.class, Assets.FOLDER)
                .get("/", page(pages, time, fleetPage::show))
                .get("/hosts/{host}", page(pages, time, hostPage::show))
                .get("/forecasts", page(pages, time, forecastsPage::show))
                .get("/forecasts/{host}/{indicator}", page(pages, time, forecastPage::show))
                .get("/tickets", page(pages, time, ticketsPage::show))
                .get("/tickets/{id}", page(pages, time, ticketPage::show))
                .post("/tickets/{id}", form(pages, time, (e, p, t) -> ticketForms.act(e)))
                .get("/plan", page(pages, time, planPage::show))
                .get("/plan/{id}", page(pages, time, planPage::show))
                .post("/plan/{id}", form(pages, time, (e, p, t) -> taskForms.act(e)))
                .get("/calendar", page(pages, time, calendarPage::show))
                .get(
                        CalendarForms.TASKS,
                        page(pages, time, new StandingPage(calendar, forms)::show))
                .get("/calendar/outlook", page(pages, time, new FreezesPage(calendar)::show))
                .get("/calendar/findings", page(pages, time, new FindingsPage(calendar)::show))
                .get(CalendarForms.FEASTS, page(pages, time, new FeastsPage(calendar, forms)::show))
                .get(
                        CalendarForms.ENTRIES,
                        page(pages, time, new EntriesPage(calendar, forms)::show))
                .post(CalendarForms.TASKS, form(pages, time, (e, p, t) -> calendarForms.act(e, t)))
                .post(CalendarForms.FEASTS, form(pages, time, (e, p, t) -> calendarForms.act(e, t)))
                .post(
                        CalendarForms.ENTRIES,
                        form(pages, time, (e, p, t) -> calendarForms.act(e, t)))
                .post(CalendarForms.IMPORT, form(pages, time, (e, p, t) -> calendarForms.take(e)))
                .get("/emergency-windows", page(pages, time, emergenciesPage::show))
                .post(
                        "/emergency-windows",
                        form(pages, time, (e, p, t) -> emergencyForms.request(e)))
                .get("/emergency-windows/{id}", page(pages, time, emergencyPage::show))
                .post(
                        "/emergency-windows/{id}",
                        form(pages, time, (e, p, t) -> emergencyForms.act(e)))
                .get("/sign-in", page(pages, time, signIn::show))
                .post("/sign-in", form(pages, time, signIn::signIn))
                .post("/sign-out", form(pages, time, signIn::signOut));
    }

    /** Adds the pages of changes and of the board. */
    public static Routes changes(
            Routes routes,
            ChangeDesk desk,
            Rulebook rulebook,
            InstantSource clock,
            ZoneId zone,
            People people) {
        Supplier<SiteTime> time = () -> new SiteTime(clock.instant(), zone);
        Forms forms = new Forms(people);
        Pages pages = new Pages(Assets.read(), () -> RulesNote.of(rulebook), forms);
        RfcsPage rfcs = new RfcsPage(desk.changes());
        RfcPage rfc = new RfcPage(desk.changes(), forms);
        CabPage cab = new CabPage(desk.changes(), forms);
        RfcForms rfcForms = new RfcForms(desk, forms);
        CabForms cabForms = new CabForms(desk, forms);
        RfcNewPage newRfc = new RfcNewPage(desk.changes(), forms);
        return routes.get("/rfcs", page(pages, time, rfcs::show))
                .post("/rfcs", form(pages, time, (e, p, t) -> rfcForms.request(e)))
                .get(RfcNewPage.PATH, page(pages, time, newRfc::show))
                .get("/rfcs/{id}", page(pages, time, rfc::show))
                .post("/rfcs/{id}", form(pages, time, (e, p, t) -> rfcForms.act(e)))
                .get("/cab", page(pages, time, cab::show))
                .post("/cab", form(pages, time, (e, p, t) -> cabForms.act(e)));
    }

    /** Makes a page of a request. */
    @FunctionalInterface
    private interface Maker {
        Page make(Exchange exchange, SiteTime time);
    }

    /** Takes a form, and answers itself. */
    @FunctionalInterface
    private interface Taker {
        void take(Exchange exchange, Pages pages, SiteTime time) throws IOException;
    }

    private static Handler form(Pages pages, Supplier<SiteTime> clock, Taker taker) {
        return exchange -> {
            SiteTime time = clock.get();
            try {
                taker.take(exchange, pages, time);
            } catch (NoSuchPage refused) {
                pages.answer(exchange, refused.status(), refused.page(), time);
            }
        };
    }

    private static Handler page(Pages pages, Supplier<SiteTime> clock, Maker maker) {
        return exchange -> {
            SiteTime time = clock.get();
            try {
                pages.answer(exchange, 200, maker.make(exchange, time), time);
            } catch (NoSuchPage missing) {
                pages.answer(exchange, missing.status(), missing.page(), time);
            } catch (CaseStoreException e) {
                LOG.warn("{}: {}", exchange.path(), e.getMessage());
                NoSuchPage away = NoSuchPage.away(exchange.path());
                exchange.with("Retry-After", "10");
                pages.answer(exchange, away.status(), away.page(), time);
            }
        };
    }
}
