package millwright.collector.cases;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The SQL Server that {@code MILLWRIGHT_TEST_SQLSERVER_URL} names, whose user (in the address, with
 * its password) may create databases; they are dropped again.
 */
final class SqlServer {
    private static final AtomicInteger databases = new AtomicInteger();

    private final String url;

    private SqlServer(String url) {
        this.url = url;
    }

    static SqlServer open() {
        Optional<String> url = Optional.ofNullable(System.getenv("MILLWRIGHT_TEST_SQLSERVER_URL"));
        assumeTrue(url.isPresent(), "runs where MILLWRIGHT_TEST_SQLSERVER_URL names a SQL Server");
        return new SqlServer(url.orElseThrow());
    }

    CasesConfig database() throws SQLException {
        String name =
                "millwright_test_%d_%d"
                        .formatted(ProcessHandle.current().pid(), databases.incrementAndGet());
        execute("create database %s collate Latin1_General_100_BIN2".formatted(name));
        return new CasesConfig(url + ";databaseName=" + name, "", "", 4);
    }

    void drop(CasesConfig config) throws SQLException {
        String name = config.url().replaceFirst(".*;databaseName=", "");
        execute("alter database %s set single_user with rollback immediate".formatted(name));
        execute("drop database " + name);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
