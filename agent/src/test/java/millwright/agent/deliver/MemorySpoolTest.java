package millwright.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemorySpoolTest extends SpoolContract {
    @Override
    Spool spool() {
        return new MemorySpool(400_000, losses);
    }

    @Test
    void aBatchCostsALittleMoreThanItsBytes() {
        Spool spool = new MemorySpool(456, losses);
        spool.add(batch(100, 1));
        spool.add(batch(100, 2)); // exactly two of them fit
        assertThat(spool.bytes()).isEqualTo(456);
        spool.add(batch(100, 3));
        assertThat(content(spool)).containsExactly(2, 3);
    }
}
