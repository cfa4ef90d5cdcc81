package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.agent.probe.scrape.Exposition.Format;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExpositionPropertyTest {
    private static List<Metric> read(byte[] bytes, Format format)
            throws IOException, ExpositionException {
        List<Metric> metrics = new ArrayList<>();
        Exposition.read(new ByteArrayInputStream(bytes), format, name -> true, metrics::add);
        return metrics;
    }

    /** Obvious and slow: as the format's description says it. */
    private static String write(Metric metric) {
        String labels =
                metric.labels().entrySet().stream()
                        .map(each -> "%s=\"%s\"".formatted(each.getKey(), escape(each.getValue())))
                        .collect(Collectors.joining(","));
        double value = metric.value();
        String number =
                Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
        return metric.name() + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + number + "\n";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Provide
    Arbitrary<Metric> metrics() {
        StringArbitrary letters = Arbitraries.strings().withChars("abcXYZ_").ofMinLength(1);
        Arbitrary<String> names =
                Combinators.combine(
                                letters.ofMaxLength(8),
                                Arbitraries.strings().withChars("a_:09").ofMaxLength(8))
                        .as(String::concat);
        Arbitrary<String> values =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars('\\', '"', '\n', '{', '}', ',', '#', 'é', '\u4e2d')
                        .ofMaxLength(20);
        Arbitrary<Map<String, String>> labels =
                Arbitraries.maps(letters.ofMaxLength(5), values).ofMaxSize(5);
        Arbitrary<Double> numbers =
                Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.NaN,
                                0.0,
                                -0.0));
        return Combinators.combine(names, labels, numbers).as(Metric::new);
    }

    @Property
    void whatWasWrittenIsRead(@ForAll @Size(max = 20) List<@From("metrics") Metric> metrics)
            throws Exception {
        String text =
                metrics.stream().map(ExpositionPropertyTest::write).collect(Collectors.joining());
        assertThat(read(text.getBytes(StandardCharsets.UTF_8), Format.PROMETHEUS))
                .isEqualTo(metrics);
        assertThat(read((text + "# EOF\n").getBytes(StandardCharsets.UTF_8), Format.OPEN_METRICS))
                .isEqualTo(metrics);
    }

    /** A truncated body is never taken for a whole one, unless it ends with a line. */
    @Property
    void aBodyThatIsCutShortIsRefused(
            @ForAll @Size(min = 1, max = 5) List<@From("metrics") Metric> metrics,
            @ForAll @IntRange(max = 2000) int place) {
        byte[] whole =
                (metrics.stream().map(ExpositionPropertyTest::write).collect(Collectors.joining())
                                + "# EOF\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, place % whole.length);
        assertThat(isRefused(cut, Format.OPEN_METRICS)).isTrue();
    }

    /** Nothing but a refusal or a reading comes of any bytes. */
    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll Format format) {
        isRefused(bytes, format);
    }

    @Property
    void aDamagedBodyIsReadOrRefused(
            @ForAll @Size(min = 1, max = 5) List<@From("metrics") Metric> metrics,
            @ForAll @IntRange(max = 2000) int place,
            @ForAll byte damage,
            @ForAll Format format) {
        byte[] bytes =
                metrics.stream()
                        .map(ExpositionPropertyTest::write)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8);
        bytes[place % bytes.length] = damage;
        isRefused(bytes, format);
    }

    private static boolean isRefused(byte[] bytes, Format format) {
        try {
            read(bytes, format);
            return false;
        } catch (ExpositionException refused) {
            return true;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
