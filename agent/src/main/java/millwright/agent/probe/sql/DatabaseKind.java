package millwright.agent.probe.sql;

import java.math.BigDecimal;
import java.sql.Driver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** A system that can be asked; its address tells which. */
enum DatabaseKind {
    SQLSERVER("jdbc:sqlserver://"),
    POSTGRESQL("jdbc:postgresql://"),
    MARIADB("jdbc:mariadb://"),
    MYSQL("jdbc:mysql://");

    /** How the agent's session is known to a DBA. */
    static final String APPLICATION = "millwright-agent";

    private final String scheme;

    DatabaseKind(String scheme) {
        this.scheme = scheme;
    }

    static Optional<DatabaseKind> of(String url) {
        return Arrays.stream(values()).filter(kind -> url.startsWith(kind.scheme)).findFirst();
    }

    /** The tag {@code kind}, and the start of a sampler's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String scheme() {
        return scheme;
    }

    /** Made by name of its class, so that no other driver is loaded with it. */
    Driver driver() {
        return switch (this) {
            case SQLSERVER -> new com.microsoft.sqlserver.jdbc.SQLServerDriver();
            case POSTGRESQL -> new org.postgresql.Driver();
            case MARIADB, MYSQL -> new org.mariadb.jdbc.Driver();
        };
    }

    /** The address as the driver knows it. */
    String url(String configured) {
        return this == MYSQL ? MARIADB.scheme + configured.substring(scheme.length()) : configured;
    }

    /**
     * What the driver is to do by itself. {@link Wire} ends a reading that takes too long whatever
     * the driver does; these are the second line, where a driver opens sockets of its own, and come
     * a second later.
     *
     * @param timeout of one reading
     */
    Properties properties(Duration timeout) {
        long question = question(timeout.toMillis());
        long millis = timeout.toMillis() + 1000;
        String seconds = String.valueOf((millis + 999) / 1000);
        Properties properties = new Properties();
        switch (this) {
            case SQLSERVER -> {
                properties.setProperty("applicationName", APPLICATION);
                properties.setProperty("loginTimeout", seconds);
                properties.setProperty("socketTimeout", "" + millis);
                properties.setProperty("queryTimeout", "" + Math.max(1, question / 1000));
                properties.setProperty("lockTimeout", "" + question);
                properties.setProperty("connectRetryCount", "0");
                properties.setProperty("sendStringParametersAsUnicode", "false");
                properties.setProperty("socketFactoryClass", WireSockets.class.getName());
            }
            case POSTGRESQL -> {
                properties.setProperty("ApplicationName", APPLICATION);
                properties.setProperty("connectTimeout", seconds);
                properties.setProperty("socketTimeout", seconds);
                properties.setProperty("prepareThreshold", "0");
                properties.setProperty("readOnlyMode", "always");
                properties.setProperty("logServerErrorDetail", "false"); // it quotes data
                properties.setProperty("socketFactory", WireSockets.class.getName());
            }
            case MARIADB, MYSQL -> {
                properties.setProperty("connectionAttributes", "program_name:" + APPLICATION);
                properties.setProperty("connectTimeout", "" + millis);
                properties.setProperty("socketTimeout", "" + millis);
                properties.setProperty("allowLocalInfile", "false");
                properties.setProperty("socketFactory", WireSockets.class.getName());
            }
        }
        return properties;
    }

    /**
     * Said once on each new connection: the server itself gives up what takes too long, since it
     * does not notice when we have gone, and takes no writes where it knows such a thing.
     *
     * @param system which it really is; a MySQL may stand behind {@code jdbc:mariadb:}
     */
    static List<String> greetings(Flavor system, Duration timeout) {
        long millis = question(timeout.toMillis());
        return switch (system) {
            case SQLSERVER -> List.of();
            case POSTGRESQL ->
                    List.of("SET statement_timeout = " + millis, "SET lock_timeout = " + millis);
            case MARIADB ->
                    List.of(
                            "SET SESSION max_statement_time = " + BigDecimal.valueOf(millis, 3),
                            "SET SESSION TRANSACTION READ ONLY");
            case MYSQL ->
                    List.of(
                            "SET SESSION max_execution_time = " + millis,
                            "SET SESSION TRANSACTION READ ONLY");
        };
    }

    /** One slow question must leave some of the reading's time to the others. */
    private static long question(long millis) {
        return millis * 3 / 4;
    }

    /** What a server turns out to be; each has its own questions. */
    enum Flavor {
        SQLSERVER,
        POSTGRESQL,
        MARIADB,
        MYSQL;

        /**
         * @param product as JDBC's metadata has it
         */
        static Flavor of(DatabaseKind kind, String product) {
            return switch (kind) {
                case SQLSERVER -> SQLSERVER;
                case POSTGRESQL -> POSTGRESQL;
                case MARIADB, MYSQL ->
                        product.toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB : MYSQL;
            };
        }
    }
}
