package millwright.agent.sample;

import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.agent.budget.Budget;
import millwright.agent.budget.BudgetConfig;
import millwright.agent.budget.Resource;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private final List<SamplerTask> tasks = new ArrayList<>();
    private long residentBytes = 100;
    private int sessions;

    private AgentSampler agent(boolean enforce) {
        for (String name : new String[] {"cpu", "procstat_top", "sql/erp"}) {
            tasks.add(new SamplerTask(name, Duration.ofSeconds(30), (at, batch) -> {}));
        }
        Map<Resource, Double> limits = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            limits.put(resource, resource == Resource.MEMORY ? 1000.0 : 10.0);
        }
        BudgetConfig config =
                new BudgetConfig(
                        enforce, limits, Duration.ofMinutes(3), List.of("procstat_top", "*/*"));
        Governor governor =
                new Governor(
                        new OwnProcess(() -> Optional.of(self()), new NoFiles()),
                        new Budget(config, () -> sessions),
                        tasks);
        AgentSampler agent = new AgentSampler("1.0", governor, () -> AgentHealth.IDLE);
        tasks.add(new SamplerTask("millwright_agent", Duration.ofMinutes(1), agent));
        return agent;
    }

    private ProcessReading self() {
        return new ProcessReading(
                "java", 7, Instant.EPOCH, Duration.ofSeconds(2), residentBytes, 9, 3);
    }

    private static final class NoFiles implements ProcessTable {
        @Override
        public List<ProcessReading> readAll() {
            return List.of();
        }

        @Override
        public OptionalLong openFiles(long pid) {
            return OptionalLong.of(5);
        }
    }

    private static List<String> words(Sampler agent, int minute) {
        return Readings.words(agent, AT.plusSeconds(60L * minute));
    }

    @Test
    void theAgentSaysWhatItTakesAndHowOftenEachSamplerIsToBeExpected() {
        AgentSampler agent = agent(true);
        words(agent, 0);
        assertThat(words(agent, 1))
                .containsExactly(
                        "millwright_agent{} spool_batches=0 samples_sent=0 samples_dropped=0"
                                + " version=1.0 cpu_percent=0.0 memory_rss=100 open_fds=5"
                                + " threads=3 database_sessions=0",
                        "millwright_sampler{sampler=cpu} interval_seconds=30.0 shed=0 running=1"
                                + " reads=0 failures=0 read_seconds=0.0 cpu_seconds=0.0",
                        "millwright_sampler{sampler=millwright_agent} interval_seconds=60.0 shed=0"
                                + " running=1 reads=0 failures=0 read_seconds=0.0 cpu_seconds=0.0",
                        "millwright_sampler{sampler=procstat_top} interval_seconds=30.0 shed=0"
                                + " running=1 reads=0 failures=0 read_seconds=0.0 cpu_seconds=0.0",
                        "millwright_sampler{sampler=sql/erp} interval_seconds=30.0 shed=0"
                                + " running=1 reads=0 failures=0 read_seconds=0.0"
                                + " cpu_seconds=0.0");
    }

    @Test
    void pastTheBudgetTheNewIntervalIsToldInTheSameBreath() {
        AgentSampler agent = agent(true);
        residentBytes = 1001;
        for (int minute = 0; minute < 3; minute++) {
            assertThat(words(agent, minute)).noneMatch(line -> line.contains("shed=1"));
        }
        assertThat(words(agent, 3))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "millwright_sampler{sampler=procstat_top}"
                                                + " interval_seconds=60.0 shed=1 running=1 "));
        residentBytes = 2001; // more than twice
        words(agent, 5);
        assertThat(words(agent, 6))
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "millwright_sampler{sampler=procstat_top}"
                                                + " interval_seconds=120.0 shed=1 running=0 "));
        assertThat(tasks).extracting(SamplerTask::isOff).containsExactly(false, true, false, false);
    }

    @Test
    void sessionsAreWhatTargetsHold() {
        AgentSampler agent = agent(true);
        sessions = 11;
        words(agent, 0);
        words(agent, 3);
        assertThat(tasks)
                .extracting(SamplerTask::isShed)
                .containsExactly(false, false, true, false);
    }

    @Test
    void whereTheBudgetIsNotEnforcedNothingIsShed() {
        AgentSampler agent = agent(false);
        residentBytes = 5000;
        for (int minute = 0; minute < 20; minute++) {
            words(agent, minute);
        }
        assertThat(tasks).noneMatch(SamplerTask::isShed);
    }
}
