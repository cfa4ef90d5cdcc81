package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import org.junit.jupiter.api.Test;

/** Each rule by its facts. */
class DecisionEngineTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey SILENT = new IndicatorKey("db-07", "agent_silent", "");

    private final List<Breach> breaches = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final List<OpenCase> open = new ArrayList<>();
    private final List<ResolvedCase> resolved = new ArrayList<>();

    private static Level level(IndicatorKey key, int number) {
        return ENGINE.levels(key).get(number - 1);
    }

    private static Breach breach(IndicatorKey key, int level, Instant since, boolean late) {
        return new Breach(key, level(key, level), since, NOON, 9, 1, 1, late, List.of());
    }

    private void isBreached(int level, Instant since) {
        breaches.add(breach(DISK, level, since, false));
    }

    private void isSilent(int level, Instant last) {
        silences.add(new Silence(SILENT, level(SILENT, level), last, NOON));
    }

    private void isGood(IndicatorKey key) {
        recoveries.add(new Recovery(key, MORNING, NOON, 30, 22));
    }

    private void hasTicket(IndicatorKey key, Priority priority, Instant episode) {
        open.add(new OpenCase("t1", key, priority, episode));
    }

    private void hasTicketSettledAt(IndicatorKey key, int level, Priority priority) {
        open.add(new OpenCase("t1", key, priority, MORNING, level));
    }

    private void hadTicket(IndicatorKey key, Duration ago) {
        resolved.add(new ResolvedCase("t1", key, NOON.minus(ago)));
    }

    private List<Decision> decisions() {
        return ENGINE.decide(new Facts(breaches, recoveries, silences, open, resolved), NOON);
    }

    private Decision theDecision() {
        assertThat(decisions()).hasSize(1);
        return decisions().get(0);
    }

    @Test
    void withoutFactsNothingIsDecided() {
        hasTicket(DISK, Priority.P3, MORNING);
        hadTicket(SILENT, Duration.ofHours(1));
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aSustainedBreachOpensATicket() {
        isBreached(2, MORNING);
        assertThat(theDecision())
                .isEqualTo(
                        new Decision.OpenTicket(
                                DISK,
                                Priority.P2,
                                new Decision.Cause.ByBreach(breaches.get(0)),
                                Optional.empty(),
                                "a sustained breach opens a ticket"));
    }

    @Test
    void aPriorityThatAPersonHasChosenStaysAtTheLevelThatTheyKnewOf() {
        hasTicketSettledAt(DISK, 2, Priority.P4);
        isBreached(2, MORNING);
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aWorseLevelThanTheOneTheyKnewOfRaisesIt() {
        hasTicketSettledAt(DISK, 1, Priority.P4);
        isBreached(2, MORNING);
        assertThat(theDecision()).isInstanceOf(Decision.RaiseTicket.class);
    }

    @Test
    void anotherEpisodeIsNoLongerSettled() {
        hasTicketSettledAt(DISK, 2, Priority.P4);
        isBreached(2, MORNING.plusSeconds(9));
        assertThat(theDecision()).isInstanceOf(Decision.RaiseTicket.class);
    }

    @Test
    void aWorseLevelThatTheChosenPriorityCoversIsNotedOnce() {
        hasTicketSettledAt(DISK, 1, Priority.P2);
        isBreached(2, MORNING);
        assertThat(theDecision()).isInstanceOf(Decision.NoteLevel.class);

        open.clear();
        hasTicketSettledAt(DISK, 2, Priority.P2);
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aSilenceThatAPersonHasSettledRaisesNothingUntilItIsLonger() {
        hasTicketSettledAt(SILENT, 1, Priority.P4);
        isSilent(1, MORNING);
        assertThat(decisions()).isEmpty();

        silences.clear();
        isSilent(2, MORNING);
        assertThat(theDecision()).isInstanceOf(Decision.RaiseTicket.class);
    }

    @Test
    void aClosedTicketIsNotReopenedButLinkedTo() {
        resolved.add(new ResolvedCase("t1", DISK, NOON.minusSeconds(60), true));
        isBreached(1, MORNING);
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.OpenTicket.class,
                        open -> assertThat(open.previous()).contains("t1"));
    }

    @Test
    void aTicketOfAnotherResourceIsNoTicketOfThisOne() {
        hasTicket(new IndicatorKey("db-07", "disk_free", "/home"), Priority.P1, MORNING);
        isBreached(1, MORNING);
        assertThat(theDecision()).isInstanceOf(Decision.OpenTicket.class);
    }

    @Test
    void theSameBreachWithItsTicketDecidesNothing() {
        hasTicket(DISK, Priority.P3, MORNING);
        isBreached(1, MORNING);
        assertThat(decisions()).isEmpty();
    }

    @Test
    void aWorseLevelRaisesTheOpenTicketAndIsNoOccurrenceBesides() {
        hasTicket(DISK, Priority.P3, MORNING.minusSeconds(9));
        isBreached(3, MORNING);
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.RaiseTicket.class,
                        raise -> {
                            assertThat(raise.from()).isEqualTo(Priority.P3);
                            assertThat(raise.to()).isEqualTo(Priority.P1);
                            assertThat(raise.rule())
                                    .isEqualTo("a worse level raises the open ticket");
                        });
    }

    @Test
    void aMilderLevelOfTheSameEpisodeDecidesNothing() {
        hasTicket(DISK, Priority.P1, MORNING);
        isBreached(1, MORNING);
        assertThat(decisions()).isEmpty();
    }

    @Test
    void anotherEpisodeIsAnOccurrenceOfTheOpenTicket() {
        hasTicket(DISK, Priority.P1, MORNING);
        isBreached(1, NOON);
        assertThat(theDecision().rule()).isEqualTo("a repeat is an occurrence of the open ticket");
        assertThat(theDecision()).isInstanceOf(Decision.AddOccurrence.class);
    }

    @Test
    void aBreachWithinTwentyFourHoursReopensAndLaterLinks() {
        isBreached(2, NOON);
        hadTicket(DISK, Duration.ofHours(24));
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.ReopenTicket.class,
                        reopen -> assertThat(reopen.priority()).isEqualTo(Priority.P2));
        resolved.clear();
        hadTicket(DISK, Duration.ofHours(24).plusMillis(1));
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.OpenTicket.class,
                        opened -> assertThat(opened.previous()).contains("t1"));
    }

    @Test
    void aRecoveryResolvesTheTicketAndWithoutOneDecidesNothing() {
        isGood(DISK);
        assertThat(decisions()).isEmpty();
        hasTicket(DISK, Priority.P3, MORNING);
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.ResolveTicket.class,
                        resolve -> assertThat(resolve.ticket()).isEqualTo("t1"));
    }

    @Test
    void aLateBreachIsOnlyRecordedWhateverElseThereIs() {
        breaches.add(breach(DISK, 3, MORNING, true));
        assertThat(theDecision()).isInstanceOf(Decision.RecordLateBreach.class);
        hasTicket(DISK, Priority.P3, NOON);
        assertThat(theDecision()).isInstanceOf(Decision.RecordLateBreach.class);
        open.clear();
        hadTicket(DISK, Duration.ofHours(1));
        assertThat(theDecision()).isInstanceOf(Decision.RecordLateBreach.class);
    }

    @Test
    void aSilentHostOpensOneTicketAndALongerSilenceRaisesIt() {
        isSilent(1, MORNING);
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.OpenTicket.class,
                        opened -> assertThat(opened.priority()).isEqualTo(Priority.P3));
        hasTicket(SILENT, Priority.P3, MORNING);
        assertThat(decisions()).isEmpty();
        silences.clear();
        isSilent(2, MORNING);
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.RaiseTicket.class,
                        raise -> assertThat(raise.to()).isEqualTo(Priority.P2));
    }

    @Test
    void anotherSilenceIsAnOccurrenceOrReopensOrLinks() {
        isSilent(1, MORNING);
        hasTicket(SILENT, Priority.P2, MORNING.minusSeconds(900));
        assertThat(theDecision()).isInstanceOf(Decision.AddOccurrence.class);
        open.clear();
        hadTicket(SILENT, Duration.ofHours(1));
        assertThat(theDecision()).isInstanceOf(Decision.ReopenTicket.class);
        resolved.clear();
        hadTicket(SILENT, Duration.ofHours(25));
        assertThat(theDecision())
                .isInstanceOfSatisfying(
                        Decision.OpenTicket.class,
                        opened -> assertThat(opened.previous()).contains("t1"));
    }

    @Test
    void aHostThatSendsAgainResolvesItsSilenceAndNoOtherTicket() {
        hasTicket(SILENT, Priority.P3, MORNING);
        hasTicket(DISK, Priority.P3, MORNING);
        isGood(SILENT);
        assertThat(theDecision().rule())
                .isEqualTo("a host that sends again resolves the ticket of its silence");
        assertThat(theDecision().key()).isEqualTo(SILENT);
    }

    @Test
    void theOrderOfTheFactsDoesNotShow() {
        for (int host = 0; host < 40; host++) {
            IndicatorKey key = new IndicatorKey("h" + host, "disk_free", "/");
            breaches.add(breach(key, 1 + host % 3, MORNING, false));
            breaches.add(breach(key, 1, MORNING, true));
            if (host % 2 == 0) {
                hasTicket(key, Priority.P3, host % 4 == 0 ? MORNING : NOON);
            } else if (host % 5 == 0) {
                hadTicket(key, Duration.ofHours(host));
            }
        }
        List<Decision> expected = decisions();
        assertThat(expected)
                .hasSizeGreaterThan(60)
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(breaches, new Random(seed));
            Collections.shuffle(open, new Random(seed));
            assertThat(decisions()).isEqualTo(expected);
        }
    }

    @Test
    void thousandsOfFactsAtOnceAreFine() {
        for (int host = 0; host < 5_000; host++) {
            IndicatorKey key = new IndicatorKey("h" + host, "disk_free", "/");
            breaches.add(breach(key, 1, MORNING, false));
            hasTicket(key, Priority.P4, MORNING);
        }
        assertThat(decisions()).hasSize(5_000).allMatch(Decision.RaiseTicket.class::isInstance);
    }

    @Test
    void aKeyHasOneBreachAndOneOpenTicket() {
        isBreached(1, MORNING);
        isBreached(2, MORNING);
        assertThatThrownBy(this::decisions)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("db-07 disk_free /var has more than one breach");
    }

    @Test
    void aSiteMayAddARuleFileOfItsOwn() {
        String drl =
                """
                package millwright.rules.decision;
                import millwright.rules.indicator.Breach;
                global java.util.List decisions;
                rule "every breach is put on record here"
                when
                    $b : Breach( late == false )
                then
                    decisions.add( new Decision.RecordLateBreach( $b.key(), $b, drools.getRule().getName() ) );
                end
                """;
        DecisionEngine engine = DecisionEngine.compile(RuleSet.shipped().withFile("site.drl", drl));
        isBreached(1, MORNING);
        assertThat(engine.decide(new Facts(breaches, recoveries, silences, open, resolved), NOON))
                .extracting(Decision::rule)
                .containsExactly(
                        "a sustained breach opens a ticket", "every breach is put on record here");
    }

    @Test
    void aRuleFileThatDoesNotCompileIsToldByFileAndLine() {
        String grammar =
                "package millwright.rules.decision;\n\nrule \"x\"\nwhen\n    Breach(\nthen\nend\n";
        String type =
                "package millwright.rules.decision;\nrule \"y\"\nwhen\n    Nonsense()\nthen\nend\n";
        assertThatThrownBy(
                        () -> DecisionEngine.compile(RuleSet.shipped().withFile("my.drl", grammar)))
                .isInstanceOfSatisfying(
                        RulesException.class,
                        e -> {
                            assertThat(e.problems()).hasSize(1);
                            assertThat(e.getMessage()).contains("my.drl line 7", "rule \"x\"");
                        });
        assertThatThrownBy(() -> DecisionEngine.compile(RuleSet.shipped().withFile("my.drl", type)))
                .isInstanceOfSatisfying(
                        RulesException.class,
                        e -> {
                            assertThat(e.getMessage()).contains("my.drl").contains("Nonsense");
                            assertThat(e.problems().get(0).line()).isEqualTo(4);
                        });
    }

    @Test
    void theCompilersMessageComesWithItsPlaceAndAHint() {
        assertThat(problemOf("rule \"a\" when Breachh( late == false ) then end"))
                .isEqualTo(
                        "my.drl line 4, column 15: Unable to find class: Breachh. Did you mean"
                                + " Breach?");
        assertThat(problemOf("rule \"a\" when Breach( lat == false ) then end"))
                .startsWith("my.drl line 4, column")
                .contains("The fact has no lat");
        assertThat(problemOf("rule \"a\" when Breach( late == false ) then"))
                .endsWith("The last rule lacks its end");
        assertThat(problemOf("rule \"a\" when Breach( late == false ) then foo(); end"))
                .isEqualTo(
                        "my.drl line 4, column 44: The method foo() is undefined. The right-hand"
                                + " side only adds decisions");
        assertThat(problemOf("rule \"a\" when Breach( late == false ) then dezisions.add(1); end"))
                .endsWith("Did you mean decisions?");
    }

    @Test
    void whatCompilesAndFailsAsItIsLoadedIsRefusedAsWell() {
        assertThat(problemOf("rule \"a\" when Breach( key.host matches \"(\" ) then end"))
                .contains("fail as they are loaded (java.util.regex.PatternSyntaxException");
        assertThat(problemOf("rule \"a\" when eval( 1 / 0 == 1 ) then end"))
                .contains("fail as they are loaded (java.lang.ArithmeticException");
    }

    @Test
    void twoRulesOfOneNameAreNamedWithBothPlaces() {
        assertThat(
                        problemOf(
                                "rule \"a sustained breach opens a ticket\" when Breach() then"
                                        + " end"))
                .contains("my.drl line 4 and tickets.drl line 17");
    }

    private static String problemOf(String rule) {
        String drl =
                """
                package millwright.rules.decision;
                import millwright.rules.indicator.Breach;
                global java.util.List decisions;
                """
                        + rule;
        try {
            DecisionEngine.compile(RuleSet.shipped().withFile("my.drl", drl));
        } catch (RulesException e) {
            assertThat(e.problems()).hasSize(1);
            return e.problems().get(0).toString();
        }
        throw new AssertionError("was accepted");
    }

    @Test
    void aRuleThatAddsSomethingElseThanADecisionIsFoundOut() {
        String drl =
                """
                package millwright.rules.decision;
                import millwright.rules.indicator.Breach;
                global java.util.List decisions;
                rule "mistaken"
                when
                    Breach( )
                then
                    decisions.add( "a string" );
                end
                """;
        DecisionEngine engine =
                DecisionEngine.compile(
                        new RuleSet(new TreeMap<>(), ThresholdTable.shipped())
                                .withFile("my.drl", drl));
        isBreached(1, MORNING);
        Facts facts = new Facts(breaches, recoveries, silences, open, resolved);
        assertThatThrownBy(() -> engine.decide(facts, NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a string");
    }
}
