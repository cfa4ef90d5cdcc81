package millwright.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShedderTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Shedder shedder = shedder(true, "procstat_top", "cpu_core", "*/*", "net");
    private final List<String> told = new ArrayList<>();
    private int minute;

    /** Limits: 1 % of a core, 100 bytes, 8 sessions; sustain 3 minutes, so calm is 6. */
    private static Shedder shedder(boolean enforce, String... order) {
        return new Shedder(
                new BudgetConfig(
                        enforce,
                        Map.of(Resource.CPU, 1.0, Resource.MEMORY, 100.0, Resource.SESSIONS, 8.0),
                        Duration.ofMinutes(3),
                        List.of(order)),
                List.of("cpu", "mem", "cpu_core", "net", "procstat_top", "sql/erp", "http/shop"));
    }

    /** A minute each: percent of a core. */
    private ShedderTest cpu(double... percents) {
        for (double percent : percents) {
            read(shedder, Usage.UNKNOWN.with(Resource.CPU, percent));
        }
        return this;
    }

    private ShedderTest cpuFor(int minutes, double percent) {
        for (int i = 0; i < minutes; i++) {
            cpu(percent);
        }
        return this;
    }

    private void read(Shedder asked, Usage usage) {
        int at = minute++;
        asked.judge(START.plusSeconds(60L * at), usage)
                .ifPresent(
                        change ->
                                told.add(
                                        "%d %s %s→%s"
                                                .formatted(
                                                        at,
                                                        change.sampler(),
                                                        change.before(),
                                                        change.after())));
    }

    private void tells(String... changes) {
        assertThat(told).containsExactly(changes);
    }

    @Test
    void threeMinutesPastTheBudgetSlowTheFirstSampler() {
        cpu(1.1, 1.1, 1.1).tells();
        cpu(1.1).tells("3 procstat_top FULL→HALF");
    }

    @Test
    void theLimitItselfIsNotPastTheBudget() {
        cpuFor(60, 1.0).tells();
    }

    @Test
    void oneMinuteWithinTheBudgetStartsTheWaitAgain() {
        cpu(1.1, 1.1, 1.1, 1.0, 1.1, 1.1, 1.1).tells();
        cpu(1.1).tells("7 procstat_top FULL→HALF");
    }

    @Test
    void eachSamplerGoesStepByStepAndThenTheNext() {
        cpuFor(13, 1.5)
                .tells(
                        "3 procstat_top FULL→HALF",
                        "6 procstat_top HALF→QUARTER",
                        "9 procstat_top QUARTER→OFF",
                        "12 cpu_core FULL→HALF");
    }

    @Test
    void twiceTheBudgetSwitchesOffAtOnce() {
        cpuFor(7, 2.1).tells("3 procstat_top FULL→OFF", "6 cpu_core FULL→OFF");
    }

    @Test
    void whenNothingIsLeftItSaysSo() {
        cpuFor(15, 9);
        assertThat(shedder.isSpent()).isFalse();
        cpuFor(10, 9)
                .tells(
                        "3 procstat_top FULL→OFF",
                        "6 cpu_core FULL→OFF",
                        "9 sql/erp FULL→OFF",
                        "12 http/shop FULL→OFF",
                        "15 net FULL→OFF");
        assertThat(shedder.isSpent()).isTrue();
        assertThat(shedder.pace("cpu")).isEqualTo(Pace.FULL);
        cpu(0.5);
        assertThat(shedder.isSpent()).isFalse();
    }

    @Test
    void sixCalmMinutesBringTheNewestStepBack() {
        cpuFor(7, 1.5).cpuFor(14, 0.5);
        tells(
                "3 procstat_top FULL→HALF",
                "6 procstat_top HALF→QUARTER",
                "13 procstat_top QUARTER→HALF",
                "19 procstat_top HALF→FULL");
    }

    @Test
    void betweenEightyPercentAndTheLimitNothingChanges() {
        cpuFor(4, 1.5).cpuFor(200, 0.81).tells("3 procstat_top FULL→HALF");
        cpuFor(7, 0.8);
        assertThat(told).last().isEqualTo("210 procstat_top HALF→FULL");
    }

    @Test
    void aReturnThatWasTooEarlyDoublesTheNextWait() {
        cpuFor(4, 1.5).cpuFor(7, 0.5).cpuFor(4, 1.5).cpuFor(13, 0.5).cpuFor(4, 1.5).cpuFor(25, 0.5);
        tells(
                "3 procstat_top FULL→HALF",
                "10 procstat_top HALF→FULL", // after 6 minutes
                "14 procstat_top FULL→HALF",
                "27 procstat_top HALF→FULL", // after 12
                "31 procstat_top FULL→HALF",
                "56 procstat_top HALF→FULL"); // after 24
    }

    @Test
    void aCalmTimeWithNothingShedForgetsThatItWasTooEarly() {
        cpuFor(4, 1.5).cpuFor(7, 0.5).cpuFor(4, 1.5).cpuFor(13, 0.5); // calm is 12 minutes now
        cpuFor(13, 0.5).cpuFor(4, 1.5).cpuFor(7, 0.5);
        assertThat(told)
                .endsWith("44 procstat_top FULL→HALF", "51 procstat_top HALF→FULL") // 6 again
                .hasSize(6);
    }

    @Test
    void tooManySessionsShedTargetsAlone() {
        for (int i = 0; i < 7; i++) {
            read(shedder, Usage.UNKNOWN.with(Resource.SESSIONS, 20));
        }
        tells("3 sql/erp FULL→OFF", "6 http/shop FULL→OFF");
    }

    @Test
    void theWorstResourceIsTheReason() {
        Usage usage = Usage.UNKNOWN.with(Resource.CPU, 1.2).with(Resource.MEMORY, 150);
        read(shedder, usage);
        minute = 3;
        assertThat(shedder.judge(START.plusSeconds(180), usage).orElseThrow().strain())
                .isEqualTo(new Strain(Resource.MEMORY, 150, 100))
                .hasToString("0.0 MiB of memory, its budget is 0.0 MiB of memory (budget.memory)");
    }

    @Test
    void aClockThatIsSetBackStartsTheWaitAgain() {
        cpu(1.5, 1.5, 1.5);
        minute = 1;
        cpu(1.5, 1.5, 1.5).tells();
        cpu(1.5).tells("4 procstat_top FULL→HALF");
    }

    @Test
    void withoutEnforcementNothingIsShedAndItIsSpent() {
        Shedder lenient = shedder(false, "procstat_top");
        for (int i = 0; i < 30; i++) {
            read(lenient, Usage.UNKNOWN.with(Resource.CPU, 50));
        }
        tells();
        assertThat(lenient.isSpent()).isTrue();
    }

    @Test
    void whatIsNotInTheOrderOrProtectedIsNeverShed() {
        assertThat(
                        ShedOrder.of(
                                        List.of("mem", "sql/*", "net", "gone"),
                                        List.of("cpu", "mem", "net", "sql/erp", "sqlite/x"))
                                .samplers())
                .containsExactly("sql/erp", "net");
    }
}
