package millwright.agent.probe.tail;

import static java.util.Objects.requireNonNull;
import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.TOO_LARGE;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipException;
import millwright.agent.probe.TargetDownException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log as it grows: each complete line once, also when the log is rotated (renamed, copied
 * and truncated, packed, deleted) or the agent restarts. When a new file appears, the old one is
 * read to its end, and once more a reading later, since its writers may be slow to turn; only then
 * comes the new one. A last line without its end is never counted.
 *
 * <p>Lost is only what nobody can find again: what stood in a file that was deleted while the agent
 * was down, what came between the last reading and a truncation that left no copy, and a file that
 * was packed or truncated before a byte of it had been seen. One thread at a time.
 */
public final class Tail implements AutoCloseable {
    /** Of a longer line only the beginning is read. */
    public static final int LINE_BYTES_MAX = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int CHUNK_BYTES = 32 * 1024;

    /** An open file can still be read when it has been deleted; on Windows it is in the way. */
    private static final boolean HOLDS_FILES_OPEN = File.separatorChar == '/';

    private static final String NOTE = "note.";

    private final PathPattern pattern;
    private final LogFiles files;
    private final long bytesMax;
    private final Optional<StateFile> state;

    private Optional<Position> position = Optional.empty();
    private Optional<Map<String, String>> notes = Optional.empty();
    private Optional<LogReader> reader = Optional.empty();
    private LineSplitter splitter = new LineSplitter(0, false);
    private boolean isGraceOver;
    private int turnsMissing;
    private long linesCut;
    private boolean isStateTrouble;

    /**
     * @param bytesMax of one reading
     * @param state where the position outlives a restart; empty keeps nothing
     */
    public Tail(PathPattern pattern, long bytesMax, Optional<StateFile> state) {
        this.pattern = requireNonNull(pattern, "pattern");
        this.files = new LogFiles(pattern);
        this.bytesMax = bytesMax;
        this.state = requireNonNull(state, "state");
    }

    /** What {@link #keep} was given before a restart; empty at the first start. */
    public Map<String, String> notes() {
        if (notes.isPresent()) {
            return notes.get();
        }
        Map<String, String> found = new HashMap<>();
        if (state.isPresent()) {
            try {
                Map<String, String> kept = state.get().read().map(Map::copyOf).orElse(Map.of());
                if (pattern.toString().equals(kept.get("path"))) {
                    position = Position.read(kept);
                    kept.forEach(
                            (key, value) -> {
                                if (key.startsWith(NOTE)) {
                                    found.put(key.substring(NOTE.length()), value);
                                }
                            });
                }
            } catch (IOException unreadable) {
                LOG.warn(
                        "{}: where reading stopped cannot be told ({}). It begins at the end of the"
                                + " log.",
                        pattern,
                        unreadable.toString());
            }
        }
        notes = Optional.of(Map.copyOf(found));
        return notes.get();
    }

    /**
     * Keeps where reading stands, together with what its reader has made of the lines so far: a
     * restart finds both, or both of an earlier time.
     */
    public void keep(Map<String, String> words) {
        if (state.isEmpty() || position.isEmpty()) {
            return;
        }
        Map<String, String> all = new HashMap<>();
        all.put("path", pattern.toString());
        position.get().write(all);
        words.forEach((key, value) -> all.put(NOTE + key, value));
        try {
            state.get().write(all);
            isStateTrouble = false;
        } catch (IOException broken) {
            if (!isStateTrouble) {
                LOG.warn(
                        "{}: where reading stands cannot be kept in {} ({}). A restart may count"
                                + " lines twice.",
                        pattern,
                        state.get(),
                        broken.toString());
            }
            isStateTrouble = true;
        }
    }

    /** Lines longer than {@link #LINE_BYTES_MAX}, since the start of the agent. */
    public long linesCut() {
        return linesCut + splitter.linesCut();
    }

