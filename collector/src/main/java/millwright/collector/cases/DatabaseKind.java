package millwright.collector.cases;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the three databases name or do differently: their types, how their drivers are told to give
 * up, and how they say that a transaction has lost.
 */
enum DatabaseKind {
    H2("jdbc:h2:", "timestamp(6) with time zone", "character varying(1000000)", "varchar") {
        @Override
        Properties driver(Duration query, Duration connect) {
            return new Properties(); // in this process: nothing between us that could hang
        }
    },

    POSTGRESQL("jdbc:postgresql:", "timestamptz(6)", "text", "varchar") {
        @Override
        Properties driver(Duration query, Duration connect) {
            Properties all = new Properties();
            all.setProperty("ApplicationName", APPLICATION);
            all.setProperty("connectTimeout", seconds(connect));
            all.setProperty("loginTimeout", seconds(connect));
            all.setProperty("socketTimeout", seconds(query.plus(SILENT_MAX)));
            all.setProperty("tcpKeepAlive", "true");
            // The server gives up first, so that the connection survives; and lets go of what a
            // collector held that vanished without a word.
            all.setProperty(
                    "options",
                    "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=60000"
                            .formatted(query.toMillis(), query.toMillis()));
            return all;
        }
    },

    /** (max) is what has no limit; datetimeoffset(6) is to the microsecond, as the others are. */
    SQL_SERVER("jdbc:sqlserver:", "datetimeoffset(6)", "nvarchar(max)", "nvarchar") {
        @Override
        Properties driver(Duration query, Duration connect) {
            Properties all = new Properties();
            all.setProperty("applicationName", APPLICATION);
            all.setProperty("loginTimeout", seconds(connect));
            all.setProperty("queryTimeout", seconds(query));
            all.setProperty("lockTimeout", Long.toString(query.toMillis()));
            all.setProperty("socketTimeout", Long.toString(query.plus(SILENT_MAX).toMillis()));
            return all;
        }
    };

    private static final String APPLICATION = "millwright-collector";

    /** How much longer than a statement may take its server may say nothing at all. */
    private static final Duration SILENT_MAX = Duration.ofSeconds(5);

    private final String prefix;
    private final String instant;
    private final String text;
    private final String name;

    DatabaseKind(String prefix, String instant, String text, String name) {
        this.prefix = prefix;
        this.instant = instant;
        this.text = text;
        this.name = name;
    }

    /** Empty for a database that nobody has tried. */
    static Optional<DatabaseKind> of(String url) {
        return Arrays.stream(values()).filter(kind -> url.startsWith(kind.prefix)).findFirst();
    }

    /** The types that the migrations leave open, by the names that they give them. */
    Map<String, String> types() {
        return Map.of(
                "instant", instant,
                "text", text,
                "name200", name + "(200)",
                "name255", name + "(255)",
                "name1000", name + "(1000)",
                "name1024", name + "(1024)",
                "name4000", name + "(4000)");
    }

    /**
     * What the driver is to do when the database does not answer.
     *
     * @param query how long a statement may take
     * @param connect how long a connection may take
     */
    abstract Properties driver(Duration query, Duration connect);

    /** The same without what the site's own address says already. */
    Properties driver(String url, Duration query, Duration connect) {
        Properties all = driver(query, connect);
        String address = url.toLowerCase(Locale.ROOT);
        all.stringPropertyNames().stream()
                .filter(name -> address.matches(".*[?&;]" + name.toLowerCase(Locale.ROOT) + "=.*"))
                .forEach(all::remove);
        return all;
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }

    /**
     * Whether a transaction has only lost against another one, and may simply be tried again:
     * SQLSTATE class 40 (rolled back for another's sake), class 23 (a unique constraint: somebody
     * else has just opened the same ticket), a lock that took too long (HYT00 of H2, 55P03 of
     * PostgreSQL), and what SQL Server says by its numbers alone (1205 deadlock, 1222 lock
     * time-out, 3960 snapshot conflict, 2601 and 2627 unique).
     */
    static boolean hasLostAgainstAnother(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("40")
                || state.startsWith("23")
                || state.equals("HYT00")
                || state.equals("55P03")
                || Arrays.asList(1205, 1222, 3960, 2601, 2627).contains(failure.getErrorCode());
    }

    /**
     * Whether it is the database that is away, rather than somebody wrong: class 08 (no
     * connection), 57P (PostgreSQL stops or is not up yet), 53300 (no slot is free), and SQL
     * Server's words for a database that is starting or moving.
     */
    static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300")
                || Arrays.asList(921, 922, 927, 976, 983, 40613).contains(failure.getErrorCode());
    }
}
