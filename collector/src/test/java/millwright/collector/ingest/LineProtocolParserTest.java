package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolParserTest {
    private static final long RECEIVED = 1_700_000_000_000_000L;

    private final SeriesCatalog catalog = new SeriesCatalog();
    private LineProtocolParser parser =
            new LineProtocolParser(new SeriesDirectory(catalog, ParseLimits.defaults()));

    @Test
    void readsFieldsTagsAndTime() {
        assertThat(read("cpu,cpu=cpu-total,host=db-07 usage_active=92.5,usage_user=7 1700000001"))
                .containsExactly(
                        "cpu,cpu=cpu-total,host=db-07 usage_active 92.5 1700000001000000",
                        "cpu,cpu=cpu-total,host=db-07 usage_user 7.0 1700000001000000");
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(read("m,host=a a=1,b=-2i,c=3u,d=4.5e3,e=true,f=F,g=.5,h=5.,i=-0,j=1e-3,k=1E+2"))
                .extracting(sample -> sample.split(" ")[2])
                .containsExactly(
                        "1.0", "-2.0", "3.0", "4500.0", "1.0", "0.0", "0.5", "5.0", "-0.0", "0.001",
                        "100.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "T", "true", "True", "TRUE"})
    void readsTrue(String text) {
        assertThat(read("m,host=a v=" + text + " 1")).containsExactly("m,host=a v 1.0 1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "F", "false", "False", "FALSE"})
    void readsFalse(String text) {
        assertThat(read("m,host=a v=" + text + " 1")).containsExactly("m,host=a v 0.0 1000000");
    }

    @Test
    void readsTexts() {
        assertThat(read("m,host=a v=\"a b,c=d \\\"e\\\" \\\\ \\n\",w=\"\",x=1 2"))
                .containsExactly(
                        "m,host=a x 1.0 2000000",
                        "m,host=a v 'a b,c=d \"e\" \\ \\n' 2000000",
                        "m,host=a w '' 2000000");
    }

    @Test
    void aTextMayHoldNewlinesAndTheNextLineIsNumberedBehindThem() {
        assertThat(read("m,host=a v=\"one\ntwo\" 2\nm,host=a v= 3"))
                .containsExactly("m,host=a v 'one\ntwo' 2000000");
        assertThat(parser.rejections().get(0).line()).isEqualTo(3);
    }

    @Test
    void readsEscapes() {
        assertThat(read("my\\ disk\\,x,ho\\ st\\=1=a\\,b,host=db\\ 07 us\\,ed\\ \\=x=1 1"))
                .containsExactly("my disk,x,ho st=1=a,b,host=db 07 us,ed =x 1.0 1000000");
        assertThat(read("m\\x,host=C:\\temp v=1 1"))
                .containsExactly("m\\x,host=C:\\temp v 1.0 1000000");
    }

    @Test
    void theOrderOfTagsAndFieldsMakesNoOtherSeries() {
        read("m,a=1,host=h,b=2 x=1,y=2 1\nm,host=h,b=2,a=1 y=3,x=4 2\nm,b=2,a=1,host=h y=5 3");
        assertThat(catalog.size()).isEqualTo(2);
        assertThat(read("m,host=h,b=2,a=1 x=6 4"))
                .containsExactly("m,a=1,b=2,host=h x 6.0 4000000");
    }

    @Test
    void skipsCommentsAndBlankLines() {
        assertThat(read("# m,host=a v=1\n\n   \n\r\n  m,host=a v=1 1\n#"))
                .containsExactly("m,host=a v 1.0 1000000");
        assertThat(parser.rejected()).isZero();
    }

    @Test
    void takesCarriageReturnsAndSpareSpaces() {
        assertThat(read("m,host=a  v=1  1 \r\nm,host=a v=2\r\nm,host=a v=3 \n"))
                .containsExactly(
                        "m,host=a v 1.0 1000000",
                        "m,host=a v 2.0 " + RECEIVED,
                        "m,host=a v 3.0 " + RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({
        "NANOSECONDS, 1700000000123456789, 1700000000123456",
        "MICROSECONDS, 1700000000123456, 1700000000123456",
        "MILLISECONDS, 1700000000123, 1700000000123000",
        "SECONDS, 1700000000, 1700000000000000",
        "SECONDS, 0, 0",
        "SECONDS, 9223372036, 9223372036000000",
    })
    void readsEveryPrecision(Precision precision, String time, long micros) {
        assertThat(read(precision, "m,host=a v=1 " + time))
                .containsExactly("m,host=a v 1.0 " + micros);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, -1, outside of 1970 to 2262",
        "NANOSECONDS, -1, outside of 1970 to 2262",
        "SECONDS, 9223372037, Is the precision really seconds?",
        "SECONDS, 1700000000123456789, Is the precision really seconds?",
        "NANOSECONDS, 9223372036854775808, no 64-bit integer",
        "SECONDS, 12x, only a time may come",
        "SECONDS, -, no 64-bit integer",
        "SECONDS, 1 2, only a time may come",
    })
    void refusesTimesThatCannotBe(Precision precision, String time, String reason) {
        assertThat(read(precision, "m,host=a v=1 " + time)).isEmpty();
        assertThat(parser.rejections().get(0).reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m v=1 1                 | tag host is missing",
                "m,a=b v=1 1             | tag host is missing",
                "m,host=a                | a field is missing",
                "m,host=a 1              | has no value: '1'",
                "m,host=a v              | has no value: 'v'",
                "m,host=a v=             | no value",
                "m,host=a v=,w=1         | no value",
                "m,host=a =1             | field name is empty",
                "m,host=a v=1,           | a field is missing",
                "m,host=a v=x            | no number, truth value or text in quotes: x",
                "m,host=a v=tRUE         | no number, truth value or text in quotes: tRUE",
                "m,host=a v=NaN          | leave it out",
                "m,host=a v=+Inf         | leave it out",
                "m,host=a v=-Inf         | no number: -Inf",
                "m,host=a v=1e999        | too large for a double",
                "m,host=a v=1e           | exponent has no digits",
                "m,host=a v=1.5i         | no fraction",
                "m,host=a v=-1u          | negative",
                "m,host=a v=9223372036854775808i  | does not fit into 64 bits",
                "m,host=a v=18446744073709551616u | does not fit into 64 bits",
                "m,host=a v=1.2.3        | only a time may come",
                "m,host=a v=1x 1         | only a time may come",
                "m,host=a v=\"open 1     | no closing quote",
                "m,host=a v=\"a\"b 1     | only a time may come",
                ",host=a v=1             | measurement is empty",
                "m,host= v=1             | value of tag host is empty",
                "m,=a,host=a v=1         | tag name is empty",
                "m,host v=1              | tag has no value: 'host'",
                "m,host=a,host=b v=1     | tag host is there twice",
                "m,host=a=b v=1          | two equals signs",
                "m,host=a, v=1           | tag has no value",
            })
    void refusesWhatIsWrongAndSaysWhy(String line, String reason) {
        assertThat(read("m,host=a v=1 1\n" + line + "\nm,host=a v=3 3"))
                .containsExactly("m,host=a v 1.0 1000000", "m,host=a v 3.0 3000000");
        assertThat(parser.rejections()).hasSize(1);
        assertThat(parser.rejections().get(0).line()).isEqualTo(2);
        assertThat(parser.rejections().get(0).reason()).contains(reason);
        assertThat(parser.rejections().get(0).excerpt()).isEqualTo(line);
    }

    @Test
    void theLargestIntegersAreTaken() {
        assertThat(
                        read(
                                "m,host=a v=9223372036854775807i,w=-9223372036854775808i,"
                                        + "x=18446744073709551615u 1"))
                .extracting(sample -> sample.split(" ")[2])
                .containsExactly(
                        "9.223372036854776E18", "-9.223372036854776E18", "1.8446744073709552E19");
    }

    @Test
    void anIntegerHasOneZero() {
        assertThat(read("m,host=a v=-0i,w=-0000000000000000000000i 1"))
                .extracting(sample -> sample.split(" ")[2])
                .containsExactly("0.0", "0.0");
    }

    @Test
    void aBadLineLeavesNothingInBatchAndCatalog() {
        assertThat(read("m,host=new a=1,b=\"x\",c=oops 1\nm2,host=new a=1 999999999999999999"))
                .isEmpty();
        assertThat(catalog.size()).isZero();
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertThat(read("m,host=\u00e4 v=1 1", false)).isEmpty();
        assertThat(parser.rejections().get(0).reason()).contains("UTF-8");
        assertThat(read("m,host=a v=\"\u00e4\" 1", false)).isEmpty();
        assertThat(read("m,host=ä v=\"ö\",ü=1 1", true))
                .containsExactly("m,host=ä ü 1.0 1000000", "m,host=ä v 'ö' 1000000");
    }

    @Test
    void reportsTheFirstTwentyAndCountsAll() {
        assertThat(read("bad\n".repeat(25) + "m,host=a v=1 1")).hasSize(1);
        assertThat(parser.rejected()).isEqualTo(25);
        assertThat(parser.accepted()).isEqualTo(1);
        assertThat(parser.rejections()).hasSize(20);
        assertThat(parser.rejections().get(19).line()).isEqualTo(20);
    }

    @Test
    void aLineOfTheLongestLengthIsTakenAndOneByteMoreIsNot() {
        limited(new ParseLimits(200, 200, 32, 256, 100, 100));
        String line = "m,host=a v=\"" + "x".repeat(187) + "\"";
        assertThat(line).hasSize(200);
        assertThat(read(line + "\nm,host=a v=1 1")).hasSize(2);
        assertThat(read("m,host=a v=\"" + "x".repeat(188) + "\"\nm,host=a v=1 1")).hasSize(1);
        assertThat(parser.rejections().get(0).reason()).contains("longer than 200 bytes");
        assertThat(read("#" + "x".repeat(1000) + "\nm,host=a v=1 1")).hasSize(1);
        assertThat(read("x".repeat(1000) + "\nm,host=a v=1 1")).hasSize(1);
        assertThat(read(" ".repeat(1000) + "\nm,host=a v=1 1")).hasSize(1);
    }

    @Test
    void namesTagsAndFieldsAreLimited() {
        limited(new ParseLimits(1000, 16, 2, 2, 100, 100));
        assertThat(read("m,host=" + "x".repeat(16) + " v=1 1")).hasSize(1);
        assertThat(read("m,host=" + "x".repeat(17) + " v=1 1")).isEmpty();
        assertThat(read("m,host=a,b=c v=1,w=2 1")).hasSize(2);
        assertThat(read("m,host=a,b=c,d=e v=1 1")).isEmpty();
        assertThat(read("m,host=a,b=c v=1,w=2,x=3 1")).isEmpty();
    }

    @Test
    void seriesAreLimitedForAHostAndInAll() {
        limited(ParseLimits.defaults().withSeries(2, 3));
        assertThat(read("m,host=a v=1,w=1 1\nm,host=a x=1 1\nm,host=a w=2 2")).hasSize(3);
        assertThat(parser.rejections().get(0).reason()).contains("host a has 2 series already");
        assertThat(read("m,host=b v=1 1\nm,host=b w=1 1\nm,host=b v=2 2")).hasSize(2);
        assertThat(parser.rejections().get(0).reason()).contains("there are 3 series already");
    }

    @Test
    void partsOfABodyGiveTheSameAsTheWhole() {
        String body =
                """
                cpu,host=a v=12.5,w=3i,t="a
                b\\"" 17\r

                # x
                cpu,host=b v=t
                bad
                cpu,host=a v=1 2
                cpu,host=a v="x

                cpu,host=c v=2 3
                """;
        List<String> whole = read(body);
        List<Rejection> rejections = parser.rejections();
        byte[] bytes = body.getBytes(UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            SampleBatch batch = new SampleBatch(4);
            parser.begin(Precision.SECONDS, RECEIVED, batch);
            int from = 0;
            for (int to = size; from < bytes.length; to = Math.min(to + size, bytes.length)) {
                from = parser.parse(bytes, from, to, to == bytes.length);
            }
            assertThat(shown(batch)).as("in parts of %d", size).isEqualTo(whole);
            assertThat(parser.rejections()).isEqualTo(rejections);
        }
    }

    @Test
    void whatIsPredictedWronglyIsStillReadRightly() {
        List<String> lines =
                List.of("cpu,host=a x=1,y=2 1", "cpu,host=b y=3,x=4 1", "cpu,host=ab y=5,xx=6 1");
        List<List<String>> samples =
                List.of(
                        List.of("cpu,host=a x 1.0 1000000", "cpu,host=a y 2.0 1000000"),
                        List.of("cpu,host=b y 3.0 1000000", "cpu,host=b x 4.0 1000000"),
                        List.of("cpu,host=ab y 5.0 1000000", "cpu,host=ab xx 6.0 1000000"));
        List<Integer> order = List.of(0, 1, 2, 0, 2, 1, 2, 1, 0, 0, 0, 1, 1, 2, 2, 0, 1, 2);
        assertThat(read(order.stream().map(lines::get).collect(Collectors.joining("\n"))))
                .isEqualTo(order.stream().flatMap(i -> samples.get(i).stream()).toList());
    }

    private void limited(ParseLimits limits) {
        parser = new LineProtocolParser(new SeriesDirectory(catalog, limits));
    }

    private List<String> read(String body) {
        return read(Precision.SECONDS, body);
    }

    private List<String> read(String body, boolean utf8) {
        return read(Precision.SECONDS, body.getBytes(utf8 ? UTF_8 : ISO_8859_1));
    }

    private List<String> read(Precision precision, String body) {
        return read(precision, body.getBytes(UTF_8));
    }

    private List<String> read(Precision precision, byte[] bytes) {
        SampleBatch batch = new SampleBatch(1);
        parser.begin(precision, RECEIVED, batch);
        assertThat(parser.parse(bytes, 0, bytes.length, true)).isEqualTo(bytes.length);
        return shown(batch);
    }

    private List<String> shown(SampleBatch batch) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            shown.add(
                    "%s %s %d"
                            .formatted(
                                    catalog.key(batch.series(i)), batch.value(i), batch.micros(i)));
        }
        for (SampleBatch.Text text : batch.texts()) {
            shown.add(
                    "%s '%s' %d"
                            .formatted(catalog.key(text.series()), text.value(), text.micros()));
        }
        return shown;
    }
}
