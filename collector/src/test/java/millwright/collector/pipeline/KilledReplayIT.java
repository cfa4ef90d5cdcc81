package millwright.collector.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.LastingCases;
import millwright.collector.cases.PostgresServer;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random points of a replay over SQL, half of them on H2 and half on PostgreSQL. Each
 * life begins the recording anew, as a journal is replayed, and is killed later than the one
 * before; after ten of them one goes on to the end. Then all of it must be as if nobody had been
 * killed.
 *
 * <p>For the sake of time a process replays into ten databases at once, so that its death
 * interrupts ten replays, each at a point of its own: these are the kills that are counted. One
 * life in five is the whole chain (board, rules, store); the others apply the same turns, worked
 * out before, to the store.
 */
class KilledReplayIT {
    private static final int KILLS = Integer.getInteger("millwright.kills", 200);
    private static final long SEED = Long.getLong("millwright.kill.seed", new Random().nextLong());
    private static final int LIVES_A_ROUND = 10;
    private static final int CHAIN_EVERY = 5;
    private static final int DATABASES = 10;

    @TempDir private Path folder;

    private Path turns;
    private List<Instant> times;

    @BeforeEach
    void workOutTheTurns() throws IOException {
        KilledTurns.Recorder recorder = new KilledTurns.Recorder();
        KilledReplay.playback(DecisionEngine.compile(RuleSet.shipped()))
                .into(() -> recorder)
                .run(KilledReplay::samples, event -> {});
        turns = folder.resolve("turns.json");
        recorder.turns().write(turns);
        times = recorder.turns().turns().stream().map(KilledTurns.Turn::at).toList();
        assertThat(times).hasSizeGreaterThan(60).isSorted();
    }

    /** Gives a database with tables and nothing in them. */
    private interface Source {
        CasesConfig next() throws Exception;
    }

    @Test
    void afterAnyKillsTheCasesAreThoseOfAnUndisturbedRun() throws Exception {
        System.out.printf(
                "%d kills, again with -Dmillwright.kills=%d -Dmillwright.kill.seed=%d%n",
                KILLS, KILLS, SEED);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PostgresServer server = PostgresServer.open()) {
            CasesConfig template = server.database();
            LastingCases.prepare(template);
            Source h2 = h2();
            Source postgres = () -> LastingCases.copyOf(server, template);
            List<Callable<Integer>> both =
                    List.of(
                            () -> rounds(h2, new Random(SEED)),
                            () -> rounds(postgres, new Random(SEED + 1)));
            for (Future<Integer> killed : threads.invokeAll(both)) {
                assertThat(killed.get()).isGreaterThanOrEqualTo(KILLS / 2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Source h2() throws IOException {
        LastingCases.prepare(CasesConfig.file(folder.resolve("template")));
        List<Path> made = new ArrayList<>();
        return () -> {
            Path file = folder.resolve("h2-" + made.size());
            made.add(file);
            Files.copy(
                    folder.resolve("template.mv.db"),
                    file.resolveSibling(file.getFileName() + ".mv.db"));
            return CasesConfig.file(file);
        };
    }

    /** How many replays were killed. */
    private int rounds(Source source, Random random) throws Exception {
        CasesConfig undisturbed = source.next();
        assertThat(live("store", List.of(undisturbed), Instant.MAX, 0)).containsExactly(0);
        List<String> expected = LastingCases.all(undisturbed);
        int killed = 0;
        while (killed < KILLS / 2) {
            List<CasesConfig> databases = new ArrayList<>();
            for (int i = 0; i < DATABASES; i++) {
                databases.add(source.next());
            }
            killed += round(databases, random, (KILLS / 2 - killed + DATABASES - 1) / DATABASES);
            for (CasesConfig database : databases) {
                assertThat(LastingCases.verify(database).fault()).isEmpty();
                assertSame(LastingCases.all(database), expected);
            }
        }
        return killed;
    }

    /** Shows the first row that differs, not hundreds of them. */
    private static void assertSame(List<String> rows, List<String> expected) {
        for (int i = 0; i < Math.min(rows.size(), expected.size()); i++) {
            assertThat(rows.get(i)).as("row %d", i).isEqualTo(expected.get(i));
        }
        assertThat(rows).hasSameSizeAs(expected);
    }

    private int round(List<CasesConfig> databases, Random random, int livesMax) throws Exception {
        int killed = 0;
        int lives = Math.min(LIVES_A_ROUND, livesMax);
        int[] points = random.ints(lives, 0, times.size() * 9 / 10).sorted().toArray();
        for (int life = 0; life < lives; life++) {
            String what = life % CHAIN_EVERY == CHAIN_EVERY - 1 ? "chain" : "store";
            Instant point = times.get(points[life]);
            Set<Integer> ended = live(what, databases, point, random.nextInt(3_000_000));
            killed += databases.size() - ended.size();
            for (CasesConfig database : databases) {
                assertThat(LastingCases.verify(database).fault()).isEmpty();
            }
        }
        assertThat(live("store", databases, Instant.MAX, 0)).hasSameSizeAs(databases);
        return killed;
    }

    /**
     * One life.
     *
     * @param point it is killed when the first of its replays has come so far
     * @param nanos and so much later
     * @return the replays that came to their end
     */
    private Set<Integer> live(String what, List<CasesConfig> databases, Instant point, int nanos)
            throws Exception {
        Process process = child(what, databases);
        Set<Integer> ended = new TreeSet<>();
        boolean isKilled = false;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ", 2);
                assertThat(words[1]).doesNotStartWith("failed");
                if (words[1].equals("end")) {
                    ended.add(Integer.parseInt(words[0]));
                } else if (!isKilled && !Instant.parse(words[1]).isBefore(point)) {
                    LockSupport.parkNanos(nanos);
                    // By its handle, as the process itself would close our end of the pipe at once.
                    process.toHandle().destroyForcibly();
                    isKilled = true;
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return ended;
    }

    private Process child(String what, List<CasesConfig> databases) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(KilledReplay.class.getName(), what, turns.toString()));
        command.add(databases.get(0).user());
        command.add(databases.get(0).password());
        databases.forEach(database -> command.add(database.url()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
