package millwright.agent;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pages of files back that the start needed and the idling does not: the JVM's own code and
 * the archive of classes, of which the kernel maps far more than is touched. They stay in the
 * kernel's cache, so what is needed again is there at once. Linux only; elsewhere nothing happens.
 *
 * <p>The packaged start scripts switch it on with {@code -Dmillwright.trim=true}.
 */
final class UnusedPages {
    private static final Logger LOG = LoggerFactory.getLogger(UnusedPages.class);
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final long WORTHWHILE_BYTES = 1 << 20;

    /** The usual interval of samplers, so that pages go when their readings are done. */
    static final Duration PACE = Duration.ofSeconds(10);

    /** After the tick; readings of a healthy machine take less. */
    static final Duration LATER = Duration.ofSeconds(2);

    private final Path smaps;
    private List<Mapping> clean = List.of();
    private boolean isKnown;

    private UnusedPages(Path smaps) {
        this.smaps = smaps;
    }

    /**
     * @param bytes from {@code start} on
     */
    record Mapping(long start, long bytes) {}

    /** Empty where it is not wanted, or the system has no such thing. */
    static Optional<UnusedPages> ofThisProcess() {
        boolean isWanted = Boolean.getBoolean("millwright.trim") && Files.isReadable(MAPPINGS);
        return isWanted ? Optional.of(new UnusedPages(MAPPINGS)) : Optional.empty();
    }

    static UnusedPages of(Path smaps) {
        return new UnusedPages(smaps);
    }

    /** Never throws. One thread at a time. */
    void giveBack() {
        try {
            if (!isKnown) { // once: a mapping that cannot be written to stays as it is
                isKnown = true;
                clean = read();
            }
            for (Mapping mapping : clean) {
                LibC.madvise(
                        new Pointer(mapping.start()),
                        new NativeLong(mapping.bytes()),
                        LibC.MADV_DONTNEED);
            }
        } catch (IOException | UncheckedIOException | LinkageError refused) {
            clean = List.of();
            LOG.debug("No pages are given back.", refused);
        }
    }

    private List<Mapping> read() throws IOException {
        try (Stream<String> lines = Files.lines(smaps, StandardCharsets.ISO_8859_1)) {
            return clean(lines.iterator());
        }
    }

    /**
     * Mappings of files that hold nothing of our own, since that would be lost: not writable, and
     * no page, in memory or in swap, that differs from the file. A page may be "dirty" and yet the
     * file's: one that was installed a moment ago waits to be written to the disk.
     *
     * @param smaps as proc(5) describes it
     */
    static List<Mapping> clean(Iterator<String> smaps) {
        List<Mapping> clean = new ArrayList<>();
        Optional<Mapping> candidate = Optional.empty();
        while (smaps.hasNext()) {
            String line = smaps.next();
            if (isHead(line)) {
                candidate.ifPresent(clean::add);
                candidate = candidate(line);
            } else if (isOurs(line)) {
                candidate = Optional.empty();
            }
        }
        candidate.ifPresent(clean::add);
        return List.copyOf(clean);
    }

    /** {@code 7f12a000-7f13b000 r-xp 00000000 fd:00 1234 /usr/lib/libjvm.so}. */
    private static boolean isHead(String line) {
        int dash = line.indexOf('-');
        return dash > 0 && line.substring(0, dash).matches("[0-9a-f]+");
    }

    private static Optional<Mapping> candidate(String head) {
        String[] words = head.split(" +", 6);
        if (words.length < 6 || !words[5].startsWith("/") || !words[1].startsWith("r-")) {
            return Optional.empty();
        }
        String[] range = words[0].split("-");
        long start = Long.parseUnsignedLong(range[0], 16);
        long bytes = Long.parseUnsignedLong(range[1], 16) - start;
        return bytes < WORTHWHILE_BYTES ? Optional.empty() : Optional.of(new Mapping(start, bytes));
    }

    private static boolean isOurs(String line) {
        boolean counts =
                line.startsWith("Anonymous:")
                        || line.startsWith("Swap:")
                        || line.startsWith("Locked:");
        return counts && !line.endsWith(" 0 kB");
    }

    /** Loaded where there is something to give back. */
    static final class LibC {
        static final int MADV_DONTNEED = 4;

        static {
            Native.register(LibC.class, "c");
        }

        private LibC() {}

        static native int madvise(Pointer start, NativeLong bytes, int advice);
    }
}
