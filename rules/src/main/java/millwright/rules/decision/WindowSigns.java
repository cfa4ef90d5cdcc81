package millwright.rules.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;

/** Finds what facts have to do with the emergency windows that are on. */
final class WindowSigns {
    private final List<ActiveWindow> windows;
    private final List<Expected> expected = new ArrayList<>();
    private final List<Collateral> collaterals = new ArrayList<>();

    /**
     * @param windows in the order of their ids: of several the first speaks
     */
    WindowSigns(List<ActiveWindow> windows) {
        this.windows = windows;
    }

    Surroundings of(Facts facts) {
        troubles(facts).forEach(this::judge);
        Surroundings around = facts.surroundings();
        return new Surroundings(
                around.silentHosts(),
                around.companions(),
                around.dependences(),
                around.episodes(),
                around.calms(),
                expected,
                collaterals);
    }

    /** When it began, where it has: what is only foreseen has not. */
    private static Map<IndicatorKey, Optional<Instant>> troubles(Facts facts) {
        Map<IndicatorKey, Optional<Instant>> troubles = new LinkedHashMap<>();
        facts.foreseen().forEach(one -> troubles.put(one.key(), Optional.empty()));
        facts.breaches().stream()
                .filter(breach -> !breach.late())
                .forEach(breach -> troubles.put(breach.key(), Optional.of(breach.since())));
        facts.silences().forEach(one -> troubles.put(one.key(), Optional.of(one.last())));
        return troubles;
    }

    private void judge(IndicatorKey key, Optional<Instant> began) {
        Optional<ActiveWindow> expecting =
                windows.stream().filter(window -> window.expects(key)).findFirst();
        if (expecting.isPresent()) {
            expected.add(new Expected(key, expecting.get().id()));
            return;
        }
        began.flatMap(
                        since ->
                                windows.stream()
                                        .filter(window -> window.mayHaveUpset(key, since))
                                        .findFirst())
                .ifPresent(window -> collaterals.add(new Collateral(key, window.id())));
    }
}
