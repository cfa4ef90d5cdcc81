package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Adds batches, and removes some, until it is killed; says each that is the spool's. */
final class SpoolWriter {
    private SpoolWriter() {}

    static Batch batch(int number) {
        byte[] content = new byte[200 + number % 1500];
        new SplittableRandom(number).nextBytes(content);
        return new Batch(AT, content, 1, number);
    }

    static DiskSpool open(Path folder, Losses losses) {
        return DiskSpool.open(
                folder, 16 << 20, Duration.ofDays(7), path -> Long.MAX_VALUE, losses, AT);
    }

    public static void main(String[] arguments) {
        try (Spool spool = open(Path.of(arguments[0]), new Losses())) {
            for (int number = Integer.parseInt(arguments[1]); ; number++) {
                spool.add(batch(number));
                if (number % 3 == 0) {
                    Spooled oldest = spool.next(0, Long.MAX_VALUE).orElseThrow();
                    System.out.print("remove " + oldest.batch().samples() + "\n"); // in one write
                    System.out.flush();
                    spool.remove(oldest.id());
                }
                System.out.print("added " + number + "\n");
                System.out.flush();
            }
        }
    }
}
