package millwright.collector.history;

import java.util.Arrays;

/**
 * Passes samples on without repeats: among those of one series at one time, only the last. Takes
 * them in time order, and in the order in which they were written where times are equal.
 */
final class LastWriteWins implements History.SampleVisitor {
    private final History.SampleVisitor next;
    private final Rows group = new Rows();
    private boolean[] keeps = new boolean[16];
    private int[] seenInGroup = new int[16];
    private int groupNumber;

    LastWriteWins(History.SampleVisitor next) {
        this.next = next;
    }

    @Override
    public void visit(int series, long micros, double value) {
        if (group.size() > 0) {
            long current = group.micros(0);
            if (micros < current) {
                throw new IllegalStateException(
                        "samples out of order: %d after %d".formatted(micros, current));
            }
            if (micros > current) {
                end();
            }
        }
        group.add(series, micros, value);
    }

    /** Passes on what is held back; called once more after the last sample. */
    void end() {
        if (group.size() == 1) {
            next.visit(group.series(0), group.micros(0), group.value(0));
        } else if (group.size() > 1) {
            markLast();
            for (int i = 0; i < group.size(); i++) {
                if (keeps[i]) {
                    next.visit(group.series(i), group.micros(i), group.value(i));
                }
            }
        }
        group.clear();
    }

    private void markLast() {
        groupNumber++;
        if (keeps.length < group.size()) {
            keeps = new boolean[group.size() * 2];
        }
        for (int i = group.size() - 1; i >= 0; i--) {
            int series = group.series(i);
            if (series >= seenInGroup.length) {
                seenInGroup = Arrays.copyOf(seenInGroup, Math.max(series + 1, series * 2));
            }
            keeps[i] = seenInGroup[series] != groupNumber;
            seenInGroup[series] = groupNumber;
        }
    }
}
