package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the samples in the order of their times and knows whether a breach is on.
 *
 * <p>{@code on} is the index of the worst level that is breached, −1 for none. At each sample a
 * level whose window is breached switches on itself and all milder ones; the worst that is on
 * switches off when its rearm value has held. From none to some an episode begins, from some to
 * none it ends.
 *
 * <p>Late samples: where no breach is on, the walk is repeated from the earliest of them, leaving
 * out the episodes that are known. What then turns out to have begun and ended is a late breach;
 * what has not ended is a breach. Where a breach is on, only the present is judged again: what
 * people were told is not untold.
 */
abstract class StateMachine implements IndicatorDetector {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long DEFAULT_NOMINAL_MICROS = 10_000_000;
    private static final long LATENESS_MICROS = 120_000_000;
    private static final long[] NONE = {};

    private final DetectionPolicy policy;
    private List<Level> levels;

    /** How far before an instant the samples lie that can matter to its judgement. */
    private long reachMicros;

    /** How late a sample may come: long enough to bring a whole breach and its end. */
    private long latenessMicros;

    private long nominalMicros = DEFAULT_NOMINAL_MICROS;
    private long knownFrom = NEVER;
    private long ignored;

    private int on = -1;
    private long since;
    private long foundAt;
    private boolean announced;

    private State calm = State.OK;
    private long calmSince = NEVER;

    private long judgedTo = NEVER;
    private long dirtyFrom = Long.MAX_VALUE;

    /** Ended episodes that late samples may still fall into: found, ended, found, ended, … */
    private long[] known = NONE;

    private Passed unannounced;
    private List<Passed> late = List.of();

    /** The worst moment of an episode that nobody has been told of yet. */
    private record Passed(Level level, long since, long at, Evidence evidence) {
        Breach breach(IndicatorKey key) {
            return new Breach(
                    key,
                    level,
                    Micros.instant(since),
                    Micros.instant(at),
                    evidence.value(),
                    evidence.coverage(),
                    evidence.fraction(),
                    true,
                    List.of());
        }
    }

    StateMachine(List<Level> levels, DetectionPolicy policy) {
        this.policy = requireNonNull(policy, "policy");
        this.levels = check(levels);
        measure();
    }

    /** Refuses levels that this kind of detector cannot judge by. */
    abstract List<Level> check(List<Level> levels);

    /** Instants at which the indicator can be judged. */
    abstract int count();

    abstract long micros(int i);

    abstract int firstAtOrAfter(long time);

    /** Whether there is enough at that instant to judge by at all. */
    abstract boolean isEnough(int i);

    abstract boolean isPast(Level level, int i);

    abstract boolean isRearmed(Level level, int i);

    /** The level's window that ends at that instant. */
    abstract Evidence weigh(Level level, int i);

    /** Where the time begins that the instant's sample observes; it ends at the sample. */
    abstract long observedFrom(int i);

    abstract long oldest();

    /**
     * How far before an instant the samples lie that its windows are judged by.
     *
     * @param sustain the longest of all levels, in microseconds, as is the rearm time
     */
    abstract long reach(long sustain, long rearm);

    private void measure() {
        long sustain = 0;
        long rearm = 0;
        for (Level level : levels) {
            sustain = Math.max(sustain, Micros.of(level.threshold().sustain()));
            rearm = Math.max(rearm, Micros.of(level.threshold().rearmTime()));
        }
        reachMicros = reach(sustain, rearm);
        latenessMicros = sustain + rearm + LATENESS_MICROS;
    }

    final long nominalMicros() {
        return nominalMicros;
    }

    /**
     * Adds a sample to one of the rings, unless it comes too late. Samples are dropped only once
     * they are judged, and so late that no window of a late sample reaches back to them, nor to the
     * one after them, whose observed time they begin.
     */
    final void put(SampleRing ring, long time, double value) {
        Detectors.checkFinite(value);
        if (ring.isFull()) {
            advance();
        }
        long newest = ring.isEmpty() ? time : Math.max(time, ring.lastMicros());
        if (time <= judgedTo && time < newest - latenessMicros) {
            ignored++;
            return;
        }
        long needed = Math.min(newest - latenessMicros, Math.min(judgedTo, dirtyFrom));
        long keepFrom = judgedTo == NEVER ? NEVER : needed - reachMicros - 2 * nominalMicros;
        if (ring.put(time, value, keepFrom) && time <= judgedTo) {
            dirtyFrom = Math.min(dirtyFrom, time);
        }
    }

