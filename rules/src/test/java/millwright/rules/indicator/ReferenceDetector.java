package millwright.rules.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a detector should say, the slow and obvious way: paints every second of time with the value
 * that observes it, counts seconds, keeps everything for ever. Times are whole seconds.
 */
final class ReferenceDetector {
    private final List<Level> levels;
    private final int nominal;
    private final NavigableMap<Integer, Double> samples = new TreeMap<>();
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

    void observe(int second, double value) {
        if (second <= asked && second < samples.lastKey() - lateness()) {
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
            hold = Math.max(hold, (int) level.threshold().rearmTime().toSeconds());
        }
        return sustain + hold + 120;
    }

    void ask() {
        List<Integer> again = new ArrayList<>();
        if (changedFrom <= asked) {
            if (on > 0) {
                again.add(asked);
            } else {
                again.addAll(samples.subMap(changedFrom, true, asked, true).keySet());
            }
        }
        again.addAll(samples.tailMap(asked, false).keySet());
        for (int second : again) {
            boolean isNew = second > asked || announced;
            if (!isNew && wasTold(second)) {
                on = 0; // what began in hindsight runs into what people know of
            } else {
                walk(second);
            }
        }
        changedFrom = Integer.MAX_VALUE;
        asked = samples.lastKey();
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

    /** The value that observes the second that ends at {@code second}, or null. */
    private Double painted(int second, int now) {
        Integer next = samples.ceilingKey(second);
        if (next == null || next > now) {
            return null;
        }
        Integer before = samples.lowerKey(next);
        int width = before != null && next - before <= 1.5 * nominal ? next - before : nominal;
        return second > next - width ? samples.get(next) : null;
    }

    private int observed(Level level, int now) {
        int count = 0;
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            count += painted(s, now) != null ? 1 : 0;
        }
        return count;
    }

    private int past(Level level, int now) {
        int count = 0;
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            Double value = painted(s, now);
            count += value != null && level.threshold().isPast(value) ? 1 : 0;
        }
        return count;
    }

    private int firstPast(Level level, int now) {
        for (int s = now - sustain(level) + 1; s <= now; s++) {
            Double value = painted(s, now);
            if (value != null && level.threshold().isPast(value)) {
                return s - 1;
            }
        }
        return now;
    }

    private boolean isBreached(Level level, int now) {
        if (!level.threshold().isPast(samples.get(now))) {
            return false;
        }
        return sustain(level) == 0
                || (10 * observed(level, now) >= 8 * sustain(level)
                        && 10 * past(level, now) >= 9 * observed(level, now));
    }

    private boolean hasRearmed(Level level, int now) {
        int hold = (int) level.threshold().rearmTime().toSeconds();
        if (!level.threshold().isRearmed(samples.get(now)) || now - hold < since) {
            return false;
        }
        int good = 0;
        for (int s = now - hold + 1; s <= now; s++) {
            Double value = painted(s, now);
            if (value != null && !level.threshold().isRearmed(value)) {
                return false;
            }
            good += value != null ? 1 : 0;
        }
        return 10 * good >= 8 * hold;
    }

    private static int sustain(Level level) {
        return (int) level.threshold().sustain().toSeconds();
    }

    private double latest() {
        return samples.lastEntry().getValue();
    }

    State state() {
        if (on > 0) {
            return level(1).threshold().isRearmed(latest()) ? State.RECOVERING : State.BREACHED;
        }
        return level() > 0 ? State.PENDING : State.OK;
    }

    /** The worst level that is on, or else pending; 0 if there is none. */
    int level() {
        int worstPast = 0;
        for (Level level : levels) {
            worstPast = level.threshold().isPast(latest()) ? level.number() : worstPast;
        }
        return on > 0 ? on : worstPast;
    }

    int since() {
        return since;
    }

    double coverage() {
        Level level = level(Math.max(1, level()));
        return sustain(level) == 0
                ? 1
                : (double) observed(level, samples.lastKey()) / sustain(level);
    }

    double fraction() {
        Level level = level(Math.max(1, level()));
        if (sustain(level) == 0) {
            return level.threshold().isPast(latest()) ? 1 : 0;
        }
        int observed = observed(level, samples.lastKey());
        return observed == 0 ? 0 : (double) past(level, samples.lastKey()) / observed;
    }

    List<String> drainLate() {
        List<String> drained = List.copyOf(late);
        late.clear();
        return drained;
    }
}
