package millwright.agent.probe.tail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A few values that outlive the agent's process. Replaced as a whole; a torn file is told from a
 * good one by its checksum. It is not forced to the disk: after a power failure the older state, or
 * none, may be found.
 */
public final class StateFile {
    private static final int BYTES_MAX = 1 << 20;

    private final Path file;
    private SortedMap<String, String> written = new TreeMap<>();

    private StateFile(Path file) {
        this.file = requireNonNull(file, "file");
    }

    /**
     * @param data the agent's folder
     * @param kind of the target, such as {@code logs}
     * @param target its name; any characters
     */
    public static StateFile of(Path data, String kind, String target) {
        // URLEncoder leaves '.', '-', '_' and '*', and '*' is no part of a name on Windows
        String name = URLEncoder.encode(target, StandardCharsets.UTF_8).replace("*", "%2A");
        if (name.length() > 100) {
            name = name.substring(0, 80) + "-" + HexFormat.of().toHexDigits(target.hashCode());
        }
        return new StateFile(data.resolve("positions").resolve(kind + "-" + name + ".state"));
    }

    /**
     * Empty where there is none, or none that can be used.
     *
     * @throws IOException if there is one that cannot be read
     */
    public Optional<SortedMap<String, String>> read() throws IOException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                return Optional.empty();
            }
            Optional<SortedMap<String, String>> values =
                    parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            values.ifPresent(found -> written = found);
            return values;
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Does nothing where nothing has changed. */
    public void write(Map<String, String> values) throws IOException {
        SortedMap<String, String> sorted = new TreeMap<>(values);
        if (sorted.equals(written) && Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, print(sorted));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = sorted;
    }

    private static String print(SortedMap<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(encode(key) + " " + encode(value) + "\n"));
        return text + "end " + checksum(text.toString()) + "\n";
    }

    private static Optional<SortedMap<String, String>> parse(String text) {
        int end = text.lastIndexOf("end ");
        if (end < 0 || !text.substring(end + 4).strip().equals(checksum(text.substring(0, end)))) {
            return Optional.empty();
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : text.substring(0, end).split("\n")) {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.put(decode(line.substring(0, space)), decode(line.substring(space + 1)));
            }
        }
        return Optional.of(values);
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
