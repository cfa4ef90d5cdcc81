package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole collector as a user runs it. */
class CollectorIT {
    @TempDir private Path folder;

    @Test
    void everyAcknowledgedSampleSurvivesKillNineAndEveryTicketIsThereOnce() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        // what is older than five minutes opens no ticket
        long start = Instant.now().getEpochSecond() - 60;
        for (int life = 0; life < 3; life++) {
            try (RunningCollector collector = RunningCollector.start(folder.resolve("data"))) {
                Thread writer = new Thread(() -> writeUntilItDies(collector, acknowledged, start));
                writer.start();
                int goal = acknowledged.get() + 200;
                RunningCollector.await("200 more requests", () -> acknowledged.get() >= goal);
                if (life == 0) {
                    RunningCollector.await(
                            "a ticket", () -> tickets(collector).contains("\"id\":\"T-"));
                }
                collector.kill();
                writer.join(30_000);
            }
        }
        try (RunningCollector collector = RunningCollector.start(folder.resolve("data"))) {
            RunningCollector.await(
                    "all of %d acknowledged are there".formatted(acknowledged.get()),
                    () -> count(collector) >= acknowledged.get());
            // At the most one request a life was stored without its answer having come back.
            assertThat(count(collector))
                    .isBetween((long) acknowledged.get(), acknowledged.get() + 3L);
            assertThat(tickets(collector)).containsOnlyOnce("\"id\":\"T-").contains("disk_free");
            assertThat(collector.stop()).isZero();
        }
    }

    /** One sample a request, each at a second of its own: an almost full disk. */
    private static void writeUntilItDies(
            RunningCollector collector, AtomicInteger acknowledged, long start) {
        int status = 204;
        while (status == 204) {
            long second = start + acknowledged.get();
            status = collector.write("disk,host=db-07,path=/var used_percent=85 " + second, "s");
            if (status == 204) {
                acknowledged.incrementAndGet();
            }
        }
    }

    @Test
    void aPortInUseIsSaidKindly() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningCollector collector =
                        RunningCollector.launch(
                                folder.resolve("data"), "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(collector.awaitEnd()).isEqualTo(1);
            assertThat(String.join("\n", collector.log()))
                    .contains(taken.getLocalPort() + "")
                    .contains("in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aDataFolderThatAnotherCollectorUsesIsRefused() throws Exception {
        Path data = folder.resolve("data");
        try (RunningCollector first = RunningCollector.start(data);
                RunningCollector second = RunningCollector.launch(data, "127.0.0.1:0")) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(String.join("\n", second.log()))
                    .contains(data.toString())
                    .doesNotContain("\tat ");
            assertThat(first.stop()).isZero();
        }
    }

    @Test
    void aDataFolderThatIsAFileIsRefused() throws Exception {
        Path data = Files.writeString(folder.resolve("data"), "not a folder");
        try (RunningCollector collector = RunningCollector.launch(data, "127.0.0.1:0")) {
            assertThat(collector.awaitEnd()).isEqualTo(1);
            assertThat(String.join("\n", collector.log()))
                    .contains(data.toString())
                    .doesNotContain("\tat ");
        }
    }

    private static String tickets(RunningCollector collector) {
        return collector.get("/api/v1/tickets?limit=10&indicator=disk_free");
    }

    private static long count(RunningCollector collector) {
        String answer =
                collector.get(
                        "/api/v1/history/count?from=1970-01-01T00:00:00Z&to=2100-01-01T00:00:00Z");
        Matcher samples = Pattern.compile("\"samples\":(\\d+)").matcher(answer);
        return samples.find() ? Long.parseLong(samples.group(1)) : -1;
    }
}
