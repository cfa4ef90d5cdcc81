package millwright.agent.probe;

import java.util.HashSet;
import java.util.Set;
import millwright.config.ConfigNode;

/** The names of one kind's targets, each of which may stand once. */
public final class TargetNames {
    private final Set<String> names = new HashSet<>();

    public void refuseTwin(ConfigNode target, String name) {
        if (!names.add(name)) {
            target.refuse("name", "%s is the name of another one. Choose another.".formatted(name));
        }
    }
}
