package millwright.collector.rulebook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.rules.decision.RuleProblem;
import millwright.rules.decision.RulesException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force, and their files. New ones are taken altogether or not at all: where one of
 * the files cannot be used, the rules in force stay, and what is wrong is kept to be shown.
 * Thread-safe.
 */
public final class Rulebook {
    private static final Logger log = LoggerFactory.getLogger(Rulebook.class);

    private final RuleSources sources;
    private final List<Consumer<LoadedRules>> listeners = new ArrayList<>();
    private volatile RulebookStatus status;

    /** What the files were at the last look, if that is not what is in force. */
    private Optional<String> seen = Optional.empty();

    private Optional<String> refusedVersion = Optional.empty();

    private Rulebook(RuleSources sources, LoadedRules rules) {
        this.sources = sources;
        this.status = new RulebookStatus(rules, rules.engine().rowCount(), 0, 0, Optional.empty());
    }

    /**
     * @param at when this is
     * @throws RulesException if the rules cannot be used; says all that is wrong
     */
    public static Rulebook open(RuleSources sources, Instant at) {
        LoadedRules rules = requireNonNull(sources, "sources").read().compile(at);
        rules.doubtful().forEach(doubt -> log.warn("The rules work, but {}", doubt));
        return new Rulebook(sources, rules);
    }

    public LoadedRules inForce() {
        return status.inForce();
    }

    public RulebookStatus status() {
        return status;
    }

    /** Has others follow: called with each set of rules that comes into force from now on. */
    public synchronized void onReload(Consumer<LoadedRules> listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    /** Looks at the files as they are now, and changes nothing. */
    public RuleCheck check() {
        return RuleCheck.of(sources);
    }

    /**
     * To be called every few seconds: reloads where the files have changed and have rested since
     * the call before, so that a file which somebody is still writing is not taken for finished.
     */
    public synchronized void poll(Instant at) {
        String version = versionNow();
        if (version.equals(inForce().version())) {
            seen = Optional.empty();
            forgetRefused();
        } else if (!refusedVersion.equals(Optional.of(version))) {
            boolean hasRested = seen.equals(Optional.of(version));
            seen = Optional.of(version);
            if (hasRested) {
                reload(at);
            }
        }
    }

    private String versionNow() {
        try {
            return sources.read().version();
        } catch (RulesException e) {
            return e.getMessage();
        }
    }

    private void forgetRefused() {
        if (refusedVersion.isPresent()) {
            log.info("The rule files are again those in force ({}).", inForce().version());
            refusedVersion = Optional.empty();
            keep(status.inForce(), status.reloads(), status.failures(), Optional.empty());
        }
    }

    /**
     * Takes the files as they are now.
     *
     * @return whether they are other rules than those that were in force
     * @throws RulesException if they cannot be used; the rules in force stay then
     */
    public synchronized boolean reloadNow(Instant at) {
        String before = inForce().version();
        Optional<RulesException> refusal = reload(at);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return !before.equals(inForce().version());
    }

    private Optional<RulesException> reload(Instant at) {
        String version = versionNow();
        try {
            RuleTexts texts = sources.read();
            version = texts.version();
            if (version.equals(inForce().version())) {
                forgetRefused();
                return Optional.empty();
            }
            LoadedRules next = texts.compile(at);
            listeners.forEach(listener -> listener.accept(next));
            refusedVersion = Optional.empty();
            seen = Optional.empty();
            log.info(
                    "Rules {} are in force instead of {}: {} rows.",
                    next.version(),
                    inForce().version(),
                    next.engine().rowCount());
            next.doubtful().forEach(doubt -> log.warn("The rules work, but {}", doubt));
            keep(next, status.reloads() + 1, status.failures(), Optional.empty());
            return Optional.empty();
        } catch (RulesException e) {
            refusedVersion = Optional.of(version);
            log.warn(
                    "New rules are refused, {} stay in force. {}",
                    inForce().version(),
                    e.getMessage());
            keep(
                    status.inForce(),
                    status.reloads(),
                    status.failures() + 1,
                    Optional.of(new RulebookStatus.Refused(at, e.problems())));
            return Optional.of(e);
        }
    }

    private void keep(
            LoadedRules rules,
            long reloads,
            long failures,
            Optional<RulebookStatus.Refused> refused) {
        status = new RulebookStatus(rules, rules.engine().rowCount(), reloads, failures, refused);
    }

    /** A sentence for people; empty where nothing is refused. */
    public Optional<String> trouble() {
        return status.refused().map(refused -> words(refused.problems()));
    }

    private static String words(List<RuleProblem> problems) {
        return problems.size() == 1
                ? problems.get(0).toString()
                : "%s, and %d more".formatted(problems.get(0), problems.size() - 1);
    }
}
