package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.CalendarAct;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarStore;
import millwright.collector.calendar.Kept;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database does beside: the audit, restarts, retention, another collector. */
abstract class SqlCalendarStoreContract extends CalendarStoreContract {
    private CasesConfig config;
    private CaseStores.Records records;

    /** A new, empty database. */
    abstract CasesConfig database() throws Exception;

    @BeforeEach
    void start() throws Exception {
        config = database();
        open(NOW);
    }

    private void open(Instant now) {
        records = CaseStores.openAll(config, () -> now);
    }

    @AfterEach
    void stop() throws Exception {
        if (records != null) { // else the server was absent, and the test is skipped
            records.close();
        }
    }

    @Override
    CalendarStore store() {
        return records.calendar();
    }

    private List<String> audit() {
        return records
                .audit()
                .list(
                        new AuditFilter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                100,
                                0))
                .stream()
                .map(entry -> "%s by %s".formatted(entry.type(), entry.actor().orElse("nobody")))
                .toList();
    }

    @Test
    void everyActIsInTheAuditWithItsPersonAndAnUnsuccessfulOneIsNot() {
        store().write(List.of(CalendarAct.enter(freeze("CE-1", "audit"))), NOW, "huda", "r");
        store().write(List.of(CalendarAct.change(freeze("CE-1", "b"), 0)), NOW, "ali", "r");
        try {
            store().write(List.of(CalendarAct.change(freeze("CE-1", "c"), 0)), NOW, "eve", "r");
        } catch (millwright.collector.calendar.CalendarRefusedException expected) {
            assertThat(expected).hasMessageContaining("ali");
        }
        store().write(
                        List.of(CalendarAct.withdraw(freeze("CE-1", "b"), 1, "gone")),
                        NOW,
                        "huda",
                        "r");

        assertThat(audit())
                .containsExactly(
                        "calendar-entry-withdrawn by huda",
                        "calendar-entry-changed by ali",
                        "calendar-entry-entered by huda");
        assertThat(records.audit().verify().fault()).isEmpty();
    }

    @Test
    void allOfItSurvivesARestart() {
        store().write(List.of(CalendarAct.enter(freeze("CE-1", "audit"))), NOW, "huda", "r");
        List<Kept<?>> before = store().list(NOW);
        Instant since = store().watchedSince();
        records.close();
        open(NOW.plus(Duration.ofDays(1)));

        assertThat(store().list(NOW)).isEqualTo(before);
        assertThat(store().watchedSince()).isEqualTo(since);
    }

    /** L-013 §10.1: verifications for three years, the log for seven. */
    @Test
    void completionsGoAfterThreeYearsAndEntriesAfterSeven() {
        Completion done = new Completion("review-1", "review", NOW, NOW, "green", Optional.empty());
        store().write(
                        List.of(
                                CalendarAct.enter(freeze("CE-1", "audit")),
                                CalendarAct.enter(done)),
                        NOW,
                        "huda",
                        "r");
        records.close();
        open(Instant.parse("2029-03-01T10:00:00Z"));
        records.retention().run();
        assertThat(store().list(Instant.EPOCH)).hasSize(2);
        records.close();
        open(Instant.parse("2029-03-01T10:00:01Z"));
        records.retention().run();
        assertThat(store().list(Instant.EPOCH))
                .extracting(each -> each.what().id())
                .containsExactly("CE-1");
        records.close();
        open(Instant.parse("2033-03-04T10:00:00Z"));
        records.retention().run();
        assertThat(store().list(Instant.EPOCH)).isEmpty();
        assertThat(records.audit().verify().fault()).isEmpty();
    }
}