    /**
     * Hands on what is new. The first reading ever begins at the log's end.
     *
     * @param hasTime asked between chunks; what is left when it says no is left to the next reading
     * @throws TargetDownException where the log cannot be read; lines before that are handed on
     */
    public TailReading read(LineSink sink, BooleanSupplier hasTime) {
        var unused = notes();
        try {
            long bytes = turn(sink, hasTime);
            OptionalLong unread = reader.isPresent() ? reader.get().unread() : OptionalLong.of(0);
            complainIfMissing();
            return new TailReading(bytes, unread);
        } catch (IOException broken) {
            letGo();
            throw down(broken);
        } finally {
            if (!HOLDS_FILES_OPEN) {
                letGo();
            }
        }
    }

    private long turn(LineSink sink, BooleanSupplier hasTime) throws IOException {
        if (position.isEmpty()) {
            position = Optional.of(atEnd());
        }
        long bytes = 0;
        while (open()) {
            bytes += drain(sink, bytesMax - bytes, hasTime);
            if (bytes >= bytesMax || !hasTime.getAsBoolean()) {
                return bytes;
            }
            List<Path> next = next();
            if (next.isEmpty()) {
                return bytes;
            }
            if (next.size() == 1 && !isGraceOver) {
                isGraceOver = true;
                return bytes;
            }
            begin(next.get(0));
        }
        return bytes;
    }

    /** Behind the last line end: what comes after it is the rest of a line. */
    private Position atEnd() throws IOException {
        Optional<Path> live = files.live();
        if (live.isEmpty()) {
            return Position.BEFORE_ALL;
        }
        try (LogReader file = LogReader.open(live.get(), 0)) {
            long end = file.unread().orElse(0);
            OptionalLong lineEnd = file.lastLineEnd(LINE_BYTES_MAX);
            long offset = lineEnd.orElse(end);
            return new Position(
                    live.get().getFileName().toString(),
                    LogReader.inode(live.get()),
                    offset,
                    lineEnd.isEmpty(),
                    Beginning.of(file, end));
        }
    }

    /** False where there is nothing to read. */
    private boolean open() throws IOException {
        if (reader.isPresent() && reader.get().holds(position.orElseThrow())) {
            return true;
        }
        letGo();
        Position at = position.orElseThrow();
        Optional<Path> file = at.isBeforeAll() ? Optional.empty() : locate(at);
        if (file.isEmpty()) {
            List<Path> next = at.isBeforeAll() ? files.live().stream().toList() : next();
            if (next.isEmpty()) {
                return false;
            }
            if (!at.isBeforeAll()) {
                LOG.warn(
                        "{}: {} was emptied or is gone, and no copy is left. What came behind byte"
                                + " {} of it, if anything, is not counted.",
                        pattern,
                        at.name(),
                        at.offset());
            }
            begin(next.get(0));
            file = Optional.of(next.get(0));
        }
        at = position.orElseThrow();
        reader = Optional.of(LogReader.open(file.get(), at.offset()));
        if (!reader.get().holds(at)) {
            letGo(); // rotated away this very moment
            return false;
        }
        position =
                Optional.of(
                        new Position(
                                file.get().getFileName().toString(),
                                LogReader.inode(file.get()),
                                at.offset(),
                                at.isSkipping(),
                                at.beginning()));
        linesCut += splitter.linesCut();
        splitter = new LineSplitter(at.offset(), at.isSkipping());
        return true;
    }

    private void begin(Path file) {
        letGo();
        position = Optional.of(Position.startOf(file));
        isGraceOver = false;
    }

