package millwright.collector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private static final Labels MORE = Labels.of("job", "node", "instance", "db-07:9100");

    @Test
    void linesAreReadWithTheirLabelsAndThoseOfTheTarget() throws IOException {
        List<Series> read =
                read(
                        """
                        # TYPE a gauge
                        a{mode="idle",path="C:\\\\",text="say \\"x\\"\\n"} 1.5 1700000000000
                        a { b = "1" , } -Inf
                        a 2 # {trace="x"} 3
                        a{job="its own"} 4
                        other{ not even read
                        """);

        assertThat(read).hasSize(4);
        Labels first = read.get(0).labels();
        assertThat(first.value("path")).isEqualTo("C:\\");
        assertThat(first.value("text")).isEqualTo("say \"x\"\n");
        assertThat(first.value("instance")).isEqualTo("db-07:9100");
        assertThat(read.get(0).millis()).as("the scrape's own time").containsExactly(7);
        assertThat(read.get(0).values()).containsExactly(1.5);
        assertThat(read.get(1).labels().value("b")).isEqualTo("1");
        assertThat(read.get(1).values()).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(read.get(2).values()).containsExactly(2);
        assertThat(read.get(3).labels().value("job")).isEqualTo("node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|it ends too early",
                "a{b=\"1\"|it ends too early",
                "a{b=1} 2|\" is missing before \"1} 2\"",
                "a{=\"1\"} 2|a label or } is missing",
                "a one|\"one\" is no value"
            })
    void aLineThatIsNoneIsNamed(String line, String why) {
        assertThatThrownBy(() -> read("# a comment\n" + line)).hasMessage("line 2: " + why);
    }

    private static List<Series> read(String text) throws IOException {
        return Exposition.read(text, name -> name.equals("a"), MORE, 7);
    }
}
