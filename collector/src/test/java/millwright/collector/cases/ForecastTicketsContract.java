package millwright.collector.cases;

import static millwright.collector.cases.Decisions.DISK;
import static millwright.collector.cases.Turns.ENGINE;
import static millwright.collector.cases.Turns.fullDisk;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Facts;
import millwright.rules.decision.ForecastPriority;
import millwright.rules.decision.Foreseen;
import millwright.rules.decision.OpenCase;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/**
 * What forecasts do to tickets, by the shipped rules and whatever keeps the tickets: the disk of
 * db-07 fills up. Hours are of 2 March 2026, in UTC.
 */
abstract class ForecastTicketsContract extends TasksContract {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static Instant hour(double hour) {
        return MIDNIGHT.plusSeconds(Math.round(hour * 3600));
    }

    /**
     * The run of that hour: a prediction since then, that the disk may be full in so many hours.
     */
    private List<String> foresees(double run, double since, double inHours) {
        PredictedCrossing prediction =
                Turns.fillingDisk(
                        hour(run),
                        hour(since),
                        hour(Math.max(since, run - 2)),
                        hour(run + inHours));
        List<Foreseen> foreseen =
                new ForecastPriority(MaintenancePolicy.shipped())
                        .mostUrgent(List.of(prediction), hour(run), ENGINE::levels);
        return turn(facts(List.of(), List.of()).with(foreseen, List.of()), hour(run));
    }

    private List<String> takesBack(double run, double since) {
        return turn(
                facts(List.of(), List.of())
                        .with(
                                List.of(),
                                List.of(
                                        new WithdrawnPrediction(
                                                DISK,
                                                hour(run),
                                                hour(since),
                                                71,
                                                "growth stopped at 71 %"))),
                hour(run));
    }

    private List<String> breaches(int level, double free, String time) {
        Breach breach = fullDisk("db-07", level, free, time);
        return turn(facts(List.of(breach), List.of()), breach.at());
    }

    private List<String> recovers(double at) {
        Recovery recovery = new Recovery(DISK, hour(at - 0.1), hour(at), 60, 22);
        return turn(facts(List.of(), List.of(recovery)), hour(at));
    }

    private Facts facts(List<Breach> breaches, List<Recovery> recoveries) {
        return new Facts(
                breaches,
                recoveries,
                List.of(),
                cases.open(),
                cases.resolvedSince(MIDNIGHT.minus(Duration.ofDays(30))));
    }

    private List<String> turn(Facts facts, Instant now) {
        Decision[] decisions = ENGINE.decide(facts, now).toArray(Decision[]::new);
        List<String> told = apply(decisions);
        assertThat(apply(decisions)).as("once more, after a crash").isEmpty();
        return told;
    }

    private List<String> acts(TicketAct act, double at) {
        return cases.act("T-000001", act, "anna", hour(at)).stream().map(CaseEvent::type).toList();
    }

    /** The site's clock is three hours ahead: at the earliest at 06:00 UTC of the 3rd. */
    @Test
    void whatIsSplitOffTellsItsForecastByTheSitesClock() {
        assertThat(foresees(10, 8, 20)).containsExactly("ticket-opened T-000001 P2");
        apply(Decisions.opens(Decisions.CPU, Priority.P3, "10:00", "10:15"));
        assertThat(acts(new TicketAct.Merge("T-000002", "one cause"), 11)).isNotEmpty();

        cases.act("T-000002", new TicketAct.Split(DISK, "two causes"), "anna", hour(12));

        assertThat(ticket("T-000003").events().get(0).reason())
                .startsWith("split off T-000002: two causes; Disk free")
                .contains("2026-03-03 09:00 at the earliest")
                .contains("(+03:00)");
    }

