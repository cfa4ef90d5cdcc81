package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.policy.Correlation;
import millwright.rules.policy.Flapping;
import org.junit.jupiter.api.Test;

/**
 * What surrounds the facts, and what the rules make of it. Hosts are named after their service
 * ({@code shop-1} is of shop), shop needs orders and orders needs store.
 */
class CorrelationTest {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Flapping FLAPPING =
            new Flapping(4, Duration.ofHours(1), Duration.ofMinutes(30));
    private static final Map<String, Set<String>> NEEDS =
            Map.of("shop", Set.of("orders", "store"), "orders", Set.of("store"));

    private final List<Breach> breaches = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final List<OpenCase> open = new ArrayList<>();
    private final List<ResolvedCase> resolved = new ArrayList<>();
    private final Map<IndicatorKey, Set<Instant>> episodes = new TreeMap<>();
    private Correlation correlation = new Correlation(Duration.ofMinutes(5), 2);

    private record ByName() implements ServiceMap {
        @Override
        public Optional<String> serviceOf(String host) {
            int dash = host.indexOf('-');
            return dash < 0 ? Optional.empty() : Optional.of(host.substring(0, dash));
        }

        @Override
        public Set<String> needsOf(String service) {
            return NEEDS.getOrDefault(service, Set.of());
        }
    }

