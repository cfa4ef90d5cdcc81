package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.change.RfcFilter;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.RfcState;
import millwright.rules.indicator.Priority;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;

/**
 * Our SQL against what Microsoft's documentation of Transact-SQL allows, as far as that shows
 * without a server.
 */
class TransactSqlTest {
    /** "Reserved keywords (Transact-SQL)"; those of ODBC and of the future are none. */
    private static final Set<String> RESERVED =
            words(
                    """
                    add all alter and any as asc authorization backup begin between break browse bulk by cascade case
                    check checkpoint close clustered coalesce collate column commit compute constraint contains
                    containstable continue convert create cross current current_date current_time current_timestamp
                    current_user cursor database dbcc deallocate declare default delete deny desc disk distinct
                    distributed double drop dump else end errlvl escape except exec execute exists exit external fetch
                    file fillfactor for foreign freetext freetexttable from full function goto grant group having
                    holdlock identity identity_insert identitycol if in index inner insert intersect into is join key
                    kill left like lineno load merge national nocheck nonclustered not null nullif of off offsets on
                    open opendatasource openquery openrowset openxml option or order outer over percent pivot plan
                    precision primary print proc procedure public raiserror read readtext reconfigure references
                    replication restore restrict return revert revoke right rollback rowcount rowguidcol rule save
                    schema securityaudit select semantickeyphrasetable semanticsimilaritydetailstable
                    semanticsimilaritytable session_user set setuser shutdown some statistics system_user table
                    tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union unique
                    unpivot update updatetext use user values varying view waitfor when where while with within
                    writetext
                    """);

    /** The reserved words that our statements use as what they are. */
    private static final Set<String> USED =
            words(
                    """
                    select from where and or not exists in is null order by desc asc fetch insert into values update set
                    delete as on join distinct group having between case when then else end left outer inner
                    """);

    /** Words that SQL Server has not, or that mean something else to it. */
    private static final Set<String> FOREIGN =
            words("limit returning true false boolean using conflict ilike nulls serial only");

