package millwright.collector.cases;

import static millwright.collector.cases.Turns.fullDisk;
import static millwright.collector.cases.Turns.silence;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import millwright.collector.cases.Proof.Outcome;
import millwright.collector.cases.Proof.Verdict;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit proves, whichever database keeps it. */
abstract class AuditContract {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");

    private CasesConfig config;
    private CaseStores.Records records;
    private HikariDataSource intruder;
    private Turns turns;
    private Instant now = Instant.parse("2026-03-02T10:15:00.123456789Z");

    /** A new, empty database. */
    abstract CasesConfig database() throws Exception;

    @BeforeEach
    void start() throws Exception {
        config = database();
        records = CaseStores.openAll(config, () -> now);
        turns = new Turns(records.cases());
        intruder = CaseDatabase.connect(config);
    }

    @AfterEach
    void stop() throws Exception {
        if (records != null) {
            intruder.close();
            records.close();
        }
    }

    /** Opened by a first limit, raised by the second, resolved. */
    private void story() {
        turns.bad(fullDisk("db-07", 1, 12.5, "10:00"));
        turns.bad(fullDisk("db-07", 2, 9.5, "10:20"));
        turns.good(DISK, "11:00");
    }

    private void tamper(String sql) {
        Jdbi.create(intruder).useHandle(handle -> assertThat(handle.execute(sql)).isPositive());
    }

    private long number(String type) {
        return records.audit().list(filter(type)).get(0).number();
    }

    private static AuditFilter filter(String type) {
        return new AuditFilter(
                Optional.empty(), Optional.of(type), Optional.empty(), Optional.empty(), 10, 0);
    }

    @Test
    void whatAForecastHasDecidedIsDecidedAgainFromWhatWasKept() {
        turns.foreseen("12:00", "10:00", 20);
        turns.foreseen("13:00", "10:00", 4);

        assertThat(proofOf("T-000001")).containsExactly(Outcome.SAME, Outcome.SAME);
    }

    private List<Outcome> proofOf(String ticket) {
        return Verifier.byRulesOfThen()
                .verify(records.audit().dossier(ticket).orElseThrow())
                .verdicts()
                .stream()
                .map(Verdict::outcome)
                .toList();
    }

    @Test
    void aChainThatNobodyTouchedIsWholeAlsoAfterARestart() {
        story();
        ChainReport before = records.audit().verify();
        records.close();
        records = CaseStores.openAll(config, () -> now);

        assertThat(before.isWhole()).isTrue();
        assertThat(before.entries()).isEqualTo(6); // three decisions, and what each was made from
        assertThat(records.audit().verify()).isEqualTo(before);
    }

    @Test
    void anEmptyAuditIsWhole() {
        assertThat(records.audit().verify().isWhole()).isTrue();
        assertThat(records.audit().verify().entries()).isZero();
    }

    @Test
    void aChangedEntryIsNamed() {
        story();
        tamper("update audit set actor = 'ali' where type = 'ticket-raised'");

        ChainReport report = records.audit().verify();
        assertThat(report.fault().orElseThrow().number()).isEqualTo(number("ticket-raised"));
        assertThat(report.fault().orElseThrow().what()).contains("was changed");
    }

    @Test
    void anEntryThatIsMissingInTheMiddleIsNoticedAtTheNext() {
        story();
        long raised = number("ticket-raised");
        tamper("delete from audit where number = " + raised);

        ChainReport.Fault fault = records.audit().verify().fault().orElseThrow();
        assertThat(fault.number()).isGreaterThan(raised);
        assertThat(fault.what()).contains("one between them was removed");
    }

    @Test
    void aBeginningThatIsMissingIsNoticed() {
        story();
        tamper("delete from audit where number <= " + number("ticket-opened"));

        assertThat(records.audit().verify().fault().orElseThrow().what())
                .contains("nothing declares that");
    }

    @Test
    void anEndThatIsMissingIsNoticedByWhatTheTicketKnows() {
        story();
        long resolved = number("ticket-resolved");
        tamper("delete from audit where number = " + resolved);

        ChainReport.Fault fault = records.audit().verify().fault().orElseThrow();
        assertThat(fault.number()).isEqualTo(resolved);
        assertThat(fault.what()).contains("its newest entries were removed");
    }

