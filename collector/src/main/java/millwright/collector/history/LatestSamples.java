package millwright.collector.history;

import java.util.Arrays;
import java.util.Optional;
import millwright.rules.indicator.Micros;

/** The newest sample of every series, in memory. Thread-safe. */
final class LatestSamples implements History.SampleVisitor {
    private static final long NONE = -1;

    private long[] micros = new long[0];
    private double[] values = new double[0];

    /** Later writes win, at equal times too. */
    @Override
    public synchronized void visit(int series, long atMicros, double value) {
        if (series >= micros.length) {
            int had = micros.length;
            micros = Arrays.copyOf(micros, Math.max(64, (series + 1) * 2));
            values = Arrays.copyOf(values, micros.length);
            Arrays.fill(micros, had, micros.length, NONE);
        }
        if (atMicros >= micros[series]) {
            micros[series] = atMicros;
            values[series] = value;
        }
    }

    synchronized Optional<Sample> of(int series) {
        return series >= micros.length || micros[series] == NONE
                ? Optional.empty()
                : Optional.of(new Sample(Micros.instant(micros[series]), values[series]));
    }

    /** Forgets samples that retention has taken. */
    synchronized void forgetBefore(long beforeMicros) {
        for (int i = 0; i < micros.length; i++) {
            if (micros[i] < beforeMicros) {
                micros[i] = NONE;
            }
        }
    }
}
