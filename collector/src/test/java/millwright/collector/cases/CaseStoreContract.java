package millwright.collector.cases;

import static millwright.collector.cases.Decisions.CPU;
import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Decisions.SILENT;
import static millwright.collector.cases.Decisions.at;
import static millwright.collector.cases.Decisions.calms;
import static millwright.collector.cases.Decisions.explains;
import static millwright.collector.cases.Decisions.flaps;
import static millwright.collector.cases.Decisions.joins;
import static millwright.collector.cases.Decisions.joinsAt;
import static millwright.collector.cases.Decisions.late;
import static millwright.collector.cases.Decisions.opens;
import static millwright.collector.cases.Decisions.opensAfter;
import static millwright.collector.cases.Decisions.opensAt;
import static millwright.collector.cases.Decisions.raises;
import static millwright.collector.cases.Decisions.reopens;
import static millwright.collector.cases.Decisions.reopensAt;
import static millwright.collector.cases.Decisions.repeats;
import static millwright.collector.cases.Decisions.resolves;
import static millwright.collector.cases.Decisions.silences;
import static millwright.collector.cases.Decisions.waits;
import static millwright.rules.indicator.Priority.P1;
import static millwright.rules.indicator.Priority.P2;
import static millwright.rules.indicator.Priority.P3;
import static millwright.rules.indicator.Priority.P4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import millwright.rules.decision.Decision;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

/** What every store of cases does, whatever keeps them. */
abstract class CaseStoreContract extends ForecastTicketsContract {
    private List<String> ids(TicketFilter filter) {
        return cases.listTickets(filter).stream().map(Ticket::id).toList();
    }

