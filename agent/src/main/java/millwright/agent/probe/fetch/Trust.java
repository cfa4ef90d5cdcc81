package millwright.agent.probe.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificates a server may show: those that an authority has signed, by the JDK's own list
 * or by the site's PEM file; or any at all. Thread-safe.
 */
public final class Trust {
    /** The file of authorities is at fault, not the server. */
    static final class UnusableException extends CertificateException {
        private static final long serialVersionUID = 1L;

        UnusableException(String place, Exception why) {
            super(
                    "%s cannot be used (%s: %s)"
                            .formatted(place, why.getClass().getSimpleName(), why.getMessage()),
                    why);
        }
    }

    private final Optional<Path> authorities;
    private final boolean verifies;
    private X509ExtendedTrustManager manager;
    private FileTime loaded = FileTime.fromMillis(0);

    /**
     * @param authorities a PEM file; nobody else is believed then
     * @param verifies whether a certificate that nobody vouches for is refused
     */
    public Trust(Optional<Path> authorities, boolean verifies) {
        this.authorities = requireNonNull(authorities, "authorities");
        this.verifies = verifies;
    }

    boolean verifies() {
        return verifies;
    }

    /** Where the authorities stand, for people. */
    String authoritiesPlace() {
        return authorities.map(Path::toString).orElse("the JDK's list of authorities");
    }

    /**
     * Read at the first need, and again when the file has changed.
     *
     * @throws CertificateException if the file cannot be used
     */
    synchronized X509ExtendedTrustManager manager() throws CertificateException {
        try {
            FileTime changed =
                    authorities.isPresent() ? Files.getLastModifiedTime(authorities.get()) : loaded;
            if (manager == null || !changed.equals(loaded)) {
                manager = load();
                loaded = changed;
            }
            return manager;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new UnusableException(authoritiesPlace(), unusable);
        }
    }

    private X509ExtendedTrustManager load() throws IOException, GeneralSecurityException {
        KeyStore anchors = null; // the JDK's own
        if (authorities.isPresent()) {
            anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (Certificate authority : certificates(authorities.get())) {
                anchors.setCertificateEntry("authority-" + anchors.size(), authority);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        for (TrustManager found : factory.getTrustManagers()) {
            if (found instanceof X509ExtendedTrustManager usable) {
                return usable;
            }
        }
        throw new IllegalStateException("the JDK has no trust manager for X.509");
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("it holds no certificate");
            }
            return found;
        }
    }
}
