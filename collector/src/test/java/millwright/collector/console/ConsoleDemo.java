package millwright.collector.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.Acting;
import millwright.collector.api.Api;
import millwright.collector.api.LiveEvents;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.cases.CaseStore;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.pipeline.FleetView;
import millwright.collector.pipeline.HostView;
import millwright.collector.rulebook.ShippedRulebook;

/**
 * Serves the console with a made-up fleet: the way to look at a change of a template. Arguments:
 * port (default 8480), {@code empty} for a collector without hosts, {@code many} for a thousand,
 * {@code emergencies} for emergency windows in all states instead of tickets; who signs in may do
 * everything.
 */
final class ConsoleDemo {
    private ConsoleDemo() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8480;
        boolean empty = List.of(arguments).contains("empty");
        Instant now = Instant.now();
        boolean many = List.of(arguments).contains("many");
        MadeUpFleet fleet =
                empty
                        ? new MadeUpFleet(now)
                        : many ? DemoFleet.many(now, 1000) : DemoFleet.fleet(now);
        CaseStore cases =
                List.of(arguments).contains("emergencies")
                        ? DemoEmergencies.cases(now)
                        : empty ? new MemoryCases(List.of()) : DemoFleet.cases(fleet);
        Routes routes = new Routes();
        InstantSource clock = InstantSource.system();
        People people = MadeUpPeople.open(clock);
        String token =
                MadeUpPeople.add(
                        people, "ali", Role.ENGINEER, Role.OPERATIONS_MANAGER, Role.IT_DIRECTOR);
        Outlooks outlooks = empty ? Outlooks.NONE : new DemoOutlooks(now);
        CalendarParts calendar =
                empty ? MadeUpConsole.calendar(outlooks, clock) : DemoCalendar.of(outlooks, clock);
        FleetView rolling = empty || many ? fleet : new Rolling(clock);
        Api.routes(
                routes,
                rolling,
                cases,
                fleet.history(),
                ShippedRulebook.rules(),
                new LiveEvents(),
                clock);
        MadeUpConsole.routes(
                routes,
                rolling,
                cases,
                fleet.history(),
                ShippedRulebook.rules(),
                clock,
                ZoneId.of("Asia/Kuwait"),
                people,
                outlooks,
                calendar);
        Acting acting = new Acting(people);
        Api.acts(routes, acting, ShippedRulebook.rules(), clock);
        Api.people(routes, people, acting);
        Api.calendar(routes, calendar, acting, clock);
        HttpServer server = HttpServer.listen(HttpConfig.of("127.0.0.1", port), routes);
        System.out.printf(
                "http://127.0.0.1:%d/ (Ctrl-C ends it)%nsign in with %s%n", server.port(), token);
    }

    /** Stays as fresh as it was. */
    private record Rolling(InstantSource clock) implements FleetView {
        @Override
        public List<HostView> hosts() {
            return DemoFleet.fleet(clock.instant()).hosts();
        }

        @Override
        public Optional<HostView> host(String name) {
            return DemoFleet.fleet(clock.instant()).host(name);
        }
    }
}