    private void advance() {
        if (dirtyFrom <= judgedTo) {
            reconsider();
        }
        dirtyFrom = Long.MAX_VALUE;
        int n = count();
        if (n == 0 || micros(n - 1) <= judgedTo) {
            return;
        }
        int first = n > 1 && micros(n - 2) <= judgedTo ? n - 1 : firstAtOrAfter(judgedTo + 1);
        for (int i = first; i < n; i++) {
            step(i);
        }
    }

    private void reconsider() {
        int end = firstAtOrAfter(judgedTo + 1);
        if (on >= 0) {
            if (end > 0) {
                step(end - 1);
            }
            return;
        }
        for (int i = firstAtOrAfter(dirtyFrom); i < end; i++) {
            if (isKnown(micros(i))) {
                on = -1;
                unannounced = null;
            } else {
                step(i);
            }
        }
    }

    private void step(int i) {
        int found = worstBreached(i);
        if (on < 0) {
            if (found >= 0) {
                begin(found, i);
            }
        } else {
            while (on > found && hasRearmed(levels.get(on), i)) {
                on--;
            }
            if (found > on) {
                worsen(found, i);
            }
            if (on < 0) {
                end(i);
            }
        }
        if (on < 0) {
            rest(i);
        }
        judgedTo = Math.max(judgedTo, micros(i));
    }

    private int worstBreached(int i) {
        for (int n = levels.size() - 1; n >= 0; n--) {
            Level level = levels.get(n);
            if (isPast(level, i) && isKnown(level, i) && isSustained(weigh(level, i))) {
                return n;
            }
        }
        return -1;
    }

    private boolean isKnown(Level level, int i) {
        return knownFrom == NEVER
                || micros(i) - Micros.of(level.threshold().sustain()) >= knownFrom;
    }

    private boolean isSustained(Evidence evidence) {
        return evidence.window() == 0
                || (Quota.holds(evidence.observed(), evidence.window(), policy.coverageMin())
                        && Quota.holds(
                                evidence.breached(), evidence.observed(), policy.fractionMin()));
    }

    private boolean hasRearmed(Level level, int i) {
        long rearmMicros = Micros.of(level.threshold().rearmTime());
        long from = micros(i) - rearmMicros;
        if (!isRearmed(level, i) || from < since) {
            return false;
        }
        long observed = 0;
        for (int j = i; j >= 0 && micros(j) > from; j--) {
            if (!isEnough(j)) {
                continue;
            }
            if (!isRearmed(level, j)) {
                return false;
            }
            observed += micros(j) - Math.max(observedFrom(j), from);
        }
        return Quota.holds(observed, rearmMicros, policy.coverageMin());
    }

    private void begin(int level, int i) {
        on = level;
        Evidence evidence = weigh(levels.get(level), i);
        since = evidence.since();
        foundAt = micros(i);
        announced = false;
        unannounced = new Passed(levels.get(level), since, micros(i), evidence);
    }

    private void worsen(int level, int i) {
        on = level;
        if (!announced) {
            Level worse = levels.get(level);
            unannounced = new Passed(worse, since, micros(i), weigh(worse, i));
        }
    }

    private void end(int i) {
        if (!announced && unannounced != null) {
            late = late.isEmpty() ? new ArrayList<>(1) : late;
            late.add(unannounced);
        }
        unannounced = null;
        remember(foundAt, micros(i));
        calm = State.OK;
        calmSince = goodSince(i);
    }

    /** Where the stretch of rearmed samples begins that ends at the instant. */
    private long goodSince(int i) {
        Level mildest = levels.get(0);
        int first = i;
        while (first > 0
                && micros(first - 1) > since
                && isEnough(first - 1)
                && isRearmed(mildest, first - 1)) {
            first--;
        }
        return Math.max(since, observedFrom(first));
    }

    private void rest(int i) {
        State now = calmAt(i);
        if (now != calm || calmSince == NEVER) {
            calm = now;
            calmSince = micros(i);
        }
    }

    private State calmAt(int i) {
        if (!isEnough(i)) {
            return State.INSUFFICIENT_TRAFFIC;
        }
        return worstPast(i) >= 0 ? State.PENDING : State.OK;
    }

