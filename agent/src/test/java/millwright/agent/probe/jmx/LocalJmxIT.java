package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;
import static millwright.agent.probe.jmx.JmxReadings.down;
import static millwright.agent.probe.jmx.JmxReadings.target;
import static millwright.agent.probe.jmx.JmxReadings.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real application on this machine that has no JMX port. */
class LocalJmxIT {
    @TempDir Path folder;
    private final String mark = UUID.randomUUID().toString();

    @Test
    void anApplicationIsFoundByItsCommandLine() throws IOException {
        try (RunningApplication application = RunningApplication.local(mark);
                JmxTarget target =
                        target("{name: erp, process: '*PoolApplication*%s*'}".formatted(mark))) {
            String taken = application.tell("take 4");
            assertThat(words(target))
                    .containsExactly(
                            "connection_pool{pool=shop, target=erp} "
                                    + taken
                                    + " used_percent=80.0");
        }
    }

    @Test
    void anApplicationIsFoundByItsPidFileAlsoAfterARestart() throws IOException {
        Path file = folder.resolve("shop.pid");
        try (JmxTarget target = target("{name: erp, pid_file: '%s'}".formatted(file))) {
            assertThat(down(target).reason()).isEqualTo(UNREADABLE);
            for (int i = 0; i < 2; i++) {
                try (RunningApplication application = RunningApplication.local(mark)) {
                    Files.writeString(file, application.process.pid() + "\n");
                    assertThat(words(target)).hasSize(1);
                }
            }
            assertThat(down(target).reason()).isEqualTo(REFUSED);
            assertThat(down(target)).hasMessageContaining("which does not run");
        }
    }

    @Test
    void whatElseItsBeansTellIsReadByConfiguration() throws IOException {
        try (RunningApplication application = RunningApplication.local(mark);
                JmxTarget target =
                        target(
                                """
                                name: erp
                                process: '*%s*'
                                pools: false
                                mbeans:
                                  - object_name: java.lang:type=Threading
                                    measurement: jvm_threads
                                    fields: {threads: ThreadCount, none: NoSuchAttribute}
                                  - object_name: java.lang:type=MemoryPool,name=Metaspace
                                    measurement: jvm_memory_pool
                                    fields: {used_bytes: Usage.used}
                                    tags: {name: name}
                                """
                                        .formatted(mark))) {
            assertThat(words(target))
                    .hasSize(2)
                    .anyMatch(line -> line.matches("jvm_threads\\{target=erp} threads=[0-9]+"))
                    .anyMatch(
                            line ->
                                    line.matches(
                                            "jvm_memory_pool\\{name=Metaspace, target=erp}"
                                                    + " used_bytes=[0-9]{6,}"));
            assertThat(application.process.isAlive()).isTrue();
        }
    }

    @Test
    void aPoolThatHidesItsBeansIsToldHowToShowThem() throws IOException {
        try (RunningApplication application = RunningApplication.local(mark, "without-mbeans");
                JmxTarget target = target("{name: erp, process: '*%s*'}".formatted(mark))) {
            assertThat(application.first).startsWith("active=0");
            assertThat(down(target).reason()).isEqualTo(BAD_ANSWER);
            assertThat(down(target)).hasMessageContaining("registerMbeans=true");
        }
    }

    @Test
    void nothingThatFitsAndTooMuchThatFitsAreTold() throws IOException {
        try (JmxTarget target = target("{name: erp, process: '*%s*'}".formatted(mark))) {
            assertThat(down(target).reason()).isEqualTo(REFUSED);
            assertThat(down(target)).hasMessageContaining("no Java process fits");
            try (RunningApplication one = RunningApplication.local(mark);
                    RunningApplication two = RunningApplication.local(mark)) {
                assertThat(down(target).reason()).isEqualTo(BAD_ANSWER);
                assertThat(down(target))
                        .hasMessageContaining("2 processes fit")
                        .hasMessageContaining("" + one.process.pid())
                        .hasMessageContaining("" + two.process.pid());
            }
        }
    }
}
