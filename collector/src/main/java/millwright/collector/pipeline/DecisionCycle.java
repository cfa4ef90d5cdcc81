package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.cases.Basis;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.cases.RuleVersion;
import millwright.rules.decision.CaseFacts;
import millwright.rules.decision.Correlator;
import millwright.rules.decision.Decision;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.decision.ForecastPriority;
import millwright.rules.decision.OpenCase;
import millwright.rules.decision.ResolvedCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;

/**
 * One turn from the board and the forecasts to the cases: what is untold becomes facts, the rules
 * decide, the store applies. Live and replay turn the same wheel. If the store fails, the facts
 * stay untold and come again at the next turn; so do those that the rules hold back.
 */
final class DecisionCycle {
    /** Long enough for every rule that asks for resolved tickets. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final IndicatorBoard board;
    private DecisionEngine engine; // guarded by this
    private RuleVersion rules; // guarded by this
    private final CaseStore cases;
    private final PredictionNews predictions; // guarded by this
    private final ForecastPriority urgency;
    private final Correlator correlator;
    private final Duration flappingWithin;
    private final Duration reopenWithin;
    private final Held held = new Held();
    private final Optional<PlanCycle> plans; // guarded by this

    /** What no rule wanted to know of; asked about once. */
    private CaseFacts undecided = CaseFacts.NONE; // guarded by this

    /** Without forecasts. */
    DecisionCycle(
            IndicatorBoard board,
            DecisionEngine engine,
            CaseStore cases,
            MaintenancePolicy policy) {
        this(board, engine, cases, policy, Predictions.NONE, Optional.empty());
    }

    DecisionCycle(
            IndicatorBoard board,
            DecisionEngine engine,
            CaseStore cases,
            MaintenancePolicy policy,
            Predictions predictions,
            Optional<Planning> planning) {
        this.board = requireNonNull(board, "board");
        this.engine = requireNonNull(engine, "engine");
        this.rules = RuleVersion.of(engine.rules());
        this.cases = requireNonNull(cases, "cases");
        this.predictions = new PredictionNews(requireNonNull(predictions, "predictions"));
        urgency = new ForecastPriority(policy);
        flappingWithin = policy.flapping().within();
        reopenWithin = policy.reopenWithin();
        HostServices services = new HostServices(policy.services(), board::service);
        correlator = new Correlator(services, policy.correlation(), policy.flapping());
        plans = planning.map(terms -> new PlanCycle(cases, policy, services, terms));
    }

    /**
     * @return what happened to the cases, in the order in which it was decided
     */
    synchronized List<CaseEvent> turn(Instant now) {
        List<CaseEvent> events = new ArrayList<>(turnBoard(now));
        try {
            events.addAll(turnCases(now));
            events.addAll(turnPlans(now));
        } catch (CaseStoreException e) {
            if (events.isEmpty()) {
                throw e;
            }
            // What is done already must be told; the rest comes again at the next turn.
        }
        return events;
    }

    private List<CaseEvent> turnBoard(Instant now) {
        IndicatorBoard.Untold untold = board.untold(now);
        PredictionNews.Untold foretold = predictions.untold();
        if (untold.isEmpty() && foretold.isEmpty()) {
            return List.of();
        }
        Facts facts = facts(untold, foretold, now);
        List<Decision> decisions = engine.decide(facts, now);
        List<Decision> news = held.withoutKnown(decisions);
        List<CaseEvent> events =
                news.isEmpty()
                        ? List.of()
                        : cases.apply(news, new Basis(rules, facts, now, decisions));
        held.hold(decisions);
        board.held(held.breaches());
        board.told(untold.without(held.breaches(), held.recoveries(), held.silences()));
        predictions.told(foretold);
        hasNews();
        return events;
    }

    /** What was decided about tickets, and what they ask for by now, has work follow. */
    private List<CaseEvent> turnPlans(Instant now) {
        return plans.map(plan -> plan.turn(now, engine, rules)).orElse(List.of());
    }

