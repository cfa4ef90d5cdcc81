package millwright.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
    private static final int WRITERS = 4;
    private static final int REQUESTS = 60;

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @Test
    @Timeout(120)
    void everyAcknowledgedSampleSurvivesKilling() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process process = start();
            int port = port(process);
            CountDownLatch enough = new CountDownLatch(WRITERS * REQUESTS);
            List<Thread> writers = writers(port, round, enough);
            enough.await();
            process.destroyForcibly().waitFor(); // in the middle of their writes
            for (Thread writer : writers) {
                writer.join();
            }
        }
        Process last = start();
        port(last);
        last.getOutputStream().close();
        assertThat(last.waitFor()).isZero();
        Set<String> stored = new TreeSet<>(Files.readAllLines(folder.resolve("stored")));
        Set<String> lost = new TreeSet<>(acknowledged);
        lost.removeAll(stored);
        assertThat(lost).isEmpty();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(3 * WRITERS * REQUESTS * 10);
        assertThat(JournalReader.files(folder.resolve("journal"))).isEmpty();
    }

    private List<Thread> writers(int port, int round, CountDownLatch enough) {
        List<Thread> writers =
                IntStream.range(0, WRITERS)
                        .mapToObj(i -> new Thread(() -> write(port, "r" + round + "w" + i, enough)))
                        .toList();
        writers.forEach(Thread::start);
        return writers;
    }

    /** Writes until the process is gone. */
    private void write(int port, String host, CountDownLatch enough) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v2/write?precision=s");
        try {
            for (int next = 0; ; next += 10) {
                StringBuilder body = new StringBuilder();
                for (int i = next; i < next + 10; i++) {
                    body.append("m,host=%s v=%d %d\n".formatted(host, i, i));
                }
                HttpRequest request =
                        HttpRequest.newBuilder(uri)
                                .POST(BodyPublishers.ofString(body.toString()))
                                .build();
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 204) {
                    for (int i = next; i < next + 10; i++) {
                        acknowledged.add(host + " " + i);
                    }
                    enough.countDown();
                }
            }
        } catch (IOException e) {
            // Killed, as it should be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start() throws IOException {
        String path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        path,
                        KilledIngest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int port(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        return Integer.parseInt(out.readLine());
    }
}