    @Test
    void aPredictedCrossingOpensATicketThatSaysAllOfIt() {
        assertThat(foresees(10, 8, 20)).containsExactly("ticket-opened T-000001 P2");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.rule()).isEqualTo("a predicted crossing opens a ticket");
        assertThat(ticket.openedAt()).isEqualTo(hour(10));
        assertThat(ticket.deadline()).contains(hour(30));
        assertThat(ticket.evidence().action())
                .isEqualTo("Clear old logs and temporary files; plan an extension");
        assertThat(ticket.events().get(0).reason())
                .isEqualTo(
                        "Disk free 31.25 %, forecast to pass 0 % (hard limit): 2026-03-03 09:00 at"
                                + " the earliest, 2026-03-03 14:00 most likely, no latest time"
                                + " within 30 days (+03:00); probability 93 %; -8.2 % a day since"
                                + " 2026-02-20 03:00 (robust-line); growing most: process java +120"
                                + " MiB a day, database orders +3 GiB a day; P2 by time: possible"
                                + " within 24 h");
        TicketForecast forecast = ticket.evidence().forecast().orElseThrow();
        assertThat(forecast.median()).isEqualTo(hour(35));
        assertThat(forecast.growers()).hasSize(2);
        assertThat(cases.listTickets(TicketFilter.all()).get(0).deadline()).contains(hour(30));
        OpenCase open = cases.open().get(0);
        assertThat(open.isOnlyForeseen()).isTrue();
        assertThat(open.forecast())
                .contains(new OpenCase.Known(Foreseen.episode(hour(8)), hour(30)));
    }

    @Test
    void theSamePredictionHourByHourIsNoNewsUntilItDrawsNear() {
        foresees(10, 8, 60);
        for (int run = 11; run < 20; run++) {
            assertThat(foresees(run, 8, 60 - (run - 10))).isEmpty();
        }
        assertThat(foresees(46, 8, 24)).containsExactly("ticket-raised T-000001 P2");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.occurrences()).isEqualTo(1);
        assertThat(ticket.deadline()).contains(hour(70));
        assertThat(ticket.events()).hasSize(2);
        assertThat(ticket.events().get(1).reason()).startsWith("from P3 to P2: Disk free 31.25 %");
    }

    @Test
    void whatWasOnlyForeseenHasItsWholeTargetFromWhenItGrewUrgent() {
        foresees(2, 0, 60);
        assertThat(foresees(10, 0, 24)).containsExactly("ticket-raised T-000001 P2");
        assertThat(ticket("T-000001").responseDue()).isEqualTo(hour(14));
        assertThat(ticket("T-000001").resolutionDue()).contains(hour(34));

        acts(new TicketAct.Acknowledge(Optional.empty()), 11);
        assertThat(breaches(3, 4, "12:00")).containsExactly("ticket-raised T-000001 P1");
        assertThat(ticket("T-000001").resolutionDue())
                .as("four hours from when the disk was short, not from when that was foreseen")
                .contains(hour(16));
        assertThat(ticket("T-000001").status()).isEqualTo(Ticket.Status.ACKNOWLEDGED);
    }

    @Test
    void aDeadlineThatMovesALotIsNotedWithoutAnotherPriority() {
        foresees(10, 8, 400);
        assertThat(foresees(11, 8, 200)).containsExactly("forecast-noted T-000001 P4");

        assertThat(ticket("T-000001").deadline()).contains(hour(211));
        assertThat(cases.open().get(0).forecast().orElseThrow().deadline()).isEqualTo(hour(211));
    }

    @Test
    void aBreachTakesTheTicketOverAndItsRecoveryEndsIt() {
        foresees(9, 8, 200);
        assertThat(breaches(1, 19, "10:20")).containsExactly("ticket-raised T-000001 P3");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.evidence().row()).isEqualTo("disk free, level 1");
        assertThat(ticket.evidence().forecast()).isPresent(); // still shown
        assertThat(ticket.deadline()).contains(hour(209));
        assertThat(cases.open().get(0).isOnlyForeseen()).isFalse();

        assertThat(recovers(11)).containsExactly("ticket-resolved T-000001 P3");
        assertThat(ticket("T-000001").deadline()).isEmpty();
        assertThat(foresees(12, 8, 200)).isEmpty(); // by runs of before the end
        assertThat(foresees(14, 8, 200)).containsExactly("ticket-reopened T-000001 P4");
    }

    @Test
    void aForecastIsShownOnTheTicketOfABreachThatGoesOn() {
        breaches(1, 19, "10:20");
        assertThat(foresees(11, 8, 200)).containsExactly("forecast-noted T-000001 P3");
        assertThat(foresees(12, 8, 199)).isEmpty();
        assertThat(foresees(13, 8, 4)).containsExactly("ticket-raised T-000001 P1");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.evidence().row()).isEqualTo("disk free, level 1");
        assertThat(ticket.evidence().value()).isEqualTo(19);
        assertThat(ticket.deadline()).contains(hour(17));
        assertThat(ticket.episode()).isEqualTo(hour(10));

        assertThat(takesBack(18, 16)).containsExactly("forecast-withdrawn T-000001 P1");
        assertThat(ticket("T-000001").deadline()).isEmpty();
        assertThat(ticket("T-000001").isActive()).isTrue();
        assertThat(takesBack(19, 16)).isEmpty();
    }

    @Test
    void aPredictionThatIsTakenBackResolvesItsTicketWithTheEvidence() {
        foresees(10, 8, 20);
        acts(new TicketAct.Start(), 11);

        assertThat(takesBack(15, 13)).containsExactly("ticket-resolved T-000001 P2");

        Ticket ticket = ticket("T-000001");
        assertThat(ticket.resolvedAt()).contains(hour(15));
        assertThat(ticket.events().get(ticket.events().size() - 1).reason())
                .startsWith("the prediction is taken back: growth stopped at 71 %");
        assertThat(foresees(20, 18, 20)).containsExactly("ticket-reopened T-000001 P2");
        assertThat(takesBack(25, 23)).containsExactly("ticket-resolved T-000001 P2");
        assertThat(foresees(60, 58, 20)).containsExactly("ticket-opened T-000002 P2");
        assertThat(ticket("T-000002").links().previous()).contains("T-000001");
    }

    @Test
    void whatAPersonHasOpenedAgainIsNotResolvedByTheSameNewsOnceMore() {
        foresees(10, 8, 20);
        takesBack(15, 13);
        acts(new TicketAct.Reopen("the import begins tonight"), 15.5);

        assertThat(takesBack(16, 13)).isEmpty();
        assertThat(ticket("T-000001").isActive()).isTrue();
    }

    @Test
    void whoeverResolvesWhatIsOnlyForeseenNeedsNoForceAndHearsOfItAgainOnlyIfItIsWorse() {
        foresees(10, 8, 60);
        assertThat(acts(new TicketAct.Resolve("an extension is ordered", false), 11))
                .containsExactly("ticket-resolved");

        assertThat(foresees(14, 8, 56)).isEmpty();
        assertThat(foresees(46, 8, 24)).containsExactly("ticket-opened T-000002 P2");
    }

    @Test
    void aLoweredForecastStaysLowUntilItIsWorseThanThePersonSaw() {
        foresees(10, 8, 20);
        acts(new TicketAct.ChangePriority(Priority.P4, "a clean-up runs tonight"), 11);

        assertThat(foresees(12, 8, 18)).isEmpty();
        assertThat(foresees(13, 8, 4)).containsExactly("ticket-raised T-000001 P1");
    }

    @Test
    void aBreachAfterAPredictionThatWasTakenBackShowsItNoMore() {
        foresees(8, 6, 20);
        takesBack(9, 8.5);

        assertThat(breaches(1, 19, "10:20")).containsExactly("ticket-reopened T-000001 P3");
        assertThat(ticket("T-000001").evidence().forecast()).isEmpty();
        assertThat(cases.open().get(0).isForeseen()).isFalse();
    }
}
