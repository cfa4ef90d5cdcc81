package millwright.agent.probe.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.agent.probe.sql.DatabaseKind.Flavor;

/** What is asked of each system. */
final class Questions {
    /** What a target can leave out, in the order of asking. */
    static final List<String> GROUPS =
            List.of(
                    "connections",
                    "blocking",
                    "sessions",
                    "transactions",
                    "throughput",
                    "replication",
                    "backups",
                    "storage");

    /** Measurements of the shipped questions, of all systems. */
    static final Set<String> MEASUREMENTS =
            Set.of(
                    "db_connections",
                    "db_sessions",
                    "db_blocking",
                    "db_transactions",
                    "db_throughput",
                    "db_replication",
                    "db_standby",
                    "db_replication_slot",
                    "db_archiver",
                    "db_archive_queue",
                    "db_backup",
                    "db_jobs",
                    "db_database",
                    "db_data_space",
                    "db_file",
                    "db_binlog",
                    "db_queries");

    private Questions() {}

    /** Every file of that system; for a server of any version. */
    static List<String> files(Flavor flavor) {
        return switch (flavor) {
            case POSTGRESQL ->
                    List.of(
                            "connections",
                            "blocking",
                            "blocking-13",
                            "sessions",
                            "transactions",
                            "throughput",
                            "replication",
                            "standby",
                            "slots",
                            "archiver",
                            "archive_queue",
                            "databases");
            case MARIADB ->
                    List.of(
                            "connections",
                            "blocking",
                            "sessions",
                            "transactions",
                            "throughput",
                            "replication",
                            "binlog",
                            "databases");
            case MYSQL ->
                    List.of(
                            "connections",
                            "blocking",
                            "sessions",
                            "transactions",
                            "throughput",
                            "replication",
                            "replication-8.0.21",
                            "binlog",
                            "databases");
            case SQLSERVER ->
                    List.of(
                            "connections",
                            "blocking",
                            "sessions",
                            "transactions",
                            "throughput",
                            "replication",
                            "backups",
                            "jobs",
                            "logs",
                            "files",
                            "space");
        };
    }

    /** The shipped ones of those groups that suit the server, and the site's own. */
    static List<Query> of(Flavor flavor, Version server, SqlTargetConfig config) {
        return Stream.concat(
                        files(flavor).stream()
                                .map(file -> QueryFile.ofResource(flavor, file))
                                .filter(query -> config.groups().contains(query.group()))
                                .filter(query -> query.suits(server)),
                        config.queries().stream())
                .collect(Collectors.toUnmodifiableList());
    }
}
