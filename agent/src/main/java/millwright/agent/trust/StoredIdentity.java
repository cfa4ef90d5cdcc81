package millwright.agent.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import millwright.config.Secret;
import millwright.enrolment.OwnerOnly;

/**
 * What an enrolment left in {@code identity/} of the agent's data folder: one file, so that it is
 * there whole or not at all.
 *
 * @param host the name that the credential is good for
 * @param collectors base addresses, at least one
 * @param authority PEM of the certificate that signs collectors' own; empty where the JDK's trust
 *     store decides
 */
public record StoredIdentity(
        String host, Secret credential, Optional<String> authority, List<URI> collectors) {
    private static final String FOLDER = "identity";
    private static final String FILE = "identity.properties";

    public StoredIdentity {
        collectors = List.copyOf(collectors);
        if (collectors.isEmpty()) {
            throw new IllegalArgumentException("an identity names at least one collector");
        }
    }

    public static Path folder(Path data) {
        return data.resolve(FOLDER);
    }

    /**
     * @return empty for a host that was never enrolled
     * @throws IOException if there is one that cannot be read, with a message that says what to do
     */
    public static Optional<StoredIdentity> find(Path data) throws IOException {
        Path file = folder(data).resolve(FILE);
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return Optional.of(of(properties));
        } catch (IOException unreadable) {
            throw new IOException(
                    "%s cannot be read by user %s (%s). It is for the agent's own user alone: run this as that user, or as root."
                            .formatted(
                                    file,
                                    System.getProperty("user.name"),
                                    unreadable.getClass().getSimpleName()),
                    unreadable);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(
                    "%s is damaged (%s). Enrol this host again with --force."
                            .formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    private static StoredIdentity of(Properties properties) {
        Optional<String> authority = Optional.ofNullable(properties.getProperty("authority"));
        authority.ifPresent(Authority::parse);
        return new StoredIdentity(
                required(properties, "host"),
                Secret.of(required(properties, "credential")),
                authority,
                Arrays.stream(required(properties, "collectors").split(" "))
                        .map(URI::create)
                        .toList());
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    /** On the disk when it returns, readable by the agent's user alone. */
    public void store(Path data) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("host", host);
        properties.setProperty("credential", credential.reveal());
        authority.ifPresent(pem -> properties.setProperty("authority", pem));
        properties.setProperty(
                "collectors",
                collectors.stream().map(URI::toString).collect(Collectors.joining(" ")));
        StringWriter text = new StringWriter();
        properties.store(text, "By what collectors know this host. Secret; written by the agent.");
        OwnerOnly.folder(folder(data));
        OwnerOnly.write(folder(data).resolve(FILE), text.toString().getBytes(UTF_8));
    }

    StoredIdentity with(Secret next) {
        return new StoredIdentity(host, next, authority, collectors);
    }

    /** Why samples may not go to an address; empty where they may. */
    public Optional<String> objection(URI collector) {
        boolean isPlain = "http".equalsIgnoreCase(collector.getScheme());
        boolean isTls =
                collectors.stream().allMatch(each -> "https".equalsIgnoreCase(each.getScheme()));
        return isPlain && isTls
                ? Optional.of(
                        "%s is plain HTTP, and this host was enrolled over TLS with %s: everybody on the way could read its credential. Remove the line, or write https://."
                                .formatted(collector, collectors.get(0)))
                : PlainHttp.objection(collector);
    }
}
