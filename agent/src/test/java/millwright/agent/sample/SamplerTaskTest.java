package millwright.agent.sample;

import static millwright.agent.sample.Readings.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import millwright.agent.budget.Pace;
import org.junit.jupiter.api.Test;

class SamplerTaskTest {
    private final List<SampleBatch> taken = new ArrayList<>();

    private static SamplerTask task(String name, Sampler sampler) {
        return new SamplerTask(name, Duration.ofSeconds(1), sampler);
    }

    private static Sampler good() {
        return (at, batch) -> batch.add("good", at).field("value", 1);
    }

    private static Sampler bad() {
        return (at, batch) -> {
            batch.add("half", at).field("value", 1);
            throw new SamplingException("no");
        };
    }

    @Test
    void aFailureIsCountedAndWhatWasReadBeforeItIsKept() {
        SamplerTask task = task("bad", bad());
        assertThat(task.begin(AT)).isTrue();
        task.read(AT, Map.of(), taken::add);
        assertThat(task.failures()).isEqualTo(1);
        assertThat(taken).hasSize(1);
        assertThat(task.begin(AT)).isTrue();
    }

    @Test
    void aMissingNativeLibraryIsAFailureLikeAnyOther() {
        SamplerTask task =
                task(
                        "native",
                        (at, batch) -> {
                            throw new UnsatisfiedLinkError("no libudev");
                        });
        task.begin(AT);
        task.read(AT, Map.of(), taken::add);
        assertThat(task.failures()).isEqualTo(1);
    }

    @Test
    void aReadingThatIsStillOnLetsTheNextOnePass() {
        SamplerTask task = task("slow", good());
        assertThat(task.begin(AT)).isTrue();
        assertThat(task.begin(AT.plusSeconds(1))).isFalse();
        assertThat(task.failures()).isEqualTo(1);
        task.read(AT, Map.of(), taken::add);
        assertThat(task.begin(AT.plusSeconds(2))).isTrue();
    }

    @Test
    void oneThatHangsAndOneThatThrowsDoNotStopTheOthers() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        BlockingQueue<String> measurements = new LinkedBlockingQueue<>();
        Sampler hanging =
                (at, batch) -> {
                    try {
                        end.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                };
        List<SamplerTask> tasks =
                List.of(task("hanging", hanging), task("bad", bad()), task("good", good()));
        try (Samplers samplers =
                new Samplers(
                        tasks,
                        Map.of("host", "db-07"),
                        false,
                        InstantSource.system(),
                        batch ->
                                batch.lines()
                                        .forEach(line -> measurements.add(line.measurement())))) {
            samplers.start();
            int good = 0;
            // its second tick may come after the second one of the others
            while (good < 2 || tasks.get(0).failures() == 0) {
                String measurement = measurements.poll(20, TimeUnit.SECONDS);
                assertThat(measurement).isNotNull();
                good += measurement.equals("good") ? 1 : 0;
            }
            end.countDown();
        }
    }

    @Test
    void aSamplerThatIsSwitchedOffIsNotReadUntilItIsBack() throws InterruptedException {
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        List<SamplerTask> tasks =
                List.of(
                        task("off", (at, batch) -> read.add("off")),
                        task("on", (at, batch) -> read.add("on")));
        tasks.get(0).pace(Pace.OFF);
        try (Samplers samplers =
                new Samplers(tasks, Map.of(), false, InstantSource.system(), batch -> {})) {
            samplers.start();
            for (int i = 0; i < 3; i++) {
                assertThat(read.poll(20, TimeUnit.SECONDS)).isEqualTo("on");
            }
            tasks.get(0).pace(Pace.FULL);
            String next;
            do {
                next = read.poll(20, TimeUnit.SECONDS);
                assertThat(next).isNotNull();
            } while (!next.equals("off"));
        }
    }

    @Test
    void aReadingsCostIsCountedWhetherItFailsOrNot() {
        long[] nanos = {0};
        Sampler busy =
                (at, batch) -> {
                    nanos[0] += 5_000_000;
                    throw new SamplingException("no");
                };
        SamplerTask task =
                new SamplerTask(
                        "busy", Duration.ofSeconds(1), busy, () -> Duration.ofNanos(nanos[0]));
        for (int i = 0; i < 3; i++) {
            task.begin(AT);
            task.read(AT, Map.of(), taken::add);
        }
        assertThat(task.cost().readings()).isEqualTo(3);
        assertThat(task.cost().cpu()).isEqualTo(Duration.ofMillis(15));
        assertThat(task.cost().total()).isGreaterThanOrEqualTo(task.cost().last());
    }
}
