package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.collector.calendar.CalendarAct;
import millwright.collector.calendar.CalendarRecord.Completion;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.collector.calendar.CalendarRecord.Family;
import millwright.collector.calendar.CalendarRecord.Feast;
import millwright.collector.calendar.CalendarRecord.Move;
import millwright.collector.calendar.CalendarRefusedException;
import millwright.collector.calendar.CalendarRefusedException.Why;
import millwright.collector.calendar.CalendarStore;
import millwright.collector.calendar.Kept;
import millwright.rules.calendar.OneOff;
import org.junit.jupiter.api.Test;

/** What every store does about what people say of the calendar. */
abstract class CalendarStoreContract {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    abstract CalendarStore store();

    static Entry freeze(String id, String name) {
        return new Entry(
                id,
                OneOff.Kind.FREEZE,
                name,
                NOW.plus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(2)),
                List.of("db-*", "Web"),
                "audit of the العربية books;\nsecond line",
                Optional.empty());
    }

    private Kept<?> write(CalendarAct act, String by) {
        return store().write(List.of(act), NOW, by, "operations_manager").get(0);
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() {
        Entry entry = freeze("CE-000001", "audit");
        Entry exemption =
                new Entry(
                        "CE-000002",
                        OneOff.Kind.EXEMPTION,
                        "hole",
                        NOW,
                        NOW.plusSeconds(3600),
                        List.of("*"),
                        "CVE",
                        Optional.of("cvss-above-9"));
        Feast feast =
                new Feast("eid-al-fitr-1447", "eid-al-fitr", LocalDate.of(2026, 3, 20), "seen");
        Completion done =
                new Completion(
                        "review-20260301T0800",
                        "review",
                        NOW,
                        NOW.minusSeconds(60),
                        "all green",
                        Optional.of("https://reports.example.com/1"));
        Move move =
                new Move(
                        "patching-20260322T0000",
                        "patching",
                        NOW,
                        NOW.plusSeconds(60),
                        NOW.plusSeconds(7260),
                        "weekly",
                        "Operations Manager",
                        "Eid");
        long before = store().changes();

        store().write(
                        List.of(
                                CalendarAct.enter(entry),
                                CalendarAct.enter(exemption),
                                CalendarAct.enter(feast),
                                CalendarAct.enter(done),
                                CalendarAct.enter(move)),
                        NOW,
                        "huda",
                        "it_director");

        assertThat(store().list(NOW.minusSeconds(1)))
                .<Object>extracting(Kept::what)
                .containsExactly(done, entry, exemption, feast, move);
        assertThat(store().find(Family.ENTRY, "CE-000001"))
                .contains(new Kept<>(entry, 0, "huda", "it_director", NOW, Optional.empty()));
        assertThat(store().find(Family.MOVE, "CE-000001")).isEmpty();
        assertThat(store().changes()).isEqualTo(before + 1);
    }

    @Test
    void whatIsOverIsNotListed() {
        Entry entry = freeze("CE-000001", "audit");
        write(CalendarAct.enter(entry), "huda");

        assertThat(store().list(entry.end().minusSeconds(1))).hasSize(1);
        assertThat(store().list(entry.end())).isEmpty();
    }

    @Test
    void aRevisionCountsEachChangeAndWithdrawnStaysWithItsReason() {
        write(CalendarAct.enter(freeze("CE-000001", "audit")), "huda");
        write(CalendarAct.change(freeze("CE-000001", "audit 2"), 0), "ali");
        Kept<?> last =
                write(CalendarAct.withdraw(freeze("CE-000001", "audit 2"), 1, "moved"), "huda");

        assertThat(last.revision()).isEqualTo(2);
        assertThat(last.withdrawn()).contains("moved");
        assertThat(store().find(Family.ENTRY, "CE-000001").orElseThrow()).isEqualTo(last);
        assertThat(write(CalendarAct.enter(freeze("CE-000001", "again")), "huda").revision())
                .isEqualTo(3);
    }

    @Test
    void whoHasSeenAnOlderOneIsToldWhoWasFasterAndNothingHappens() {
        write(CalendarAct.enter(freeze("CE-000001", "audit")), "huda");
        write(CalendarAct.change(freeze("CE-000001", "longer audit"), 0), "ali");
        long changes = store().changes();

        assertThatThrownBy(
                        () ->
                                store().write(
                                                List.of(
                                                        CalendarAct.enter(
                                                                freeze("CE-000009", "other")),
                                                        CalendarAct.change(
                                                                freeze("CE-000001", "mine"), 0)),
                                                NOW,
                                                "mona",
                                                "it_director"))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.HAS_CHANGED))
                .hasMessageContaining("ali was faster")
                .hasMessageContaining("2026-03-01T10:00:00.123456Z")
                .hasMessageContaining("revision 1");
        assertThat(store().find(Family.ENTRY, "CE-000009")).isEmpty();
        assertThat(store().changes()).isEqualTo(changes);
    }

    @Test
    void whatWasNeverThereCannotBeChanged() {
        assertThatThrownBy(() -> write(CalendarAct.change(freeze("CE-000001", "audit"), 0), "huda"))
                .isInstanceOfSatisfying(
                        CalendarRefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(Why.NO_SUCH));
    }

    @Test
    void ofEightWhoCompleteTheSameTaskAtOnceOneDoesAndSevenAreToldWho() throws Exception {
        Completion done = new Completion("review-1", "review", NOW, NOW, "green", Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "p" + i;
                all.add(
                        () -> {
                            try {
                                return write(CalendarAct.enter(done), name).by();
                            } catch (CalendarRefusedException e) {
                                return e.getMessage();
                            }
                        });
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(all)) {
                answers.add(each.get());
            }
            String winner = store().find(Family.COMPLETION, "review-1").orElseThrow().by();
            assertThat(answers).filteredOn(each -> each.equals(winner)).hasSize(1);
            assertThat(answers)
                    .filteredOn(each -> each.startsWith(winner + " was faster"))
                    .hasSize(7);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void numbersAreGivenOnceAndTheWatchBeginsOnce() {
        assertThat(store().nextNumber()).isEqualTo(1);
        assertThat(store().nextNumber()).isEqualTo(2);
        assertThat(store().watchedSince()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(store().watchedSince()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }
}
