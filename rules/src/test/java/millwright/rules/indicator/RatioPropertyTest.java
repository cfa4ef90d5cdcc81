package millwright.rules.indicator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * As {@link DetectorPropertyTest}, for the ratio of two counters: with readings that are missing,
 * repeated, corrected or out of order, services that start again, and traffic that dries up.
 */
class RatioPropertyTest {
    private static final List<Level> LEVELS =
            List.of(level(1, 1, 100, 0.8, 60, 60), level(2, 5, 60, 4, 40, 200));

    private static Level level(
            int number, double limit, int sustain, double rearm, int hold, long minimumCount) {
        Threshold threshold =
                new Threshold(
                        Direction.ABOVE,
                        limit,
                        Duration.ofSeconds(sustain),
                        rearm,
                        Duration.ofSeconds(hold));
        return new Level(
                number, threshold, Priority.valueOf("P" + (3 - number)), "r", minimumCount, "", "");
    }

    private record Reading(boolean ofErrors, int second, double counter, boolean ask, int quiet) {
        Reading movedBy(int seconds) {
            return new Reading(ofErrors, second + seconds, counter, ask, quiet);
        }
    }

    @Property(tries = 120)
    void inOrder(@ForAll long seed) {
        compare(readings(new Random(seed)), seed);
    }

    @Property(tries = 120)
    void outOfOrder(@ForAll long seed) {
        Random random = new Random(seed);
        List<Reading> readings = readings(random);
        int reach = 1 + random.nextInt(24);
        for (int from = 0; from < readings.size(); from += reach) {
            int to = Math.min(readings.size(), from + reach);
            Collections.shuffle(readings.subList(from, to), random);
        }
        compare(readings, seed);
    }

    @Property(tries = 80)
    void withClockJumps(@ForAll long seed) {
        Random random = new Random(seed);
        List<Reading> readings = readings(random);
        int wrongFrom = random.nextInt(readings.size());
        int wrongTo = wrongFrom + random.nextInt(80);
        int by =
                (random.nextBoolean() ? 1 : -1) * (10 + random.nextInt(random.nextInt(15_000) + 1));
        for (int n = wrongFrom; n < Math.min(wrongTo, readings.size()); n++) {
            readings.set(n, readings.get(n).movedBy(by));
        }
        compare(readings, seed);
    }

    /** Stretches of one load and one share of errors each. */
    private static List<Reading> readings(Random random) {
        int[] loads = {0, 1, 9, 10, 20, 50, 200};
        double[] shares = {0, 0, 0.008, 0.01, 0.02, 0.05, 0.06, 0.5};
        double askRate = random.nextInt(3) == 0 ? 0.1 : 0.9;
        List<Reading> readings = new ArrayList<>();
        int second = 1_000;
        double requests = random.nextInt(1_000);
        double errors = random.nextInt(100);
        while (readings.size() < 160) {
            int load = loads[random.nextInt(loads.length)];
            double share = shares[random.nextInt(shares.length)];
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                boolean isRestarted = random.nextInt(25) == 0;
                requests = (isRestarted ? 0 : requests) + load;
                errors = (isRestarted ? 0 : errors) + Math.round(load * share);
                for (int half = 0; half < 2; half++) {
                    boolean ofErrors = half == 1;
                    if (random.nextInt(15) > 0) {
                        boolean ask = random.nextDouble() < askRate;
                        double counter = ofErrors ? errors : requests;
                        int quiet = 298 + random.nextInt(5);
                        readings.add(new Reading(ofErrors, second, counter, ask, quiet));
                    }
                }
                second += spacing(random);
            }
        }
        return readings;
    }

    private static int spacing(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> 0;
            case 1 -> 20;
            case 2 -> 5 + random.nextInt(6);
            case 3 -> random.nextInt(8) == 0 ? 90 : 15;
            case 4 -> 16;
            default -> 10;
        };
    }

    private static void compare(List<Reading> readings, long seed) {
        RatioDetector fast = Detectors.ratio(LEVELS, DetectionPolicy.standard());
        ReferenceRatio slow = new ReferenceRatio(LEVELS, SameAsReference.NOMINAL);
        SameAsReference same = new SameAsReference(fast, slow);
        for (int n = 0; n < readings.size(); n++) {
            Reading reading = readings.get(n);
            long micros = Watched.micros(reading.second());
            if (reading.ofErrors()) {
                fast.observeErrors(micros, reading.counter());
                slow.observeErrors(reading.second(), reading.counter());
            } else {
                fast.observeRequests(micros, reading.counter());
                slow.observeRequests(reading.second(), reading.counter());
            }
            if (reading.ask() || n == readings.size() - 1) {
                same.ask(reading.quiet(), "seed %d, reading %d of %s".formatted(seed, n, readings));
            }
        }
    }
}
