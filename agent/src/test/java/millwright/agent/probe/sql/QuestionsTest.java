package millwright.agent.probe.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import millwright.agent.probe.sql.DatabaseKind.Flavor;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionsTest {
    static Stream<Arguments> everyFile() {
        return Stream.of(Flavor.values())
                .flatMap(
                        flavor ->
                                Questions.files(flavor).stream()
                                        .map(file -> Arguments.of(flavor, file)));
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void everyFileIsWhatTheAgentCanAsk(Flavor flavor, String file) {
        Query query = QueryFile.ofResource(flavor, file);
        assertThat(Questions.MEASUREMENTS).contains(query.measurement());
        assertThat(Questions.GROUPS).contains(query.group());
        assertThat(query.rights()).isNotBlank();
        assertThat(query.sql()).doesNotContain(";\n\n").doesNotContain("-- ");
        assertThat(query.tags().keySet())
                .containsAll(query.masked())
                .doesNotContain("host", "server", "kind");
        query.requires()
                .ifPresent(
                        condition ->
                                assertThat(condition)
                                        .satisfies(
                                                text ->
                                                        CCJSqlParserUtil.parseCondExpression(
                                                                text)));
    }

    /** No test can start these servers, so their SQL is read by a parser at least. */
    static Stream<Arguments> filesOfServersThatNoTestStarts() {
        return everyFile()
                .filter(file -> file.get()[0] == Flavor.SQLSERVER || file.get()[0] == Flavor.MYSQL)
                .filter(
                        file ->
                                !String.valueOf(file.get()[1]).matches("replication.*|binlog")
                                        || file.get()[0] == Flavor.SQLSERVER)
                .filter(file -> !file.get()[1].equals("space")); // a batch of statements
    }

    @ParameterizedTest
    @MethodSource("filesOfServersThatNoTestStarts")
    void theSqlParsesAndGivesTheColumnsThatItsHeadNames(Flavor flavor, String file)
            throws JSQLParserException {
        Query query = QueryFile.ofResource(flavor, file);
        Select select =
                (Select)
                        CCJSqlParserUtil.parse(
                                query.sql(),
                                parser ->
                                        parser.withSquareBracketQuotation(
                                                flavor == Flavor.SQLSERVER));
        List<String> columns =
                ((PlainSelect) select)
                        .getSelectItems().stream()
                                .map(item -> item.getAlias().getName().replaceAll("[\\[\\]`]", ""))
                                .toList();
        assertThat(columns).containsAll(query.tags().values()).containsAll(query.texts());
        query.derived().forEach(field -> assertThat(columns).contains(field.from()));
        query.largest().ifPresent(largest -> assertThat(columns).contains(largest.field()));
    }

    @Test
    void theStatementThatAsksEachDatabaseOfSqlServerIsPutTogetherFromSqlThatParses()
            throws JSQLParserException {
        String sql = QueryFile.ofResource(Flavor.SQLSERVER, "space").sql();
        assertThat(" UNION ALL ").hasSize(11); // what STUFF cuts off
        assertThat(sql).contains("N' UNION ALL SELECT N'").contains(", 1, 11, N'')");
        String asked =
                sql.lines()
                        .filter(line -> line.contains("N'"))
                        .filter(line -> line.contains("SUM("))
                        .findFirst()
                        .orElseThrow();
        assertThat(asked).contains("AS size_bytes", "AS used_bytes FROM ");
        CCJSqlParserUtil.parse(
                "SELECT N'shop' AS [database], SUM(total_page_count) * 8192 AS size_bytes,"
                        + " SUM(allocated_extent_page_count) * 8192 AS used_bytes FROM"
                        + " [shop].sys.dm_db_file_space_usage",
                parser -> parser.withSquareBracketQuotation(true));
    }

    @Test
    void aServerIsAskedWhatItsVersionKnows() {
        assertThat(suits("blocking", "13.9")).isFalse();
        assertThat(suits("blocking", "14.0")).isTrue();
        assertThat(suits("blocking-13", "13.9")).isTrue();
        assertThat(suits("blocking-13", "14.0")).isFalse();
        assertThat(Version.parse("10.5.9-MariaDB-0+deb12u1")).isEqualTo(new Version(10, 5, 9));
        assertThat(Version.parse("16.00.1000")).isGreaterThan(Version.parse("13"));
    }

    private static boolean suits(String file, String version) {
        return QueryFile.ofResource(Flavor.POSTGRESQL, file).suits(Version.parse(version));
    }

    @Test
    void aKeyThatNobodyKnowsIsNoComment() {
        assertThatThrownBy(() -> QueryFile.parse("x", "-- group: a\n-- mesurement: b\nSELECT 1"))
                .hasMessage("x.sql: unknown key mesurement");
        assertThatThrownBy(() -> QueryFile.parse("x", "-- group: a\nSELECT 1"))
                .hasMessage("x.sql: no measurement");
    }
}
