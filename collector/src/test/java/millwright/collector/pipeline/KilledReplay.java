package millwright.collector.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.LastingCases;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;

/**
 * The process that {@link KilledReplayIT} kills: replays the same recording into several databases
 * at once, and prints a line for each of their turns that is durable. {@code chain}: through board,
 * rules and store. {@code store}: its turns, worked out before, through the store alone.
 */
final class KilledReplay {
    private static final long BEGIN = 1_772_409_600L; // 2026-03-02T00:00:00Z
    private static final int STEP_SECONDS = 60;
    private static final int STEPS = 30 * 60;
    private static final int HOSTS = 8;

    private KilledReplay() {}

    /** Arguments: what, the file of turns, user and password, and each database's address. */
    public static void main(String[] arguments) throws Exception {
        Work work =
                arguments[0].equals("chain")
                        ? chain()
                        : store(KilledTurns.read(Path.of(arguments[1])));
        List<Thread> threads = new ArrayList<>();
        for (int i = 4; i < arguments.length; i++) {
            CasesConfig config = new CasesConfig(arguments[i], arguments[2], arguments[3], 2);
            int number = i - 4;
            Thread thread = new Thread(() -> run(work, config, number), "replay-" + number);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Replays into one database, and says the time of each turn. */
    @FunctionalInterface
    private interface Work {
        void into(CasesConfig config, Consumer<Instant> turned) throws IOException;
    }

    private static void run(Work work, CasesConfig config, int number) {
        try {
            work.into(config, at -> System.out.println(number + " " + at));
            System.out.println(number + " end");
        } catch (IOException | RuntimeException e) {
            System.out.println(number + " failed " + e);
        }
    }

    private static Work store(KilledTurns turns) {
        return (config, turned) -> {
            try (CaseStore cases = LastingCases.open(config)) {
                for (KilledTurns.Turn turn : turns.turns()) {
                    cases.apply(turn.decisions(), turn.basis(turns.rules()));
                    turned.accept(turn.at());
                }
            }
        };
    }

    private static Work chain() {
        DecisionEngine engine = DecisionEngine.compile(RuleSet.shipped());
        return (config, turned) ->
                playback(engine)
                        .into(() -> resumed(config))
                        .run(KilledReplay::samples, event -> turned.accept(event.at()));
    }

    private static CaseStore resumed(CasesConfig config) {
        Optional<Instant> last = LastingCases.lastTurn(config);
        return new ResumedCases(LastingCases.open(config), last.orElse(Instant.MIN));
    }

    static Playback playback(DecisionEngine engine) {
        SeriesCatalog catalog = new SeriesCatalog();
        for (int host = 0; host < HOSTS; host++) {
            catalog.id(
                    new SeriesKey(
                            "disk",
                            new TreeMap<>(Map.of("host", "db-0" + host, "path", "/var")),
                            "used_percent"));
        }
        return new Playback(catalog, engine, IndicatorMapping.shipped());
    }

    /** Disks that fill and are cleaned up, past each of the limits; and one host goes silent. */
    static void samples(Playback.Visitor visitor) {
        List<double[]> courses = new ArrayList<>();
        Random random = new Random(20260302);
        double[] levels = {50, 60, 85, 92, 97};
        for (int host = 0; host < HOSTS; host++) {
            double[] course = new double[STEPS];
            double used = 50;
            for (int step = 0; step < STEPS; step++) {
                used = random.nextInt(90) == 0 ? levels[random.nextInt(levels.length)] : used;
                course[step] = used;
            }
            courses.add(course);
        }
        for (int step = 0; step < STEPS; step++) {
            for (int host = 0; host < HOSTS; host++) {
                if (host != 3 || step % 400 < 370) {
                    long micros =
                            Duration.ofSeconds(BEGIN + (long) step * STEP_SECONDS).toMillis()
                                    * 1000;
                    visitor.sample(host, micros, courses.get(host)[step]);
                }
            }
        }
    }
}
