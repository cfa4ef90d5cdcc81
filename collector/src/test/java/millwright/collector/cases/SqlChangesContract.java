package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import millwright.collector.change.ChangeStore;
import millwright.collector.change.Changes;
import millwright.collector.change.ChangesContract;
import millwright.collector.change.RfcFilter;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract over a database, and what only a database has: audit and retention. */
abstract class SqlChangesContract extends ChangesContract {
    private CasesConfig config;
    private CaseStores.Records records;
    private Instant now = NOW;

    /** A new one. */
    abstract CasesConfig database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = database();
        records = CaseStores.openAll(config, () -> now);
    }

    @AfterEach
    void close() throws Exception {
        if (records != null) { // else the server was absent, and the test is skipped
            records.close();
        }
    }

    @Override
    protected ChangeStore store() {
        return records.changes();
    }

    CasesConfig config() {
        return config;
    }

    private Changes made() {
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        return new Changes(
                store(),
                () -> policy,
                () -> MaintenanceCalendar.of(policy.calendar()),
                name -> Optional.of(person(name)),
                event -> {});
    }

    private static AuditFilter newest() {
        return new AuditFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10, 0);
    }

    private static Person person(String name) {
        return new Person(name, name, EnumSet.allOf(Role.class));
    }

    @Test
    void everyActIsSealedInTheAuditWithItsPerson() {
        String id = made().draft(draft("K-000001", ChangeType.NORMAL, Optional.empty()), NOW);
        made().delegate(
                        person("omar"),
                        Role.OPERATIONS_MANAGER,
                        "emil",
                        Span.of(NOW, Duration.ofDays(1)),
                        "away",
                        NOW);
        made().withdraw(id, "the forecast has gone", NOW);
        assertThat(records.audit().list(newest()))
                .extracting(entry -> entry.type() + " " + entry.ticket() + " " + entry.actor())
                .containsExactly(
                        "rfc-withdrawn Optional[T-000042] Optional.empty",
                        "role-delegated Optional.empty Optional[omar]",
                        "rfc-drafted Optional[T-000042] Optional.empty");
        assertThat(records.audit().verify().isWhole()).isTrue();
    }

    @Test
    void whatHasLongBeenOverGoesAfterSevenYearsAndTheAuditSaysSo() {
        String over = made().draft(draft("K-000001", ChangeType.NORMAL, Optional.empty()), NOW);
        String left = made().draft(draft("K-000002", ChangeType.NORMAL, Optional.empty()), NOW);
        made().withdraw(over, "the forecast has gone", NOW);
        now = OffsetDateTime.parse("2033-02-01T10:00+03:00").toInstant();
        records.retention().run();
        assertThat(made().find(over)).isPresent();
        now = now.plusSeconds(1);
        records.retention().run();
        assertThat(made().list(RfcFilter.of(Set.of())))
                .extracting(rfc -> rfc.id())
                .containsExactly(left);
        assertThat(made().history(over)).isEmpty();
        assertThat(records.audit().list(newest()))
                .anyMatch(entry -> entry.detail().contains("\"rfcs\":1"));
        assertThat(records.audit().verify().isWhole()).isTrue();
    }
}
