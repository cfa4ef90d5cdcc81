package millwright.rules.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The policy inside the jar, read once. It gives every key; the code has no defaults. */
final class ShippedPolicy {
    private static final String NAME = "/millwright/rules/default-policy.yaml";
    static final MaintenancePolicy POLICY = PolicyReader.parse(NAME, text(), Optional.empty());

    private ShippedPolicy() {}

    private static String text() {
        try (InputStream in = ShippedPolicy.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the program lacks its own " + NAME + "; install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + NAME, broken);
        }
    }
}
