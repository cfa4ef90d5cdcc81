package millwright.collector.console;

import java.time.InstantSource;
import java.time.ZoneId;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.cases.CaseStore;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.ShippedRulebook;

/** Serves the plan of {@link DemoPlan}: the way to look at a change of its template. */
final class PlanDemo {
    private PlanDemo() {}

    public static void main(String[] arguments) throws Exception {
        CaseStore cases = DemoPlan.cases(MadeUpFleet.NOW);
        MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
        Routes routes =
                MadeUpConsole.routes(
                        new Routes(),
                        fleet,
                        cases,
                        fleet.history(),
                        ShippedRulebook.rules(),
                        InstantSource.fixed(MadeUpFleet.NOW),
                        ZoneId.of("Asia/Kuwait"),
                        MadeUpPeople.nobody());
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8481;
        HttpServer server = HttpServer.listen(HttpConfig.of("127.0.0.1", port), routes);
        System.out.printf("http://127.0.0.1:%d/plan (Ctrl-C ends it)%n", server.port());
    }
}
