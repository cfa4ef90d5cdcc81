package millwright.collector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What /query answers, also when it is cut off. */
class InfluxAnswerTest {
    private static final String FIRST =
            """
            {"results":[{"statement_id":0,"series":[{"name":"cpu","tags":{"host":"a"},
             "columns":["time","u","s"],"values":[[1,-0,null],[2,1.5,"x"]],"partial":true}],"partial":true}]}
            """;
    private static final String SECOND =
            """
            {"results":[{"statement_id":0,"series":[{"name":"cpu","tags":{"host":"a"},
             "columns":["time","u","s"],"values":[[3,9223372036854775808,null]]}]}]}
            """;

    private final List<String> seen = new ArrayList<>();

    private void read(String body) throws IOException {
        InfluxAnswer.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                new InfluxRows() {
                    @Override
                    public void series(String name, Map<String, String> tags, List<String> c) {
                        seen.add(name + tags + c);
                    }

                    @Override
                    public void number(int column, long micros, double value) {
                        seen.add(column + "@" + micros + "=" + value);
                    }

                    @Override
                    public void text(int column, long micros, String value) {
                        seen.add(column + "@" + micros + "='" + value + "'");
                    }
                });
    }

    @Test
    void numbersComeAsTheyWereWrittenOverAllDocuments() throws IOException {
        read(FIRST + SECOND);

        assertThat(seen)
                .containsExactly(
                        "cpu{host=a}[time, u, s]",
                        "1@1=-0.0",
                        "1@2=1.5",
                        "2@2='x'",
                        "cpu{host=a}[time, u, s]",
                        "1@3=9.223372036854776E18");
    }

    @Test
    void anAnswerThatSaysThatMoreComesAndEndsIsNone() {
        assertThatThrownBy(() -> read(FIRST))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer ended in the middle");
    }

    @Test
    void anAnswerThatStopsAnywhereIsNone() {
        String whole = SECOND.strip();
        for (int length = 1; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anErrorInsideAGoodAnswerIsAnError() {
        assertThatThrownBy(() -> read("{\"results\":[{\"error\":\"too much\"}]}"))
                .isInstanceOf(InfluxAnswer.Refused.class)
                .hasMessage("too much");
        assertThatThrownBy(() -> read("{\"error\":\"no\"}"))
                .isInstanceOf(InfluxAnswer.Refused.class)
                .hasMessage("no");
    }
}
