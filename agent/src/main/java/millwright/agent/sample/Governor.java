package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import millwright.agent.budget.Budget;
import millwright.agent.budget.PaceChange;
import millwright.agent.budget.Resource;
import millwright.agent.budget.Shedder;
import millwright.agent.budget.Usage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the agent within its budget: reads what it takes, and sets the pace of its samplers. */
final class Governor {
    private static final Logger LOG = LoggerFactory.getLogger(Governor.class);

    private final OwnProcess self;
    private final Budget budget;
    private final List<SamplerTask> tasks;
    private final Shedder shedder;
    private volatile Usage newest = Usage.UNKNOWN;
    private boolean toldSpent;

    /**
     * @param tasks those that may be shed; the agent's own, which calls this, is added afterwards
     */
    Governor(OwnProcess self, Budget budget, List<SamplerTask> tasks) {
        this.self = requireNonNull(self, "self");
        this.budget = requireNonNull(budget, "budget");
        this.tasks = Collections.unmodifiableList(tasks);
        this.shedder = new Shedder(budget.config(), tasks.stream().map(SamplerTask::name).toList());
    }

    /** Called once a minute by one thread. */
    Usage govern(Instant at) {
        Usage usage =
                self.read(at).with(Resource.SESSIONS, Math.max(0, budget.sessions().getAsInt()));
        newest = usage;
        shedder.judge(at, usage).ifPresent(this::apply);
        tellSpent();
        return usage;
    }

    /** As of the last minute, from any thread. */
    Usage newest() {
        return newest;
    }

    double limit(Resource resource) {
        return budget.config().limits().get(resource);
    }

    List<SamplerTask> tasks() {
        return tasks;
    }

    private void apply(PaceChange change) {
        Optional<SamplerTask> task =
                tasks.stream().filter(t -> t.name().equals(change.sampler())).findFirst();
        task.ifPresent(t -> t.pace(change.after()));
        String now =
                task.filter(t -> !t.isOff())
                        .map(t -> "reads every %ds".formatted(t.interval().toSeconds()))
                        .orElse("is switched off");
        if (change.isShedding()) {
            LOG.warn("The agent takes {}: {} {} now.", change.strain(), change.sampler(), now);
        } else {
            LOG.info(
                    "The agent keeps within its budget again ({}): {} {} now.",
                    change.strain(),
                    change.sampler(),
                    now);
        }
    }

    private void tellSpent() {
        if (shedder.isSpent() && !toldSpent) {
            LOG.warn(
                    "The agent is past its budget{}. Raise the limit in budget:, or lengthen the"
                            + " intervals of samplers.",
                    budget.config().enforce()
                            ? " and nothing is left that it may shed"
                            : ", and budget.enforce is off, so it sheds nothing");
        }
        toldSpent = shedder.isSpent();
    }
}
