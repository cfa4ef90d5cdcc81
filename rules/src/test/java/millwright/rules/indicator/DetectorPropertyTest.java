package millwright.rules.indicator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The fast detector says at every moment what a slow and obvious one says that looks at every
 * second of time, whatever gaps, repeats, disorder and clock jumps the samples come with. Time is a
 * grid of seconds.
 */
class DetectorPropertyTest {
    private static final List<Level> LEVELS =
            List.of(
                    level(1, Direction.ABOVE, 80, 100, 75, 40),
                    level(2, Direction.ABOVE, 90, 60, 85, 40),
                    level(3, Direction.ABOVE, 97, 20, 92, 0));
    private static final List<Level> AT_ONCE =
            List.of(
                    level(1, Direction.BELOW, 80, 0, 82, 50),
                    level(2, Direction.BELOW, 60, 0, 65, 30));

    private static Level level(
            int number, Direction direction, double limit, int sustain, double rearm, int hold) {
        Threshold threshold =
                new Threshold(
                        direction,
                        limit,
                        Duration.ofSeconds(sustain),
                        rearm,
                        Duration.ofSeconds(hold));
        return new Level(number, threshold, Priority.valueOf("P" + (4 - number)), "r", 0, "", "");
    }

    private record Step(int second, double value, boolean ask, int quiet) {
        Step movedBy(int seconds) {
            return new Step(second + seconds, value, ask, quiet);
        }
    }

    @Property(tries = 400)
    void inOrder(@ForAll long seed, @ForAll @IntRange(max = 1) int which) {
        compare(series(new Random(seed)), which == 0 ? LEVELS : AT_ONCE, seed);
    }

    @Property(tries = 400)
    void outOfOrder(@ForAll long seed, @ForAll @IntRange(max = 1) int which) {
        Random random = new Random(seed);
        List<Step> steps = series(random);
        int reach = 1 + random.nextInt(12);
        for (int from = 0; from < steps.size(); from += reach) {
            Collections.shuffle(steps.subList(from, Math.min(steps.size(), from + reach)), random);
        }
        compare(steps, which == 0 ? LEVELS : AT_ONCE, seed);
    }

    /** A clock that is set hours ahead or back, and mostly set right again later. */
    @Property(tries = 300)
    void withClockJumps(@ForAll long seed, @ForAll @IntRange(max = 1) int which) {
        Random random = new Random(seed);
        List<Step> steps = series(random);
        int wrongFrom = random.nextInt(steps.size());
        int wrongTo = wrongFrom + random.nextInt(40);
        int by =
                (random.nextBoolean() ? 1 : -1) * (10 + random.nextInt(random.nextInt(15_000) + 1));
        for (int n = wrongFrom; n < Math.min(wrongTo, steps.size()); n++) {
            steps.set(n, steps.get(n).movedBy(by));
        }
        compare(steps, which == 0 ? LEVELS : AT_ONCE, seed);
    }

    /** Stretches of one mood each, with gaps, repeats and corrections; asked now and then. */
    private static List<Step> series(Random random) {
        double[] moods = {30, 74, 75, 78, 80, 81, 86, 91, 95, 98};
        double askRate = random.nextInt(3) == 0 ? 0.1 : 0.9;
        List<Step> steps = new ArrayList<>();
        int second = 1_000;
        while (steps.size() < 80) {
            double mood = moods[random.nextInt(moods.length)];
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                boolean isOdd = random.nextInt(10) == 0;
                double value = isOdd ? moods[random.nextInt(moods.length)] : mood;
                boolean ask = random.nextDouble() < askRate;
                steps.add(new Step(second, value, ask, 298 + random.nextInt(5)));
                second += spacing(random);
            }
        }
        return steps;
    }

    private static int spacing(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 20;
            case 2 -> 5 + random.nextInt(6);
            case 3 -> random.nextInt(8) == 0 ? 60 : 15;
            case 4 -> 16;
            default -> 10;
        };
    }

    private static void compare(List<Step> steps, List<Level> levels, long seed) {
        SustainedDetector fast = Detectors.sustained(levels, DetectionPolicy.standard());
        ReferenceSustained slow = new ReferenceSustained(levels, SameAsReference.NOMINAL);
        SameAsReference same = new SameAsReference(fast, slow);
        for (int n = 0; n < steps.size(); n++) {
            Step step = steps.get(n);
            fast.observe(Watched.micros(step.second()), step.value());
            slow.observe(step.second(), step.value());
            if (step.ask() || n == steps.size() - 1) {
                same.ask(step.quiet(), "seed %d, step %d of %s".formatted(seed, n, steps));
            }
        }
    }
}
