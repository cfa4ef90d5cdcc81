package millwright.rules.indicator;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/** Each second is as good or bad as the value that observes it. */
final class ReferenceSustained extends ReferenceDetector {
    private final NavigableMap<Integer, Double> samples = new TreeMap<>();

    ReferenceSustained(List<Level> levels, int nominal) {
        super(levels, nominal);
    }

    void observe(int second, double value) {
        put(samples, second, value);
    }

    @Override
    NavigableSet<Integer> instants() {
        return samples.navigableKeySet();
    }

    @Override
    boolean isEnough(int second) {
        return true;
    }

    @Override
    boolean isPast(Level level, int second) {
        return level.threshold().isPast(samples.get(second));
    }

    @Override
    boolean isRearmed(Level level, int second) {
        return level.threshold().isRearmed(samples.get(second));
    }

    @Override
    Integer observer(int second, int now) {
        return observer(samples.navigableKeySet(), second, now);
    }

    @Override
    int observed(Level level, int now) {
        int count = 0;
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            count += observer(s, now) != null ? 1 : 0;
        }
        return count;
    }

    @Override
    int past(Level level, int now) {
        int count = 0;
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            Integer sample = observer(s, now);
            count += sample != null && isPast(level, sample) ? 1 : 0;
        }
        return count;
    }

    @Override
    int firstPast(Level level, int now) {
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            Integer sample = observer(s, now);
            if (sample != null && isPast(level, sample)) {
                return s - 1;
            }
        }
        return now;
    }
}
