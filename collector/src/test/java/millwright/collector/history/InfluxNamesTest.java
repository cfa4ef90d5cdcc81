package millwright.collector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of series on their way to InfluxDB and back. */
class InfluxNamesTest {
    @Test
    void ordinaryNamesStayAsTheyAre() {
        assertThat(InfluxNames.encode("usage_active")).isEqualTo("usage_active");
        assertThat(InfluxNames.encode("/var/lib, é🚜='\"")).isEqualTo("/var/lib, é🚜='\"");
    }

    @Test
    void whatLineProtocolCannotWriteIsWrittenAsInUrls() {
        assertThat(InfluxNames.encode("C:\\")).isEqualTo("C:%5C");
        assertThat(InfluxNames.encode("a\nb")).isEqualTo("a%0Ab");
        assertThat(InfluxNames.encode("50 %")).isEqualTo("50 %25");
        assertThat(InfluxNames.encode("")).isEqualTo("%");
        assertThat(InfluxNames.encode("time")).isEqualTo("%time");
        assertThat(InfluxNames.measurement("#m=1")).isEqualTo("%23m%3D1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "%", "%%", "%5C", "%time", "time", "a_text", "_text", "#x=1", "C:\\", "%F"
            })
    void everyNameComesBack(String name) {
        assertThat(InfluxNames.decode(InfluxNames.encode(name))).isEqualTo(name);
        assertThat(InfluxNames.decode(InfluxNames.field(name))).isEqualTo(name);
        assertThat(InfluxNames.decode(InfluxNames.measurement(name))).isEqualTo(name);
    }

    @Test
    void aFieldThatIsCalledLikeATextIsNone() {
        assertThat(InfluxNames.field("a_text")).isEqualTo("a%5Ftext");
        assertThat(InfluxNames.field("text")).isEqualTo("text");
    }

    @Test
    void whatOthersHaveWrittenWithAPercentSignStays() {
        assertThat(InfluxNames.decode("50%")).isEqualTo("50%");
        assertThat(InfluxNames.decode("5%5")).isEqualTo("5%5");
        assertThat(InfluxNames.decode("%5c")).isEqualTo("%5c");
    }

    @Test
    void linesAndQueriesAreQuoted() {
        SeriesKey key =
                new SeriesKey("m 1", new TreeMap<>(Map.of("host", "a,b=c", "x", "it's")), "f \"1");
        InfluxLines lines = new InfluxLines();
        lines.add(key, 5, -0.5);
        lines.addText(key, 6, "say \"no\" \\");

        assertThat(lines.take())
                .isEqualTo(
                        """
                        m\\ 1,host=a\\,b\\=c,x=it's f\\ "1=-0.5 5
                        m\\ 1,host=a\\,b\\=c,x=it's f\\ "1_text="say \\"no\\" \\\\" 6
                        """);
        assertThat(InfluxQl.field("f \"1")).isEqualTo("\"f \\\"1\"::field");
        assertThat(InfluxQl.fromWhere(key, 1, 2))
                .isEqualTo(
                        " FROM \"m 1\" WHERE time >= 1000 AND time < 2000"
                                + " AND \"host\"::tag = 'a,b=c' AND \"x\"::tag = 'it\\'s'");
    }
}