    private static IndicatorKey key(String text) {
        String[] parts = text.split(" ", 3);
        return new IndicatorKey(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    private static Level level(IndicatorKey key) {
        return ENGINE.levels(key).get(0);
    }

    private void isBad(String text) {
        isBad(text, NOON);
    }

    private void isBad(String text, Instant at) {
        IndicatorKey key = key(text);
        breaches.add(new Breach(key, level(key), at, at, 9, 1, 1, false, List.of()));
    }

    private void isSilent(String host) {
        IndicatorKey key = key(host + " agent_silent");
        silences.add(new Silence(key, level(key), NOON.minusSeconds(300), NOON));
    }

    private void isGood(String text, Duration ago) {
        recoveries.add(new Recovery(key(text), NOON.minus(ago), NOON, 30, 22));
    }

    private void hasTicket(String id, String text, Duration ago) {
        open.add(new OpenCase(id, key(text), Priority.P3, NOON.minus(ago)));
    }

    private void hasFlappingTicket(String id, String text) {
        open.add(new OpenCase(id, key(text), Priority.P3, NOON, NOON, Optional.empty(), true, 0));
    }

    private List<Decision> decisions() {
        Set<IndicatorKey> keys = new TreeSet<>();
        breaches.forEach(fact -> keys.add(fact.key()));
        silences.forEach(fact -> keys.add(fact.key()));
        recoveries.forEach(fact -> keys.add(fact.key()));
        List<OpenCase> own = open.stream().filter(one -> keys.contains(one.key())).toList();
        Facts facts = new Facts(breaches, recoveries, silences, own, resolved);
        Correlator correlator = new Correlator(new ByName(), correlation, FLAPPING);
        return ENGINE.decide(facts.in(correlator.around(facts, open, episodes)), NOON);
    }

    /** Such as {@code OpenTicket shop-1 disk_free}, with what it refers to. */
    private List<String> told() {
        return decisions().stream().map(CorrelationTest::brief).toList();
    }

    private static String brief(Decision decision) {
        String more = "";
        if (decision instanceof Decision.JoinTicket join) {
            more = " with " + join.lead();
        } else if (decision instanceof Decision.LinkCause link) {
            more = " to " + link.cause();
        } else if (decision instanceof Decision.HoldBreach hold) {
            more = " for " + hold.ticket();
        } else if (decision instanceof Decision.MarkFlapping mark) {
            more = " " + mark.episodes();
        }
        return decision.getClass().getSimpleName() + " " + decision.key() + more;
    }

    @Test
    void theFirstOfSeveralHostsOpensTheTicketThatTheOthersJoin() {
        isBad("shop-2 disk_free /var");
        isBad("shop-3 disk_free /var", NOON.minusSeconds(1));
        isBad("shop-1 disk_free /var");

        assertThat(told())
                .containsExactly(
                        "OpenTicket shop-3 disk_free /var",
                        "JoinTicket shop-1 disk_free /var with shop-3 disk_free /var",
                        "JoinTicket shop-2 disk_free /var with shop-3 disk_free /var");
        assertThat(decisions())
                .filteredOn(Decision.JoinTicket.class::isInstance)
                .allSatisfy(
                        join ->
                                assertThat(((Decision.JoinTicket) join).service())
                                        .isEqualTo("shop"));
    }

    @Test
    void anotherHostJoinsTheOpenTicketForFiveMinutesAndNotLonger() {
        isBad("shop-2 disk_free /var");
        hasTicket("t1", "shop-1 disk_free /var", Duration.ofMinutes(5));
        assertThat(told())
                .containsExactly("JoinTicket shop-2 disk_free /var with shop-1 disk_free /var");

        open.clear();
        hasTicket("t1", "shop-1 disk_free /var", Duration.ofMinutes(5).plusMillis(1));
        assertThat(told()).containsExactly("OpenTicket shop-2 disk_free /var");
    }

    @Test
    void theLastMemberKeepsTheDoorOpen() {
        isBad("shop-3 disk_free /var");
        hasTicket("t1", "shop-1 disk_free /var", Duration.ofMinutes(9));
        hasTicket("t1", "shop-2 disk_free /var", Duration.ofMinutes(4));
        assertThat(told())
                .containsExactly("JoinTicket shop-3 disk_free /var with shop-1 disk_free /var");
    }

    @Test
    void ofSeveralTicketsTheNewestOfTheSameResourceIsJoined() {
        isBad("shop-3 disk_free /var");
        hasTicket("t1", "shop-1 disk_free /var", Duration.ofMinutes(4));
        hasTicket("t2", "shop-2 disk_free /home", Duration.ofMinutes(3));
        assertThat(told())
                .containsExactly("JoinTicket shop-3 disk_free /var with shop-1 disk_free /var");
        hasTicket("t3", "shop-4 disk_free /var", Duration.ofMinutes(2));
        assertThat(told())
                .containsExactly("JoinTicket shop-3 disk_free /var with shop-4 disk_free /var");
    }

    @Test
    void hostsOfNoServiceOrOfTwoNeverJoin() {
        isBad("mail disk_free /var");
        isBad("web disk_free /var");
        isBad("shop-1 disk_free /var");
        isBad("store-1 disk_free /var");
        isBad("store-2 memory_usage");
        assertThat(decisions()).hasSize(5).allMatch(Decision.OpenTicket.class::isInstance);
    }

    @Test
    void oneHostIsNoGroupWhateverItHas() {
        isBad("shop-1 disk_free /var");
        isBad("shop-1 disk_free /home");
        assertThat(told())
                .containsExactly(
                        "OpenTicket shop-1 disk_free /home", "OpenTicket shop-1 disk_free /var");
    }

    @Test
    void whereThreeHostsMakeAGroupTheSecondHasATicketOfItsOwn() {
        correlation = new Correlation(Duration.ofMinutes(5), 3);
        isBad("shop-1 disk_free /var");
        isBad("shop-2 disk_free /var");
        isBad("shop-3 disk_free /var");
        assertThat(told())
                .containsExactly(
                        "OpenTicket shop-1 disk_free /var",
                        "OpenTicket shop-2 disk_free /var",
                        "JoinTicket shop-3 disk_free /var with shop-2 disk_free /var");
    }

    @Test
    void aKeyWithATicketOfItsOwnStaysThere() {
        isBad("shop-2 disk_free /var");
        hasTicket("t1", "shop-1 disk_free /var", Duration.ofMinutes(1));
        hasTicket("t2", "shop-2 disk_free /var", Duration.ofMinutes(90));
        assertThat(told()).containsExactly("AddOccurrence shop-2 disk_free /var");
    }

    @Test
    void toJoinGoesBeforeToReopen() {
        isBad("shop-1 disk_free /var");
        isBad("shop-2 disk_free /var");
        for (String host : List.of("shop-1", "shop-2")) {
            resolved.add(
                    new ResolvedCase("t1", key(host + " disk_free /var"), NOON.minusSeconds(3600)));
        }
        assertThat(told())
                .containsExactly(
                        "ReopenTicket shop-1 disk_free /var",
                        "JoinTicket shop-2 disk_free /var with shop-1 disk_free /var");
    }

    @Test
    void silentHostsOfOneServiceAreOneTicket() {
        isSilent("shop-1");
        isSilent("shop-2");
        isSilent("mail");
        assertThat(told())
                .containsExactly(
                        "OpenTicket mail agent_silent",
                        "OpenTicket shop-1 agent_silent",
                        "JoinTicket shop-2 agent_silent with shop-1 agent_silent");
    }

    @Test
    void aBreachOnASilentHostWaitsAndItsOpenTicketsDoNot() {
        isBad("shop-1 disk_free /var");
        isBad("shop-1 memory_usage");
        isBad("shop-2 disk_free /var");
        hasTicket("t1", "shop-1 agent_silent", Duration.ofMinutes(20));
        hasTicket("t2", "shop-1 memory_usage", Duration.ofMinutes(20));
        assertThat(told())
                .containsExactly(
                        "AddOccurrence shop-1 memory_usage",
                        "OpenTicket shop-2 disk_free /var",
                        "HoldBreach shop-1 disk_free /var for t1");
        resolved.add(new ResolvedCase("t0", key("shop-1 disk_free /var"), NOON.minusSeconds(60)));
        assertThat(told()).contains("HoldBreach shop-1 disk_free /var for t1").hasSize(3);
    }

    @Test
    void nothingWaitsForAHostThatIsBack() {
        isBad("shop-1 disk_free /var");
        hasTicket("t1", "shop-1 agent_silent", Duration.ofMinutes(20));
        isGood("shop-1 agent_silent", Duration.ZERO);
        assertThat(told())
                .containsExactly(
                        "ResolveTicket shop-1 agent_silent", "OpenTicket shop-1 disk_free /var");
        recoveries.clear();
        open.clear();
        open.add(
                new OpenCase(
                        "t1",
                        key("shop-1 agent_silent"),
                        Priority.P3,
                        NOON,
                        NOON,
                        Optional.of(NOON), // others of its ticket are still silent
                        false,
                        0));
        assertThat(told()).containsExactly("OpenTicket shop-1 disk_free /var");
    }

    @Test
    void aDatabaseAtItsLimitExplainsWhatNeedsItNearAndFar() {
        hasTicket("t1", "store-1 database_connections main", Duration.ofDays(3));
        for (String symptom :
                List.of(
                        "orders-1 pool_waiting app/main",
                        "orders-1 database_connections app/main",
                        "shop-1 api_response_time cart",
                        "shop-1 error_rate cart",
                        "shop-1 target_up http/orders")) {
            breaches.clear();
            isBad(symptom);
            assertThat(told())
                    .containsExactly(
                            "OpenTicket " + symptom,
                            "LinkCause " + symptom + " to store-1 database_connections main");
        }
    }

    @Test
    void itExplainsNothingElse() {
        hasTicket("t1", "store-1 database_connections main", Duration.ofMinutes(1));
        isBad("shop-1 disk_free /var"); // another kind of trouble
        isBad("mail error_rate smtp"); // needs no database
        isBad("store-2 error_rate api"); // of the service itself
        hasTicket("t2", "orders-1 database_connections app/main", Duration.ofMinutes(1));
        isBad("shop-2 error_rate cart"); // a pool is no database, the database behind it is one
        assertThat(told())
                .filteredOn(line -> line.startsWith("LinkCause"))
                .containsExactly(
                        "LinkCause shop-2 error_rate cart to store-1 database_connections main");
    }

    @Test
    void onOneMachineTheDatabaseExplainsThePoolAndNotTheOtherWayRound() {
        isBad("mail database_connections main");
        isBad("mail database_connections app/main");
        assertThat(told())
                .containsExactly(
                        "OpenTicket mail database_connections app/main",
                        "OpenTicket mail database_connections main",
                        "LinkCause mail database_connections app/main to mail"
                                + " database_connections main");
    }

    @Test
    void aSilentHostExplainsWhatNeedsItAndNoOtherSilence() {
        isSilent("store-1");
        isSilent("shop-2");
        isBad("shop-1 error_rate cart");
        assertThat(told())
                .filteredOn(line -> line.startsWith("LinkCause"))
                .containsExactly("LinkCause shop-1 error_rate cart to store-1 agent_silent");
    }

    @Test
    void aCauseMayShowUpFiveMinutesAfterWhatItExplains() {
        isBad("store-1 database_connections main");
        hasTicket("t1", "shop-1 error_rate cart", Duration.ofMinutes(5));
        assertThat(told())
                .contains("LinkCause shop-1 error_rate cart to store-1 database_connections main");
        open.clear();
        hasTicket("t1", "shop-1 error_rate cart", Duration.ofMinutes(5).plusMillis(1));
        assertThat(told()).containsExactly("OpenTicket store-1 database_connections main");
    }

    @Test
    void whatHasBothTicketsAlreadyIsNotLinkedAgain() {
        isBad("shop-1 api_response_time cart", NOON.minusSeconds(60));
        hasTicket("t1", "shop-1 api_response_time cart", Duration.ofSeconds(60));
        hasTicket("t2", "store-1 database_connections main", Duration.ofMinutes(9));
        assertThat(told()).isEmpty();
    }

    @Test
    void theFourthEpisodeWithinTheHourMarksTheTicketAndTheThirdDoesNot() {
        isBad("mail disk_free /var");
        hasTicket("t1", "mail disk_free /var", Duration.ofMinutes(8));
        episodes.put(
                key("mail disk_free /var"),
                Set.of(NOON.minusSeconds(1800), NOON.minusSeconds(900)));
        assertThat(told()).containsExactly("AddOccurrence mail disk_free /var");

        episodes.put(
                key("mail disk_free /var"),
                Set.of(NOON.minusSeconds(1800), NOON.minusSeconds(900), NOON.minusSeconds(480)));
        assertThat(told())
                .containsExactly(
                        "AddOccurrence mail disk_free /var", "MarkFlapping mail disk_free /var 4");

        open.clear();
        hasFlappingTicket("t1", "mail disk_free /var");
        assertThat(told()).isEmpty();
    }

    @Test
    void theEpisodeThatIsOnRecordAlreadyCountsOnce() {
        isBad("mail disk_free /var");
        hasTicket("t1", "mail disk_free /var", Duration.ZERO);
        episodes.put(
                key("mail disk_free /var"),
                Set.of(NOON.minusSeconds(1800), NOON.minusSeconds(900), NOON));
        assertThat(told()).isEmpty();
    }

    @Test
    void aFlappingTicketIsResolvedAfterHalfAnHourOfCalm() {
        hasFlappingTicket("t1", "mail disk_free /var");
        isGood("mail disk_free /var", Duration.ofMinutes(30).minusMillis(1));
        assertThat(told()).containsExactly("HoldRecovery mail disk_free /var");
        recoveries.clear();
        isGood("mail disk_free /var", Duration.ofMinutes(30));
        assertThat(told()).containsExactly("ResolveTicket mail disk_free /var");
    }

    @Test
    void aFlappingSilenceWaitsForCalmAsWell() {
        hasFlappingTicket("t1", "mail agent_silent");
        isGood("mail agent_silent", Duration.ofMinutes(29));
        assertThat(told()).containsExactly("HoldRecovery mail agent_silent");
        recoveries.clear();
        isGood("mail agent_silent", Duration.ofMinutes(30));
        assertThat(told()).containsExactly("ResolveTicket mail agent_silent");
    }

    @Test
    void aHostThatKeepsFallingSilentMarksItsTicket() {
        isSilent("mail");
        hasTicket("t1", "mail agent_silent", Duration.ofMinutes(20));
        episodes.put(
                key("mail agent_silent"),
                Set.of(NOON.minusSeconds(3000), NOON.minusSeconds(2000), NOON.minusSeconds(1000)));
        assertThat(told())
                .containsExactly(
                        "AddOccurrence mail agent_silent", "MarkFlapping mail agent_silent 4");
    }

    @Test
    void theOrderOfTheFactsDoesNotShow() {
        for (int host = 0; host < 30; host++) {
            String service = host % 3 == 0 ? "shop-" : "store-";
            isBad(service + host + " disk_free /var", NOON.minusSeconds(host % 4));
            isBad(service + host + " error_rate x");
            isSilent("orders-" + host);
        }
        List<Decision> expected = decisions();
        assertThat(expected).hasSizeGreaterThan(90);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(breaches, new Random(seed));
            Collections.shuffle(silences, new Random(seed));
            assertThat(decisions()).isEqualTo(expected);
        }
    }

    @Test
    void aFleetThatFallsSilentAtOnceIsFine() {
        for (int host = 0; host < 5_000; host++) {
            isSilent((host % 2 == 0 ? "store-" : "shop-") + host);
        }
        assertThat(decisions()).hasSize(5_000);
    }
}
