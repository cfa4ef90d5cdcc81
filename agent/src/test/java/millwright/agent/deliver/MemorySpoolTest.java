package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemorySpoolTest {
    private final MemorySpool spool = new MemorySpool(400); // a batch costs 64 bytes more

    private static Batch batch(int bytes, int samples) {
        return new Batch(new byte[bytes], 1, samples);
    }

    @Test
    void batchesComeOutInTheirOrder() {
        Batch first = batch(100, 1);
        Batch second = batch(100, 2);
        spool.add(first);
        spool.add(second);
        assertThat(spool.oldest()).containsSame(first);
        spool.remove(first);
        assertThat(spool.oldest()).containsSame(second);
        assertThat(spool.batches()).isEqualTo(1);
        assertThat(spool.bytes()).isEqualTo(164);
    }

    @Test
    void whenItIsFullTheOldestGoes() {
        Batch second = batch(136, 20); // exactly two of them fit
        assertThat(spool.add(batch(136, 10))).isZero();
        assertThat(spool.add(second)).isZero();
        assertThat(spool.add(batch(136, 30))).isEqualTo(10);
        assertThat(spool.oldest()).containsSame(second);
        assertThat(spool.bytes()).isEqualTo(400);
    }

    @Test
    void oneThatCanNeverFitIsDroppedItself() {
        spool.add(batch(10, 5));
        assertThat(spool.add(batch(337, 7))).isEqualTo(7);
        assertThat(spool.batches()).isEqualTo(1);
    }

    @Test
    void removingABatchThatWasDroppedMeanwhileDoesNothing() {
        Batch first = batch(136, 1);
        spool.add(first);
        spool.add(batch(136, 1));
        spool.add(batch(136, 1));
        spool.remove(first);
        assertThat(spool.batches()).isEqualTo(2);
    }
}
