package millwright.agent.probe.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.sql.Answer.BadAnswer;
import millwright.agent.probe.sql.DatabaseKind.Flavor;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one database server all its questions, one after the other on one connection. A question
 * that the server refuses does not take the others down; it is counted in {@code db_queries} and
 * logged once. One thread at a time.
 */
final class SqlTarget implements Target, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlTarget.class);

    /** Ticks come a little early or late; a question must not miss its turn for that. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private final SqlTargetConfig config;
    private final LongSupplier nanos;
    private final Wire wire;
    private final Pool pool;

    /**
     * What this server is to be asked; made when it first answers, and when its version changes.
     */
    private List<Asked> questions = List.of();

    private String server = "";
    private Optional<Number> connectionsMaxSeen = Optional.empty();

    /** A question with what is remembered of it. */
    private static final class Asked {
        final Query query;
        final Changes changes;
        Optional<Instant> last = Optional.empty();
        String trouble = "";

        Asked(Query query) {
            this.query = query;
            this.changes = new Changes(query.derived());
        }

        boolean isDue(Instant at) {
            return last.map(time -> !at.isBefore(time.plus(query.every()).minus(SLACK)))
                    .orElse(true);
        }
    }

    /**
     * @param watch ends what takes too long; shared by all targets
     * @param nanos of a clock that never steps back, for rates
     */
    SqlTarget(SqlTargetConfig config, ScheduledExecutorService watch, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        this.wire = new Wire(watch);
        this.pool = new Pool(config, watch, wire);
    }

    @Override
    public void read(Instant at, SampleBatch batch) {
        ScheduledFuture<?> limit = wire.begin(config.schedule().timeout());
        try {
            ask(connection(at, batch), at, batch);
        } finally {
            wire.end(limit);
        }
    }

    private Connection connection(Instant at, SampleBatch batch) {
        try {
            return pool.borrow();
        } catch (SQLException broken) {
            if (Trouble.isFull(config.kind(), broken)) {
                tellFull(at, batch);
            }
            throw down(broken, Trouble.CONNECTING);
        }
    }

    /** There is no connection left for anybody, the agent among them: that is a measurement too. */
    private void tellFull(Instant at, SampleBatch batch) {
        if (!config.groups().contains("connections")) {
            return;
        }
        SampleLine line = line("db_connections", at, batch).field("used_percent", 100.0);
        connectionsMaxSeen.ifPresent(
                max -> line.field("used", max.longValue()).field("max", max.longValue()));
    }

    private void ask(Connection connection, Instant at, SampleBatch batch) {
        boolean isUsable = false;
        try (connection) {
            isUsable = askAll(connection, at, batch);
        } catch (SQLException broken) {
            throw down(broken, "asking what it is");
        } finally {
            if (!isUsable) {
                pool.evict(connection);
            }
        }
    }

    private boolean askAll(Connection connection, Instant at, SampleBatch batch)
            throws SQLException {
        learn(connection.getMetaData());
        Map<String, Boolean> rights = new HashMap<>();
        List<String> failing = new ArrayList<>();
        long asked = 0;
        for (Asked question : questions) {
            if (question.isDue(at)) {
                asked++;
                question.last = Optional.of(at);
                ask(question, connection, rights, at, batch);
            }
            if (!question.trouble.isEmpty()) {
                failing.add(question.query.name());
            }
        }
        SampleLine line =
                line("db_queries", at, batch)
                        .field("asked", asked)
                        .field("failing", (long) failing.size());
        if (!failing.isEmpty()) {
            line.field("failing_names", Answer.cut(String.join(" ", failing), 200));
        }
        return true;
    }

    private void learn(DatabaseMetaData about) throws SQLException {
        String product = about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        if (product.equals(server)) {
            return;
        }
        Flavor flavor = Flavor.of(config.kind(), about.getDatabaseProductName());
        Version version = Version.parse(about.getDatabaseProductVersion());
        questions = Questions.of(flavor, version, config).stream().map(Asked::new).toList();
        server = product;
    }

    /** Throws only where nothing more can be asked. */
    private void ask(
            Asked question,
            Connection connection,
            Map<String, Boolean> rights,
            Instant at,
            SampleBatch batch) {
        Query query = question.query;
        try {
            if (isPermitted(query, connection, rights)) {
                List<Row> rows = answer(query, connection);
                limitConnections(query, rows);
                question.changes.add(rows, nanos.getAsLong());
                rows.forEach(row -> add(query, row, at, batch));
                settle(question);
            } else {
                tell(question, "is not permitted. It needs " + query.rights());
            }
        } catch (BadAnswer bad) {
            tell(question, "gives no usable answer: " + bad.getMessage());
        } catch (SQLException broken) {
            if (query.absent().contains(broken.getErrorCode())) {
                settle(question);
            } else if (wire.cut() != Wire.Cut.NONE || Trouble.isLost(broken)) {
                throw down(broken, "asking " + query.name());
            } else {
                tell(question, words(query, broken));
            }
        }
    }

    private String words(Query query, SQLException broken) {
        if (Trouble.isNotPermitted(broken)) {
            return "is not permitted (%s). It needs %s"
                    .formatted(Trouble.words(broken), query.rights());
        }
        if (Trouble.isTooSlow(broken)) {
            return "took longer than three quarters of the target's timeout of %d ms. Make it faster, or the timeout longer"
                    .formatted(config.schedule().timeout().toMillis());
        }
        return "failed: " + Trouble.words(broken);
    }

    private boolean isPermitted(Query query, Connection connection, Map<String, Boolean> rights)
            throws SQLException {
        if (query.requires().isEmpty()) {
            return true;
        }
        String condition = query.requires().get();
        Boolean known = rights.get(condition);
        if (known == null) {
            known = holds(condition, connection);
            rights.put(condition, known);
        }
        return known;
    }

    private static boolean holds(String condition, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END")) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    private static List<Row> answer(Query query, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (query.totals().isEmpty()) {
                statement.setMaxRows(Answer.ROWS_MAX + 1);
            }
            boolean isRows = statement.execute(query.sql());
            while (!isRows && statement.getUpdateCount() != -1) {
                isRows = statement.getMoreResults();
            }
            if (!isRows) {
                return List.of();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return Answer.read(query, rows);
            }
        }
    }

    private void limitConnections(Query query, List<Row> rows) {
        if (query.group().equals("connections")) {
            for (Row row : rows) {
                config.connectionsMax().ifPresent(max -> row.numbers().put("max", (long) max));
                connectionsMaxSeen = Optional.ofNullable(row.numbers().get("max"));
            }
        }
    }

    private void add(Query query, Row row, Instant at, SampleBatch batch) {
        SampleLine line = line(query.measurement(), at, batch);
        row.tags().forEach(line::tag);
        row.numbers()
                .forEach(
                        (field, number) -> {
                            if (number instanceof Long whole) {
                                line.field(field, whole.longValue());
                            } else {
                                line.field(field, number.doubleValue());
                            }
                        });
        row.texts().forEach(line::field);
    }

    private SampleLine line(String measurement, Instant at, SampleBatch batch) {
        return batch.add(measurement, at)
                .tag("server", config.schedule().name())
                .tag("kind", config.kind().word());
    }

    private void tell(Asked question, String trouble) {
        if (!trouble.equals(question.trouble)) {
            LOG.warn(
                    "{} {}: question {} {}. The others go on; see docs/databases.md.",
                    config.kind().word(),
                    config.schedule().name(),
                    question.query.name(),
                    trouble);
        }
        question.trouble = trouble;
    }

    private void settle(Asked question) {
        if (!question.trouble.isEmpty()) {
            LOG.info(
                    "{} {}: question {} is answered again.",
                    config.kind().word(),
                    config.schedule().name(),
                    question.query.name());
        }
        question.trouble = "";
    }

    private TargetDownException down(SQLException broken, String doing) {
        long millis = config.schedule().timeout().toMillis();
        return Trouble.down(broken, wire, doing, millis);
    }

    /** Sockets that are open now. */
    int sockets() {
        return wire.sockets();
    }

    int sessions() {
        return pool.sessions();
    }

    @Override
    public void close() {
        pool.close();
    }
}
