package millwright.enrolment;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.config.Secret;

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
     * @throws IllegalArgumentException if a collector would not have written this
     */
    public static Grant parse(String json) {
        if (!(Refusals.load(json) instanceof Map<?, ?> members)
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
}
