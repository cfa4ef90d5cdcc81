package millwright.agent.probe.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One connection to one target at most, kept between readings that are near each other. It is
 * opened with the first reading; the pool's threads live only while they connect or close.
 */
final class Pool implements AutoCloseable {
    /** Longer than this between two readings, and a new connection costs less than a kept one. */
    private static final Duration KEPT_MAX = Duration.ofMinutes(5);

    private static final Duration LIFE_MAX = Duration.ofMinutes(30);
    private static final long MILLIS_MIN = 250; // the pool's own bound

    private final SqlTargetConfig config;
    private final ScheduledExecutorService housekeeper;
    private final Wire wire;
    private final OneTry source;
    private volatile Optional<HikariDataSource> pool = Optional.empty();

    /**
     * @param housekeeper shared by all targets
     */
    Pool(SqlTargetConfig config, ScheduledExecutorService housekeeper, Wire wire) {
        this.config = config;
        this.housekeeper = housekeeper;
        this.wire = wire;
        this.source = new OneTry(config, wire);
    }

    /** Waits for the target's timeout at most; the caller closes what it gets. */
    synchronized Connection borrow() throws SQLException {
        source.allow();
        HikariDataSource open = pool.orElseGet(this::open);
        pool = Optional.of(open);
        if (open.getHikariPoolMXBean().getIdleConnections() == 0) {
            source.connectAhead();
        }
        source.awaits();
        try {
            return open.getConnection();
        } catch (SQLException broken) {
            throw source.failure().orElse(broken);
        } finally {
            source.awaitsNoMore();
        }
    }

    /** Without waiting for a reading that is on. */
    int sessions() {
        return pool.map(open -> open.getHikariPoolMXBean().getTotalConnections()).orElse(0);
    }

    /** Ends a borrowed connection that is not to be used again. */
    synchronized void evict(Connection connection) {
        pool.ifPresent(open -> open.evictConnection(connection));
    }

    private HikariDataSource open() {
        long millis = Math.max(MILLIS_MIN, config.schedule().timeout().toMillis());
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(config.kind().word() + "/" + config.schedule().name());
        settings.setDataSource(source);
        settings.setMaximumPoolSize(1);
        settings.setMinimumIdle(0);
        settings.setInitializationFailTimeout(-1);
        settings.setConnectionTimeout(millis);
        settings.setValidationTimeout(Math.max(MILLIS_MIN, millis / 2));
        settings.setIdleTimeout(idle(config.schedule().interval()).toMillis());
        settings.setMaxLifetime(LIFE_MAX.toMillis());
        settings.setKeepaliveTime(0);
        settings.setReadOnly(true);
        settings.setAutoCommit(true);
        settings.setScheduledExecutor(housekeeper);
        settings.setThreadFactory(
                task -> {
                    Thread thread = new Thread(task, "sql-pool");
                    thread.setDaemon(true);
                    return thread;
                });
        return new HikariDataSource(settings);
    }

    /** The pool looks every 30 seconds, and takes nothing below 10. */
    static Duration idle(Duration interval) {
        return interval.compareTo(KEPT_MAX) <= 0
                ? interval.multipliedBy(2).plusSeconds(10)
                : Duration.ofSeconds(10);
    }

    /** Says good-bye to the server; after a second it hangs up. */
    @Override
    public synchronized void close() {
        var hangUp = housekeeper.schedule(wire::close, 1, TimeUnit.SECONDS);
        source.close();
        pool.ifPresent(HikariDataSource::close);
        pool = Optional.empty();
        hangUp.cancel(false);
        wire.close();
    }
}
