package millwright.rules.indicator;

import java.util.List;

/** Judges each sample by its own value, and stretches of time by the samples that observe them. */
final class SustainedStateMachine extends StateMachine implements SustainedDetector {
    private final SampleRing samples = new SampleRing();

    SustainedStateMachine(List<Level> levels, DetectionPolicy policy) {
        super(levels, policy);
    }

    @Override
    public void observe(long micros, double value) {
        put(samples, micros, value);
    }

    @Override
    List<Level> check(List<Level> levels) {
        return Detectors.checkLevels(levels);
    }

    @Override
    Evidence weigh(Level level, int i) {
        long end = samples.micros(i);
        long window = Micros.of(level.threshold().sustain());
        long from = end - window;
        long observed = 0;
        long breached = 0;
        long since = end;
        for (int j = i; j >= 0 && samples.micros(j) > from; j--) {
            long start = Math.max(observedFrom(j), from);
            long width = samples.micros(j) - start;
            observed += width;
            if (isPast(level, j)) {
                breached += width;
                since = start;
            }
        }
        if (window == 0 && isPast(level, i)) {
            observed = 1;
            breached = 1;
        }
        return new Evidence(window, observed, breached, since, samples.value(i));
    }

    @Override
    long observedFrom(int i) {
        return ObservedTime.from(samples, i, nominalMicros());
    }

    @Override
    int count() {
        return samples.size();
    }

    @Override
    long micros(int i) {
        return samples.micros(i);
    }

    @Override
    int firstAtOrAfter(long time) {
        return samples.firstAtOrAfter(time);
    }

    @Override
    boolean isEnough(int i) {
        return true;
    }

    @Override
    boolean isPast(Level level, int i) {
        return level.threshold().isPast(samples.value(i));
    }

    @Override
    boolean isRearmed(Level level, int i) {
        return level.threshold().isRearmed(samples.value(i));
    }

    @Override
    long oldest() {
        return samples.isEmpty() ? 0 : samples.micros(0);
    }

    @Override
    long reach(long sustain, long rearm) {
        return Math.max(sustain, rearm);
    }

    @Override
    public int size() {
        return samples.size();
    }
}
