package millwright.agent.probe.tail;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a log has been read.
 *
 * @param name of the file; empty while none has been seen
 * @param inode of the file, where there are such
 * @param offset of the first byte that is in no line yet
 * @param isSkipping whether the bytes from there to the next line end belong to a line that was cut
 * @param beginning of the file
 */
record Position(
        String name, OptionalLong inode, long offset, boolean isSkipping, Beginning beginning) {
    /** Before the log exists: its first file will be read whole. */
    static final Position BEFORE_ALL =
            new Position("", OptionalLong.empty(), 0, false, Beginning.NONE);

    static Position startOf(Path file) {
        return new Position(
                file.getFileName().toString(), LogReader.inode(file), 0, false, Beginning.NONE);
    }

    boolean isBeforeAll() {
        return name.isEmpty();
    }

    void write(Map<String, String> state) {
        state.put("file", name);
        inode.ifPresent(number -> state.put("inode", Long.toString(number)));
        state.put("offset", Long.toString(offset));
        state.put("skipping", Boolean.toString(isSkipping));
        state.put("beginning_bytes", Integer.toString(beginning.bytes()));
        state.put("beginning_checksum", Long.toString(beginning.checksum()));
    }

    /** Empty where something is missing. */
    static Optional<Position> read(Map<String, String> state) {
        try {
            String inode = state.get("inode");
            return Optional.of(
                    new Position(
                            state.getOrDefault("file", ""),
                            inode == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(Long.parseLong(inode)),
                            Long.parseLong(state.get("offset")),
                            Boolean.parseBoolean(state.get("skipping")),
                            new Beginning(
                                    Integer.parseInt(state.get("beginning_bytes")),
                                    Long.parseLong(state.get("beginning_checksum")))));
        } catch (NumberFormatException incomplete) {
            return Optional.empty();
        }
    }
}
