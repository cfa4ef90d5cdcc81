package millwright.agent.probe.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key with a certificate of its own making, by the JDK's keytool. */
public final class TestCertificate {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final KeyStore keys;

    private TestCertificate(Path store) {
        this.store = store;
        try (InputStream in = Files.newInputStream(store)) {
            keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("keytool wrote an unusable " + store, broken);
        }
    }

    /**
     * Signed by itself.
     *
     * @param name for which it is valid, such as {@code dns:localhost}
     * @param startDays from when on, such as {@code -40} for forty days ago
     * @param validDays from the start on
     */
    public static TestCertificate of(Path folder, String name, int startDays, int validDays) {
        Path store = folder.resolve(name.replaceAll("[^a-z0-9]", "-") + startDays + ".p12");
        keytool(
                List.of(
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=portal",
                        "-ext",
                        "san=" + name,
                        "-startdate",
                        startDays + "d",
                        "-validity",
                        "" + validDays));
        return new TestCertificate(store);
    }

    private static void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-Duser.language=en"); // numbers in ASCII digits
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public SSLContext context() {
        try {
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public Instant expiry() {
        return certificate().getNotAfter().toInstant();
    }

    private X509Certificate certificate() {
        try {
            return (X509Certificate) keys.getCertificate("server");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The certificate alone, as {@code ca_file} takes it and nginx shows it. */
    public Path pem() {
        try {
            return write("pem", pem("CERTIFICATE", certificate().getEncoded()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public Path keyPem() {
        try {
            return write(
                    "key",
                    pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Path write(String ending, String text) {
        try {
            return Files.writeString(Path.of(store + "." + ending), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
    }
}
