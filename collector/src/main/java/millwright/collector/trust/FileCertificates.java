package millwright.collector.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.http.TlsIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates that somebody else renews: read again when their files change. */
final class FileCertificates implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final CertificateConfig.Files files;
    private Read current;
    private List<FileTime> seen;

    private record Read(TlsIdentity identity, X509Certificate authority) {}

    private FileCertificates(CertificateConfig.Files files, Read current, List<FileTime> seen) {
        this.files = files;
        this.current = current;
        this.seen = seen;
    }

    static FileCertificates open(CertificateConfig.Files files, Instant now) throws IOException {
        List<FileTime> seen = times(files);
        return new FileCertificates(files, read(files, now), seen);
    }

    private static Read read(CertificateConfig.Files files, Instant now) throws IOException {
        PrivateKey key = Pem.privateKey(files.key(), "http.key_file");
        List<X509Certificate> chain =
                new ArrayList<>(Pem.certificates(files.certificate(), "http.certificate_file"));
        if (!KeyMatch.of(key, chain.get(0))) {
            throw new IOException(
                    "%s (http.key_file) is not the key of the first certificate in %s (http.certificate_file). Put the server's own certificate first, or give its key."
                            .formatted(files.key(), files.certificate()));
        }
        X509Certificate authority = chain.get(chain.size() - 1);
        if (files.authority().isPresent()) {
            authority = Pem.certificates(files.authority().get(), "http.ca_file").get(0);
            if (!chain.contains(authority)) {
                chain.add(authority); // agents look for it in what the server shows
            }
        }
        if (chain.get(0).getNotAfter().toInstant().isBefore(now)) {
            LOG.warn(
                    "The certificate in {} ended on {}: agents refuse it. Renew it; it is read"
                            + " again within a minute",
                    files.certificate(),
                    chain.get(0).getNotAfter().toInstant());
        }
        return new Read(new TlsIdentity(key, chain), authority);
    }

    private static List<FileTime> times(CertificateConfig.Files files) throws IOException {
        List<FileTime> times = new ArrayList<>();
        times.add(Files.exists(files.certificate()) ? time(files.certificate()) : null);
        times.add(Files.exists(files.key()) ? time(files.key()) : null);
        return times;
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    @Override
    public synchronized TlsIdentity identity() {
        return current.identity();
    }

    @Override
    public synchronized X509Certificate authority() {
        return current.authority();
    }

    /** A pair that does not fit is somebody's half-done work: the old one stays meanwhile. */
    @Override
    public synchronized Optional<TlsIdentity> renewed(Instant now) {
        try {
            List<FileTime> times = times(files);
            if (times.equals(seen)) {
                return Optional.empty();
            }
            seen = times;
            current = read(files, now);
            LOG.info(
                    "Took the certificate of {} anew; good until {}",
                    files.certificate(),
                    current.identity().chain().get(0).getNotAfter().toInstant());
            return Optional.of(current.identity());
        } catch (IOException e) {
            LOG.warn("{} The certificate of before stays in use", e.getMessage());
            return Optional.empty();
        }
    }
}
