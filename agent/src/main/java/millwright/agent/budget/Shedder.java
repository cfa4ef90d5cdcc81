package millwright.agent.budget;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which sampler goes at which pace. One thread at a time asks.
 *
 * <p>Past the budget for {@code sustain}: the first sampler of the order that is not off goes one
 * pace slower, or off at once where twice the budget is used. Below 80 % of the budget for the calm
 * time: the newest such step is taken back. Between the two nothing changes. The calm time is twice
 * {@code sustain}; it doubles, up to sixteen-fold, each time that a step back is followed by a new
 * step forward, and is the shortest again after one calm time with nothing shed.
 *
 * <p>Past the budget in database sessions only targets are shed: nothing else holds any.
 */
public final class Shedder {
    private static final double ROOMY = 0.8;
    private static final double GROSS = 2;
    private static final int CALM_STRETCH_MAX = 16;

    private final Map<Resource, Double> limits;
    private final Duration sustain;
    private final ShedOrder order;
    private final Deque<PaceChange> steps = new ArrayDeque<>();
    private final Map<String, Pace> paces = new HashMap<>();

    private Optional<Instant> pastSince = Optional.empty();
    private Optional<Instant> roomySince = Optional.empty();
    private Instant last = Instant.MIN;
    private int calmStretch = 1;
    private boolean cameBack;
    private boolean isSpent;

    /**
     * @param samplers all that this agent runs
     */
    public Shedder(BudgetConfig config, Collection<String> samplers) {
        this.limits = config.limits();
        this.sustain = config.sustain();
        this.order =
                config.enforce()
                        ? ShedOrder.of(config.shedOrder(), samplers)
                        : new ShedOrder(List.of());
    }

    /** What to change now: at most one sampler by one step. */
    public Optional<PaceChange> judge(Instant at, Usage usage) {
        requireNonNull(at, "at");
        if (at.isBefore(last)) { // the clock was set back: what was measured with it is void
            pastSince = Optional.empty();
            roomySince = Optional.empty();
        }
        last = at;
        return Strain.worst(usage, limits)
                .flatMap(strain -> strain.isPast() ? past(at, strain) : within(at, strain));
    }

    public Pace pace(String sampler) {
        return paces.getOrDefault(sampler, Pace.FULL);
    }

    /** Past the budget for long enough, and nothing is left that may be shed. */
    public boolean isSpent() {
        return isSpent;
    }

    private Optional<PaceChange> past(Instant at, Strain strain) {
        roomySince = Optional.empty();
        Instant since = pastSince.orElse(at);
        pastSince = Optional.of(since);
        if (Duration.between(since, at).compareTo(sustain) < 0) {
            return Optional.empty();
        }
        pastSince = Optional.of(at);
        Optional<PaceChange> change = slower(strain);
        isSpent = change.isEmpty();
        change.ifPresent(this::take);
        return change;
    }

    private Optional<PaceChange> slower(Strain strain) {
        boolean onlyTargets = strain.resource() == Resource.SESSIONS;
        return order.samplers().stream()
                .filter(sampler -> pace(sampler) != Pace.OFF)
                .filter(sampler -> !onlyTargets || ShedOrder.isTarget(sampler))
                .findFirst()
                .map(
                        sampler -> {
                            Pace before = pace(sampler);
                            Pace after =
                                    strain.ratio() > GROSS
                                            ? Pace.OFF
                                            : before.slower().orElseThrow();
                            return new PaceChange(sampler, before, after, strain);
                        });
    }

    private void take(PaceChange step) {
        if (cameBack) {
            calmStretch = Math.min(2 * calmStretch, CALM_STRETCH_MAX);
        }
        cameBack = false;
        steps.push(step);
        paces.put(step.sampler(), step.after());
    }

    private Optional<PaceChange> within(Instant at, Strain strain) {
        pastSince = Optional.empty();
        isSpent = false;
        if (strain.ratio() > ROOMY) {
            roomySince = Optional.empty();
            return Optional.empty();
        }
        Instant since = roomySince.orElse(at);
        roomySince = Optional.of(since);
        if (Duration.between(since, at).compareTo(calm()) < 0) {
            return Optional.empty();
        }
        roomySince = Optional.of(at);
        if (steps.isEmpty()) {
            calmStretch = 1;
            cameBack = false;
            return Optional.empty();
        }
        PaceChange undone = steps.pop();
        paces.put(undone.sampler(), undone.before());
        cameBack = true;
        return Optional.of(undone.back(strain));
    }

    private Duration calm() {
        return sustain.multipliedBy(2L * calmStretch);
    }
}
