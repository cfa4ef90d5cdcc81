package millwright.agent.probe.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import millwright.agent.probe.sql.DatabaseKind.Flavor;

/**
 * Connects once a reading at most. A pool tries again and again while somebody waits, which locks
 * accounts after a changed password and piles up connections at a server that hangs; its second try
 * gets the first one's failure here.
 */
final class OneTry implements DataSource {
    private final SqlTargetConfig config;
    private final Wire wire;
    private Optional<Driver> driver = Optional.empty();
    private Optional<Connection> ahead = Optional.empty();
    private Optional<SQLException> failure = Optional.empty();
    private Optional<Thread> waiting = Optional.empty();
    private boolean hasInterrupted;
    private boolean isAllowed;

    OneTry(SqlTargetConfig config, Wire wire) {
        this.config = config;
        this.wire = wire;
    }

    /** A new reading begins. */
    synchronized void allow() {
        isAllowed = true;
        failure = Optional.empty();
    }

    /** Connects on this thread, for the pool to take: so a failure is known at once. */
    synchronized void connectAhead() throws SQLException {
        if (ahead.isEmpty()) {
            ahead = Optional.of(connect());
        }
    }

    /**
     * This thread asks the pool. Where the kept connection turns out to be dead and the one try
     * fails, it is interrupted: the pool would let it wait for a second try until its timeout.
     */
    synchronized void awaits() {
        waiting = Optional.of(Thread.currentThread());
    }

    /** This thread has its answer. */
    synchronized void awaitsNoMore() {
        waiting = Optional.empty();
        if (hasInterrupted) {
            hasInterrupted = false;
            Thread.interrupted();
        }
    }

    /** Why this reading's try failed. */
    synchronized Optional<SQLException> failure() {
        return failure;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (ahead.isPresent()) {
            Connection connection = ahead.get();
            ahead = Optional.empty();
            return connection;
        }
        return connect();
    }

    private Connection connect() throws SQLException {
        if (!isAllowed) {
            throw failure.orElseGet(() -> new SQLException("no further try in this reading"));
        }
        isAllowed = false;
        try {
            return wire.during(this::greeted);
        } catch (SQLException broken) {
            failure = Optional.of(broken);
            waiting.ifPresent(
                    thread -> {
                        hasInterrupted = true;
                        thread.interrupt();
                    });
            throw broken;
        }
    }

    private Connection greeted() throws SQLException {
        if (driver.isEmpty()) {
            driver = Optional.of(config.kind().driver());
        }
        Properties properties = config.kind().properties(config.schedule().timeout());
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password()
                .ifPresent(password -> properties.setProperty("password", password.reveal()));
        String url = config.kind().url(config.url());
        Connection connection = driver.get().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the address " + url);
        }
        try (Statement statement = connection.createStatement()) {
            DatabaseMetaData about = connection.getMetaData();
            Flavor flavor = Flavor.of(config.kind(), about.getDatabaseProductName());
            Duration timeout = config.schedule().timeout();
            for (String greeting : DatabaseKind.greetings(flavor, timeout)) {
                statement.execute(greeting);
            }
            return connection;
        } catch (SQLException | RuntimeException broken) {
            connection.close();
            throw broken;
        }
    }

    /** Ends what no pool has taken. */
    synchronized void close() {
        isAllowed = false;
        ahead.ifPresent(
                connection -> {
                    try {
                        connection.close();
                    } catch (SQLException broken) {
                        // it is gone either way
                    }
                });
        ahead = Optional.empty();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is the configured one");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null; // as JDBC wants it for "none"
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    /** In seconds; the pool waits as long for its own threads when it closes. */
    @Override
    public int getLoginTimeout() {
        return 1;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the target's own timeout holds
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
