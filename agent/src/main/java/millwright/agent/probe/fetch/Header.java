package millwright.agent.probe.fetch;

import static java.util.Objects.requireNonNull;

import millwright.config.Secret;

/**
 * A line of the request's head. Its value may be a credential, so it is never printed.
 *
 * @param name without a colon
 */
public record Header(String name, Secret value) {
    public Header {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }

    public static Header of(String name, String value) {
        return new Header(name, Secret.of(value));
    }
}
