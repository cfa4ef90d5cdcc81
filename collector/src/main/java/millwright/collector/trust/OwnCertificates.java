package millwright.collector.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.collector.http.TlsIdentity;
import millwright.enrolment.Fingerprint;
import millwright.enrolment.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority of our own, made at the first start and good for ten years, and the server's
 * certificate, which it renews a month before its end.
 */
final class OwnCertificates implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);
    private static final Duration AUTHORITY_WARNED_BEFORE_END = Duration.ofDays(180);

    private final Path folder;
    private final List<String> configuredNames;
    private final Issuer issuer;
    private TlsIdentity identity;

    private OwnCertificates(
            Path folder, List<String> configuredNames, Issuer issuer, TlsIdentity identity) {
        this.folder = folder;
        this.configuredNames = configuredNames;
        this.issuer = issuer;
        this.identity = identity;
    }

    static OwnCertificates open(CertificateConfig.Own config, Instant now) throws IOException {
        try {
            OwnerOnly.folder(config.folder());
            Issuer issuer = authority(config.folder(), now);
            TlsIdentity identity = server(config, issuer, now);
            return new OwnCertificates(config.folder(), config.names(), issuer, identity);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException(
                    "The certificates in %s cannot be kept (%s). Give the user that runs the collector write access to it."
                            .formatted(config.folder(), e),
                    e);
        }
    }

    private static Issuer authority(Path folder, Instant now) throws IOException {
        Path key = folder.resolve("ca.key");
        Path certificate = folder.resolve("ca.crt");
        if (!Files.exists(key) && !Files.exists(certificate)) {
            Issuer issuer = Issuer.create(now);
            OwnerOnly.write(key, Pem.of(issuer.key()).getBytes(US_ASCII));
            OwnerOnly.write(certificate, Pem.of(issuer.certificate()).getBytes(US_ASCII));
            LOG.info(
                    "Made an authority of our own in {}, {}; good until {}. Keep it in the backup:"
                            + " agents trust it alone",
                    folder,
                    Fingerprint.of(issuer.certificate()),
                    issuer.certificate().getNotAfter().toInstant());
            return issuer;
        }
        if (!Files.exists(key) || !Files.exists(certificate)) {
            throw new IOException(
                    "%s holds only one of ca.key and ca.crt. Restore the other from the backup; or remove both for a new authority, and enrol every agent again."
                            .formatted(folder));
        }
        Issuer issuer =
                new Issuer(
                        Pem.privateKey(key, "http.tls"),
                        Pem.certificates(certificate, "http.tls").get(0));
        warnOfEnd(issuer.certificate(), now);
        return issuer;
    }

    private static void warnOfEnd(X509Certificate authority, Instant now) {
        Instant end = authority.getNotAfter().toInstant();
        if (end.minus(AUTHORITY_WARNED_BEFORE_END).isBefore(now)) {
            LOG.warn(
                    "The collector's own authority ends on {}. Remove ca.key and ca.crt before and"
                            + " enrol every agent again",
                    end);
        }
    }

    private static TlsIdentity server(CertificateConfig.Own config, Issuer issuer, Instant now)
            throws IOException {
        Path key = config.folder().resolve("server.key");
        Path certificate = config.folder().resolve("server.crt");
        List<String> names = ServerNames.of(config.names());
        if (Files.exists(key) && Files.exists(certificate)) {
            TlsIdentity kept =
                    new TlsIdentity(
                            Pem.privateKey(key, "http.tls"),
                            Pem.certificates(certificate, "http.tls"));
            if (!isDue(kept, issuer, names, now)) {
                return kept;
            }
        }
        return issue(config.folder(), issuer, names, now);
    }

    private static TlsIdentity issue(Path folder, Issuer issuer, List<String> names, Instant now)
            throws IOException {
        TlsIdentity fresh = issuer.issue(names, now);
        OwnerOnly.write(folder.resolve("server.key"), Pem.of(fresh.key()).getBytes(US_ASCII));
        StringBuilder chain = new StringBuilder();
        fresh.chain().forEach(certificate -> chain.append(Pem.of(certificate)));
        OwnerOnly.write(folder.resolve("server.crt"), chain.toString().getBytes(US_ASCII));
        LOG.info(
                "Made a certificate for {}; good until {}",
                String.join(", ", names),
                fresh.chain().get(0).getNotAfter().toInstant());
        return fresh;
    }

    private static boolean isDue(
            TlsIdentity identity, Issuer issuer, List<String> names, Instant now) {
        X509Certificate certificate = identity.chain().get(0);
        Instant end = certificate.getNotAfter().toInstant();
        return end.minus(RENEWED_BEFORE_END).isBefore(now)
                || !isBy(certificate, issuer)
                || !KeyMatch.of(identity.key(), certificate)
                || !namesOf(certificate).containsAll(canonical(names));
    }

    private static boolean isBy(X509Certificate certificate, Issuer issuer) {
        try {
            certificate.verify(issuer.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static Set<String> namesOf(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
            if (entries != null) {
                entries.forEach(entry -> names.add(entry.get(1).toString()));
            }
        } catch (CertificateParsingException none) {
            return Set.of();
        }
        return canonical(names);
    }

    /** An IPv6 address has many spellings. */
    private static Set<String> canonical(Collection<String> names) {
        Set<String> all = new HashSet<>();
        for (String name : names) {
            try {
                all.add(
                        ServerNames.isAddress(name)
                                ? InetAddress.getByName(name).getHostAddress()
                                : name);
            } catch (UnknownHostException notOne) {
                all.add(name);
            }
        }
        return all;
    }

    @Override
    public synchronized TlsIdentity identity() {
        return identity;
    }

    @Override
    public X509Certificate authority() {
        return issuer.certificate();
    }

    @Override
    public synchronized Optional<TlsIdentity> renewed(Instant now) {
        List<String> names = ServerNames.of(configuredNames);
        if (!isDue(identity, issuer, names, now)) {
            return Optional.empty();
        }
        try {
            warnOfEnd(issuer.certificate(), now);
            identity = issue(folder, issuer, names, now);
            return Optional.of(identity);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the renewed certificate cannot be kept in %s: %s".formatted(folder, e), e);
        }
    }
}
