package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import org.junit.jupiter.api.Test;

/** windows.drl: what an emergency window on db-07, on since 10:00, makes of trouble at 10:20. */
class WindowRulesTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey CPU = new IndicatorKey("db-07", "cpu_utilization", "");
    private static final IndicatorKey MEMORY = new IndicatorKey("db-07", "memory_usage", "");
    private static final IndicatorKey FAR_CPU = new IndicatorKey("web-01", "cpu_utilization", "");
    private static final IndicatorKey SILENT = new IndicatorKey("db-07", "agent_silent", "");
    private static final ActiveWindow WINDOW =
            new ActiveWindow(
                    "EW-000001",
                    "T-000001",
                    Set.of("db-07"),
                    Set.of(DISK),
                    List.of(Symptom.parse("db-07 cpu_utilization")),
                    at("10:00"));

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    private static Breach breach(IndicatorKey key, String since) {
        Level level = ENGINE.levels(key).get(0);
        return new Breach(key, level, at(since), at("10:20"), 99, 1, 1, false, List.of());
    }

    private static Facts facts(Breach breach, OpenCase... open) {
        return new Facts(List.of(breach), List.of(), List.of(), List.of(open), List.of());
    }

    private static List<String> during(Facts facts, ActiveWindow... windows) {
        return brief(ENGINE.decide(facts.during(List.of(windows)), at("10:20")));
    }

    private static List<String> brief(List<Decision> decisions) {
        return decisions.stream()
                .map(one -> one.getClass().getSimpleName() + " " + one.key())
                .toList();
    }

    @Test
    void whatTheWindowExpectsIsHeldBackAndWhatItDoesNotPagesAsItsCollateral() {
        assertThat(during(facts(breach(CPU, "10:05")), WINDOW))
                .containsExactly("HoldSymptom " + CPU);
        assertThat(during(facts(breach(MEMORY, "10:05")), WINDOW))
                .containsExactly("OpenTicket " + MEMORY, "MarkCollateral " + MEMORY);
    }

    @Test
    void onceTheWindowIsOverTheSameBreachOpensItsTicket() {
        assertThat(during(facts(breach(CPU, "10:05")))).containsExactly("OpenTicket " + CPU);
    }

    @Test
    void theTicketsOwnTroubleIsExpectedToComeAgainToo() {
        ResolvedCase last = new ResolvedCase("T-000001", DISK, at("10:10"));
        Facts again =
                new Facts(
                        List.of(breach(DISK, "10:15")),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(last.reopenedWithin(Duration.ofHours(24))));

        assertThat(during(again, WINDOW)).containsExactly("HoldSymptom " + DISK);
        assertThat(during(again)).containsExactly("ReopenTicket " + DISK);
    }

    @Test
    void whatBeganBeforeTheWorkIsNoCollateralOfIt() {
        assertThat(during(facts(breach(MEMORY, "10:00")), WINDOW))
                .contains("MarkCollateral " + MEMORY);
        assertThat(during(facts(breach(MEMORY, "09:59")), WINDOW))
                .containsExactly("OpenTicket " + MEMORY);
    }

    @Test
    void anotherHostHasNothingToDoWithIt() {
        assertThat(during(facts(breach(FAR_CPU, "10:05")), WINDOW))
                .containsExactly("OpenTicket " + FAR_CPU);
    }

    @Test
    void onlyCreationIsHeldBackAnOpenTicketIsRaisedAndResolvedAsEver() {
        OpenCase open = new OpenCase("T-000002", CPU, Priority.P4, at("10:05"));
        Recovery recovery = new Recovery(CPU, at("10:15"), at("10:20"), 40, 75);
        Facts healed = new Facts(List.of(), List.of(recovery), List.of(), List.of(open), List.of());

        assertThat(during(facts(breach(CPU, "10:05"), open), WINDOW))
                .containsExactly("RaiseTicket " + CPU);
        assertThat(during(healed, WINDOW)).containsExactly("ResolveTicket " + CPU);
    }

    @Test
    void aRestartedHostMayFallSilentWhereThatWasDeclaredAndNowhereElse() {
        Silence silence =
                new Silence(SILENT, ENGINE.levels(SILENT).get(0), at("10:10"), at("10:15"));
        Facts facts = new Facts(List.of(), List.of(), List.of(silence), List.of(), List.of());
        ActiveWindow restart =
                new ActiveWindow(
                        "EW-000001",
                        "T-000001",
                        Set.of("db-07"),
                        Set.of(DISK),
                        List.of(Symptom.parse("db-* agent_silent")),
                        at("10:00"));

        assertThat(during(facts, restart)).containsExactly("HoldSymptom " + SILENT);
        assertThat(during(facts, WINDOW))
                .containsExactly("OpenTicket " + SILENT, "MarkCollateral " + SILENT);
    }

    @Test
    void aSymptomNamesAHostAndAnIndicatorAndNeverEverything() {
        assertThat(Symptom.parse(" web-*  api_response_time checkout page "))
                .isEqualTo(new Symptom("web-*", "api_response_time", "checkout page"))
                .hasToString("web-* api_response_time checkout page");
        assertThat(Symptom.parse("db-07 target_up")).hasToString("db-07 target_up");
        assertThat(Symptom.parse("* target_up").matches(CPU)).isFalse();
        assertThatThrownBy(() -> Symptom.parse("db-07"))
                .hasMessageContaining("Write host, indicator");
        assertThatThrownBy(() -> Symptom.parse("* *")).hasMessageContaining("everything");
    }
}
