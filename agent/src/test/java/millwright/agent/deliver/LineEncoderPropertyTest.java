package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is written can be read back by a parser that is too simple to be wrong. */
class LineEncoderPropertyTest {
    @Property(tries = 500)
    void whatIsWrittenIsReadBack(
            @ForAll("names") String measurement,
            @ForAll @Size(max = 4) Map<@From("names") String, @From("names") String> tags,
            @ForAll("fields") Map<String, Object> fields,
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
        SampleBatch batch = new SampleBatch(Map.of());
        SampleLine line = batch.add(measurement, Instant.ofEpochMilli(millis));
        tags.forEach(line::tag);
        fields.forEach((name, value) -> add(line, name, value));
        LineEncoder encoder = new LineEncoder();
        encoder.add(line);
        String text = new String(encoder.toBytes(), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").doesNotStartWith("#");
        assertThat(SlowLineParser.parse(text.substring(0, text.length() - 1)))
                .isEqualTo(
                        new SlowLineParser.Parsed(
                                measurement, new TreeMap<>(tags), new TreeMap<>(fields), millis));
    }

    private static void add(SampleLine line, String name, Object value) {
        if (value instanceof Long number) {
            line.field(name, number);
        } else if (value instanceof Double number) {
            line.field(name, number);
        } else {
            line.field(name, (String) value);
        }
    }

    /** Every character that the protocol can say, those with a meaning of their own very often. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars(",= \"'abcçş€/:._-")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.isBlank());
    }

    @Provide
    Arbitrary<Map<String, Object>> fields() {
        Arbitrary<Object> values =
                Arbitraries.oneOf(
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        Arbitraries.strings().withChars("\\\", =aş€").ofMaxLength(12).asGeneric());
        return Arbitraries.maps(fieldNames(), values).ofMinSize(1).ofMaxSize(4);
    }

    /** Without quotes, which the slow parser takes for those of a string. */
    private Arbitrary<String> fieldNames() {
        return Arbitraries.strings()
                .withChars(", =abcç")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(name -> !name.isBlank());
    }
}
