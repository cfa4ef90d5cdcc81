package millwright.rules.decision;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;

/**
 * What the facts have to do with each other and with what is open, as the policy sees it, and with
 * the emergency windows that are on.
 */
public record Surroundings(
        List<SilentHost> silentHosts,
        List<Companion> companions,
        List<Dependence> dependences,
        List<Episodes> episodes,
        List<Calm> calms,
        List<Expected> expected,
        List<Collateral> collaterals) {
    public static final Surroundings NONE =
            new Surroundings(List.of(), List.of(), List.of(), List.of(), List.of());

    public Surroundings {
        silentHosts = List.copyOf(silentHosts);
        companions = List.copyOf(companions);
        dependences = List.copyOf(dependences);
        episodes = List.copyOf(episodes);
        calms = List.copyOf(calms);
        // What was frozen before there were windows has none.
        expected = List.copyOf(requireNonNullElse(expected, List.of()));
        collaterals = List.copyOf(requireNonNullElse(collaterals, List.of()));
    }

    /** While no emergency window is on. */
    public Surroundings(
            List<SilentHost> silentHosts,
            List<Companion> companions,
            List<Dependence> dependences,
            List<Episodes> episodes,
            List<Calm> calms) {
        this(silentHosts, companions, dependences, episodes, calms, List.of(), List.of());
    }

    List<Object> all() {
        List<Object> all = new ArrayList<>(silentHosts);
        all.addAll(companions);
        all.addAll(dependences);
        all.addAll(episodes);
        all.addAll(calms);
        all.addAll(expected);
        all.addAll(collaterals);
        return all;
    }
}
