package millwright.agent.deliver;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import millwright.agent.trust.Identity;
import millwright.config.ByteSize;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Identity NOBODY = Identity.of(Optional.empty());

    private static DeliveryConfig config(URI collector) {
        return new DeliveryConfig(
                collector,
                Optional.empty(),
                ofSeconds(3600),
                100,
                ofSeconds(5),
                ofSeconds(60),
                ByteSize.kibibytes(64),
                ofSeconds(2));
    }

    @Test
    void whatHasGatheredIsDeliveredBeforeItCloses() {
        try (FakeCollector collector = new FakeCollector()) {
            Delivery delivery =
                    new Delivery(config(collector.uri()), NOBODY, "a", InstantSource.system());
            delivery.start();
            delivery.accept(Lines.from(1, 1));
            delivery.close();
            assertThat(collector.bodies())
                    .containsExactly("mem,host=db-07 used=1i 1772359330000\n");
            assertThat(delivery.health().samplesSent()).isEqualTo(1);
            assertThat(delivery.health().lastPush()).isPresent();
        }
    }

    @Test
    void closingWithADeadCollectorEndsSoonAndWithoutFailure() {
        Delivery delivery =
                new Delivery(
                        config(URI.create("http://127.0.0.1:1")),
                        NOBODY,
                        "a",
                        InstantSource.system());
        delivery.start();
        delivery.accept(Lines.from(1, 1));
        delivery.close();
        assertThat(delivery.health().samplesSent()).isZero();
    }

    @Test
    void aFullSpoolDropsTheOldestAndCountsIt() {
        Delivery delivery =
                new Delivery(
                        config(URI.create("http://127.0.0.1:1")),
                        NOBODY,
                        "a",
                        InstantSource.system());
        for (int i = 0; i < 500; i++) {
            delivery.accept(Lines.from(1000L * i, 100)); // each a batch of a few hundred bytes
        }
        DeliveryHealth health = delivery.health();
        assertThat(health.spoolBytes()).isLessThanOrEqualTo(64 * 1024);
        assertThat(health.samplesDropped())
                .isPositive()
                .isEqualTo(50_000 - 100 * health.spoolBatches());
    }
}
