package millwright.collector.trust;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the server's certificate comes from. */
public sealed interface CertificateConfig {
    /**
     * The collector makes an authority and a server certificate of its own.
     *
     * @param folder for keys and certificates
     * @param names under which agents reach it, names or addresses, beside those that the machine
     *     knows of itself
     */
    record Own(Path folder, List<String> names) implements CertificateConfig {
        public Own {
            names = List.copyOf(names);
        }
    }

    /**
     * An administrator gives them.
     *
     * @param certificate PEM, the server's first, then what signed it
     * @param key PEM, not encrypted
     * @param authority PEM of what agents are to pin; without it the last of the chain
     */
    record Files(Path certificate, Path key, Optional<Path> authority)
            implements CertificateConfig {}
}
