package millwright.collector.cases;

import static millwright.collector.cases.Decisions.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.decision.ForecastPriority;
import millwright.rules.decision.RuleSet;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.PredictedCrossing.Grower;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.policy.MaintenancePolicy;

/** Turns as the live collector makes them: facts, the shipped rules, the store. */
final class Turns {
    static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final RuleVersion VERSION = RuleVersion.of(RuleSet.shipped());

    private final CaseStore cases;

    Turns(CaseStore cases) {
        this.cases = cases;
    }

    /** Past its first limit (20 % free) or its second (10 %), at once. */
    static Breach fullDisk(String host, int level, double free, String time) {
        IndicatorKey key = new IndicatorKey(host, "disk_free", "/var");
        Level limit = ENGINE.levels(key).get(level - 1);
        return new Breach(key, limit, at("10:00"), at(time), free, 1, 1, false, List.of());
    }

    static Silence silence(String host, String last, String time) {
        IndicatorKey key = new IndicatorKey(host, "agent_silent", "");
        return new Silence(key, ENGINE.levels(key).get(0), at(last), at(time));
    }

    /** /var of db-07 may be full from that instant on, by runs that agree since. */
    static PredictedCrossing fillingDisk(
            Instant run, Instant since, Instant confirmedFrom, Instant early) {
        return new PredictedCrossing(
                Decisions.DISK,
                run,
                since,
                confirmedFrom,
                Duration.ofDays(30),
                "percent",
                new Crossing(
                        Limit.hard(Direction.BELOW, 0),
                        0.93,
                        true,
                        Optional.of(early),
                        Optional.of(early.plus(Duration.ofHours(5))),
                        Optional.empty()),
                31.25,
                "robust-line",
                new Segment(
                        Instant.parse("2026-02-20T00:00:00Z"), Segment.Beginning.STEP, 240, -8.2),
                new Quality(Duration.ofDays(20), 480, 1, 0.4, true),
                Priority.P1,
                "",
                List.of(
                        new Grower("process java", 120 << 20, "bytes"),
                        new Grower("database orders", 3L << 30, "bytes")));
    }

    List<CaseEvent> foreseen(String time, String since, int inHours) {
        Instant now = at(time);
        Instant early = now.plus(Duration.ofHours(inHours));
        return turn(
                facts(List.of(), List.of(), List.of(), now)
                        .with(
                                new ForecastPriority(MaintenancePolicy.shipped())
                                        .mostUrgent(
                                                List.of(fillingDisk(now, at(since), now, early)),
                                                now,
                                                ENGINE::levels),
                                List.of()),
                now);
    }

    List<CaseEvent> bad(Breach... breaches) {
        return turn(List.of(breaches), List.of(), List.of(), breaches[0].at());
    }

    List<CaseEvent> silent(Silence silence) {
        return turn(List.of(), List.of(), List.of(silence), silence.at());
    }

    List<CaseEvent> good(IndicatorKey key, String time) {
        Recovery recovery =
                new Recovery(key, at(time).minus(Duration.ofMinutes(10)), at(time), 60, 22);
        return turn(List.of(), List.of(recovery), List.of(), at(time));
    }

    private List<CaseEvent> turn(
            List<Breach> breaches, List<Recovery> recoveries, List<Silence> silences, Instant now) {
        return turn(facts(breaches, recoveries, silences, now), now);
    }

    private Facts facts(
            List<Breach> breaches, List<Recovery> recoveries, List<Silence> silences, Instant now) {
        return new Facts(
                breaches,
                recoveries,
                silences,
                cases.open(),
                cases.resolvedSince(now.minus(Duration.ofDays(30))));
    }

    private List<CaseEvent> turn(Facts facts, Instant now) {
        List<Decision> decisions = ENGINE.decide(facts, now);
        return cases.apply(decisions, new Basis(VERSION, facts, now, decisions));
    }
}
