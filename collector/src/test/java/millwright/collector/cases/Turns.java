package millwright.collector.cases;

import static millwright.collector.cases.Decisions.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

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
        Facts facts =
                new Facts(
                        breaches,
                        recoveries,
                        silences,
                        cases.open(),
                        cases.resolvedSince(now.minus(Duration.ofDays(30))));
        List<Decision> decisions = ENGINE.decide(facts, now);
        return cases.apply(decisions, new Basis(VERSION, facts, now, decisions));
    }
}
