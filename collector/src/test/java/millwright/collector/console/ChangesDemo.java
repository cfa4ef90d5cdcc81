package millwright.collector.console;

import java.time.InstantSource;
import java.util.List;
import millwright.collector.api.ChangeDesk;
import millwright.collector.api.MadeUpChanges;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.change.Changes;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Serves the pages of changes and of the board with made-up requests, on the Tuesday of a meeting:
 * the way to look at a change of their templates. Argument: port (default 8481).
 */
final class ChangesDemo {
    private ChangesDemo() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8481;
        InstantSource clock = InstantSource.fixed(MadeUpChanges.NOW);
        People people = MadeUpPeople.open(clock);
        for (Role role : List.of(Role.CHANGE_COORDINATOR, Role.OPERATIONS_MANAGER)) {
            String name = role == Role.CHANGE_COORDINATOR ? "cora" : "olga";
            System.out.println(name + " " + MadeUpPeople.add(people, name, role));
        }
        System.out.println("dina " + MadeUpPeople.add(people, "dina", Role.IT_DIRECTOR));
        System.out.println("emil " + MadeUpPeople.add(people, "emil", Role.ENGINEER));
        HttpServer server =
                HttpServer.listen(HttpConfig.of("127.0.0.1", port), routes(people, clock));
        System.out.printf("http://127.0.0.1:%d/rfcs (Ctrl-C ends it)%n", server.port());
    }

    static Routes routes(People people, InstantSource clock) {
        Changes changes = MadeUpChanges.changes(people::find, event -> {});
        MadeUpChanges.fill(changes);
        var zone = MaintenancePolicy.shipped().zone();
        MadeUpFleet fleet = new MadeUpFleet(MadeUpChanges.NOW);
        return Console.changes(
                MadeUpConsole.routes(
                        new Routes(),
                        fleet,
                        new MemoryCases(List.of()),
                        fleet.history(),
                        ShippedRulebook.rules(),
                        clock,
                        zone,
                        people),
                new ChangeDesk(changes, clock, zone),
                ShippedRulebook.rules(),
                clock,
                zone,
                people);
    }
}
