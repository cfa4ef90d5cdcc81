package millwright.collector.history;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/** A sample that waits: a number or a text. */
sealed interface SampleValue {
    record Figure(double value) implements SampleValue {}

    record Words(String value) implements SampleValue {}

    /** As stored: one byte for the kind, then the value. */
    final class Type extends BasicDataType<SampleValue> {
        private static final byte FIGURE = 0;
        private static final byte WORDS = 1;
        private static final int FIGURE_MEMORY = 24;

        /** Only to tell whether two are the same, bit for bit. */
        @Override
        public int compare(SampleValue a, SampleValue b) {
            return a.equals(b) ? 0 : a.toString().compareTo(b.toString()) < 0 ? -1 : 1;
        }

        @Override
        public int getMemory(SampleValue value) {
            return value instanceof Words words
                    ? StringDataType.INSTANCE.getMemory(words.value())
                    : FIGURE_MEMORY;
        }

        @Override
        public void write(WriteBuffer buffer, SampleValue value) {
            if (value instanceof Figure figure) {
                buffer.put(FIGURE).putLong(Double.doubleToRawLongBits(figure.value()));
            } else if (value instanceof Words words) {
                buffer.put(WORDS);
                StringDataType.INSTANCE.write(buffer, words.value());
            }
        }

        @Override
        public SampleValue read(ByteBuffer buffer) {
            return switch (buffer.get()) {
                case FIGURE -> new Figure(Double.longBitsToDouble(buffer.getLong()));
                case WORDS -> new Words(DataUtils.readString(buffer));
                default -> throw new IllegalStateException("neither a number nor a text");
            };
        }

        @Override
        public SampleValue[] createStorage(int size) {
            return new SampleValue[size];
        }
    }
}
