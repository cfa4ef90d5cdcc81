package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorDetector;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.ProcessUse;

/**
 * What has been told of one indicator's breaches, and what has not. A breach that ends before
 * anybody could act on it, as while the cases are away, is late: kept on record. One that waits on
 * purpose is held: on record already, and forgotten when it ends.
 */
final class BreachNews {
    private final IndicatorKey key;
    private List<Breach> late = List.of();
    private Optional<Breach> current = Optional.empty();
    private Optional<Level> toldLevel = Optional.empty();
    private Optional<Instant> toldSince = Optional.empty();
    private Optional<Instant> heldSince = Optional.empty();

    BreachNews(IndicatorKey key) {
        this.key = key;
    }

    /** Takes note of where the detector stands. */
    void note(IndicatorDetector detector, Supplier<List<ProcessUse>> suspects) {
        Optional<Breach> before = current;
        addLate(detector.drainLate(key));
        current = news(detector, suspects);
        boolean isOver =
                before.isPresent()
                        && !before.map(Breach::since).equals(toldSince)
                        && !before.map(Breach::since).equals(heldSince)
                        && !before.map(Breach::since).equals(current.map(Breach::since));
        if (isOver) {
            addLate(List.of(before.get().over()));
        }
    }

    private Optional<Breach> news(IndicatorDetector detector, Supplier<List<ProcessUse>> suspects) {
        if (detector.isEmpty() || !detector.isBreached()) {
            return Optional.empty();
        }
        Judgement judgement = detector.judge();
        return judgement
                .level()
                .filter(level -> isNews(level, judgement.since()))
                .map(level -> Breach.of(key, judgement, suspects.get()));
    }

    private boolean isNews(Level level, Instant since) {
        return !toldSince.equals(Optional.of(since))
                || toldLevel.map(told -> level.number() > told.number()).orElse(true);
    }

    private void addLate(List<Breach> more) {
        if (!more.isEmpty()) {
            late = Stream.concat(late.stream(), more.stream()).toList();
        }
    }

    boolean hasUntold() {
        return !late.isEmpty() || current.isPresent();
    }

    /** Late ones, and the current one if it is new or worse. */
    List<Breach> untold() {
        List<Breach> untold = new ArrayList<>(late);
        current.ifPresent(untold::add);
        return untold;
    }

    /** No rule speaks of it any more: what nobody has heard of is not told either. */
    void forgetUntold() {
        late = List.of();
        current = Optional.empty();
    }

    /** The breach that was told and whose end was not. */
    record Told(int level, Instant since) {}

    Optional<Told> told() {
        return toldLevel.flatMap(level -> toldSince.map(since -> new Told(level.number(), since)));
    }

    /** Whether a breach was told whose end was not. */
    boolean isOpen() {
        return toldSince.isPresent();
    }

    void breachTold(Breach breach) {
        if (breach.late()) {
            late = late.stream().filter(other -> !other.equals(breach)).toList();
            return;
        }
        late = late.stream().filter(other -> !other.since().equals(breach.since())).toList();
        markTold(breach.level(), breach.since());
    }

    void breachHeld(Breach breach) {
        heldSince = Optional.of(breach.since());
    }

    void recoveryTold() {
        toldLevel = Optional.empty();
        toldSince = Optional.empty();
    }

    /** A ticket is open for it. */
    void markTold(Level level, Instant since) {
        toldLevel = Optional.of(level);
        toldSince = Optional.of(since);
        current = current.filter(breach -> isNews(breach.level(), breach.since()));
    }
}
