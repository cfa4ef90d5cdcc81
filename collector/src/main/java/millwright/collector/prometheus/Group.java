package millwright.collector.prometheus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The series of one exporter that make one field of one part of a host. What was scraped at one
 * time has one timestamp, but comes in several requests, and from several threads of the sender in
 * parallel. A time is complete when every member has reached it, since each member's own samples
 * come in order; only then the field gets its value, so no sum ever lacks a part.
 *
 * <p>Which members there are is learned from the first time: it is complete when all of them have
 * gone past it. Guarded by its {@link Derivations}.
 */
final class Group {
    /** So long after the others a member has ended, though nobody has said so. */
    static final long MISSING_MILLIS = 5 * 60_000;

    /** A rate over a longer gap says nothing of its end. */
    static final long GAP_MAX_MILLIS = 10 * 60_000;

    /** Of a sender that is far behind with some of its series, and sends every second. */
    private static final int ROUNDS_MAX = 600;

    private final DerivedField field;
    private final String lineStart;
    private final Map<Key, Member> members = new HashMap<>();
    private final TreeMap<Long, Round> rounds = new TreeMap<>();
    private boolean isLearned;
    private long closedMillis = Long.MIN_VALUE;

    private record Key(int selector, Labels labels) {}

    /** What came at one time so far. */
    private static final class Round {
        private final double[] sums;
        private final int[] counts;
        private int members;
        private boolean isUnknown;

        Round(int selectors) {
            sums = new double[selectors];
            counts = new int[selectors];
        }

        void add(int selector, double value) {
            sums[selector] += value;
            counts[selector]++;
            members++;
            isUnknown |= !Double.isFinite(value);
        }
    }

    Group(DerivedField field, String lineStart) {
        this.field = field;
        this.lineStart = lineStart;
    }

    Member member(int selector, Labels labels) {
        boolean isRate = field.selectors().get(selector).isRate();
        return members.computeIfAbsent(
                new Key(selector, labels), key -> new Member(this, selector, isRate));
    }

    /** Forgets the members that nobody has any more. */
    void keepOnly(Set<Member> kept) {
        members.values().removeIf(member -> !kept.contains(member));
    }

    /** Takes a sample of a member; false for one that is no newer than what it had before. */
    boolean offer(Member member, long millis, double value) {
        if (!member.isNew(millis)) {
            return false;
        }
        double told = member.take(millis, value, GAP_MAX_MILLIS);
        if (millis > closedMillis) {
            rounds.computeIfAbsent(millis, at -> new Round(field.selectors().size()))
                    .add(member.selector(), told);
        }
        return true;
    }

    /**
     * Writes the values of the times that are complete.
     *
     * @param isWhole whether what came until now is all of its time
     */
    void close(boolean isWhole, LineText lines) {
        if (rounds.isEmpty()) {
            return;
        }
        endTheMissing(isWhole ? 0 : MISSING_MILLIS);
        isLearned |= isWhole;
        long reached = reachedByAll();
        Iterator<Map.Entry<Long, Round>> oldest = rounds.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Round> round = oldest.next();
            long millis = round.getKey();
            boolean isComplete = isLearned ? millis <= reached : millis < reached;
            if (!isComplete && rounds.size() <= ROUNDS_MAX) {
                return;
            }
            write(millis, round.getValue(), lines);
            isLearned = true;
            closedMillis = millis;
            oldest.remove();
        }
    }

    private void write(long millis, Round round, LineText lines) {
        boolean hasAll =
                round.members >= membersOf(millis)
                        && Arrays.stream(round.counts).allMatch(count -> count > 0);
        double value = field.of(round.sums);
        if (hasAll && !round.isUnknown && Double.isFinite(value)) {
            lines.add(lineStart, value, millis);
        }
    }

    private long membersOf(long millis) {
        return members.values().stream()
                .filter(member -> member.isLive() && member.firstMillis() <= millis)
                .count();
    }

    private void endTheMissing(long afterMillis) {
        long newest = rounds.lastKey();
        for (Member member : members.values()) {
            if (member.isLive() && newest - member.latestMillis() > afterMillis) {
                member.end();
            }
        }
    }

    private long reachedByAll() {
        return members.values().stream()
                .filter(Member::isLive)
                .mapToLong(Member::latestMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
