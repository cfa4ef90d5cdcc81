package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where cases are kept.
 *
 * @param url of the database, as JDBC has it
 * @param user may be empty
 * @param password may be empty; never shown
 * @param connectionsMax 2 to 100
 */
public record CasesConfig(String url, String user, String password, int connectionsMax) {
    private static final String FILE = "jdbc:h2:file:";

    public CasesConfig {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "a database's address starts with jdbc:, not '%s'".formatted(url));
        }
        if (connectionsMax < 2 || connectionsMax > 100) {
            throw new IllegalArgumentException(
                    "connections must be 2 to 100, not " + connectionsMax);
        }
    }

    /**
     * A database of our own in a file.
     *
     * @param file without its ending, such as {@code data/cases/cases}
     */
    public static CasesConfig file(Path file) {
        return new CasesConfig(FILE + file.toAbsolutePath().normalize(), "millwright", "", 4);
    }

    boolean isFile() {
        return url.startsWith(FILE);
    }

    /** The file without its ending, for a database that is one. */
    Path file() {
        return Path.of(url.substring(FILE.length()));
    }

    /** Where the cases are, for people. */
    String where() {
        return isFile() ? file() + ".mv.db" : url;
    }

    @Override
    public String toString() {
        return "CasesConfig[" + url + "]";
    }
}
