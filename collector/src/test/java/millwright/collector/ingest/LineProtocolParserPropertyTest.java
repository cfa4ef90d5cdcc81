package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;

class LineProtocolParserPropertyTest {
    private static final List<String> SEEDS =
            List.of(
                    "cpu,cpu=cpu-total,host=db-07 usage_active=92.5,usage_user=7 1700000001",
                    "m,host=a a=1,b=-2i,c=3u,d=4.5e3,e=true,f=F,g=.5,h=5. 17",
                    "my\\ disk\\,x,ho\\=st=a\\,b,host=db\\ 07 us\\,ed\\ x=1 1",
                    "m,host=ä v=\"a b,c=d \\\"e\\\" \\\\ ö\",w=\"\",x=t 2",
                    "  m,host=a  v=1e-3  1 \r",
                    "m,a=b,host=a v=9223372036854775807i,w=18446744073709551615u",
                    "# a comment");

    /** The names are ours where the client loses them: it writes a tab as a backslash and a t. */
    @Property
    void readsWhatInfluxClientWrites(
            @ForAll("names") String measurement,
            @ForAll @Size(max = 4) Map<@From("names") String, @From("names") String> tags,
            @ForAll @Size(min = 1, max = 5)
                    Map<@From("names") String, @From("values") Object> fields,
            @ForAll("times") long millis) {
        Point point =
                Point.measurement(measurement)
                        .addTags(tags)
                        .addTag("host", "h")
                        .addFields(fields)
                        .time(millis, WritePrecision.MS);
        Map<String, Object> expected = new TreeMap<>();
        Map<String, String> expectedTags = new TreeMap<>();
        tags.forEach((name, value) -> expectedTags.put(written(name), written(value)));
        expectedTags.put("host", "h");
        fields.forEach(
                (name, value) ->
                        expected.put(
                                written(measurement) + expectedTags + written(name),
                                value instanceof Number number
                                        ? number.doubleValue()
                                        : value instanceof Boolean truth
                                                ? truth ? 1.0 : 0.0
                                                : value));
        assertThat(read(point.toLineProtocol(), Precision.MILLISECONDS, millis * 1000))
                .isEqualTo(expected);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void takesExactlyTheMutatedLinesThatTheRulesAllow(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] line = mutated(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8), random);
        SeriesCatalog catalog = new SeriesCatalog();
        SampleBatch batch = new SampleBatch(1);
        LineProtocolParser parser =
                new LineProtocolParser(new SeriesDirectory(catalog, ParseLimits.defaults()));
        parser.begin(Precision.SECONDS, 0, batch);
        parser.parse(line, 0, line.length, true);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            samples.add(shown(catalog.key(batch.series(i))) + "=" + batch.value(i));
        }
        batch.texts()
                .forEach(
                        text ->
                                samples.add(
                                        shown(catalog.key(text.series()))
                                                + "='"
                                                + text.value()
                                                + "'"));
        samples.sort(null);
        String about = new String(line, UTF_8) + " " + Arrays.toString(line);
        assertThat(parser.rejected() == 0)
                .as("%s is taken, but for %s", about, parser.rejections())
                .isEqualTo(ReferenceParser.read(line).isPresent());
        assertThat(samples).as(about).isEqualTo(ReferenceParser.read(line).orElse(List.of()));
    }

    @Property
    void anyBytesAtAllAreReadToTheirEnd(@ForAll byte[] bytes, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] body = bytes.clone();
        for (int i = 0; i < body.length; i++) {
            body[i] =
                    random.nextInt(4) == 0
                            ? body[i]
                            : (byte) "m,host=a v=\"1 \n\\#\r".charAt(random.nextInt(18));
        }
        SeriesDirectory directory =
                new SeriesDirectory(new SeriesCatalog(), ParseLimits.defaults());
        LineProtocolParser whole = new LineProtocolParser(directory);
        SampleBatch batch = new SampleBatch(1);
        whole.begin(Precision.SECONDS, 0, batch);
        assertThat(whole.parse(body, 0, body.length, true)).isEqualTo(body.length);
        LineProtocolParser cut = new LineProtocolParser(directory);
        SampleBatch parts = new SampleBatch(1);
        cut.begin(Precision.SECONDS, 0, parts);
        int from = 0;
        for (int to = 0; to < body.length; to = Math.min(body.length, to + 1 + random.nextInt(9))) {
            from = cut.parse(body, from, to, false);
        }
        assertThat(cut.parse(body, from, body.length, true)).isEqualTo(body.length);
        assertThat(cut.accepted()).isEqualTo(whole.accepted());
        assertThat(cut.rejections()).isEqualTo(whole.rejections());
        assertThat(parts.size()).isEqualTo(batch.size());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("ab,= \\\"\t\n\r#'äß漢.-")
                .ofMinLength(1)
                .ofMaxLength(8)
                // The format cannot write these, and the client does not refuse them.
                .filter(name -> !name.endsWith("\\") && !name.startsWith("#"));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(value -> (Object) value),
                Arbitraries.floats().map(value -> (Object) value),
                Arbitraries.longs().map(value -> (Object) value),
                Arbitraries.of(true, false).map(value -> (Object) value),
                Arbitraries.strings()
                        .withChars("ab,= \\\"\t\n\r#ä漢")
                        .ofMaxLength(12)
                        .map(value -> (Object) value));
    }

    @Provide
    Arbitrary<Long> times() {
        return Arbitraries.longs().between(0, 9_223_372_036_854L);
    }

    private static String written(String name) {
        return name.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }

    private static String shown(SeriesKey key) {
        return key.measurement() + key.tags() + key.field();
    }

    private static Map<String, Object> read(String line, Precision precision, long micros) {
        SeriesCatalog catalog = new SeriesCatalog();
        SampleBatch batch = new SampleBatch(1);
        LineProtocolParser parser =
                new LineProtocolParser(new SeriesDirectory(catalog, ParseLimits.defaults()));
        byte[] bytes = line.getBytes(UTF_8);
        parser.begin(precision, -1, batch);
        parser.parse(bytes, 0, bytes.length, true);
        assertThat(parser.rejections()).as(line).isEmpty();
        Map<String, Object> samples = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            samples.put(shown(catalog.key(batch.series(i))), batch.value(i));
            assertThat(batch.micros(i)).isEqualTo(micros);
        }
        batch.texts().forEach(text -> samples.put(shown(catalog.key(text.series())), text.value()));
        return samples;
    }

    /** Changes, inserts, drops and doubles a few bytes; never makes a newline. */
    private static byte[] mutated(byte[] line, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : line) {
            bytes.add(b);
        }
        String likely = ", =\\\"\r-.eiu0919tfNa#";
        for (int n = random.nextInt(4); n > 0 && !bytes.isEmpty(); n--) {
            int at = random.nextInt(bytes.size());
            byte other =
                    (byte)
                            (random.nextInt(4) == 0
                                    ? random.nextInt(256)
                                    : likely.charAt(random.nextInt(likely.length())));
            if (other == '\n') {
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, other);
                case 1 -> bytes.add(at, other);
                case 2 -> bytes.remove(at);
                default -> bytes.add(at, bytes.get(random.nextInt(bytes.size())));
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }
}