    @Test
    void theAuditIsListedNewestFirstFilteredAndPaged() {
        story();
        now = now.plusSeconds(60);
        turns.silent(silence("web-01", "10:50", "11:01"));

        AuditFilter ofTicket =
                new AuditFilter(
                        Optional.of("T-000001"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        2,
                        1);
        assertThat(records.audit().list(ofTicket))
                .extracting(AuditEntry::type)
                .containsExactly("ticket-raised", "ticket-opened");
        assertThat(records.audit().count(ofTicket)).isEqualTo(3);
        AuditFilter late =
                new AuditFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(now),
                        Optional.of(now.plusSeconds(1)),
                        10,
                        0);
        assertThat(records.audit().list(late))
                .extracting(AuditEntry::type)
                .containsExactly("ticket-opened", "decision-basis");
    }

    @Test
    void everyDecisionComesOutTheSameFromWhatWasKept() {
        story();
        turns.silent(silence("web-01", "10:50", "11:01"));

        assertThat(outcomes(proof("T-000001", Verifier.byRulesOfThen())))
                .containsExactly(Outcome.SAME, Outcome.SAME, Outcome.SAME);
        assertThat(proof("T-000001", Verifier.byRulesOfThen()).verdicts().get(1).now())
                .containsExactly("raise-ticket P2 by \"a worse level raises the open ticket\"");
        assertThat(proof("T-000002", Verifier.byRulesOfThen()).holds()).isTrue();
        assertThat(records.audit().dossier("T-000099")).isEmpty();
    }

    @Test
    void aDossierDecidesTheSameElsewhere() {
        story();
        Dossier dossier = records.audit().dossier("T-000001").orElseThrow();

        assertThat(Verifier.byRulesOfThen().verify(Dossier.parse(dossier.json())))
                .isEqualTo(Verifier.byRulesOfThen().verify(dossier));
    }

    @Test
    void otherLimitsDecideSomethingElse() {
        story();
        String shipped = new String(ThresholdTable.shipped().content(), StandardCharsets.UTF_8);
        assertThat(shipped).contains("1,< 20,0,22,");
        RuleSet stricter =
                RuleSet.shipped()
                        .withTable(
                                ThresholdTable.csv(
                                        "thresholds.csv",
                                        shipped.replace("1,< 20,0,22,", "1,< 12,0,22,")));

        Proof proof = proof("T-000001", Verifier.by(DecisionEngine.compile(stricter)));

        assertThat(proof.holds()).isFalse();
        assertThat(outcomes(proof)).containsExactly(Outcome.DIFFERENT, Outcome.SAME, Outcome.SAME);
        assertThat(proof.verdicts().get(0).now()).isEmpty();
        assertThat(proof("T-000001", Verifier.by(Turns.ENGINE)).holds()).isTrue();
    }

    @Test
    void factsOrRulesThatWereChangedAreNoProof() {
        story();
        turns.bad(fullDisk("web-01", 1, 15, "11:30"));
        String other = FrozenText.parts("{}").get(0);
        tamper(
                "update basis_part set content = '%s' where basis = (select min(number) from decision_basis)"
                        .formatted(other));
        assertThat(outcomes(proof("T-000001", Verifier.byRulesOfThen())))
                .containsExactly(Outcome.DAMAGED, Outcome.SAME, Outcome.SAME);

        tamper("update rule_version_part set content = '%s'".formatted(other));
        Proof proof = proof("T-000002", Verifier.byRulesOfThen());
        assertThat(outcomes(proof)).containsExactly(Outcome.DAMAGED);
        assertThat(proof.verdicts().get(0).was())
                .containsExactly("the rules are not those that were sealed");
    }

    @Test
    void aTurnThatComesAgainKeepsNothingTwice() {
        turns.bad(fullDisk("db-07", 1, 12.5, "10:00"));
        turns.bad(fullDisk("db-07", 1, 12.5, "10:00"));

        assertThat(records.audit().verify().entries()).isEqualTo(2);
        assertThat(count("decision_basis")).isEqualTo(1);
        assertThat(count("rule_version")).isEqualTo(1);
    }