    /** How many bytes came. */
    private long drain(LineSink sink, long most, BooleanSupplier hasTime) throws IOException {
        LogReader from = reader.orElseThrow();
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, most)];
        long bytes = 0;
        try {
            while (bytes < most) {
                int count = from.read(chunk);
                if (count <= 0) {
                    break;
                }
                bytes += count;
                splitter.feed(chunk, count, sink);
                if (!hasTime.getAsBoolean()) {
                    break;
                }
            }
        } finally {
            advance(from);
        }
        return bytes;
    }

    private void advance(LogReader from) throws IOException {
        Position at = position.orElseThrow();
        Beginning beginning = at.beginning();
        if (beginning.bytes() < Beginning.BYTES_MAX && splitter.seen() > beginning.bytes()) {
            beginning = Beginning.of(from, splitter.seen());
        }
        position =
                Optional.of(
                        new Position(
                                at.name(),
                                at.inode(),
                                splitter.offset(),
                                splitter.isSkipping(),
                                beginning));
    }

    /** The files that come after the one that is being read, oldest first. */
    private List<Path> next() throws IOException {
        Position at = position.orElseThrow();
        Optional<Path> live = files.live();
        if (live.isPresent() && isSame(live.get(), at)) {
            return List.of();
        }
        List<Path> all = files.all();
        Optional<Path> mine = locate(at);
        int place = mine.map(all::indexOf).orElse(-1);
        return place < 0 ? files.after(at.name()) : all.subList(place + 1, all.size());
    }

    /** The file that was being read, or a copy of it, whatever its name is now. */
    private Optional<Path> locate(Position at) throws IOException {
        Optional<Path> live = files.live();
        if (live.isPresent() && isSame(live.get(), at)) {
            return live;
        }
        List<Path> all = files.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (Files.isReadable(all.get(i)) && isSame(all.get(i), at)) {
                return Optional.of(all.get(i));
            }
        }
        for (int i = all.size() - 1; i >= 0 && at.beginning().bytes() > 0; i--) {
            if (Files.isReadable(all.get(i)) && hasRead(all.get(i), at)) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(Path file, Position at) throws IOException {
        OptionalLong inode = LogReader.inode(file);
        boolean haveInodes = inode.isPresent() && at.inode().isPresent();
        boolean isAlike =
                haveInodes
                        ? inode.equals(at.inode())
                        : file.getFileName().toString().equals(at.name());
        return isAlike && hasRead(file, at);
    }

    private static boolean hasRead(Path file, Position at) throws IOException {
        try (LogReader candidate = LogReader.open(file, 0)) {
            return candidate.holds(at);
        } catch (NoSuchFileException | EOFException | ZipException elsewhere) {
            return false; // rotated away this very moment, or still being packed
        }
    }

    /** Between a rotation's two steps there is none for a moment. */
    private void complainIfMissing() throws IOException {
        if (files.live().isPresent()) {
            turnsMissing = 0;
            return;
        }
        turnsMissing++;
        if (turnsMissing > 1 || position.orElseThrow().isBeforeAll()) {
            throw new NoSuchFileException(pattern.toString());
        }
    }

    private TargetDownException down(IOException broken) {
        String user = System.getProperty("user.name");
        if (broken instanceof NoSuchFileException) {
            String what = pattern.hasWildcards() ? "no file fits " : "there is no file ";
            return new TargetDownException(UNREADABLE, what + pattern, broken);
        }
        if (broken instanceof AccessDeniedException denied) {
            String words =
                    "%s may not be read by user %s. Let a group of that user read it, such as adm"
                            .formatted(denied.getFile(), user);
            return new TargetDownException(PERMISSION, words, broken);
        }
        if (broken instanceof PathPattern.TooManyEntriesException) {
            return new TargetDownException(TOO_LARGE, broken.getMessage(), broken);
        }
        return new TargetDownException(
                UNREADABLE, "%s could not be read: %s".formatted(pattern, broken), broken);
    }

    /** Lines before the first that is no comment: the columns of a W3C log stand there. */
    public List<String> headLines() {
        try {
            Optional<Path> live = files.live();
            if (live.isEmpty()) {
                return List.of();
            }
            try (LogReader file = LogReader.open(live.get(), 0)) {
                String head = new String(file.beginning(8192), StandardCharsets.UTF_8);
                return head.lines().takeWhile(line -> line.startsWith("#")).toList();
            }
        } catch (IOException broken) {
            throw down(broken);
        }
    }

    private void letGo() {
        reader.ifPresent(
                open -> {
                    try {
                        open.close();
                    } catch (IOException ignored) {
                        LOG.debug("{}: a file did not close.", pattern, ignored);
                    }
                });
        reader = Optional.empty();
    }

    @Override
    public void close() {
        letGo();
    }
}
