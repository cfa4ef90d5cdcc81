package millwright.agent.probe.fetch;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in an administrator's words why a handshake failed. */
final class TlsTrouble {
    private static final int NAMES_MAX = 5;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private TlsTrouble() {}

    static String words(
            SSLException failed, List<X509Certificate> chain, Request request, Instant at) {
        if (chain.isEmpty() || certificateTrouble(failed).isEmpty()) {
            return "the TLS handshake with %s failed: %s"
                    .formatted(request.authority(), failed.getMessage());
        }
        return dates(chain, at)
                .orElseGet(() -> judgement(certificateTrouble(failed).get(), chain, request));
    }

    private static Optional<CertificateException> certificateTrouble(Throwable failed) {
        Throwable cause = failed;
        while (cause != null && !(cause instanceof CertificateException)) {
            cause = cause.getCause();
        }
        return Optional.ofNullable((CertificateException) cause);
    }

    private static Optional<String> dates(List<X509Certificate> chain, Instant at) {
        for (X509Certificate each : chain) {
            String name = each.getSubjectX500Principal().getName();
            Instant from = each.getNotBefore().toInstant();
            Instant until = each.getNotAfter().toInstant();
            if (at.isAfter(until)) {
                return Optional.of("the certificate %s expired on %s".formatted(name, until));
            }
            if (at.isBefore(from)) {
                return Optional.of(
                        "the certificate %s is not valid before %s".formatted(name, from));
            }
        }
        return Optional.empty();
    }

    private static String judgement(
            CertificateException why, List<X509Certificate> chain, Request request) {
        String said = String.valueOf(why.getMessage());
        X509Certificate own = chain.get(0);
        if (said.contains("PKIX path building failed")) {
            return ("nobody in %s vouches for the certificate %s, issued by %s. Name its authority"
                            + " in ca_file")
                    .formatted(
                            request.trust().authoritiesPlace(),
                            own.getSubjectX500Principal().getName(),
                            own.getIssuerX500Principal().getName());
        }
        if (said.startsWith("No subject alternative") || said.startsWith("No name matching")) {
            return "the certificate is not for %s but for %s"
                    .formatted(request.host(), String.join(", ", names(own)));
        }
        if (why instanceof Trust.UnusableException) {
            return said;
        }
        return "the certificate %s is refused: %s"
                .formatted(own.getSubjectX500Principal().getName(), said);
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> each : alternatives) {
                    Object kind = each.get(0);
                    if ((kind.equals(DNS_NAME) || kind.equals(IP_ADDRESS))
                            && names.size() < NAMES_MAX) {
                        names.add(String.valueOf(each.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException broken) {
            // the subject's name is all that can be told
        }
        if (names.isEmpty()) {
            names.add(certificate.getSubjectX500Principal().getName());
        }
        return names;
    }
}
