package millwright.agent.probe.sql;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import millwright.agent.probe.TargetSchedule;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/**
 * One database server.
 *
 * @param url as JDBC has it, without user and password
 * @param groups of shipped questions that are asked
 * @param connectionsMax takes the place of the server's own limit
 * @param queries the site's own
 */
record SqlTargetConfig(
        TargetSchedule schedule,
        DatabaseKind kind,
        String url,
        Optional<String> user,
        Optional<Secret> password,
        Set<String> groups,
        Optional<Integer> connectionsMax,
        List<Query> queries) {
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)[?&;](password|pwd|user|username)=|//[^/?;]*@");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,50}");
    private static final int QUERIES_MAX = 50;

    /** Tags that every line has already. */
    private static final Set<String> TAGS = Set.of("host", "server", "kind", "target");

    SqlTargetConfig {
        requireNonNull(schedule, "schedule");
        requireNonNull(kind, "kind");
        groups = Set.copyOf(groups);
        queries = List.copyOf(queries);
    }

    static SqlTargetConfig read(ConfigNode target) {
        target.describedAs(
                "Databases, asked through JDBC by one connection each. What is asked, and the"
                        + " rights for it: docs/databases.md.");
        TargetSchedule schedule = TargetSchedule.read(target, ofMinutes(1));
        String url =
                target.text("url")
                        .describedAs(
                                "jdbc:sqlserver://, jdbc:postgresql://, jdbc:mariadb:// or"
                                        + " jdbc:mysql://, with the driver's own options")
                        .required("the database's address, such as jdbc:postgresql://db-07/erp");
        Optional<DatabaseKind> kind = DatabaseKind.of(url);
        if (kind.isEmpty() && !url.isEmpty()) {
            target.refuse(
                    "url",
                    "\"%s\" is no address of a known kind. Begin with jdbc:sqlserver://, jdbc:postgresql://, jdbc:mariadb:// or jdbc:mysql://."
                            .formatted(redacted(url)));
        } else if (CREDENTIALS.matcher(url).find()) {
            target.refuse(
                    "url",
                    "has a user or a password in it, which logs would show. Write them as user and"
                            + " password_file.");
        }
        return new SqlTargetConfig(
                schedule,
                kind.orElse(DatabaseKind.POSTGRESQL),
                url,
                target.text("user").describedAs("the server's user").optional(),
                target.secret("password").describedAs("of that user").optional(),
                groups(target),
                target.integer("connections_max")
                        .between(1, 1_000_000)
                        .describedAs(
                                "the real limit of connections, where the server does not know it"
                                        + " (SQL Server says 32767)")
                        .optional(),
                queries(target, schedule));
    }

    private static String redacted(String url) {
        int colon = url.indexOf("://");
        return colon < 0 ? url.substring(0, Math.min(20, url.length())) : url.substring(0, colon);
    }

    private static Set<String> groups(ConfigNode target) {
        List<String> groups =
                target.list("groups")
                        .describedAs("what is asked of it; leave out what does not matter there")
                        .orElse(Questions.GROUPS);
        for (String group : groups) {
            if (!Questions.GROUPS.contains(group)) {
                target.refuse(
                        "groups",
                        "%s is none. Write some of %s."
                                .formatted(group, String.join(", ", Questions.GROUPS)));
            }
        }
        return Set.copyOf(groups);
    }

    private static List<Query> queries(ConfigNode target, TargetSchedule schedule) {
        Set<String> names = new HashSet<>();
        List<Query> queries = target.sections("queries", query -> query(query, schedule, names));
        if (queries.size() > QUERIES_MAX) {
            target.refuse(
                    "queries",
                    "are %d. Write %d at most, or a second target."
                            .formatted(queries.size(), QUERIES_MAX));
        }
        return queries;
    }

    private static Query query(ConfigNode query, TargetSchedule schedule, Set<String> names) {
        query.describedAs(
                "The site's own questions. Each row is a line of the measurement db_ and its name;"
                        + " 200 rows at most.");
        String name =
                query.text("name")
                        .describedAs("small letters, digits and _; the measurement without db_")
                        .required("a name, such as orders_waiting");
        checkName(query, name, names);
        String sql =
                query.text("sql")
                        .describedAs("one statement that reads")
                        .required("a statement, such as SELECT count(*) AS waiting FROM orders");
        List<String> values =
                query.list("values")
                        .describedAs("columns with numbers; the fields of its samples")
                        .required("the columns with numbers, such as [waiting]");
        List<String> tags =
                query.list("tags")
                        .describedAs("columns with few different texts, which tell rows apart")
                        .orElse(List.of());
        checkColumns(query, values, tags);
        Duration every =
                query.duration("interval")
                        .between(ofSeconds(1), ofHours(24))
                        .describedAs("how often it is asked")
                        .orElseGet("the target's", schedule::interval);
        if (every.compareTo(schedule.interval()) < 0) {
            query.refuse(
                    "interval",
                    "is shorter than the target's, which is %d seconds. Shorten that one too."
                            .formatted(schedule.interval().toSeconds()));
        }
        return Query.own(name, sql.isBlank() ? "-" : sql, values, tags, every);
    }

    private static void checkName(ConfigNode query, String name, Set<String> names) {
        if (name.isEmpty()) {
            return; // told already
        }
        if (!NAME.matcher(name).matches()) {
            query.refuse(
                    "name",
                    "\"%s\" is no name. Write 1 to 51 small letters, digits and _, a letter first."
                            .formatted(name));
        } else if (Questions.MEASUREMENTS.contains("db_" + name)) {
            query.refuse("name", "db_%s is measured already. Choose another.".formatted(name));
        } else if (!names.add(name)) {
            query.refuse("name", "%s stands there twice. Rename one.".formatted(name));
        }
    }

    private static void checkColumns(ConfigNode query, List<String> values, List<String> tags) {
        List<String> both = new ArrayList<>(values);
        both.retainAll(tags);
        if (!both.isEmpty()) {
            query.refuse("tags", "%s is among the values too. Remove one.".formatted(both.get(0)));
        }
        for (String tag : tags) {
            if (TAGS.contains(tag)) {
                query.refuse(
                        "tags",
                        "%s is a tag of every sample. Give the column another name with AS."
                                .formatted(tag));
            }
        }
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(kind.word(), schedule.name(), url);
    }
}
