package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchCodeTest {
    private final byte[] value = BatchCode.encode(101, new Batch(AT, new byte[] {1, 2, 3}, 4, 5));

    @Test
    void aBatchComesBackFromItsPlace() {
        assertThat(BatchCode.decode(101, value))
                .hasValueSatisfying(
                        batch -> {
                            assertThat(batch.sealedAt()).isEqualTo(AT);
                            assertThat(batch.gzip()).containsExactly(1, 2, 3);
                            assertThat(batch.lines()).isEqualTo(4);
                            assertThat(batch.samples()).isEqualTo(5);
                        });
    }

    @Test
    void onePlaceIsNotTakenForAnother() {
        assertThat(BatchCode.decode(8037, value)).isEmpty();
    }

    @Test
    void aChangeOfAnyByteIsNoticed() {
        for (int place = 0; place < value.length; place++) {
            byte[] changed = value.clone();
            changed[place] ^= 0x10;
            assertThat(BatchCode.decode(101, changed)).as("byte %d", place).isEmpty();
        }
    }
}