    private static final Pattern WORD = Pattern.compile("[a-z_][a-z_0-9]*");

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
    }

    /** Every statement by its name, as the server gets it. */
    private static Map<String, String> statements() throws IllegalAccessException {
        Map<String, String> all = new TreeMap<>();
        for (Class<?> holder :
                List.of(
                        Statements.class,
                        TrustStatements.class,
                        AuditStatements.class,
                        RetentionStatements.class,
                        HandlingStatements.class,
                        EmergencyStatements.class,
                        PeopleStatements.class,
                        ForecastStatements.class,
                        TaskStatements.class,
                        ChangeStatements.class,
                        CalendarStatements.class)) {
            for (Field field : holder.getDeclaredFields()) {
                if (field.getType() == String.class) {
                    field.setAccessible(true);
                    all.put(field.getName(), (String) field.get(null));
                }
            }
        }
        all.remove("SYNC_FILE"); // H2's own
        TicketFilter filter =
                new TicketFilter(
                        Optional.of("db-07"),
                        Optional.of("disk_free"),
                        Optional.of(Priority.P1),
                        Set.of(Ticket.Status.OPEN),
                        10,
                        0);
        all.put("list", Statements.list(filter));
        all.put("listAll", Statements.list(TicketFilter.all()));
        all.put("count", Statements.count(filter));
        RfcFilter rfcs =
                new RfcFilter(
                        Set.of(RfcState.DRAFT),
                        Optional.of(ChangeType.NORMAL),
                        Optional.of("ali"),
                        Optional.of("T-000001"),
                        10,
                        0);
        all.put("listRfcs", ChangeStatements.list(rfcs));
        all.put("countRfcs", ChangeStatements.count(rfcs));
        AuditFilter audit =
                new AuditFilter(
                        Optional.of("T-000001"),
                        Optional.of("retention"),
                        Optional.of(Instant.EPOCH),
                        Optional.of(Instant.EPOCH),
                        10,
                        0);
        all.put("listAudit", AuditStatements.list(audit));
        all.put("countAudit", AuditStatements.count(audit));
        TaskFilter tasks =
                new TaskFilter(Set.of(Task.State.PLANNED), Optional.of("T-000001"), 10, 0);
        all.put("listTasks", TaskStatements.list(tasks));
        all.put("countTasks", TaskStatements.count(tasks));
        all.put("removeOfTickets", RetentionStatements.removeOfTickets("ticket_event"));
        return all;
    }

    /** Without literals; parameters as the driver sends them. */
    private static String bare(String sql) {
        return sql.toLowerCase(Locale.ROOT)
                .replaceAll("'[^']*'", "''")
                .replaceAll("<[a-z_]+>", "?")
                .replaceAll(":[a-z_]+", "?");
    }

    private static List<String> wordsOf(String sql) {
        return WORD.matcher(bare(sql)).results().map(MatchResult::group).toList();
    }

    @Test
    void noStatementUsesAReservedWordAsAName() throws Exception {
        statements()
                .forEach(
                        (name, sql) ->
                                assertThat(wordsOf(sql))
                                        .as("%s: %s", name, sql)
                                        .noneMatch(
                                                word ->
                                                        RESERVED.contains(word)
                                                                && !USED.contains(word)));
    }

    @Test
    void rowsAreTakenAsTheStandardHasIt() throws Exception {
        statements()
                .forEach(
                        (name, sql) -> {
                            String bare = bare(sql);
                            assertThat(bare).as(name).doesNotContain("||", "::", "`", "\"");
                            String page = "offset (\\?|0) rows fetch next (\\?|1) rows only";
                            assertThat(wordsOf(bare.replaceAll(page, "")))
                                    .as("%s: %s", name, sql)
                                    .doesNotContainAnyElementsOf(FOREIGN)
                                    .doesNotContain("offset", "fetch");
                            if (bare.contains("offset")) {
                                assertThat(bare).as(name).containsPattern("(?s)order by .*offset");
                            }
                        });
    }

    @Test
    void everyStatementParses() throws Exception {
        for (var statement : statements().entrySet()) {
            try {
                // It takes this name, which is none to SQL Server, for a type.
                CCJSqlParserUtil.parse(
                        bare(statement.getValue()).replaceAll("\\bnumber\\b", "position_"),
                        parser -> parser.withSquareBracketQuotation(true));
            } catch (JSQLParserException e) {
                throw new AssertionError(statement.getKey() + ": " + statement.getValue(), e);
            }
        }
    }

    /** The statements of the migrations, as SQL Server gets them. */
    private static List<String> migrations() throws IOException, URISyntaxException {
        Path folder =
                Path.of(
                        CaseTables.class
                                .getResource("/millwright/collector/cases/migrations")
                                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(TransactSqlTest::read)
                    .map(text -> text.replaceAll("(?m)--.*$", ""))
                    .map(TransactSqlTest::withTypes)
                    .flatMap(text -> Arrays.stream(text.split(";")))
                    .map(statement -> statement.strip().toLowerCase(Locale.ROOT))
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withTypes(String text) {
        String filled = text;
        for (var type : DatabaseKind.SQL_SERVER.types().entrySet()) {
            filled = filled.replace("${" + type.getKey() + "}", type.getValue());
        }
        assertThat(filled).as("a type that nobody has named").doesNotContain("${");
        return filled;
    }

    /** Tables, columns, constraints and indexes. */
    private static List<String> names(String migration) {
        List<String> names = new ArrayList<>();
        Pattern.compile("(?:table|index|constraint|\\bon) ([a-z_0-9]+)")
                .matcher(migration)
                .results()
                .forEach(match -> names.add(match.group(1)));
        Pattern.compile("(?m)^    ([a-z_0-9]+) |add ([a-z_0-9]+) |drop column ([a-z_0-9]+)")
                .matcher(migration)
                .results()
                .flatMap(match -> Stream.of(match.group(1), match.group(2), match.group(3)))
                .filter(name -> name != null && !name.equals("constraint"))
                .forEach(names::add);
        return names;
    }

    @Test
    void noMigrationGivesAReservedNameAndAllOfThemAreOfTheFewKindsThatTheThreeShare()
            throws Exception {
        for (String migration : migrations()) {
            assertThat(names(migration)).as(migration).doesNotContainAnyElementsOf(RESERVED);
            assertThat(migration)
                    .matches(
                            "(?s)create table .*|create index .*|insert into .*|update .*|delete"
                                + " from .*|drop (table|index) .*|alter table [a-z_]+ (add [a-z_]+"
                                + " |drop column |add constraint ).*");
            assertThat(migration)
                    .as("SQL Server adds a column without that word")
                    .doesNotContain("add column");
        }
    }

    @Test
    void everyTypeIsOneThatSqlServerHas() throws Exception {
        Set<String> known = words("varchar nvarchar int bigint smallint float datetimeoffset bit");
        for (String migration : migrations()) {
            if (migration.startsWith("create table")) {
                List<String> types =
                        Pattern.compile("(?m)^    ([a-z_0-9]+) ([a-z]+)")
                                .matcher(migration)
                                .results()
                                .filter(match -> !match.group(1).equals("constraint"))
                                .map(match -> match.group(2))
                                .collect(Collectors.toList());
                assertThat(types).as(migration).isNotEmpty().allMatch(known::contains);
            }
        }
    }
}
