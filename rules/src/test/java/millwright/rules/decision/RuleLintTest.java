package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleLintTest {
    private static final String SHIPPED = Shipped.text("thresholds.csv");
    private static final String HEAD =
            SHIPPED.substring(0, SHIPPED.indexOf('\n', SHIPPED.indexOf("\nname,") + 1) + 1);

    private static final List<MeasuredIndicator> MEASURED =
            List.of(
                    new MeasuredIndicator("cpu_utilization", "percent", false),
                    new MeasuredIndicator("disk_free", "percent", false),
                    new MeasuredIndicator("api_response_time", "seconds", false),
                    new MeasuredIndicator("certificate_days", "days", false),
                    new MeasuredIndicator("target_up", "up", false),
                    new MeasuredIndicator("error_rate", "percent", true));

    private static RuleLint lint(String... rows) {
        return RuleLint.of(
                RuleSet.shipped()
                        .withTable(
                                ThresholdTable.csv(
                                        "site.csv", HEAD + String.join("\n", rows) + "\n")),
                MEASURED);
    }

    private static List<String> doubts(String... rows) {
        return lint(rows).doubtful().stream().map(RuleProblem::toString).toList();
    }

    private static String onlyDoubt(String... rows) {
        List<String> doubts = doubts(rows);
        assertThat(doubts).hasSize(1);
        return doubts.get(0);
    }

    @Test
    void theLimitsOfARangeCanNeverBePassed() {
        assertThat(onlyDoubt("a,cpu_utilization,*,*,*,1,> 100,15 min,75,5 min,,P3,,"))
                .isEqualTo(
                        "site.csv line 10, column 7: cell G10 (limit): never fires:"
                                + " cpu_utilization is never above 100. Write a limit between 0 and"
                                + " 100.");
        assertThat(doubts("a,cpu_utilization,*,*,*,1,> 99.9,15 min,75,5 min,,P3,,")).isEmpty();
        assertThat(onlyDoubt("a,disk_free,*,*,*,1,< 0,0,22,5 min,,P3,,")).contains("never fires");
        assertThat(doubts("a,disk_free,*,*,*,1,< 0.1,0,22,5 min,,P3,,")).isEmpty();
        assertThat(onlyDoubt("a,target_up,*,*,*,1,< 0,0,1,5 min,,P3,,")).contains("never fires");
        assertThat(doubts("a,target_up,*,*,*,1,< 1,0,1,5 min,,P3,,")).isEmpty();
        // A certificate can have expired 3 days ago.
        assertThat(doubts("a,certificate_days,*,*,*,1,< -3,0,1,5 min,,P3,,")).isEmpty();
    }

    @Test
    void aLimitThatEverythingIsPastIsFoundAsWell() {
        assertThat(doubts("a,cpu_utilization,*,*,*,1,> -1,15 min,-2,5 min,,P3,,"))
                .anyMatch(doubt -> doubt.contains("always fires"))
                .anyMatch(doubt -> doubt.contains("(rearm): a breach would never end"));
        assertThat(doubts("a,disk_free,*,*,*,1,< 101,0,102,5 min,,P3,,"))
                .anyMatch(doubt -> doubt.contains("always fires"))
                .anyMatch(doubt -> doubt.contains("(rearm): a breach would never end"));
    }

    @Test
    void aSustainTimeBeyondWhatIsKeptIsFound() {
        assertThat(onlyDoubt("a,cpu_utilization,*,*,*,1,> 80,3 d,75,5 min,,P3,,"))
                .contains("cell H10 (sustain)", "72 hours are longer than the 55 hours");
        assertThat(lint("a,cpu_utilization,*,*,*,1,> 80,40 d,75,5 min,,P3,,").unusable())
                .singleElement()
                .asString()
                .contains("40 days are more than the 31");
    }

    @Test
    void aRatioWithoutAWindowIsRefused() {
        RuleLint lint = lint("a,error_rate,*,*,*,1,> 1,0,0.8,5 min,100,P2,,");
        assertThat(lint.doubtful()).isEmpty();
        assertThatThrownBy(lint::refuseUnusable)
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("cell H10 (sustain): error_rate is a share");
    }

    @Test
    void aMinimumThatCannotBeReachedOrHasNoEffectIsFound() {
        assertThat(onlyDoubt("a,error_rate,*,*,*,1,> 1,1 s,0.8,5 min,2000000,P2,,"))
                .contains("(minimum count): never fires: 2000000 requests within 1 s");
        assertThat(onlyDoubt("a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,100,P3,,"))
                .contains("(minimum count): has no effect");
    }

    @Test
    void anUnknownIndicatorIsTakenForTheNearestKnownOne() {
        assertThat(onlyDoubt("a,cpu_utilisation,*,*,*,1,> 80,15 min,75,5 min,,P3,,"))
                .contains("cell B10 (indicator)", "Did you mean cpu_utilization?");
        assertThat(onlyDoubt("a,temperature,*,*,*,1,> 80,15 min,75,5 min,,P3,,"))
                .contains("Known are agent_silent, api_response_time");
    }

    @Test
    void aLimitTheWrongWayRoundIsFound() {
        assertThat(onlyDoubt("a,disk_free,*,*,*,1,> 80,0,75,5 min,,P3,,"))
                .contains("disk_free is bad where it is low", "Write <.");
    }

    @Test
    void aRowThatCanNeverWinIsFound() {
        assertThat(
                        onlyDoubt(
                                "first,disk_free,*,*,*,1,< 20,0,22,0,,P3,,",
                                "second,disk_free,*,*,*,1,< 30,0,32,0,,P3,,"))
                .contains("cell A10 (name): this row can never win: row 11 (second)");
        // Same literals, but the lower one is wider.
        assertThat(
                        onlyDoubt(
                                "narrow,disk_free,db-0?,*,*,1,< 20,0,22,0,,P3,,",
                                "wide,disk_free,db-0*,*,*,1,< 30,0,32,0,,P3,,"))
                .contains("cell A10 (name)", "row 11 (wide)");
        assertThat(
                        doubts(
                                "wide,disk_free,db-*,*,*,1,< 20,0,22,0,,P3,,",
                                "narrow,disk_free,db-0*,*,*,1,< 30,0,32,0,,P3,,"))
                .isEmpty();
    }

    @Test
    void rowsOfEqualWeightThatMeetAreFound() {
        assertThat(
                        onlyDoubt(
                                "a,disk_free,db-*,*,*,1,< 20,0,22,0,,P3,,",
                                "b,disk_free,*-db,*,*,1,< 30,0,32,0,,P3,,"))
                .contains("cell A11 (name): overlaps with row 10 (a)", "host \"db-db\"");
        assertThat(
                        doubts(
                                "a,disk_free,db-*,*,prod,1,< 20,0,22,0,,P3,,",
                                "b,disk_free,*-db,*,test,1,< 30,0,32,0,,P3,,"))
                .isEmpty();
    }

    @Test
    void levelsThatContradictThemselvesAreFound() {
        assertThat(
                        onlyDoubt(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,",
                                "b,cpu_utilization,*,*,*,2,> 70,15 min,65,5 min,,P2,,"))
                .contains(
                        "cell G11 (limit): contradicts row 10 (a): level 2 (> 70.0) would be"
                                + " milder than level 1 (> 80.0)");
        assertThat(
                        onlyDoubt(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P2,,",
                                "b,cpu_utilization,*,*,*,2,> 90,15 min,85,5 min,,P3,,"))
                .contains("cell L11 (priority): contradicts row 10 (a): level 2 is P3");
        assertThat(
                        onlyDoubt(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,",
                                "b,cpu_utilization,*,*,*,2,> 80,15 min,75,5 min,,P2,,"))
                .contains("cell H11 (sustain)");
        assertThat(
                        doubts(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,",
                                "b,cpu_utilization,*,*,*,2,> 80,30 min,75,5 min,,P2,,"))
                .isEmpty();
    }

    @Test
    void aSitesRowThatContradictsTheCommonOneIsFoundWhereItApplies() {
        assertThat(
                        onlyDoubt(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,",
                                "b,cpu_utilization,*,*,*,2,> 90,15 min,85,5 min,,P2,,",
                                "build,cpu_utilization,ci-*,*,*,1,> 95,15 min,90,5 min,,P4,,"))
                .contains("cell G12 (limit): contradicts row 11 (b)");
    }

    @Test
    void aRunbookMustBeALinkThatABrowserOpens() {
        assertThat(onlyDoubt("a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,see wiki"))
                .contains("cell N10 (runbook): \"see wiki\" is no link");
        assertThat(onlyDoubt("a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,javascript:x()"))
                .contains("no link");
        assertThat(
                        doubts(
                                "a,cpu_utilization,*,*,*,1,> 80,15 min,75,5 min,,P3,,"
                                        + "https://wiki.example.com/cpu"))
                .isEmpty();
    }

    @Test
    void aRuleFileThatReadsAClockOrOrdersRulesIsFound() {
        String drl =
                """
                package millwright.rules.decision;
                // salience would be wrong here
                rule "says \\"update( x )\\" in words"
                salience 10
                when
                    eval( java.time.Instant.now() != null )
                then
                    insert( "x" );
                end
                """;
        RuleLint lint =
                RuleLint.of(
                        RuleSet.shipped()
                                .withFile("site.drl", drl)
                                .withTable(
                                        ThresholdTable.csv(
                                                "site.csv",
                                                HEAD + "a,disk_free,*,*,*,1,< 20,0,22,0,,P3,,\n")),
                        MEASURED);
        assertThat(lint.doubtful())
                .extracting(problem -> problem.file() + " " + problem.line())
                .containsExactly("site.drl 4", "site.drl 6", "site.drl 8");
    }

    @Test
    void theShippedRuleFilesAreClean() {
        assertThat(lint("a,disk_free,*,*,*,1,< 20,0,22,0,,P3,,").isClean()).isTrue();
    }
}
