package millwright.rules.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;

/**
 * What a detector should say, the slow and obvious way: paints every second of time with the sample
 * that observes it, counts seconds, keeps everything for ever. Times are whole seconds. What a
 * window is past and when it is good is told by its kinds.
 */
abstract class ReferenceDetector {
    private static final int LATENESS = 120;
    private static final int STALE_AFTER = 300;

    final List<Level> levels;
    private final int nominal;
    private final List<int[]> told = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private int asked = Integer.MIN_VALUE;
    private int changedFrom = Integer.MAX_VALUE;
    private int on;
    private int since;
    private int foundAt;
    private boolean announced;
    private String worst = "";

    ReferenceDetector(List<Level> levels, int nominal) {
        this.levels = levels;
        this.nominal = nominal;
    }

    /** Seconds at which the indicator can be judged. */
    abstract NavigableSet<Integer> instants();

    /** Whether there is enough at that second to judge by. */
    abstract boolean isEnough(int second);

    abstract boolean isPast(Level level, int second);

    abstract boolean isRearmed(Level level, int second);

    /** Of the level's window that ends then, how many seconds some sample observes. */
    abstract int observed(Level level, int now);

    /** And of those, how many are past the limit. */
    abstract int past(Level level, int now);

    /** Where the first of those begins. */
    abstract int firstPast(Level level, int now);

    /** The second of the sample that observes the one that ends at {@code second}, or null. */
    abstract Integer observer(int second, int now);

    final void put(NavigableMap<Integer, Double> samples, int second, double value) {
        int newest = samples.isEmpty() ? second : Math.max(second, samples.lastKey());
        if (second <= asked && second < newest - lateness()) {
            return;
        }
        Double before = samples.put(second, value);
        if (second <= asked && (before == null || before != value)) {
            changedFrom = Math.min(changedFrom, second);
        }
    }

    private int lateness() {
        int sustain = 0;
        int hold = 0;
        for (Level level : levels) {
            sustain = Math.max(sustain, sustain(level));
            hold = Math.max(hold, hold(level));
        }
        return sustain + hold + LATENESS;
    }

    final void ask() {
        if (instants().isEmpty()) {
            return;
        }
        List<Integer> again = new ArrayList<>();
        if (changedFrom <= asked) {
            if (on > 0) {
                again.add(asked);
            } else {
                again.addAll(instants().subSet(changedFrom, true, asked, true));
            }
        }
        again.addAll(instants().tailSet(asked, false));
        for (int second : again) {
            boolean isNew = second > asked || announced;
            if (!isNew && wasTold(second)) {
                on = 0; // what began in hindsight runs into what people know of
            } else {
                walk(second);
            }
        }
        changedFrom = Integer.MAX_VALUE;
        asked = instants().last();
        announced = on > 0;
    }

    private boolean wasTold(int second) {
        return told.stream().anyMatch(t -> t[0] <= second && second < t[1]);
    }

    private void walk(int second) {
        int found = 0;
        for (Level level : levels) {
            if (isBreached(level, second)) {
                found = level.number();
            }
        }
        if (on == 0 && found > 0) {
            on = found;
            since = firstPast(level(found), second);
            foundAt = second;
            announced = false;
            worst = describe(second);
        } else if (on > 0) {
            while (on > found && hasRearmed(level(on), second)) {
                on--;
            }
            if (found > on) {
                on = found;
                worst = describe(second);
            }
            if (on == 0) {
                if (!announced) {
                    late.add(worst);
                }
                told.add(new int[] {foundAt, second});
            }
        }
    }

    private String describe(int second) {
        return "level %d since %s at %s".formatted(on, Watched.at(since), Watched.at(second));
    }

    private Level level(int number) {
        return levels.get(number - 1);
    }

    /** Whose sample observes the second that ends at {@code second}; null where none does. */
    final Integer observer(NavigableSet<Integer> samples, int second, int now) {
        Integer next = samples.ceiling(second);
        if (next == null || next > now) {
            return null;
        }
        Integer before = samples.lower(next);
        int width = before != null && next - before <= 1.5 * nominal ? next - before : nominal;
        return second > next - width ? next : null;
    }

    private boolean isBreached(Level level, int now) {
        if (!isPast(level, now)) {
            return false;
        }
        return sustain(level) == 0
                || (10 * observed(level, now) >= 8 * sustain(level)
                        && 10 * past(level, now) >= 9 * observed(level, now));
    }

    private boolean hasRearmed(Level level, int now) {
        int hold = hold(level);
        if (!isRearmed(level, now) || now - hold < since) {
            return false;
        }
        int good = 0;
        for (int s = now - hold + 1; s <= now; s++) {
            Integer sample = observer(s, now);
            if (sample == null || !isEnough(sample)) {
                continue;
            }
            if (!isRearmed(level, sample)) {
                return false;
            }
            good++;
        }
        return 10 * good >= 8 * hold;
    }

    static int sustain(Level level) {
        return (int) level.threshold().sustain().toSeconds();
    }

    private static int hold(Level level) {
        return (int) level.threshold().rearmTime().toSeconds();
    }

    final int latest() {
        return instants().last();
    }

    final State state() {
        if (!isEnough(latest())) {
            return State.INSUFFICIENT_TRAFFIC;
        }
        if (on > 0) {
            return isRearmed(level(1), latest()) ? State.RECOVERING : State.BREACHED;
        }
        return level() > 0 ? State.PENDING : State.OK;
    }

    final State state(int now) {
        boolean isStale = now - latest() > Math.max(STALE_AFTER, 3 * nominal);
        return isStale ? State.STALE : state();
    }

    final boolean isOn() {
        return on > 0;
    }

    /** The worst level that is on, or else pending; 0 if there is none. */
    final int level() {
        int worstPast = 0;
        for (Level level : levels) {
            worstPast = isPast(level, latest()) ? level.number() : worstPast;
        }
        return on > 0 || !isEnough(latest()) ? on : worstPast;
    }

    final int since() {
        return since;
    }

    final double coverage() {
        Level level = level(Math.max(1, level()));
        return sustain(level) == 0 ? 1 : (double) observed(level, latest()) / sustain(level);
    }

    final double fraction() {
        Level level = level(Math.max(1, level()));
        if (sustain(level) == 0) {
            return isPast(level, latest()) ? 1 : 0;
        }
        int observed = observed(level, latest());
        return observed == 0 ? 0 : (double) past(level, latest()) / observed;
    }

    final List<String> drainLate() {
        List<String> drained = List.copyOf(late);
        late.clear();
        return drained;
    }
}
