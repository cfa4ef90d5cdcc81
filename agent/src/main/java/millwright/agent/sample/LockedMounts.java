package millwright.agent.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Mounts that are read-only for this process alone. A service manager that protects the system from
 * us ({@code ProtectSystem=strict}) shows us every mount read-only, and then only the superblock
 * tells what the others may write.
 */
final class LockedMounts {
    /** {@code 36 35 98:0 / /data ro,noatime shared:1 - ext4 /dev/sda1 rw}; see proc(5). */
    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    private LockedMounts() {}

    /**
     * Empty where the root is writable, so that nobody has locked us in, and where not on Linux.
     */
    static Set<String> now() {
        try {
            return of(Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1));
        } catch (IOException noSuchTable) {
            return Set.of();
        }
    }

    static Set<String> of(List<String> table) {
        Set<String> locked = new HashSet<>();
        for (String line : table) {
            List<String> words = List.of(line.split(" "));
            int dash = words.indexOf("-");
            if (dash >= 6
                    && words.size() > dash + 3
                    && has(words.get(5), "ro")
                    && has(words.get(dash + 3), "rw")) {
                locked.add(words.get(4).replace("\\040", " ")); // as OSHI does
            }
        }
        return locked.contains("/") ? locked : Set.of();
    }

    private static boolean has(String options, String option) {
        return List.of(options.split(",")).contains(option);
    }
}
