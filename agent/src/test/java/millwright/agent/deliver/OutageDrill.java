package millwright.agent.deliver;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import millwright.agent.sample.SampleBatch;
import millwright.agent.trust.Identity;
import millwright.config.ByteSize;
import millwright.config.Secret;

/**
 * An agent's delivery without samplers, in made-up time: a day of readings as fast as the disk
 * takes them, then twenty times as fast as the clock until all is delivered. {@code
 * install/test-outage} kills it, starts it again and counts what arrived.
 *
 * <p>Arguments: the address, the token's file, a folder, the first reading's time in epoch seconds,
 * readings of the outage. The file {@code ledger} in the folder has a byte for each reading that is
 * the spool's; a start goes on behind it.
 */
public final class OutageDrill {
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final int SPEED = 20;
    private static final int SERIES = 20;
    private static final int FIELDS = 5;
    private static final int CATCHUP_RATE = 5_000;

    private final Instant first;
    private final long outageTicks;
    private final Path ledger;
    private long ticks;
    private Instant now;

    private OutageDrill(Instant first, long outageTicks, Path ledger) throws IOException {
        this.first = first;
        this.outageTicks = outageTicks;
        this.ledger = ledger;
        this.ticks = Files.exists(ledger) ? Files.size(ledger) : 0;
        this.now = timeOf(ticks);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        Secret token = Secret.of(Files.readString(Path.of(arguments[1])).strip());
        OutageDrill drill =
                new OutageDrill(
                        Instant.ofEpochSecond(Long.parseLong(arguments[3])),
                        Long.parseLong(arguments[4]),
                        folder.resolve("ledger"));
        DeliveryConfig config =
                new DeliveryConfig(
                        List.of(URI.create(arguments[0])),
                        Optional.of(token),
                        TICK,
                        5_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        ByteSize.mebibytes(256),
                        Duration.ofDays(7),
                        CATCHUP_RATE,
                        Duration.ofSeconds(4));
        InstantSource clock = () -> drill.now;
        Identity identity = Identity.of(Optional.of(token));
        try (Delivery delivery =
                        Delivery.open(config, identity, folder.resolve("data"), "drill", clock);
                OutputStream ledger = new FileOutputStream(drill.ledger.toFile(), true)) {
            drill.outage(delivery, ledger);
            drill.catchUp(delivery, ledger);
        }
    }

    private Instant timeOf(long tick) {
        return first.plus(TICK.multipliedBy(tick));
    }

    /** Everything as soon as it can be. */
    private void outage(Delivery delivery, OutputStream ledger) throws Exception {
        long from = ticks;
        while (ticks < outageTicks) {
            read(delivery, ledger);
            deliver(delivery);
        }
        System.out.printf(
                "readings %d to %d are in the spool: %d batches in %d bytes%n",
                from, ticks, delivery.health().spoolBatches(), delivery.health().spoolBytes());
    }

    /** Readings go on, until none waits. */
    private void catchUp(Delivery delivery, OutputStream ledger) throws Exception {
        Instant begun = now;
        long begunNanos = System.nanoTime();
        Instant back = now;
        while (delivery.health().spoolBatches() > 0) {
            Instant due = begun.plusNanos((System.nanoTime() - begunNanos) * SPEED);
            now = due;
            if (!due.isBefore(timeOf(ticks))) {
                read(delivery, ledger);
            }
            if (delivery.health().samplesSent() == 0) {
                back = now;
            }
            deliver(delivery);
            LockSupport.parkNanos(5_000_000);
        }
        DeliveryHealth health = delivery.health();
        System.out.printf(
                "delivered after %d simulated seconds (%d samples a second allowed), %d samples"
                        + " dropped, %s%n",
                Duration.between(back, now).toSeconds(),
                CATCHUP_RATE,
                health.samplesDropped(),
                memory());
    }

    private void read(Delivery delivery, OutputStream ledger) throws IOException {
        Instant at = timeOf(ticks);
        if (at.isAfter(now)) {
            now = at;
        }
        SampleBatch batch = new SampleBatch(Map.of("host", "drill"));
        for (int series = 0; series < SERIES; series++) {
            var line = batch.add("drill", at).tag("series", "s" + series);
            for (int field = 0; field < FIELDS; field++) {
                line.field("f" + field, Math.sin(ticks * 0.001 * (series + 1)) * (field + 1));
            }
        }
        delivery.accept(batch);
        delivery.seal(); // as the timer would half a second later
        ledger.write('.');
        ticks++;
    }

    private static void deliver(Delivery delivery) throws InterruptedException {
        Duration wait = delivery.step();
        while (wait.isZero()) {
            wait = delivery.step();
        }
    }

    private static String memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> "resident at most " + line.substring(6).strip())
                        .findFirst()
                        .orElse("")
                : "";
    }
}
