package millwright.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import millwright.rules.policy.MaintenancePolicy;

/** Reads what a site has agreed on; without a file, what is shipped. */
final class PolicyFile {
    private PolicyFile() {}

    /**
     * @throws millwright.rules.policy.PolicyException with every problem of the file
     * @throws IOException if it cannot be read; says which and why
     */
    static MaintenancePolicy read(Optional<Path> file) throws IOException {
        return file.isPresent() ? read(file.get()) : MaintenancePolicy.shipped();
    }

    private static MaintenancePolicy read(Path file) throws IOException {
        try {
            return MaintenancePolicy.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "%s (policy) does not exist. Create it, or leave the key out for the shipped policy."
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "%s (policy) cannot be read (%s). Let the user that runs the collector read it."
                            .formatted(file, e),
                    e);
        }
    }
}
