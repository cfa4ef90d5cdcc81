package millwright.agent.probe.jmx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An application with a HikariCP pool, in a process of its own. It does what its standard input
 * says, and answers each line with what it thinks of its pool: {@code active idle pending max}.
 */
public final class PoolApplication {
    private PoolApplication() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:shop");
        config.setPoolName("shop");
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(5);
        config.setConnectionTimeout(600_000);
        config.setRegisterMbeans(!List.of(arguments).contains("without-mbeans"));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            HikariPoolMXBean own = pool.getHikariPoolMXBean();
            until(() -> own.getIdleConnections() == 5);
            tell(own);
            List<Connection> taken = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int count = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("take ")) {
                    for (int i = 0; i < count; i++) {
                        taken.add(pool.getConnection());
                    }
                    until(() -> own.getTotalConnections() == 5);
                } else {
                    for (int i = 0; i < count; i++) {
                        Thread waiter = new Thread(() -> waitForOne(pool));
                        waiter.setDaemon(true);
                        waiter.start();
                    }
                    until(() -> own.getThreadsAwaitingConnection() == count);
                }
                tell(own);
            }
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private static void waitForOne(HikariDataSource pool) {
        try (Connection unused = pool.getConnection()) {
            unused.isValid(1);
        } catch (SQLException closed) {
            // the test is over
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        while (!condition.holds()) {
            Thread.onSpinWait();
        }
    }

    private static void tell(HikariPoolMXBean pool) {
        System.out.printf(
                Locale.ROOT,
                "active=%d idle=%d pending=%d max=5%n",
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection());
        System.out.flush();
    }
}
