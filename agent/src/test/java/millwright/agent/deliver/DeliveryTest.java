package millwright.agent.deliver;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import millwright.agent.trust.Identity;
import millwright.config.ByteSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir Path folder;

    private static final Identity NOBODY = Identity.of(Optional.empty());

    private static DeliveryConfig config(URI collector) {
        return new DeliveryConfig(
                List.of(collector),
                Optional.empty(),
                ofSeconds(3600),
                100,
                ofSeconds(5),
                ofSeconds(60),
                ByteSize.mebibytes(4),
                ofDays(7),
                1000,
                ofSeconds(2));
    }

    private Delivery open(URI collector) {
        return Delivery.open(config(collector), NOBODY, folder, "a", InstantSource.system());
    }

    @Test
    void whatHasGatheredIsDeliveredBeforeItCloses() {
        try (FakeCollector collector = new FakeCollector()) {
            Delivery delivery =
                    Delivery.open(
                            config(collector.uri()), NOBODY, folder, "a", InstantSource.system());
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
    void whatADeadCollectorDidNotTakeIsSentAfterTheNextStart() {
        try (Delivery delivery = open(URI.create("http://127.0.0.1:1"))) {
            delivery.start();
            delivery.accept(Lines.from(1, 1));
        }
        try (FakeCollector collector = new FakeCollector();
                Delivery delivery = open(collector.uri())) {
            assertThat(delivery.health().spoolBatches()).isEqualTo(1);
            delivery.start();
            collector.awaitRequests(1);
            assertThat(collector.bodies())
                    .containsExactly("mem,host=db-07 used=1i 1772359330000\n");
        }
    }

    @Test
    void aSampleIsOnDiskSoonWhateverTheCollectorDoes() throws Exception {
        try (RawServer silent = new RawServer((request, out) -> true);
                Delivery delivery = open(silent.uri())) {
            delivery.start();
            delivery.accept(Lines.from(1, 100)); // a full batch goes at once, into the silence
            silent.requested.await();
            delivery.accept(Lines.from(2, 1));
            while (delivery.health().spoolBatches() < 2) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theMetersTellOfSpoolAndClock() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Delivery delivery = open(URI.create("http://127.0.0.1:1"))) {
            delivery.bindTo(registry);
            for (String name : List.of("spool.batches", "spool.size", "spool.max")) {
                assertThat(registry.get("millwright.agent." + name).gauge().value())
                        .isGreaterThanOrEqualTo(0);
            }
            assertThat(registry.get("millwright.agent.clock.offset").gauge().value()).isNaN();
            assertThat(registry.get("millwright.agent.samples.dropped").functionCounter().count())
                    .isZero();
        }
    }
}