    @Test
    void opensATicketWithAllThatItKnows() {
        List<CaseEvent> events = cases.apply(List.of(opens(CPU, P3, "10:00", "10:15")));

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.key()).isEqualTo(CPU);
        assertThat(ticket.priority()).isEqualTo(P3);
        assertThat(ticket.status()).isEqualTo(Ticket.Status.OPEN);
        assertThat(ticket.openedAt()).isEqualTo(at("10:15"));
        assertThat(ticket.resolvedAt()).isEmpty();
        assertThat(ticket.episode()).isEqualTo(at("10:00"));
        assertThat(ticket.occurrences()).isEqualTo(1);
        assertThat(ticket.rule()).isEqualTo("a sustained breach opens a ticket");
        assertThat(ticket.links().previous()).isEmpty();
        assertThat(ticket.evidence().row()).isEqualTo("CPU utilization, level 1");
        assertThat(ticket.evidence().sustainSeconds()).isEqualTo(900);
        assertThat(ticket.evidence().fraction()).isEqualTo(0.9333);
        assertThat(ticket.evidence().suspects()).hasSize(1);
        assertThat(ticket.events())
                .containsExactly(
                        new Ticket.Event(
                                at("10:15"),
                                "ticket-opened",
                                P3,
                                "a sustained breach opens a ticket",
                                "CPU utilization 95 % past 80 % since 2026-03-02T10:00:00Z,"
                                        + " coverage 100 %, fraction 93.3 %",
                                Optional.empty()));
        assertThat(events)
                .containsExactly(
                        new CaseEvent(
                                at("10:15"),
                                "ticket-opened",
                                Optional.of("T-000001"),
                                CPU,
                                P3,
                                ticket.rule(),
                                ticket.events().get(0).reason(),
                                Optional.of(ticket.evidence()),
                                Optional.empty()));
        assertThat(cases.open())
                .containsExactly(
                        new OpenCase(
                                "T-000001",
                                CPU,
                                P3,
                                at("10:00"),
                                at("10:15"),
                                Optional.empty(),
                                false,
                                0));
    }

    @Test
    void saysAUnitOnlyWhereItKnowsOne() {
        cases.apply(
                List.of(
                        opens(DISK, P3, "10:00", "10:00"),
                        opens(
                                new IndicatorKey("web-01", "queue_length", "mail"),
                                P3,
                                "10:00",
                                "10:00")));

        assertThat(ticket("T-000001").events().get(0).reason())
                .startsWith("Disk free 12.346 % past 20 % since");
        assertThat(ticket("T-000002").events().get(0).reason())
                .startsWith("Queue length 95 past 80 since");
    }

    @Test
    void targetsFollowThePriorityRoundTheClock() {
        List<Decision> decisions = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            decisions.add(
                    opens(
                            new IndicatorKey("web-0" + priority, "cpu_utilization", ""),
                            priority,
                            "10:00",
                            "10:15"));
        }
        cases.apply(decisions);

        assertThat(due("T-000001")).isEqualTo("PT0S Optional[PT4H]");
        assertThat(due("T-000002")).isEqualTo("PT4H Optional[PT24H]");
        assertThat(due("T-000003")).isEqualTo("PT24H Optional[PT72H]");
        assertThat(due("T-000004")).isEqualTo("PT72H Optional.empty");
    }

    private String due(String id) {
        Ticket ticket = ticket(id);
        return Duration.between(ticket.openedAt(), ticket.responseDue())
                + " "
                + ticket.resolutionDue().map(due -> Duration.between(ticket.openedAt(), due));
    }

    @Test
    void raisedTicketHasTheTargetsOfItsNewPriorityFromItsOpening() {
        apply(opens(CPU, P4, "10:00", "10:15"));

        assertThat(apply(raises("T-000001", CPU, P4, P2, "10:00", "11:00")))
                .containsExactly("ticket-raised T-000001 P2");
        assertThat(due("T-000001")).isEqualTo("PT4H Optional[PT24H]");
        assertThat(apply(raises("T-000001", CPU, P2, P1, "10:00", "12:00")))
                .containsExactly("ticket-raised T-000001 P1");
        assertThat(due("T-000001")).isEqualTo("PT0S Optional[PT4H]");
        assertThat(ticket("T-000001").occurrences()).isEqualTo(1);
        assertThat(ticket("T-000001").events().get(1).reason())
                .startsWith("from P4 to P2: CPU utilization 95 % past 80 %");
    }

    @Test
    void aRepeatIsAnOccurrence() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(repeats("T-000001", CPU, P3, "11:00", "11:15")))
                .containsExactly("ticket-occurrence T-000001 P3");
        assertThat(ticket("T-000001").occurrences()).isEqualTo(2);
        assertThat(ticket("T-000001").episode()).isEqualTo(at("11:00"));
        assertThat(ticket("T-000001").evidence().at()).isEqualTo(at("11:15"));
        assertThat(ticket("T-000001").openedAt()).isEqualTo(at("10:15"));
    }

    @Test
    void resolvesWithTheProof() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(resolves("T-000001", CPU, "10:40", "10:45")))
                .containsExactly("ticket-resolved T-000001 P3");
        Ticket ticket = ticket("T-000001");
        assertThat(ticket.status()).isEqualTo(Ticket.Status.RESOLVED);
        assertThat(ticket.resolvedAt()).contains(at("10:45"));
        assertThat(ticket.events().get(1).reason())
                .isEqualTo(
                        "CPU utilization 62.5 %, on the good side of 75 % since"
                                + " 2026-03-02T10:40:00Z");
        assertThat(cases.open()).isEmpty();
        assertThat(cases.resolvedSince(at("10:45")))
                .containsExactly(new ResolvedCase("T-000001", CPU, at("10:45")));
        assertThat(cases.resolvedSince(at("10:46"))).isEmpty();
    }

    @Test
    void aReopenedTicketIsOpenAgainOnANewClock() {
        apply(opens(CPU, P2, "10:00", "10:15"), resolves("T-000001", CPU, "10:40", "10:45"));

        assertThat(apply(reopens("T-000001", CPU, P3, "14:00", "14:15")))
                .containsExactly("ticket-reopened T-000001 P3");
        Ticket ticket = ticket("T-000001");
        assertThat(ticket.status()).isEqualTo(Ticket.Status.OPEN);
        assertThat(ticket.priority()).isEqualTo(P3);
        assertThat(ticket.resolvedAt()).isEmpty();
        assertThat(ticket.openedAt()).isEqualTo(at("10:15"));
        assertThat(ticket.occurrences()).isEqualTo(2);
        assertThat(ticket.responseDue()).isEqualTo(at("14:15").plus(Duration.ofDays(1)));
        assertThat(cases.resolvedSince(Instant.EPOCH)).isEmpty();
        apply(raises("T-000001", CPU, P3, P2, "14:00", "14:30"));
        assertThat(ticket("T-000001").responseDue()).isEqualTo(at("18:15"));
    }

    @Test
    void onlyTheNewestTicketOfAKeyIsOfferedForReopening() {
        apply(opens(CPU, P3, "01:00", "01:15"), resolves("T-000001", CPU, "01:40", "01:45"));
        apply(opensAfter("T-000001", CPU, P3, "10:00", "10:15"));
        assertThat(cases.resolvedSince(Instant.EPOCH)).isEmpty();
        assertThat(ticket("T-000002").links().previous()).contains("T-000001");

        apply(resolves("T-000002", CPU, "10:40", "10:45"));

        assertThat(cases.resolvedSince(Instant.EPOCH))
                .containsExactly(new ResolvedCase("T-000002", CPU, at("10:45")));
        assertThat(cases.resolvedSince(at("01:00"))).hasSize(1);
    }

    @Test
    void aSilentHostIsATicketLikeAnyOther() {
        assertThat(apply(silences("10:00", "10:05"))).containsExactly("ticket-opened T-000001 P3");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.evidence().value()).isEqualTo(300);
        assertThat(ticket.evidence().sustainSeconds()).isEqualTo(300);
        assertThat(ticket.episode()).isEqualTo(at("10:00"));
        assertThat(ticket.events().get(0).reason())
                .isEqualTo(
                        "no data since 2026-03-02T10:00:00Z, that is 5 min, where 5 min is"
                                + " allowed");
        apply(resolves("T-000001", SILENT, "10:20", "10:20"));
        assertThat(ticket("T-000001").events().get(1).reason())
                .isEqualTo("data again since 2026-03-02T10:20:00Z");
    }

    @Test
    void aLateBreachIsRecordedOnceWithOrWithoutATicket() {
        assertThat(apply(late(CPU, P3, "08:00", "08:15")))
                .containsExactly("late-breach-recorded - P3");
        assertThat(cases.countTickets(TicketFilter.all())).isZero();
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(late(CPU, P2, "09:00", "09:15"), late(CPU, P3, "08:00", "08:15")))
                .containsExactly("late-breach-recorded T-000001 P2");
        assertThat(ticket("T-000001").priority()).isEqualTo(P3);
        assertThat(ticket("T-000001").events().get(1).reason())
                .startsWith("over before its samples came: CPU utilization");
    }

    @Test
    void aDecisionThatComesAgainDoesNothing() {
        List<Decision> story =
                List.of(
                        opens(CPU, P3, "10:00", "10:15"),
                        raises("T-000001", CPU, P3, P2, "10:00", "10:30"),
                        repeats("T-000001", CPU, P2, "11:00", "11:15"),
                        late(CPU, P3, "09:00", "09:15"),
                        resolves("T-000001", CPU, "11:40", "11:45"),
                        reopens("T-000001", CPU, P3, "12:00", "12:15"));
        assertThat(cases.apply(story)).hasSize(6);
        Ticket before = ticket("T-000001");

        for (Decision decision : story) {
            assertThat(apply(decision)).as("%s", decision).isEmpty();
        }
        assertThat(cases.apply(story)).isEmpty();

        assertThat(ticket("T-000001")).isEqualTo(before);
        assertThat(apply(resolves("T-000001", CPU, "12:40", "12:45"))).hasSize(1);
        assertThat(cases.apply(story)).isEmpty();
        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.RESOLVED);
        assertThat(apply(opens(DISK, P3, "10:00", "10:15")))
                .containsExactly("ticket-opened T-000002 P3");
    }

    @Test
    void anotherOpeningOfAnOpenKeyIsAnOccurrenceOrRaisesIt() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(opens(CPU, P3, "11:00", "11:15")))
                .containsExactly("ticket-occurrence T-000001 P3");
        assertThat(apply(opens(CPU, P1, "12:00", "12:15")))
                .containsExactly("ticket-raised T-000001 P1");
        assertThat(ticket("T-000001").occurrences()).isEqualTo(3);
        assertThat(cases.countTickets(TicketFilter.all())).isEqualTo(1);
    }

    @Test
    void aLowerLevelNeverLowersATicket() {
        apply(opens(CPU, P2, "10:00", "10:15"));

        assertThat(apply(raises("T-000001", CPU, P2, P3, "10:00", "10:30"))).isEmpty();
        assertThat(ticket("T-000001").priority()).isEqualTo(P2);
    }

    /** As the rules see it that replay a recording from its beginning against what is open now. */
    @Test
    void anEpisodeThatIsOverRaisesNothingWhenItIsDecidedAgain() {
        apply(opens(CPU, P2, "10:00", "10:15"), resolves("T-000001", CPU, "10:40", "10:45"));
        apply(reopens("T-000001", CPU, P3, "14:00", "14:15"));
        Ticket before = ticket("T-000001");

        assertThat(apply(raises("T-000001", CPU, P3, P2, "10:00", "10:15"))).isEmpty();
        assertThat(ticket("T-000001")).isEqualTo(before);
        assertThat(apply(raises("T-000001", CPU, P3, P2, "14:00", "14:20"))).hasSize(1);
    }

    @Test
    void allOfItOrNothing() {
        assertThatThrownBy(
                        () ->
                                cases.apply(
                                        List.of(
                                                opens(CPU, P3, "10:00", "10:15"),
                                                opens(DISK, P3, "10:00", "10:15"),
                                                repeats("T-000099", CPU, P3, "11:00", "11:15"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("T-000099");

        assertThat(cases.countTickets(TicketFilter.all())).isZero();
        assertThat(cases.open()).isEmpty();
        // and no number is lost
        assertThat(apply(opens(DISK, P3, "10:00", "10:15")))
                .containsExactly("ticket-opened T-000001 P3");
    }

    private static final IndicatorKey CPU_2 = new IndicatorKey("web-02", "cpu_utilization", "");
    private static final IndicatorKey CPU_3 = new IndicatorKey("web-03", "cpu_utilization", "");

    @Test
    void aMemberJoinsTheTicketOfItsServiceWithoutAnotherOccurrence() {
        assertThat(apply(opens(CPU, P3, "10:00", "10:15"), joins(CPU_2, CPU, P3, "10:01", "10:16")))
                .containsExactly("ticket-opened T-000001 P3", "member-joined T-000001 P3");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.key()).isEqualTo(CPU);
        assertThat(ticket.service()).contains("shop");
        assertThat(ticket.occurrences()).isEqualTo(1);
        assertThat(ticket.members()).extracting(Ticket.Member::key).containsExactly(CPU, CPU_2);
        assertThat(ticket.members())
                .extracting(Ticket.Member::joinedAt)
                .containsExactly(at("10:15"), at("10:16"));
        assertThat(ticket.events().get(1).reason())
                .startsWith("member 2 of shop: CPU utilization 95 % past 80 %");
        assertThat(cases.open()).extracting(OpenCase::key).containsExactly(CPU, CPU_2);
        assertThat(ids(filter("web-02", null, null, null, 10, 0))).containsExactly("T-000001");
    }

    @Test
    void aWorseMemberRaisesTheTicketOfAll() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(joins(CPU_2, CPU, P1, "10:01", "10:16")))
                .containsExactly("member-joined T-000001 P3", "ticket-raised T-000001 P1");
        assertThat(ticket("T-000001").responseDue()).isEqualTo(at("10:15"));
        assertThat(ticket("T-000001").occurrences()).isEqualTo(1);
        assertThat(cases.open()).extracting(OpenCase::priority).containsExactly(P1, P1);
    }

    @Test
    void eachMemberRecoversByItselfAndTheTicketIsResolvedWithTheLast() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                joins(CPU_2, CPU, P3, "10:01", "10:16"),
                joins(CPU_3, CPU, P3, "10:01", "10:16"));

        assertThat(apply(resolves("T-000001", CPU, "10:40", "10:45")))
                .containsExactly("member-recovered T-000001 P3");
        assertThat(apply(resolves("T-000001", CPU, "10:40", "10:46"))).as("good already").isEmpty();
        assertThat(cases.open().get(0).recoveredAt()).contains(at("10:45"));
        assertThat(apply(repeats("T-000001", CPU, P3, "10:50", "11:05")))
                .containsExactly("ticket-occurrence T-000001 P3");
        assertThat(cases.open().get(0).recoveredAt()).isEmpty();
        assertThat(
                        apply(
                                resolves("T-000001", CPU, "11:40", "11:45"),
                                resolves("T-000001", CPU_2, "11:40", "11:45"),
                                resolves("T-000001", CPU_3, "11:40", "11:46")))
                .containsExactly(
                        "member-recovered T-000001 P3",
                        "member-recovered T-000001 P3",
                        "ticket-resolved T-000001 P3");
        assertThat(cases.resolvedSince(at("11:46")))
                .extracting(ResolvedCase::key)
                .containsExactlyInAnyOrder(CPU, CPU_2, CPU_3);
    }

    @Test
    void reopeningClaimsOnlyTheKeyThatCameBackAndTheNextOneJoins() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                joins(CPU_2, CPU, P3, "10:01", "10:16"),
                resolves("T-000001", CPU, "10:40", "10:45"),
                resolves("T-000001", CPU_2, "10:40", "10:45"));

        assertThat(apply(reopens("T-000001", CPU_2, P3, "12:00", "12:15")))
                .containsExactly("ticket-reopened T-000001 P3");
        assertThat(cases.open()).extracting(OpenCase::key).containsExactly(CPU_2);
        assertThat(cases.open().get(0).joinedAt()).isEqualTo(at("12:15"));
        assertThat(apply(joins(CPU, CPU_2, P2, "12:01", "12:16")))
                .containsExactly("member-joined T-000001 P3", "ticket-raised T-000001 P2");
        assertThat(cases.open()).extracting(OpenCase::key).containsExactly(CPU_2, CPU);
        assertThat(ticket("T-000001").occurrences()).isEqualTo(2);
    }

    @Test
    void twoKeysThatComeBackTogetherLowerNothingAndStartNoClockAgain() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                joins(CPU_2, CPU, P3, "10:01", "10:16"),
                resolves("T-000001", CPU, "10:40", "10:45"),
                resolves("T-000001", CPU_2, "10:40", "10:45"));

        assertThat(
                        apply(
                                reopens("T-000001", CPU, P2, "12:00", "12:15"),
                                reopens("T-000001", CPU_2, P3, "12:01", "12:20")))
                .containsExactly("ticket-reopened T-000001 P2", "member-joined T-000001 P2");
        assertThat(ticket("T-000001").responseDue()).isEqualTo(at("16:15"));
    }

    @Test
    void whoFindsNothingToJoinHasATicketOfItsOwn() {
        assertThat(apply(joins(CPU_2, CPU, P3, "10:01", "10:16")))
                .containsExactly("ticket-opened T-000001 P3");
        assertThat(ticket("T-000001").service()).isEmpty();
    }

    @Test
    void aBreachThatWaitsIsOnRecordOfTheSilenceAndHasNoTicket() {
        apply(silences("10:00", "10:05"));

        assertThat(apply(waits("T-000001", DISK, "10:10", "10:11")))
                .containsExactly("breach-held T-000001 P3");
        assertThat(apply(waits("T-000001", DISK, "10:10", "10:12"))).isEmpty();
        assertThat(cases.open()).extracting(OpenCase::key).containsExactly(SILENT);
        assertThat(ticket("T-000001").events().get(1).reason())
                .startsWith("no ticket while the host is silent: Disk free 12.346 % past 20 %");
        assertThat(apply(opens(DISK, P2, "10:10", "10:30")))
                .containsExactly("ticket-opened T-000002 P2");
    }

    @Test
    void aCauseIsNamedOnBothTicketsAndChangesNothingElse() {
        apply(opens(CPU, P2, "10:00", "10:15"), opens(DISK, P3, "10:00", "10:15"));
        Ticket before = ticket("T-000002");

        assertThat(apply(explains(CPU, DISK, "10:16")))
                .containsExactly("cause-linked T-000002 P3", "cause-linked T-000001 P2");
        Ticket explained = ticket("T-000002");
        assertThat(explained.links().cause()).contains("T-000001");
        assertThat(explained.priority()).isEqualTo(before.priority());
        assertThat(explained.responseDue()).isEqualTo(before.responseDue());
        assertThat(explained.events().get(1).reason())
                .isEqualTo("explained by T-000001: CPU utilization of web-01");
        assertThat(ticket("T-000001").events().get(1).reason())
                .isEqualTo("explains T-000002: Disk free of db-07 /var");

        assertThat(apply(explains(CPU, DISK, "10:17"))).as("has a cause").isEmpty();
        assertThat(apply(explains(DISK, CPU, "10:17"))).as("would be a circle").isEmpty();
        assertThat(apply(explains(CPU_2, CPU, "10:17"))).as("has no ticket").isEmpty();
        apply(resolves("T-000001", CPU, "10:40", "10:45"));
        assertThat(ticket("T-000002").isActive()).isTrue();
    }

    @Test
    void aReopenedTicketHasItsCauseToFindAgain() {
        apply(
                opens(CPU, P2, "10:00", "10:15"),
                opens(DISK, P3, "10:00", "10:15"),
                explains(CPU, DISK, "10:16"),
                resolves("T-000002", DISK, "10:40", "10:45"));
        assertThat(ticket("T-000002").links().cause()).contains("T-000001");

        apply(reopens("T-000002", DISK, P3, "12:00", "12:15"));

        assertThat(ticket("T-000002").links().cause()).isEmpty();
    }

    @Test
    void aFlappingTicketSaysSoUntilItIsResolved() {
        apply(opens(CPU, P3, "10:00", "10:15"));

        assertThat(apply(flaps(CPU, "10:15"))).containsExactly("flapping-started T-000001 P3");
        assertThat(apply(flaps(CPU, "10:16"))).isEmpty();
        assertThat(ticket("T-000001").flappingSince()).contains(at("10:15"));
        assertThat(ticket("T-000001").events().get(1).reason())
                .isEqualTo("bad 4 times within 60 min");
        assertThat(cases.open()).extracting(OpenCase::flapping).containsExactly(true);

        assertThat(apply(calms("T-000001", CPU, "10:40", "10:45", "11:10")))
                .containsExactly("recovery-held T-000001 P3");
        assertThat(apply(calms("T-000001", CPU, "10:40", "10:46", "11:10"))).isEmpty();
        assertThat(ticket("T-000001").isActive()).isTrue();

        assertThat(apply(resolves("T-000001", CPU, "10:40", "11:10")))
                .containsExactly("ticket-resolved T-000001 P3", "flapping-ended T-000001 P3");
        assertThat(ticket("T-000001").flappingSince()).isEmpty();
    }

    @Test
    void episodesAreCountedOnceEachAndOnlyTheLateOnes() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                raises("T-000001", CPU, P3, P2, "10:00", "10:20"),
                repeats("T-000001", CPU, P2, "10:40", "10:55"),
                resolves("T-000001", CPU, "11:00", "11:05"),
                reopens("T-000001", CPU, P3, "11:10", "11:25"));

        assertThat(cases.episodesSince(List.of(CPU, DISK), at("10:20")))
                .isEqualTo(Map.of(CPU, Set.of(at("10:00"), at("10:40"), at("11:10"))));
        assertThat(cases.episodesSince(List.of(CPU), at("10:21")))
                .isEqualTo(Map.of(CPU, Set.of(at("10:40"), at("11:10"))));
        assertThat(cases.episodesSince(List.of(DISK), at("00:00"))).isEmpty();
    }

    @Test
    void whatSetsTicketsInRelationIsDoneOnce() {
        List<Decision> story =
                List.of(
                        silences("09:00", "09:05"),
                        opens(CPU, P3, "10:00", "10:15"),
                        joins(CPU_2, CPU, P2, "10:01", "10:16"),
                        flaps(CPU, "10:16"),
                        waits("T-000001", DISK, "10:10", "10:11"),
                        explains(SILENT, CPU, "10:16"));
        assertThat(cases.apply(story)).hasSize(8);
        Ticket before = ticket("T-000002");

        assertThat(cases.apply(story)).isEmpty();

        assertThat(ticket("T-000002")).isEqualTo(before);
    }

    @Test
    void listsNewestOpeningFirstFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            IndicatorKey key = new IndicatorKey("web-0" + i, "cpu_utilization", "");
            apply(opens(key, i < 2 ? P2 : P3, "10:00", "10:1" + (i == 4 ? 3 : i)));
        }
        apply(opens(DISK, P1, "09:00", "09:00"));
        apply(
                resolves(
                        "T-000001",
                        new IndicatorKey("web-00", "cpu_utilization", ""),
                        "11:00",
                        "11:05"));

        assertThat(ids(TicketFilter.all()))
                .containsExactly(
                        "T-000005", "T-000004", "T-000003", "T-000002", "T-000001", "T-000006");
        assertThat(ids(filter(null, null, null, null, 2, 1)))
                .containsExactly("T-000004", "T-000003");
        assertThat(ids(filter(null, null, null, null, 2, 5))).containsExactly("T-000006");
        assertThat(ids(filter(null, null, null, null, 2, 6))).isEmpty();
        assertThat(ids(filter("db-07", null, null, null, 10, 0))).containsExactly("T-000006");
        assertThat(ids(filter("DB-07", null, null, null, 10, 0))).isEmpty();
        assertThat(ids(filter(null, "disk_free", P1, null, 10, 0))).containsExactly("T-000006");
        assertThat(ids(filter(null, "disk_free", P2, null, 10, 0))).isEmpty();
        TicketFilter resolved = filter(null, null, P2, Ticket.Status.RESOLVED, 1, 0);
        assertThat(ids(resolved)).containsExactly("T-000001");
        TicketFilter open = filter(null, null, null, Ticket.Status.OPEN, 2, 4);
        assertThat(ids(open)).containsExactly("T-000006");
        assertThat(cases.countTickets(open)).isEqualTo(5);
        assertThat(cases.countTickets(resolved)).isEqualTo(1);
        assertThat(cases.countTickets(TicketFilter.all())).isEqualTo(6);
        assertThat(cases.listTickets(TicketFilter.all()))
                .allSatisfy(ticket -> assertThat(ticket.events()).isEmpty());
    }

    private static TicketFilter filter(
            String host,
            String indicator,
            Priority priority,
            Ticket.Status status,
            int limit,
            int offset) {
        return new TicketFilter(
                Optional.ofNullable(host),
                Optional.ofNullable(indicator),
                Optional.ofNullable(priority),
                status == null ? Set.of() : Set.of(status),
                limit,
                offset);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(cases.findTicket("T-000001")).isEmpty();
        assertThat(cases.findTicket("'; drop table ticket; --")).isEmpty();
        assertThat(cases.apply(List.of())).isEmpty();
    }

    @Test
    void keepsAnyTextAndLongNames() {
        IndicatorKey odd =
                new IndicatorKey(
                        "h".repeat(1000), "disk_free", "C:\\Daten 'ä' 🚜 " + "x".repeat(1000));
        apply(opens(odd, P3, "10:00", "10:15"));

        assertThat(ticket("T-000001").key()).isEqualTo(odd);
        assertThat(cases.open().get(0).key()).isEqualTo(odd);
        assertThat(ticket("T-000001").evidence().suspects().get(0).name())
                .isEqualTo("java \"batch\"");
    }

    @Test
    void manyThreadsOpenEachTicketOnceAndLeaveNoGap() throws Exception {
        int keys = 20;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> opened = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                opened.add(threads.submit(() -> openAll(keys)));
            }
            int all = 0;
            for (Future<Integer> count : opened) {
                all += count.get();
            }
            assertThat(all).isEqualTo(keys);
        } finally {
            threads.shutdownNow();
        }
        assertThat(cases.open()).hasSize(keys);
        assertThat(cases.open().get(keys - 1).id()).isEqualTo("T-000020");
    }

    /** Each of a group that a person resolved by force comes back when it gets worse. */
    @Test
    void everyMemberThatGetsWorseAfterAForcedResolutionIsTicketedAgain() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                joins(CPU_2, CPU, P3, "10:01", "10:16"),
                joins(CPU_3, CPU, P3, "10:01", "10:16"));
        act("T-000001", new TicketAct.Resolve("accepted", true));

        assertThat(
                        apply(
                                reopensAt(2, "T-000001", CPU, P2, "10:00", "12:10"),
                                joinsAt(2, CPU_2, CPU, P2, "10:01", "12:11")))
                .containsExactly("ticket-reopened T-000001 P2", "member-joined T-000001 P2");
        // Later, when it is nobody's companion: the rules see neither an open nor an ended ticket.
        assertThat(apply(opensAt(2, CPU_3, P2, "10:01", "12:40")))
                .containsExactly("member-joined T-000001 P2");

        assertThat(cases.open()).extracting(OpenCase::key).containsExactly(CPU, CPU_2, CPU_3);
        assertThat(apply(joinsAt(2, CPU_2, CPU, P2, "10:01", "12:11"))).isEmpty();
        assertThat(apply(opensAt(2, CPU_3, P2, "10:01", "12:40"))).isEmpty();
    }

    /** Else every breach of a host that sends would wait for the end of its silence. */
    @Test
    void aPersonWhoReopensTheTicketOfASilenceDoesNotMakeTheHostSilent() {
        apply(silences("10:00", "10:05"));
        act("T-000001", new TicketAct.Resolve("moved", true));

        act("T-000001", new TicketAct.Reopen("not moved"));

        assertThat(cases.open()).hasSize(1);
        assertThat(cases.open().get(0).recoveredAt()).isPresent();
    }

    @Test
    void theLastThatIsBadIsNotSplitOffWhatIsGood() {
        apply(
                opens(CPU, P3, "10:00", "10:15"),
                joins(CPU_2, CPU, P3, "10:01", "10:16"),
                resolves("T-000001", CPU, "10:40", "10:45"));

        assertThatThrownBy(() -> act("T-000001", new TicketAct.Split(CPU_2, "another cause")))
                .isInstanceOf(ActRefusedException.class)
                .hasMessageContaining("is good, so it is a ticket for that alone already");

        assertThat(apply(resolves("T-000001", CPU_2, "10:50", "10:55")))
                .containsExactly("ticket-resolved T-000001 P3");
    }

    @Test
    void whatPeopleDoIsNoEpisode() {
        apply(opens(CPU, P3, "10:00", "10:15"));
        act("T-000001", new TicketAct.ChangePriority(P2, "customers call"));

        assertThat(cases.episodesSince(Set.of(CPU), at("09:00")))
                .containsExactly(Map.entry(CPU, Set.of(at("10:00"))));
    }

    private void act(String ticket, TicketAct act) {
        assertThat(cases.act(ticket, act, "anna", at("12:00"))).isNotEmpty();
    }

    private int openAll(int keys) {
        int opened = 0;
        for (int i = 0; i < keys; i++) {
            IndicatorKey key = new IndicatorKey("web-" + i, "cpu_utilization", "");
            opened += cases.apply(List.of(opens(key, P3, "10:00", "10:15"))).size();
        }
        return opened;
    }
}
