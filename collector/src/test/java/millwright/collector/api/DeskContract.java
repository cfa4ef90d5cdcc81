package millwright.collector.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.cases.CaseStore;
import millwright.collector.change.ChangeStore;
import millwright.collector.change.Changes;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * People at a desk whose acts take a request for change along, over any stores of both that belong
 * together. The ticket that it is about is open: of a disk with 9.5 % free, P2.
 */
abstract class DeskContract {
    static final MaintenancePolicy POLICY = MaintenancePolicy.shipped();
    static final MaintenanceCalendar CALENDAR = MaintenanceCalendar.of(POLICY.calendar());
    static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    static final String RFC = "RFC-2026-0001";

    static final Map<String, Person> PEOPLE =
            Stream.of(
                            person("cora", Role.CHANGE_COORDINATOR),
                            person("omar", Role.OPERATIONS_MANAGER),
                            person("dina", Role.IT_DIRECTOR),
                            person("emil", Role.ENGINEER),
                            person("ines", Role.ENGINEER))
                    .collect(Collectors.toMap(Person::name, Function.identity()));

    final List<String> heard = new ArrayList<>();
    Instant now;
    Changes changes;
    private BothStores stores;

    DeskContract(Instant begin) {
        now = begin;
    }

    abstract BothStores open();

    private static Person person(String name, Role role) {
        return new Person(name, name, EnumSet.of(role));
    }

    @BeforeEach
    void aTicketIsOpen() {
        stores = open();
        changes =
                new Changes(
                        changes(),
                        () -> POLICY,
                        () -> CALENDAR,
                        name -> Optional.ofNullable(PEOPLE.get(name)),
                        event -> heard.add(event.type()));
        cases().apply(List.of(MadeUpFleet.opened(DISK, now)));
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    CaseStore cases() {
        return stores.cases();
    }

    ChangeStore changes() {
        return stores.changes();
    }
}
