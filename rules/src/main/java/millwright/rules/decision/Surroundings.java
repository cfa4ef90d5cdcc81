package millwright.rules.decision;

import java.util.ArrayList;
import java.util.List;

/** What the facts have to do with each other and with what is open, as the policy sees it. */
public record Surroundings(
        List<SilentHost> silentHosts,
        List<Companion> companions,
        List<Dependence> dependences,
        List<Episodes> episodes,
        List<Calm> calms) {
    public static final Surroundings NONE =
            new Surroundings(List.of(), List.of(), List.of(), List.of(), List.of());

    public Surroundings {
        silentHosts = List.copyOf(silentHosts);
        companions = List.copyOf(companions);
        dependences = List.copyOf(dependences);
        episodes = List.copyOf(episodes);
        calms = List.copyOf(calms);
    }

    List<Object> all() {
        List<Object> all = new ArrayList<>(silentHosts);
        all.addAll(companions);
        all.addAll(dependences);
        all.addAll(episodes);
        all.addAll(calms);
        return all;
    }
}