    private void hasNews() {
        plans.ifPresent(PlanCycle::hasNews);
    }

    /**
     * The part of a turn that the tickets ask for by themselves: clocks that have reached a mark,
     * urgent tickets without an emergency window. After the board's part, as that may have ended
     * what a clock counted for.
     */
    private List<CaseEvent> turnCases(Instant now) {
        CaseFacts facts = cases.due(now);
        if (facts.isEmpty() || facts.equals(undecided)) {
            return List.of();
        }
        List<Decision> decisions = engine.decide(facts, now);
        if (decisions.isEmpty()) {
            undecided = facts;
            return List.of();
        }
        hasNews();
        return cases.apply(decisions, new Basis(rules, facts, now, decisions));
    }

    /** The parts of a turn that come with time alone. */
    synchronized List<CaseEvent> turnWithTime(Instant now) {
        List<CaseEvent> events = new ArrayList<>(turnCases(now));
        events.addAll(turnPlans(now));
        return events;
    }

    /** When {@link #turnWithTime} has something to do next, if nothing happens before. */
    synchronized Optional<Instant> nextWithTime() {
        return Stream.concat(cases.nextDue().stream(), plans.flatMap(PlanCycle::next).stream())
                .min(Instant::compareTo);
    }

    /**
     * Decides by other rules from the next turn on: a turn is by the old ones or by the new ones
     * altogether. What waits on the board goes on waiting, and samples go on coming in.
     */
    synchronized void reload(DecisionEngine next, IndicatorMapping mapping) {
        board.reload(next::levels, mapping);
        engine = next;
        undecided = CaseFacts.NONE;
        predictions.forget();
        plans.ifPresent(PlanCycle::forget);
        rules = RuleVersion.of(next.rules());
    }

    private Facts facts(IndicatorBoard.Untold untold, PredictionNews.Untold foretold, Instant now) {
        Set<IndicatorKey> bad = new HashSet<>();
        untold.breaches().forEach(fact -> bad.add(fact.key()));
        untold.silences().forEach(fact -> bad.add(fact.key()));
        Set<IndicatorKey> keys = new HashSet<>(bad);
        untold.recoveries().forEach(fact -> keys.add(fact.key()));
        foretold.crossings().forEach(fact -> keys.add(fact.key()));
        foretold.withdrawn().forEach(fact -> keys.add(fact.key()));
        List<OpenCase> allOpen = cases.open();
        List<OpenCase> open =
                allOpen.stream().filter(ticket -> keys.contains(ticket.key())).toList();
        List<ResolvedCase> resolved =
                cases.resolvedSince(now.minus(REMEMBERED)).stream()
                        .filter(ticket -> keys.contains(ticket.key()))
                        .map(ticket -> ticket.reopenedWithin(reopenWithin))
                        .toList();
        Facts facts =
                new Facts(untold.breaches(), untold.recoveries(), untold.silences(), open, resolved)
                        .with(
                                urgency.mostUrgent(foretold.crossings(), now, engine::levels),
                                foretold.withdrawn());
        Instant from = now.minus(flappingWithin);
        Map<IndicatorKey, Set<Instant>> episodes =
                cases.episodesSince(seenBefore(bad, open, resolved, from), from);
        return facts.in(correlator.around(facts, allOpen, episodes))
                .during(cases.emergencies().active(now));
    }

    /** Whoever had no ticket lately has no episodes on record. */
    private static Set<IndicatorKey> seenBefore(
            Set<IndicatorKey> bad, List<OpenCase> open, List<ResolvedCase> resolved, Instant from) {
        return Stream.concat(
                        open.stream().map(OpenCase::key),
                        resolved.stream()
                                .filter(ticket -> !ticket.resolvedAt().isBefore(from))
                                .map(ResolvedCase::key))
                .filter(bad::contains)
                .collect(Collectors.toSet());
    }
}
