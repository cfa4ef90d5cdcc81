package millwright.rules.indicator;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * Adds up, reading by reading, how much each counter rose in the window; one that is lower than
 * before has begun again at zero. A whole window is past the limit or not.
 */
final class ReferenceRatio extends ReferenceDetector {
    private final NavigableMap<Integer, Double> requests = new TreeMap<>();
    private final NavigableMap<Integer, Double> errors = new TreeMap<>();

    ReferenceRatio(List<Level> levels, int nominal) {
        super(levels, nominal);
    }

    void observeRequests(int second, double counter) {
        put(requests, second, counter);
    }

    void observeErrors(int second, double counter) {
        put(errors, second, counter);
    }

    @Override
    NavigableSet<Integer> instants() {
        return errors.isEmpty()
                ? new TreeMap<Integer, Double>().navigableKeySet()
                : requests.headMap(errors.lastKey(), true).navigableKeySet();
    }

    private static double rise(NavigableMap<Integer, Double> counter, Level level, int now) {
        double rise = 0;
        Double before = null;
        for (double reading : counter.subMap(now - sustain(level), true, now, true).values()) {
            if (before != null) {
                rise += reading < before ? reading : reading - before;
            }
            before = reading;
        }
        return rise;
    }

    private boolean isEnough(Level level, int second) {
        double count = rise(requests, level, second);
        return count > 0 && count >= level.minimumCount();
    }

    private double percent(Level level, int second) {
        return 100 * rise(errors, level, second) / rise(requests, level, second);
    }

    @Override
    boolean isEnough(int second) {
        return isEnough(levels.get(0), second);
    }

    @Override
    boolean isPast(Level level, int second) {
        return isEnough(level, second) && level.threshold().isPast(percent(level, second));
    }

    @Override
    boolean isRearmed(Level level, int second) {
        return isEnough(level, second) && level.threshold().isRearmed(percent(level, second));
    }

    @Override
    Integer observer(int second, int now) {
        return observer(requests.navigableKeySet(), second, now);
    }

    @Override
    int observed(Level level, int now) {
        int ofRequests = 0;
        int ofErrors = 0;
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            ofRequests += observer(s, now) != null ? 1 : 0;
            ofErrors += observer(errors.navigableKeySet(), s, now) != null ? 1 : 0;
        }
        return Math.min(ofRequests, ofErrors);
    }

    @Override
    int past(Level level, int now) {
        return isPast(level, now) ? observed(level, now) : 0;
    }

    @Override
    int firstPast(Level level, int now) {
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            if (observer(s, now) != null) {
                return s - 1;
            }
        }
        return now;
    }
}
