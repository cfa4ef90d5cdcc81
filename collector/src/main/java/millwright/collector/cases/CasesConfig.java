package millwright.collector.cases;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where cases are kept.
 *
 * @param url of the database, as JDBC has it: H2, PostgreSQL or SQL Server
 * @param user may be empty
 * @param password may be empty; never shown
 * @param connectionsMax 2 to 100
 * @param queryTimeout how long a statement may take on a database server, 1 s to 10 minutes
 * @param startWait how long a start waits for a server that is away; up to an hour
 */
public record CasesConfig(
        String url,
        String user,
        String password,
        int connectionsMax,
        Duration queryTimeout,
        Duration startWait) {
    private static final String FILE = "jdbc:h2:file:";
    private static final Duration QUERY_MAX = Duration.ofMinutes(10);
    private static final Duration WAIT_MAX = Duration.ofHours(1);

    public CasesConfig {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (DatabaseKind.of(url).isEmpty()) {
            throw new IllegalArgumentException(
                    "cases are kept in H2, PostgreSQL or SQL Server, whose addresses start with jdbc:h2:, jdbc:postgresql: or jdbc:sqlserver:, not '%s'"
                            .formatted(url));
        }
        if (connectionsMax < 2 || connectionsMax > 100) {
            throw new IllegalArgumentException(
                    "connections must be 2 to 100, not " + connectionsMax);
        }
        if (queryTimeout.compareTo(Duration.ofSeconds(1)) < 0
                || queryTimeout.compareTo(QUERY_MAX) > 0) {
            throw new IllegalArgumentException(
                    "a statement may take 1 s to 10 min, not " + queryTimeout);
        }
        if (startWait.isNegative() || startWait.compareTo(WAIT_MAX) > 0) {
            throw new IllegalArgumentException("a start may wait up to 1 h, not " + startWait);
        }
    }

    /** With the usual patience: 10 s for a statement, a minute at the start. */
    public CasesConfig(String url, String user, String password, int connectionsMax) {
        this(url, user, password, connectionsMax, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    /**
     * A database of our own in a file.
     *
     * @param file without its ending, such as {@code data/cases/cases}
     */
    public static CasesConfig file(Path file) {
        return new CasesConfig(FILE + file.toAbsolutePath().normalize(), "millwright", "", 4);
    }

    /** Whether such an address is one that a {@code CasesConfig} takes. */
    public static boolean isKnown(String url) {
        return DatabaseKind.of(url).isPresent();
    }

    public boolean isFile() {
        return url.startsWith(FILE);
    }

    DatabaseKind kind() {
        return DatabaseKind.of(url).orElseThrow();
    }

    /** The file without its ending, for a database that is one. */
    Path file() {
        return Path.of(url.substring(FILE.length()));
    }

    /** Where the cases are, for people: without a password that stands in the address. */
    String where() {
        return isFile() ? file() + ".mv.db" : url.replaceAll("(?i)(password=)[^;&]*", "$1…");
    }

    @Override
    public String toString() {
        return "CasesConfig[" + where() + "]";
    }
}
