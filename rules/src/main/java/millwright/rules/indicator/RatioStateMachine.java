package millwright.rules.indicator;

import java.util.List;

/**
 * Judges the increase of one counter over that of another. It can be judged at every reading of the
 * requests up to the newest one of the errors, so that a line of which only one half has come does
 * not count twice.
 */
final class RatioStateMachine extends StateMachine implements RatioDetector {
    private final SampleRing requests = new SampleRing();
    private final SampleRing errors = new SampleRing();

    RatioStateMachine(List<Level> levels, DetectionPolicy policy) {
        super(levels, policy);
    }

    @Override
    public void observeRequests(long micros, double counter) {
        put(requests, micros, counter);
    }

    @Override
    public void observeErrors(long micros, double counter) {
        put(errors, micros, counter);
    }

    @Override
    List<Level> check(List<Level> levels) {
        for (Level level : Detectors.checkLevels(levels)) {
            if (level.threshold().sustain().isZero()) {
                throw new IllegalArgumentException(
                        "%s: a ratio is taken over the sustain time, which must not be 0"
                                .formatted(level.row()));
            }
        }
        return List.copyOf(levels);
    }

    @Override
    Evidence weigh(Level level, int i) {
        long window = Micros.of(level.threshold().sustain());
        long end = requests.micros(i);
        long observed =
                Math.min(
                        ObservedTime.within(requests, end, window, nominalMicros()),
                        ObservedTime.within(errors, end, window, nominalMicros()));
        boolean past = isPast(level, i);
        return new Evidence(
                window,
                observed,
                past ? observed : 0,
                past ? firstObserved(end - window) : end,
                percent(level, i));
    }

    private long firstObserved(long from) {
        return Math.max(from, observedFrom(requests.firstAtOrAfter(from + 1)));
    }

    /** Of requests, how many in a hundred failed in the window; 0 where there were none. */
    private double percent(Level level, int i) {
        double total = increase(requests, level, i);
        return total > 0 ? 100 * increase(errors, level, i) / total : 0;
    }

    /** By how much a counter rose between its first and last reading of the window. */
    private double increase(SampleRing counters, Level level, int i) {
        long end = requests.micros(i);
        long from = end - Micros.of(level.threshold().sustain());
        double sum = 0;
        for (int j = counters.firstAtOrAfter(end + 1) - 1;
                j > 0 && counters.micros(j - 1) >= from;
                j--) {
            double rise = counters.value(j) - counters.value(j - 1);
            sum += rise >= 0 ? rise : counters.value(j);
        }
        return sum;
    }

    @Override
    boolean isEnough(int i) {
        return isEnough(levels().get(0), i);
    }

    private boolean isEnough(Level level, int i) {
        double total = increase(requests, level, i);
        return total > 0 && total >= level.minimumCount();
    }

    @Override
    boolean isPast(Level level, int i) {
        return isEnough(level, i) && level.threshold().isPast(percent(level, i));
    }

    @Override
    boolean isRearmed(Level level, int i) {
        return isEnough(level, i) && level.threshold().isRearmed(percent(level, i));
    }

    @Override
    int count() {
        return errors.isEmpty() ? 0 : requests.firstAtOrAfter(errors.lastMicros() + 1);
    }

    @Override
    long micros(int i) {
        return requests.micros(i);
    }

    @Override
    int firstAtOrAfter(long time) {
        return Math.min(count(), requests.firstAtOrAfter(time));
    }

    @Override
    long observedFrom(int i) {
        return ObservedTime.from(requests, i, nominalMicros());
    }

    @Override
    long oldest() {
        return requests.isEmpty() ? 0 : requests.micros(0);
    }

    /** In the rearm time every reading is judged by the sustain time before it. */
    @Override
    long reach(long sustain, long rearm) {
        return sustain + rearm;
    }

    @Override
    public int size() {
        return requests.size() + errors.size();
    }
}
