package millwright.agent.probe.tail;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineTextTest {
    private static final List<String> ERRORLOG =
            List.of(
                    "2026-11-24 02:14:07.31 Backup      Error: 3041, Severity: 16, State: 1.",
                    "2026-11-24 02:14:07.31 Backup      BACKUP failed for قاعدة البيانات.",
                    "",
                    "2026-11-24 02:15:00.02 spid52s     Überlauf");

    private static List<String> read(byte[] file, int chunk) {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(0, false);
        for (int at = 0; at < file.length; at += chunk) {
            int count = Math.min(chunk, file.length - at);
            byte[] bytes = new byte[count];
            System.arraycopy(file, at, bytes, 0, count);
            splitter.feed(bytes, count, lines::add);
        }
        return lines;
    }

    @Property(tries = 100)
    void aLogReadsTheSameInUtf8AndInUtf16WhereverAChunkEnds(
            @ForAll @IntRange(min = 1, max = 400) int chunk) {
        for (Charset charset : List.of(UTF_8, UTF_16LE)) {
            byte[] file = ("\uFEFF" + String.join("\r\n", ERRORLOG) + "\r\n").getBytes(charset);
            assertThat(read(file, chunk)).as("%s", charset).isEqualTo(ERRORLOG);
        }
    }

    @Test
    void aStrayNulMakesNoUtf16OfALine() {
        String line = "2026-11-24 02:14:07 got a\0 where a name should be";
        assertThat(read((line + "\n").getBytes(UTF_8), 100)).containsExactly(line);
    }
}
