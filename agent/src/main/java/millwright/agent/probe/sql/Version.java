package millwright.agent.probe.sql;

import java.util.Arrays;

/**
 * Of a server, such as 10.5.9; parts that are not there are 0.
 *
 * @param major 0 or more
 */
record Version(int major, int minor, int patch) implements Comparable<Version> {
    /**
     * @param text {@code 14}, {@code 10.5} or {@code 8.0.22}; whatever follows, such as {@code
     *     -MariaDB-0+deb12u1}, is left out
     */
    static Version parse(String text) {
        String[] written = text.strip().split("[^0-9]+", 4);
        int[] parts = new int[3];
        for (int i = 0; i < Math.min(3, written.length); i++) {
            parts[i] = written[i].isEmpty() ? 0 : Integer.parseInt(written[i]);
        }
        return new Version(parts[0], parts[1], parts[2]);
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(
                new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
    }
}
