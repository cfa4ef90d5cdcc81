package millwright.enrolment;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a collector says where it refuses: problem+json (RFC 9457). */
public final class Refusals {
    private Refusals() {}

    /** Its words for a person; empty where the answer is of another kind. */
    public static Optional<String> detail(String json) {
        return load(json) instanceof Map<?, ?> members
                        && members.get("detail") instanceof String detail
                ? Optional.of(detail)
                : Optional.empty();
    }

    /** JSON is YAML too, and YAML is what both daemons can read; empty where it is none. */
    static Object load(String json) {
        try {
            return new Load(LoadSettings.builder().setLabel("the answer").build())
                    .loadFromString(json);
        } catch (YamlEngineException none) {
            return Optional.empty();
        }
    }
}
