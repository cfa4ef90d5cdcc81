package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A damaged file of the spool never stops the agent, never brings a wrong sample, and takes no
 * other file's batches with it.
 */
class SpoolDamagePropertyTest {
    private static final int BATCHES = 400;
    private static final long BYTES_MAX = 4 << 20;

    private static Path whole;

    enum Damage {
        TRUNCATED,
        TAIL_IS_ZERO,
        BYTES_CHANGED,
        RANGE_IS_ZERO
    }

    private static Batch batch(int number) {
        byte[] content = new byte[500 + number % 700];
        new SplittableRandom(number).nextBytes(content);
        return new Batch(AT, content, 1, number);
    }

    private static DiskSpool open(Path folder, Losses losses) {
        return DiskSpool.open(
                folder, BYTES_MAX, Duration.ofDays(7), path -> Long.MAX_VALUE, losses, AT);
    }

    @BeforeContainer
    static void fill() throws IOException {
        // as in production, where what is damaged gets further into the store
        Segment.class.getClassLoader().setPackageAssertionStatus("org.h2.mvstore", false);
        whole = Files.createTempDirectory("spool-whole");
        try (Spool spool = open(whole, new Losses())) {
            for (int number = 1; number <= BATCHES; number++) {
                spool.add(batch(number));
            }
        }
    }

    @AfterContainer
    static void remove() throws IOException {
        delete(whole);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void damageCostsItsOwnFileAtMost(
            @ForAll Damage damage,
            @ForAll @IntRange(min = 0, max = 1000) int which,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double where,
            @ForAll long seed)
            throws IOException {
        Path folder = Files.createTempDirectory("spool-damaged");
        try {
            List<Path> files = copy(folder);
            int index = which % files.size();
            inflict(damage, files.get(index), where, new SplittableRandom(seed));
            long from = firstId(files.get(index));
            long to = index + 1 < files.size() ? firstId(files.get(index + 1)) : BATCHES + 1;
            Set<Integer> expected = new TreeSet<>();
            for (int number = 1; number <= BATCHES; number++) {
                if (number < from || number >= to) {
                    expected.add(number);
                }
            }
            Losses losses = new Losses();
            try (Spool spool = open(folder, losses)) {
                List<Integer> read = drain(spool);
                assertThat(read).isSorted().doesNotHaveDuplicates().containsAll(expected);
                assertThat(spool.batches()).isZero();
                spool.add(batch(7));
                assertThat(SpoolContract.content(spool)).containsExactly(7);
                assertThat(spool.fateAtEnd()).doesNotContain("memory");
            }
            try (Spool again = open(folder, losses)) {
                assertThat(SpoolContract.content(again)).containsExactly(7);
            }
        } finally {
            delete(folder);
        }
    }

    private static List<Path> copy(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.filter(Segment::isOne).sorted().toList()) {
                copies.add(Files.copy(file, folder.resolve(file.getFileName())));
            }
        }
        assertThat(copies).hasSizeGreaterThan(3);
        return copies;
    }

    private static long firstId(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    private static void inflict(Damage damage, Path file, double where, SplittableRandom random)
            throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long at = (long) (where * access.length());
            switch (damage) {
                case TRUNCATED -> access.setLength(at);
                case TAIL_IS_ZERO -> write(access, at, new byte[(int) (access.length() - at)]);
                case RANGE_IS_ZERO ->
                        write(access, at, new byte[(int) Math.min(4096, access.length() - at)]);
                case BYTES_CHANGED -> {
                    for (int i = 0; i < 20; i++) {
                        long place = random.nextLong(access.length());
                        write(access, place, new byte[] {(byte) random.nextInt()});
                    }
                }
            }
        }
    }

    private static void write(RandomAccessFile file, long at, byte[] bytes) throws IOException {
        file.seek(at);
        file.write(bytes);
    }

    private static List<Integer> drain(Spool spool) {
        List<Integer> read = new ArrayList<>();
        Optional<Spooled> next = spool.next(0, Long.MAX_VALUE);
        while (next.isPresent()) {
            Batch batch = next.get().batch();
            assertThat(batch.gzip()).isEqualTo(batch(batch.samples()).gzip());
            assertThat(next.get().id()).isEqualTo(batch.samples());
            read.add(batch.samples());
            spool.remove(next.get().id());
            next = spool.next(0, Long.MAX_VALUE);
        }
        return read;
    }
}
