package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsServiceIT {
    @TempDir Path folder;

    /** As procrun does it: a thread for the start, another for the stop, then the JVM is let go. */
    static final class Wrapper {
        public static void main(String[] arguments) throws Exception {
            Thread start = new Thread(() -> WindowsService.start(arguments));
            start.start();
            System.in.read();
            WindowsService.stop(new String[0]);
            start.join();
            System.out.println("returned");
        }
    }

    @Test
    void aStopReturnsFromTheStartInsteadOfEndingTheProcess() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("agent.yaml"),
                        """
                        delivery: {collector: 'http://127.0.0.1:9', stop_timeout: 100ms}
                        metrics: {listen: 'off'}
                        """);
        Process wrapper = start("run", "--config", config.toString());
        try (BufferedReader words = wrapper.inputReader(StandardCharsets.UTF_8);
                PrintStream stop = new PrintStream(wrapper.getOutputStream(), true)) {
            String line = words.readLine();
            while (line != null && !line.contains("delivers to")) {
                line = words.readLine();
            }
            stop.println();
            assertThat(words.lines()).contains("returned");
            assertThat(wrapper.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wrapper.exitValue()).isZero();
        } finally {
            wrapper.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Wrapper.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