    private int worstPast(int i) {
        for (int n = levels.size() - 1; n >= 0; n--) {
            if (isPast(levels.get(n), i)) {
                return n;
            }
        }
        return -1;
    }

    private boolean isKnown(long time) {
        for (int k = 0; k < known.length; k += 2) {
            if (known[k] <= time && time < known[k + 1]) {
                return true;
            }
        }
        return false;
    }

    private void remember(long found, long ended) {
        long oldest = oldest();
        int kept = 0;
        for (int k = 0; k < known.length; k += 2) {
            kept += known[k + 1] >= oldest ? 2 : 0;
        }
        long[] next = new long[kept + 2];
        int n = 0;
        for (int k = 0; k < known.length; k += 2) {
            if (known[k + 1] >= oldest) {
                next[n++] = known[k];
                next[n++] = known[k + 1];
            }
        }
        next[n] = found;
        next[n + 1] = ended;
        known = next;
    }

    @Override
    public final List<Level> levels() {
        return levels;
    }

    @Override
    public final void relevel(List<Level> next) {
        List<Level> checked = check(next);
        if (on >= 0) {
            on = indexOf(checked, levels.get(on).number());
        }
        levels = checked;
        measure();
        dirtyFrom = Math.min(dirtyFrom, judgedTo); // judge the latest by the new limits
    }

    /** The level of that number, or else the nearest milder one, or else the mildest. */
    private static int indexOf(List<Level> levels, int number) {
        int index = 0;
        for (int n = 0; n < levels.size(); n++) {
            if (levels.get(n).number() <= number) {
                index = n;
            }
        }
        return index;
    }

    @Override
    public final void nominalMicros(long micros) {
        if (micros <= 0) {
            throw new IllegalArgumentException(
                    "a nominal interval is longer than nothing, not %d microseconds"
                            .formatted(micros));
        }
        nominalMicros = micros;
    }

    @Override
    public final boolean isEmpty() {
        return count() == 0;
    }

    @Override
    public final State state() {
        advance();
        announced = on >= 0;
        unannounced = null;
        int n = count();
        if (n == 0) {
            return State.STALE;
        }
        if (on < 0) {
            return calm;
        }
        if (!isEnough(n - 1)) {
            return State.INSUFFICIENT_TRAFFIC;
        }
        return isRearmed(levels.get(0), n - 1) ? State.RECOVERING : State.BREACHED;
    }

    @Override
    public final State state(Instant now) {
        State state = state();
        return isStaleAt(now) ? State.STALE : state;
    }

    private boolean isStaleAt(Instant now) {
        long patience = Math.max(Micros.of(policy.staleAfter()), 3 * nominalMicros);
        return count() == 0 || Micros.of(now) - micros(count() - 1) > patience;
    }

    @Override
    public final boolean isBreached() {
        state();
        return on >= 0;
    }

    @Override
    public final Judgement judge() {
        return judgement(state());
    }

    @Override
    public final Judgement judge(Instant now) {
        return judgement(state(now));
    }

    private Judgement judgement(State state) {
        int last = count() - 1;
        if (last < 0) {
            throw new IllegalStateException("nothing can be judged before its first sample");
        }
        int level = on >= 0 || state != State.PENDING ? on : worstPast(last);
        Evidence evidence = weigh(levels.get(Math.max(level, 0)), last);
        long start = state == State.STALE ? micros(last) : calmSince;
        return new Judgement(
                state,
                level >= 0 ? Optional.of(levels.get(level)) : Optional.empty(),
                Micros.instant(on >= 0 ? since : start),
                Micros.instant(micros(last)),
                evidence.value(),
                evidence.coverage(),
                evidence.fraction());
    }

    @Override
    public final List<Breach> drainLate(IndicatorKey key) {
        state();
        if (late.isEmpty()) {
            return List.of();
        }
        List<Breach> breaches = late.stream().map(passed -> passed.breach(key)).toList();
        late = List.of();
        return breaches;
    }

    @Override
    public final void restore(int level, Instant since) {
        advance(); // what was before the ticket must not make it worse
        on = indexOf(levels, level);
        this.since = Micros.of(since);
        foundAt = this.since;
        announced = true;
        unannounced = null;
        dirtyFrom = Math.min(dirtyFrom, judgedTo); // the latest may have ended it
    }

    @Override
    public final void knownFrom(long micros) {
        knownFrom = micros;
    }

    @Override
    public final long ignored() {
        return ignored;
    }
}
