package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import org.junit.jupiter.api.Test;

class LineEncoderTest {
    private static String encoded(Consumer<SampleBatch> fill) {
        SampleBatch batch = new SampleBatch(Map.of("host", "db-07"));
        fill.accept(batch);
        LineEncoder encoder = new LineEncoder();
        batch.lines().forEach(encoder::add);
        return new String(encoder.toBytes(), StandardCharsets.UTF_8);
    }

    private static SampleLine line(SampleBatch batch) {
        return batch.add("disk", Lines.AT);
    }

    @Test
    void numbersAreAsShortAsTheirTypeAllows() {
        assertThat(
                        encoded(
                                batch ->
                                        line(batch)
                                                .field("percent", 12.5)
                                                .field("whole", 10.0)
                                                .field("bytes", 10L)
                                                .field("least", Long.MIN_VALUE)
                                                .field("tiny", 1e-9)))
                .isEqualTo(
                        "disk,host=db-07 percent=12.5,whole=10,bytes=10i,"
                                + "least=-9223372036854775808i,tiny=1.0E-9 1772359330000\n");
    }

    @Test
    void separatorsInNamesAreEscaped() {
        assertThat(
                        encoded(
                                batch ->
                                        line(batch)
                                                .tag("path", "/mnt/a b,c=d")
                                                .field("a b", "say \"C:\\\"")))
                .isEqualTo(
                        "disk,host=db-07,path=/mnt/a\\ b\\,c\\=d a\\ b=\"say \\\"C:\\\\\\\"\""
                                + " 1772359330000\n");
    }

    @Test
    void whatTheProtocolCannotSayIsReplaced() {
        assertThat(encoded(batch -> line(batch).tag("path", "C:\\").field("a", 1L)))
                .contains(",path=C:/ ");
        assertThat(encoded(batch -> line(batch).tag("path", "\\\\nas\\a b\\ c").field("a", 1L)))
                .contains(",path=/\\nas\\a\\ b/\\ c ");
        assertThat(encoded(batch -> line(batch).tag("name", "a\nb\tc").field("a", "x\ny")))
                .contains(",name=a\\ b\\ c a=\"x y\" ");
    }

    @Test
    void anEmptyTagIsLeftOutAndSoIsALineWithoutFields() {
        assertThat(encoded(batch -> line(batch).tag("device", "").field("a", 1L)))
                .isEqualTo("disk,host=db-07 a=1i 1772359330000\n");
        assertThat(encoded(batch -> line(batch).tag("device", "sda"))).isEmpty();
    }

    @Test
    void whatIsNoNumberIsRefusedBeforeItIsWritten() {
        assertThatThrownBy(() -> encoded(batch -> line(batch).field("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("disk a is NaN");
    }

    @Test
    void theBufferIsUsedAgainAndGrowsAsNeeded() {
        LineEncoder encoder = new LineEncoder();
        Lines.from(0, 1000).lines().forEach(encoder::add);
        assertThat(encoder.lines()).isEqualTo(1000);
        assertThat(encoder.samples()).isEqualTo(1000);
        encoder.clear();
        Lines.from(7, 1).lines().forEach(encoder::add);
        assertThat(new String(encoder.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("mem,host=db-07 used=7i 1772359330000\n");
    }
}
