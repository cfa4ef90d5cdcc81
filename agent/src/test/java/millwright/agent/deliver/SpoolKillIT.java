package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is killed with -9 while it writes. */
class SpoolKillIT {
    private static final int KILLS = 5;

    @TempDir Path folder;

    @Test
    void whatWasAddedIsThereAfterEachKillAndWhatWasNotRemovedToo() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> surely = new TreeSet<>(); // added, and no removal begun
        int next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            next = writeAndKill(next, 1 + random.nextInt(300), surely);
            Losses losses = new Losses();
            try (Spool spool = SpoolWriter.open(folder, losses)) {
                NavigableSet<Integer> found = readAll(spool);
                assertThat(found).as("seed %d, kill %d", seed, kill).containsAll(surely);
                assertThat(found.last()).isLessThanOrEqualTo(next);
                assertThat(losses.total()).isZero();
                next = found.last() + 1;
            }
        }
    }

    /** Returns the number that may have been on its way. */
    private int writeAndKill(int from, int lines, Set<Integer> surely) throws Exception {
        Process writer = start(from);
        int last = from;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                last = Math.max(last, take(out.readLine(), surely));
            }
            writer.toHandle().destroyForcibly(); // and leave what it has said
            writer.waitFor();
            String line = out.readLine(); // what it said before it died
            while (line != null && line.matches("(added|remove) [0-9]+")) {
                last = Math.max(last, take(line, surely));
                line = out.readLine();
            }
        }
        return last + 1;
    }

    private static int take(String line, Set<Integer> surely) {
        int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
        if (line.startsWith("added")) {
            surely.add(number);
            return number;
        }
        surely.remove(number);
        return 0;
    }

    private Process start(int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static NavigableSet<Integer> readAll(Spool spool) {
        NavigableSet<Integer> found = new TreeSet<>();
        Optional<Spooled> next = spool.next(0, Long.MAX_VALUE);
        while (next.isPresent()) {
            Batch batch = next.get().batch();
            assertThat(batch.gzip()).isEqualTo(SpoolWriter.batch(batch.samples()).gzip());
            found.add(batch.samples());
            next = spool.next(next.get().id() + 1, Long.MAX_VALUE);
        }
        return found;
    }
}
