package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.hardware.NetworkIF.IfOperStatus;

class NetSamplerTest {
    private final FakeInterface eth0 = new FakeInterface("eth0", IfOperStatus.UP);
    private final FakeInterface ifb0 = new FakeInterface("ifb0", IfOperStatus.DOWN);
    private final FakeInterface veth = new FakeInterface("veth12ab", IfOperStatus.UP);
    private int lists;
    private final Sampler sampler =
            new NetSampler(
                    () -> {
                        lists++;
                        return List.of(eth0, ifb0, veth);
                    },
                    List.of("veth*"));

    @Test
    void interfacesThatAreDownOrExcludedAreLeftOut() {
        assertThat(Readings.words(sampler))
                .containsExactly(
                        "net{interface=eth0} bytes_recv=0 bytes_sent=0 packets_recv=3"
                                + " packets_sent=4 err_in=5 err_out=6 drop_in=7");
    }

    @Test
    void theListIsBuiltOnceInThirtyReadings() {
        for (int i = 0; i < 30; i++) {
            Readings.of(sampler);
        }
        assertThat(lists).isEqualTo(1);
        assertThat(Readings.of(sampler)).hasSize(1);
        assertThat(lists).isEqualTo(2);
    }

    @Test
    void anInterfaceThatGoesGivesNoMoreLines() {
        Readings.of(sampler);
        eth0.isPresent = false;
        assertThat(Readings.of(sampler)).isEmpty();
    }
}
