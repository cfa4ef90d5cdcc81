package millwright.collector.history;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Where a sample stands among those that wait: in time order, as most come so.
 *
 * @param isText whether it is one of the series' texts
 */
record SampleAt(long micros, int series, boolean isText) implements Comparable<SampleAt> {
    static final SampleAt FIRST = before(0);

    /** Before all samples of that time. */
    static SampleAt before(long micros) {
        return new SampleAt(micros, 0, false);
    }

    @Override
    public int compareTo(SampleAt other) {
        int order = Long.compare(micros, other.micros);
        if (order == 0) {
            order = Integer.compare(series, other.series);
        }
        return order == 0 ? Boolean.compare(isText, other.isText) : order;
    }

    /** As stored: the time, then the series doubled, odd for a text. */
    static final class Type extends BasicDataType<SampleAt> {
        private static final int MEMORY = 40;

        @Override
        public int compare(SampleAt a, SampleAt b) {
            return a.compareTo(b);
        }

        @Override
        public int getMemory(SampleAt at) {
            return MEMORY;
        }

        @Override
        public void write(WriteBuffer buffer, SampleAt at) {
            buffer.putVarLong(at.micros);
            buffer.putVarLong(at.series * 2L + (at.isText ? 1 : 0));
        }

        @Override
        public SampleAt read(ByteBuffer buffer) {
            long micros = DataUtils.readVarLong(buffer);
            long series = DataUtils.readVarLong(buffer);
            return new SampleAt(micros, (int) (series / 2), series % 2 == 1);
        }

        @Override
        public SampleAt[] createStorage(int size) {
            return new SampleAt[size];
        }
    }
}
