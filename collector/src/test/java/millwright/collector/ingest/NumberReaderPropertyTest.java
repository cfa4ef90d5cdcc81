package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NumberReaderPropertyTest {
    private final NumberReader reader = new NumberReader();

    @Property(tries = 5000)
    void readsEveryDoubleAsItIs(@ForAll long bits) throws BadLine {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertReads(Double.toString(value));
        }
    }

    @Property(tries = 20_000)
    void roundsAsTheJdkDoes(@ForAll long digits, @ForAll @IntRange(min = 0, max = 30) int scale)
            throws BadLine {
        assertReads(BigDecimal.valueOf(digits, scale).toPlainString());
    }

    @Property(tries = 5000)
    void roundsSmallNumbersOfManyDigits(
            @ForAll @IntRange(min = 0, max = 100) int whole, @ForAll long fraction) throws BadLine {
        assertReads(whole + "." + Long.toUnsignedString(fraction));
    }

    @Property
    void roundsNumbersBetweenTwoDoubles(@ForAll long bits) throws BadLine {
        double value = Math.abs(Double.longBitsToDouble(bits)) % 1e15;
        if (Double.isFinite(value) && value > 1e-5) {
            BigDecimal half =
                    new BigDecimal(value)
                            .add(new BigDecimal(Math.nextUp(value)))
                            .divide(BigDecimal.valueOf(2));
            assertReads(half.toPlainString());
        }
    }

    private void assertReads(String text) throws BadLine {
        byte[] bytes = text.getBytes(US_ASCII);
        reader.read(bytes, 0, bytes.length);
        assertThat(reader.value()).as(text).isEqualTo(Double.parseDouble(text));
        assertThat(reader.end()).isEqualTo(bytes.length);
    }
}
