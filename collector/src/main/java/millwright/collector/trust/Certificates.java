package millwright.collector.trust;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import millwright.collector.http.TlsIdentity;

/** The server's certificate, now and later. */
public interface Certificates {
    /**
     * @throws IOException if there is none to be had, with a message that says what to do
     */
    static Certificates open(CertificateConfig config, Instant now) throws IOException {
        return config instanceof CertificateConfig.Own own
                ? OwnCertificates.open(own, now)
                : FileCertificates.open((CertificateConfig.Files) config, now);
    }

    TlsIdentity identity();

    /** What agents pin: it is in the chain that the server shows. */
    X509Certificate authority();

    /**
     * Renews what is due and reads what has changed; to be asked now and then.
     *
     * @return the identity to show from now on, where it is a new one
     */
    Optional<TlsIdentity> renewed(Instant now);
}
