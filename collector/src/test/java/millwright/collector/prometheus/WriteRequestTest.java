package millwright.collector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import millwright.collector.ingest.WriteRefused;
import org.junit.jupiter.api.Test;

class WriteRequestTest {
    private static final Series LOAD =
            new Series(
                    Labels.of("__name__", "node_load1", "instance", "db-07:9100"),
                    new long[] {1_000, 2_000},
                    new double[] {0.5, Series.STALE});
    private static final Series OTHER = Series.of(Labels.of("__name__", "go_goroutines"), 1_000, 7);

    @Test
    void seriesThatAreWantedAreReadAndTheOthersCounted() throws WriteRefused {
        byte[] message =
                new RemoteWriteBody().withMetadata("help").with(OTHER).with(LOAD).message();

        WriteRequest.Content content = WriteRequest.read(message, name -> name.startsWith("node"));

        assertThat(content.unwantedSamples()).isEqualTo(1);
        assertThat(content.series()).hasSize(1);
        Series read = content.series().get(0);
        assertThat(read.labels()).isEqualTo(LOAD.labels());
        assertThat(read.millis()).containsExactly(1_000, 2_000);
        assertThat(Series.isStale(read.values()[1])).as("the NaN kept its bits").isTrue();
        assertThat(Series.isStale(Double.NaN)).isFalse();
    }

    @Test
    void aSeriesWithoutANameIsLeftOutAndTheRestRead() throws WriteRefused {
        byte[] message =
                new RemoteWriteBody()
                        .with(Series.of(Labels.of("instance", "db-07"), 1_000, 7))
                        .with(LOAD)
                        .message();

        WriteRequest.Content content = WriteRequest.read(message, name -> true);

        assertThat(content.series()).hasSize(1);
        assertThat(content.bad()).containsExactly("a series has no name: {instance=\"db-07\"}");
    }

    /** Wherever it is cut, it is read without a fault of ours: as a shorter one, or refused. */
    @Test
    void aMessageThatIsCutIsRefused() {
        byte[] whole = new RemoteWriteBody().with(LOAD).message();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> WriteRequest.read(cut, name -> true))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(WriteRefused.class)
                    .hasMessageContaining("is no prometheus.WriteRequest");
        }
    }

    @Test
    void aBlockIsRefusedByTheSizeThatItSaysBeforeItIsUnpacked() throws WriteRefused {
        byte[] bomb = RemoteWriteBody.snappy(new byte[70_000]);
        assertThat(bomb).hasSizeLessThan(5_000);

        assertThat(Snappy.decompress(bomb, 70_000)).hasSize(70_000);
        assertThatThrownBy(() -> Snappy.decompress(bomb, 69_999))
                .isInstanceOfSatisfying(
                        WriteRefused.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void whatIsNoSnappyIsRefused() {
        byte[] good = new RemoteWriteBody().with(LOAD).snappy();
        for (byte[] bad :
                new byte[][] {
                    {},
                    {-1, -1, -1, -1, -1, -1},
                    {10, 1, 2, 3},
                    Arrays.copyOf(good, good.length - 1),
                    "not compressed at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)
                }) {
            assertThatThrownBy(() -> Snappy.decompress(bad, 1 << 20))
                    .as(Arrays.toString(bad))
                    .isInstanceOfSatisfying(
                            WriteRefused.class, e -> assertThat(e.status()).isIn(400, 413));
        }
    }
}