    @Test
    void aTurnOfThousandsOfHostsIsKeptWhole() {
        List<Breach> breaches =
                IntStream.range(0, 2000)
                        .mapToObj(i -> fullDisk("db-%04d".formatted(i), 1, 12 + i / 1e4, "10:00"))
                        .toList();
        turns.bad(breaches.toArray(new Breach[0]));

        assertThat(records.audit().count(filter("ticket-opened"))).isEqualTo(2000);
        assertThat(count("basis_part")).isEqualTo(1);
        assertThat(proof("T-001999", Verifier.byRulesOfThen()).holds()).isTrue();
        assertThat(records.audit().verify().isWhole()).isTrue();
    }

    @Test
    void whatDecisionsWereMadeFromGoesAfterThreeYears() {
        story(); // its turns are of 10:00, 10:20 and 11:00 on 2 March 2026
        now = Instant.parse("2029-03-02T10:00:00Z");
        records.retention().run();
        assertThat(records.audit().count(filter("retention"))).isZero();

        now = Instant.parse("2029-03-02T10:00:00.000001Z");
        records.retention().run();

        assertThat(outcomes(proof("T-000001", Verifier.byRulesOfThen())))
                .containsExactly(Outcome.REMOVED, Outcome.SAME, Outcome.SAME);
        assertThat(proof("T-000001", Verifier.byRulesOfThen()).holds()).isTrue();
        assertThat(records.audit().list(filter("retention")).get(0).detail())
                .contains("\"bases\":1")
                .contains("\"entries\":0");
        assertThat(records.audit().verify().isWhole()).isTrue();
    }

    @Test
    void ticketsAndTheirEntriesGoAfterSevenYearsAndTheChainBeginsWhereThatIsDeclared() {
        story();
        long last = records.audit().verify().last();
        String anchor = records.audit().verify().hash();
        now = Instant.parse("2030-01-01T00:00:00Z");
        turns.bad(fullDisk("web-01", 1, 15, "11:30")); // stays open
        now = Instant.parse("2033-03-02T10:14:59Z");
        records.retention().run();
        assertThat(records.cases().findTicket("T-000001")).isPresent();
        assertThat(records.audit().verify().removedThrough()).contains(0L);

        now = Instant.parse("2033-03-02T11:00:01Z");
        records.retention().run();

        assertThat(records.cases().findTicket("T-000001")).isEmpty();
        assertThat(records.cases().findTicket("T-000002")).isPresent();
        assertThat(records.audit().list(filter("retention")).get(0).detail())
                .contains("\"tickets\":1")
                .contains("\"events\":3")
                .contains("\"entries\":6")
                .contains("\"through\":" + last)
                .contains(anchor);
        ChainReport report = records.audit().verify();
        assertThat(report.isWhole()).isTrue();
        assertThat(report.removedThrough()).contains(last);
        assertThat(report.first()).isGreaterThan(last);
        assertThat(count("ticket_member")).isEqualTo(1);

        records.retention().run(); // nothing is due any more
        assertThat(records.audit().verify()).isEqualTo(report);
    }

    @Test
    void moreThanRetentionDeclaresIsNotMissedInSilence() {
        story();
        now = Instant.parse("2030-01-01T00:00:00Z");
        turns.bad(fullDisk("web-01", 1, 15, "11:30"));
        now = Instant.parse("2033-03-02T11:00:01Z");
        records.retention().run();
        tamper("delete from audit where number = " + records.audit().verify().first());

        assertThat(records.audit().verify().fault().orElseThrow().what())
                .contains("up to which retention declares to have removed them");
    }

    @Test
    void anOldTicketThatIsStillOpenStays() {
        turns.bad(fullDisk("db-07", 1, 12.5, "10:00"));
        now = Instant.parse("2040-01-01T00:00:00Z");
        records.retention().run();

        assertThat(records.cases().findTicket("T-000001").orElseThrow().events()).hasSize(1);
        assertThat(records.audit().verify().isWhole()).isTrue();
        turns.good(DISK, "11:00");
        assertThat(records.audit().verify().isWhole()).isTrue();
    }

    private Proof proof(String ticket, Verifier verifier) {
        return verifier.verify(records.audit().dossier(ticket).orElseThrow());
    }

    private static List<Outcome> outcomes(Proof proof) {
        return proof.verdicts().stream().map(Verdict::outcome).toList();
    }

    private long count(String table) {
        return Jdbi.create(intruder)
                .withHandle(
                        handle ->
                                handle.createQuery("select count(*) from " + table)
                                        .mapTo(Long.class)
                                        .one());
    }
}
