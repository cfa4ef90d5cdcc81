package millwright.agent.probe.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a log, each complete line is read exactly once. */
class TailPropertyTest {
    enum Step {
        APPEND,
        APPEND_MANY,
        APPEND_HALF,
        READ,
        RENAME,
        RENAME_AND_PACK,
        COPY_AND_TRUNCATE,
        RESTART
    }

    /** A log, its reader, and what must have been read in the end. */
    private static final class World implements AutoCloseable {
        final Path folder;
        final RotatingLog log;
        final PathPattern path;
        final List<String> read = new ArrayList<>();
        final List<String> written = new ArrayList<>();
        Tail tail;
        String half = "";

        World() throws IOException {
            folder = Files.createTempDirectory("tail");
            log = new RotatingLog(folder.resolve("access.log"));
            path = PathPattern.parse(log.file.toString());
            tail = open();
        }

        private Tail open() {
            return new Tail(path, 1 << 20, Optional.of(StateFile.of(folder, "log", "shop")));
        }

        void append(int lines) throws IOException {
            StringBuilder text = new StringBuilder(half.isEmpty() ? "" : half.substring(4) + "\n");
            if (!half.isEmpty()) {
                written.add(half);
                half = "";
            }
            for (int i = 0; i < lines; i++) {
                String line = "line " + written.size() + " of the log";
                written.add(line);
                text.append(line).append('\n');
            }
            log.append(text.toString());
        }

        /** The begin of a line, whose end comes with the next append. */
        void appendHalf() throws IOException {
            if (half.isEmpty()) {
                half = "line " + written.size() + " in two halves";
                log.append(half.substring(0, 4));
            }
        }

        /** A writer finishes its line before the log is rotated. */
        void rotate(RotatingStep step) throws IOException {
            append(0);
            step.apply(log);
        }

        void read() {
            tail.read(read::add, () -> true);
            tail.keep(java.util.Map.of());
        }

        /** Two readings to come to the newest file, and one in it. */
        void seeSomething() throws IOException {
            append(1);
            read();
            read();
            read();
        }

        void restart() {
            tail.close();
            tail = open();
        }

        @Override
        public void close() throws IOException {
            tail.close();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private interface RotatingStep {
        void apply(RotatingLog log) throws IOException;
    }

    @Property(tries = 400)
    void eachLineOnce(@ForAll @Size(max = 40) List<Step> steps) throws IOException {
        try (World world = new World()) {
            world.log.append("before the agent\n");
            world.read();
            assertThat(world.read).isEmpty();
            for (Step step : steps) {
                switch (step) {
                    case APPEND -> world.append(1);
                    case APPEND_MANY -> world.append(100);
                    case APPEND_HALF -> world.appendHalf();
                    case READ -> world.read();
                    case RENAME -> world.rotate(RotatingLog::rename);
                    // What is packed or truncated is known again only if some of it was seen.
                    case RENAME_AND_PACK -> {
                        world.seeSomething();
                        world.rotate(log -> log.rename().pack());
                    }
                    case COPY_AND_TRUNCATE -> {
                        world.seeSomething();
                        world.append(3);
                        world.rotate(RotatingLog::copyAndTruncate);
                    }
                    case RESTART -> world.restart();
                    default -> throw new IllegalStateException("no such step: " + step);
                }
            }
            world.append(1);
            for (int i = 0; i < 3; i++) {
                world.read();
            }
            assertThat(world.read).isEqualTo(world.written);
        }
    }

    @Property(tries = 100)
    void chunksDoNotMatter(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 60) Integer> lengths) {
        StringBuilder text = new StringBuilder();
        lengths.forEach(length -> text.append("x".repeat(length)).append("\r\n"));
        byte[] bytes = text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int size : new int[] {1, 2, 3, 7, 64, bytes.length}) {
            List<String> lines = new ArrayList<>();
            LineSplitter splitter = new LineSplitter(0, false);
            for (int from = 0; from < bytes.length; from += size) {
                int count = Math.min(size, bytes.length - from);
                splitter.feed(
                        java.util.Arrays.copyOfRange(bytes, from, from + count), count, lines::add);
            }
            assertThat(lines).isEqualTo(text.toString().lines().toList());
            assertThat(splitter.offset()).isEqualTo(bytes.length);
        }
    }
}
