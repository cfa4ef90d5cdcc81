package millwright.collector.api;

import java.time.InstantSource;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.CalendarRefusedException;
import millwright.collector.cases.AuditLog;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.forecast.ForecastLedger;
import millwright.collector.forecast.Outlooks;
import millwright.collector.history.History;
import millwright.collector.history.HistoryException;
import millwright.collector.http.Handler;
import millwright.collector.http.Routes;
import millwright.collector.people.People;
import millwright.collector.pipeline.FleetView;
import millwright.collector.rulebook.Rulebook;
import millwright.collector.trust.Trust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST interface: {@code /api/v1} and its description at {@code /openapi.json}. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private Api() {}

    /** Adds the interface's routes, and returns the same routes. */
    public static Routes routes(
            Routes routes,
            FleetView fleet,
            CaseStore cases,
            History history,
            Rulebook rulebook,
            LiveEvents live,
            InstantSource clock) {
        Hosts hosts = new Hosts(fleet);
        Indicators indicators = new Indicators(fleet, new IndicatorHistory(history), clock);
        Tickets tickets = new Tickets(cases, clock);
        EmergencyWindows emergencies = new EmergencyWindows(cases);
        RulesInForce rules = new RulesInForce(rulebook);
        OpenApi openApi = new OpenApi();
        return routes.get("/api/v1/hosts", refusing(hosts::list))
                .get("/api/v1/hosts/{host}", refusing(hosts::show))
                .get("/api/v1/indicators", refusing(indicators::list))
                .get("/api/v1/indicators/history", refusing(indicators::history))
                .get("/api/v1/history/count", refusing(new HistoryCount(history)::count))
                .get("/api/v1/tickets", refusing(tickets::list))
                .get("/api/v1/tickets/{id}", refusing(tickets::show))
                .get("/api/v1/tickets/{id}/what-if", refusing(tickets::whatIf))
                .get("/api/v1/emergency-windows", refusing(emergencies::list))
                .get("/api/v1/rules", refusing(rules::show))
                .get("/api/v1/rules/check", refusing(rules::check))
                .get("/api/v1/events", refusing(e -> live.listen(e, clock.instant())))
                .get("/openapi.json", refusing(openApi::show));
    }

    /** Adds the routes by which forecasts are read, and how earlier ones have done. */
    public static Routes forecasts(
            Routes routes,
            Outlooks outlooks,
            ForecastLedger ledger,
            FleetView fleet,
            History history,
            InstantSource clock) {
        Forecasts forecasts =
                new Forecasts(outlooks, ledger, fleet, new IndicatorHistory(history), clock);
        return routes.get("/api/v1/forecasts", refusing(forecasts::list))
                .get("/api/v1/forecasts/course", refusing(forecasts::course))
                .get("/api/v1/forecasts/record", refusing(forecasts::record));
    }

    /** Adds what only people with the right to it may do; each act knows its person. */
    public static Routes acts(
            Routes routes, Acting acting, Rulebook rulebook, InstantSource clock) {
        RulesInForce rules = new RulesInForce(rulebook);
        return routes.post("/api/v1/rules/reload", refusing(e -> rules.reload(e, acting, clock)));
    }

    /** Adds the routes by which people act on tickets. */
    public static Routes tickets(
            Routes routes, TicketDesk desk, CaseStore cases, Acting acting, InstantSource clock) {
        TicketActions actions = new TicketActions(desk, cases, acting, clock);
        String ticket = "/api/v1/tickets/{id}/";
        return routes.post(ticket + "acknowledge", refusing(actions.acknowledge()))
                .post(ticket + "assign", refusing(actions.assign()))
                .post(ticket + "unassign", refusing(actions.unassign()))
                .post(ticket + "start", refusing(actions.start()))
                .post(ticket + "wait", refusing(actions.waitFor()))
                .post(ticket + "comments", refusing(actions.comment()))
                .post(ticket + "resolve", refusing(actions.resolve()))
                .post(ticket + "close", refusing(actions.close()))
                .post(ticket + "reopen", refusing(actions.reopen()))
                .post(ticket + "priority", refusing(actions.changePriority()))
                .post(ticket + "merge", refusing(actions.merge()))
                .post(ticket + "split", refusing(actions::split))
                .post(ticket + "links", refusing(actions.link()))
                .delete(ticket + "links", refusing(actions::unlink));
    }

    /** Adds the routes by which people see planned work and act on it. */
    public static Routes tasks(Routes routes, TaskDesk desk, Acting acting) {
        PlannedTasks tasks = new PlannedTasks(desk, acting);
        String task = "/api/v1/tasks/{id}";
        return routes.get("/api/v1/tasks", refusing(tasks::list))
                .get(task, refusing(tasks::show))
                .get(task + "/why-not", refusing(tasks::whyNot))
                .post(task + "/start", refusing(tasks.start()))
                .post(task + "/complete", refusing(tasks.complete()))
                .post(task + "/cancel", refusing(tasks.cancel()));
    }

    /** Adds the routes of requests for change, of the board, and of deputies. */
    public static Routes changes(Routes routes, ChangeDesk desk, Acting acting) {
        Rfcs rfcs = new Rfcs(desk, acting);
        Cab cab = new Cab(desk, acting);
        Delegations delegations = new Delegations(desk, acting);
        String rfc = "/api/v1/rfcs/{id}";
        String minutes = "/api/v1/cab/minutes";
        return routes.get("/api/v1/rfcs", refusing(rfcs::list))
                .post("/api/v1/rfcs", refusing(rfcs::request))
                .get(rfc, refusing(rfcs::show))
                .put(rfc + "/fields", refusing(rfcs.edit()))
                .post(rfc + "/submit", refusing(rfcs.submit()))
                .post(rfc + "/refer", refusing(rfcs.refer()))
                .post(rfc + "/approve", refusing(rfcs.approve()))
                .post(rfc + "/reject", refusing(rfcs.reject()))
                .post(rfc + "/revise", refusing(rfcs.revise()))
                .post(rfc + "/schedule", refusing(rfcs.schedule()))
                .post(rfc + "/start", refusing(rfcs.start()))
                .post(rfc + "/verify", refusing(rfcs.verify()))
                .post(rfc + "/close", refusing(rfcs.close()))
                .post(rfc + "/rollback", refusing(rfcs.rollBack()))
                .post(rfc + "/withdraw", refusing(rfcs.withdraw()))
                .get("/api/v1/cab/agenda", refusing(cab::agenda))
                .get(minutes, refusing(cab::minutes))
                .post(minutes, refusing(cab::convene))
                .put(minutes + "/{meeting}", refusing(cab::keep))
                .put(minutes + "/{meeting}/items/{rfc}", refusing(cab::keepItem))
                .post(minutes + "/{meeting}/signature", refusing(cab::sign))
                .get("/api/v1/delegations", refusing(delegations::list))
                .post("/api/v1/delegations", refusing(delegations::give))
                .delete("/api/v1/delegations/{id}", refusing(delegations::revoke));
    }

    /** Adds the routes of one emergency window, and by which people act on it. */
    public static Routes emergencies(Routes routes, EmergencyDesk desk, Acting acting) {
        EmergencyActions actions = new EmergencyActions(desk, acting);
        String window = "/api/v1/emergency-windows/{id}";
        return routes.get(window, refusing(actions::show))
                .post("/api/v1/emergency-windows", refusing(actions::request))
                .post(window + "/approve", refusing(actions.approve()))
                .post(window + "/reject", refusing(actions.reject()))
                .post(window + "/start", refusing(actions.start()))
                .post(window + "/update", refusing(actions.update()))
                .post(window + "/extend", refusing(actions.extend()))
                .post(window + "/end", refusing(actions.end()))
                .post(window + "/verify", refusing(actions.verify()))
                .post(window + "/report", refusing(actions.report()));
    }

    /** Adds the routes by which administrators manage people, and people learn who they are. */
    public static Routes people(Routes routes, People people, Acting acting) {
        Accounts accounts = new Accounts(people, acting);
        return routes.get("/api/v1/me", refusing(accounts::me))
                .get("/api/v1/people", refusing(accounts::list))
                .post("/api/v1/people", refusing(accounts::add))
                .post("/api/v1/people/{name}/tokens", refusing(accounts::issue))
                .put("/api/v1/people/{name}/roles", refusing(accounts::giveRoles))
                .post("/api/v1/people/{name}/revocation", refusing(accounts::disable))
                .delete("/api/v1/people/tokens/{id}", refusing(accounts::revoke));
    }

    /** Adds the routes by which agents join, and administrators manage them. */
    public static Routes routes(Routes routes, Trust trust, Acting acting) {
        Enrolling enrolling = new Enrolling(trust.enrolments(), acting);
        EnrolledAgents agents = new EnrolledAgents(trust.agents(), acting);
        return routes.post("/api/v1/enrolments", refusing(enrolling::create))
                .get("/api/v1/enrolments", refusing(enrolling::list))
                .delete("/api/v1/enrolments/{id}", refusing(enrolling::revoke))
                .post("/api/v1/enrolments/redeem", refusing(enrolling::redeem))
                .get("/api/v1/agents", refusing(agents::list))
                .post("/api/v1/agents/rotation", refusing(agents::askRotationOfAll))
                .post("/api/v1/agents/self/rotate", refusing(agents::rotate))
                .post("/api/v1/agents/{host}/rotation", refusing(agents::askRotation))
                .post("/api/v1/agents/{host}/revocation", refusing(agents::revoke));
    }

    /** Adds the calendar in force, what people do to it, and the standing schedule. */
    public static Routes calendar(
            Routes routes, CalendarParts calendar, Acting acting, InstantSource clock) {
        Calendars calendars = new Calendars(calendar, acting, clock);
        StandingTasks standing = new StandingTasks(calendar, acting, clock);
        String base = "/api/v1/calendar";
        String task = "/api/v1/standing-tasks/{key}";
        return routes.get(base, refusing(calendars::list))
                .get(base + ".ics", refusing(calendars::feed))
                .get("/calendar.ics", refusing(calendars::feed))
                .get("/calendar/{file}", refusing(calendars::systemFeed))
                .get(base + "/entries", refusing(calendars::entries))
                .post(base + "/entries", refusing(calendars::enter))
                .put(base + "/entries/{id}", refusing(calendars::change))
                .delete(base + "/entries/{id}", refusing(calendars::withdraw))
                .get(base + "/confirmations", refusing(calendars::feasts))
                .post(base + "/confirmations", refusing(calendars::confirm))
                .get(base + "/lint", refusing(calendars::lint))
                .get(base + "/outlook", refusing(calendars::outlook))
                .get("/api/v1/standing-tasks", refusing(standing::list))
                .get(task, refusing(standing::show))
                .post(task + "/completion", refusing(standing::complete))
                .delete(task + "/completion", refusing(standing::reopen))
                .post(task + "/move", refusing(standing::move))
                .delete(task + "/move", refusing(standing::moveBack));
    }

    /** Adds the routes by which the records are read and proved. */
    public static Routes routes(Routes routes, AuditLog audit, Acting acting) {
        Audits audits = new Audits(audit, acting);
        return routes.get("/api/v1/audit", refusing(audits::list))
                .get("/api/v1/audit/verify", refusing(audits::verify))
                .get("/api/v1/tickets/{id}/dossier", refusing(audits::dossier))
                .get("/api/v1/tickets/{id}/verify", refusing(audits::verifyTicket));
    }

    /**
     * Turns a refusal into its problem answer, and a database that is away into 503; whatever else
     * goes wrong is the server's to tell.
     */
    private static Handler refusing(Handler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (Refusal refusal) {
                exchange.problem(
                        refusal.status(), refusal.title(), refusal.getMessage(), refusal.more());
            } catch (HistoryException away) {
                LOG.warn("{} {}: {}", exchange.method(), exchange.path(), away.getMessage());
                exchange.with("Retry-After", "10")
                        .problem(
                                503,
                                "History away",
                                "The history's server does not answer, so nothing was read. Samples"
                                        + " are taken and judged. Try again soon; the collector's"
                                        + " log has the reason.");
            } catch (CalendarRefusedException refused) {
                switch (refused.why()) {
                    case NOT_ALLOWED -> exchange.problem(403, "Not allowed", refused.getMessage());
                    case NO_SUCH -> exchange.problem(404, "Not found", refused.getMessage());
                    case HAS_CHANGED -> exchange.problem(409, "Has changed", refused.getMessage());
                    case MAKES_NO_SENSE ->
                            exchange.problem(422, "Makes no sense", refused.getMessage());
                }
            } catch (CaseStoreException away) {
                LOG.warn("{} {}: {}", exchange.method(), exchange.path(), away.getMessage());
                exchange.with("Retry-After", "10")
                        .problem(
                                503,
                                "Database away",
                                "The collector's database does not answer, so nothing was read or"
                                        + " changed. Samples are taken, decisions wait. Try again"
                                        + " soon; the collector's log has the reason.");
            }
        };
    }
}
