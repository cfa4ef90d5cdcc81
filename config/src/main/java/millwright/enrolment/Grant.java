package millwright.enrolment;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.config.Secret;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a collector gives to an agent that redeemed a token or rotated its credential.
 *
 * @param credential this host's own from now on
 * @param authority PEM of the certificate that the collector's chain ends in
 * @param collectors base addresses; empty where those of before hold on
 */
public record Grant(Secret credential, Optional<String> authority, List<URI> collectors) {
    public Grant {
        collectors = List.copyOf(collectors);
    }

    /**
     * @param json which is YAML too, and YAML is what both daemons can read
     * @throws IllegalArgumentException if a collector would not have written this
     */
    public static Grant parse(String json) {
        if (!(load(json) instanceof Map<?, ?> members)
                || !(members.get("credential") instanceof String credential)) {
            throw new IllegalArgumentException("the answer holds no credential");
        }
        Object authority = members.get("authority");
        Object collectors = members.get("collectors");
        return new Grant(
                Secret.of(credential),
                Optional.ofNullable(authority).map(Object::toString),
                collectors instanceof List<?> list
                        ? list.stream().map(each -> URI.create(each.toString())).toList()
                        : List.of());
    }

    private static Object load(String json) {
        try {
            return new Load(LoadSettings.builder().setLabel("the answer").build())
                    .loadFromString(json);
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException("the answer is no JSON", broken);
        }
    }
}
