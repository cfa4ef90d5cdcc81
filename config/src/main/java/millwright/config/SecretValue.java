package millwright.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A secret while it is being declared: from {@code key} (discouraged: the file is often copied
 * around), from the file that {@code key_file} names, or from the variable of either.
 */
public final class SecretValue {
    private static final long BYTES_MAX = 65_536;

    private final ConfigNode node;
    private final String key;
    private String description = "";
    private boolean refused;

    SecretValue(ConfigNode node, String key) {
        this.node = node;
        this.key = key;
    }

    public SecretValue describedAs(String description) {
        this.description = description;
        return this;
    }

    /**
     * @param what what belongs there: {@code the token that the collector gave this host}
     */
    public Secret required(String what) {
        Optional<Secret> secret = read("required, or " + key + "_file");
        if (secret.isEmpty() && !refused && !node.reading().manual) {
            node.refuse(key + "_file", "is required. Write the path of a file with " + what + ".");
        }
        return secret.orElse(Secret.of("?"));
    }

    public Optional<Secret> optional() {
        return read("none");
    }

    private Optional<Secret> read(String fallback) {
        node.declare(
                key,
                "secret",
                fallback,
                "",
                description + " (better in `%s_file` or in the environment)".formatted(key));
        Optional<Path> file =
                node.path(key + "_file")
                        .describedAs("a file that holds only this secret, not readable by others")
                        .optional();
        Optional<Secret> plain = plain();
        if (plain.isPresent() && file.isPresent() && !isFromEnvironment(key)) {
            if (!isFromEnvironment(key + "_file")) {
                refuse(key, "stands beside %s. Remove one.".formatted(node.pathOf(key + "_file")));
                return Optional.empty();
            }
            plain = Optional.empty();
        }
        return plain.isPresent() || refused || node.reading().manual
                ? plain
                : file.flatMap(this::fromFile);
    }

    private boolean isFromEnvironment(String key) {
        return node.reading().fromEnvironment(node.pathOf(key)).isPresent();
    }

    /** The value itself is never quoted in a refusal. */
    private Optional<Secret> plain() {
        Optional<String> variable = node.reading().fromEnvironment(node.pathOf(key));
        if (variable.isEmpty() && node.node(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            String text =
                    variable.isPresent()
                            ? ScalarKind.TEXT.read(variable.get())
                            : ScalarKind.TEXT.read(node.node(key).get());
            return Optional.of(Secret.of(text));
        } catch (Refusal refusal) {
            refuse(key, refusal.getMessage() + ". Write the secret or remove the key.");
            return Optional.empty();
        }
    }

    private Optional<Secret> fromFile(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (isRefusedForItsMode(file, name)) {
                return Optional.empty();
            }
            if (Files.size(file) > BYTES_MAX) {
                return refuse(key + "_file", "%s is no %s: it is too large.".formatted(file, key));
            }
            String text = Files.readString(file).strip();
            return text.isEmpty()
                    ? refuse(key + "_file", "%s is empty. Write the %s.".formatted(file, key))
                    : Optional.of(Secret.of(text));
        } catch (NoSuchFileException missing) {
            return refuse(key + "_file", "there is no file %s. Create it.".formatted(file));
        } catch (IOException unreadable) {
            return refuse(
                    key + "_file",
                    "%s cannot be read by user %s (%s). Run: ls -l %s"
                            .formatted(
                                    file,
                                    System.getProperty("user.name"),
                                    unreadable.getClass().getSimpleName(),
                                    file));
        }
    }

    private boolean isRefusedForItsMode(Path file, String name) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!mode.contains(PosixFilePermission.OTHERS_READ)) {
            return false;
        }
        refuse(
                key + "_file",
                "%s is readable by everyone (mode %s). Run: chmod 0640 %s"
                        .formatted(name, octal(mode), file));
        return true;
    }

    private static String octal(Set<PosixFilePermission> mode) {
        String letters = PosixFilePermissions.toString(mode);
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            bits = bits << 1 | (letters.charAt(i) == '-' ? 0 : 1);
        }
        return "0%03o".formatted(bits);
    }

    private Optional<Secret> refuse(String key, String why) {
        refused = true;
        node.refuse(key, why);
        return Optional.empty();
    }
}
