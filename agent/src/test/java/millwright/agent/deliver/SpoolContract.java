package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every spool does. */
abstract class SpoolContract {
    final Losses losses = new Losses();

    /** An empty one. */
    abstract Spool spool();

    static Batch batch(int bytes, int samples) {
        byte[] content = new byte[bytes];
        new SplittableRandom(samples).nextBytes(content);
        return new Batch(AT, content, 1, samples);
    }

    /** The samples of all batches in their order. */
    static List<Integer> content(Spool spool) {
        List<Integer> samples = new ArrayList<>();
        Optional<Spooled> next = spool.next(0, Long.MAX_VALUE);
        while (next.isPresent()) {
            samples.add(next.get().batch().samples());
            next = spool.next(next.get().id() + 1, Long.MAX_VALUE);
        }
        return samples;
    }

    @Test
    void batchesComeOutInTheirOrderAndAsTheyWere() {
        try (Spool spool = spool()) {
            spool.add(batch(100, 1));
            spool.add(batch(100, 2));
            Spooled first = spool.next(0, Long.MAX_VALUE).orElseThrow();
            assertThat(first.batch().gzip()).isEqualTo(batch(100, 1).gzip());
            assertThat(first.batch().sealedAt()).isEqualTo(AT);
            assertThat(first.batch().lines()).isEqualTo(1);
            assertThat(content(spool)).containsExactly(1, 2);
            spool.remove(first.id());
            assertThat(content(spool)).containsExactly(2);
            assertThat(spool.batches()).isEqualTo(1);
        }
    }

    @Test
    void placesAscendAndAreSaidBeforehand() {
        try (Spool spool = spool()) {
            for (int i = 1; i < 5; i++) {
                long place = spool.nextId();
                spool.add(batch(10, i));
                assertThat(spool.nextId()).isEqualTo(place + 1);
                Spooled added = spool.next(place, place + 1).orElseThrow();
                assertThat(added.batch().samples()).isEqualTo(i);
                assertThat(spool.next(place + 1, Long.MAX_VALUE)).isEmpty();
            }
        }
    }

    @Test
    void whatIsNotThereCanBeRemovedAndAskedFor() {
        try (Spool spool = spool()) {
            spool.remove(7);
            spool.add(batch(10, 1));
            spool.remove(spool.nextId());
            spool.remove(-1);
            assertThat(content(spool)).containsExactly(1);
            assertThat(spool.next(5, 5)).isEmpty();
        }
    }

    @Test
    void whenItIsFullTheOldestGoAndAreCounted() {
        try (Spool spool = spool()) {
            long added = 0;
            for (int i = 1; spool.batches() == i - 1; i++) {
                spool.add(batch(20_000, i));
                added += i;
            }
            List<Integer> left = content(spool);
            assertThat(left).isSorted().isNotEmpty().doesNotContain(1);
            assertThat(spool.batches()).isEqualTo(left.size());
            assertThat(spool.bytes()).isLessThanOrEqualTo(spool.bytesMax());
            long kept = left.stream().mapToLong(Integer::longValue).sum();
            assertThat(losses.total()).isEqualTo(added - kept);
        }
    }

    @Test
    void oneThatCanNeverFitIsDroppedItself() {
        try (Spool spool = spool()) {
            spool.add(batch(10, 5));
            spool.add(batch((int) spool.bytesMax(), 7));
            assertThat(content(spool)).containsExactly(5);
            assertThat(losses.total()).isEqualTo(7);
        }
    }

    @Test
    void removingABatchThatWasDroppedMeanwhileDoesNothing() {
        try (Spool spool = spool()) {
            long first = spool.nextId();
            spool.add(batch(20_000, 1));
            while (losses.total() == 0) {
                spool.add(batch(20_000, 2));
            }
            long batches = spool.batches();
            spool.remove(first);
            assertThat(spool.batches()).isEqualTo(batches);
        }
    }
}
