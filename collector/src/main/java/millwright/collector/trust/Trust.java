package millwright.collector.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import millwright.collector.http.TlsIdentity;

/** All of it together, as the collector runs it. */
public final class Trust {
    private final Optional<Certificates> certificates;
    private final AdminToken administrators;
    private final Agents agents;
    private final Enrolments enrolments;
    private final InstantSource clock;

    private Trust(
            Optional<Certificates> certificates,
            AdminToken administrators,
            TrustStore store,
            InstantSource clock) {
        this.certificates = certificates;
        this.administrators = administrators;
        this.agents = Agents.open(store, clock);
        this.enrolments = new Enrolments(store, agents, certificates, clock);
        this.clock = clock;
    }

    /**
     * @param certificates empty for plain HTTP
     * @throws IOException if a key, a certificate or the administrators' token is not to be had,
     *     with a message that says what to do
     */
    public static Trust open(
            Path data,
            Optional<CertificateConfig> certificates,
            TrustStore store,
            InstantSource clock)
            throws IOException {
        AdminToken administrators = AdminToken.open(data);
        Optional<Certificates> opened =
                certificates.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Certificates.open(certificates.get(), clock.instant()));
        return new Trust(opened, administrators, store, clock);
    }

    public Optional<TlsIdentity> identity() {
        return certificates.map(Certificates::identity);
    }

    public AdminToken administrators() {
        return administrators;
    }

    public Agents agents() {
        return agents;
    }

    public Enrolments enrolments() {
        return enrolments;
    }

    /** Shows a certificate that was renewed; to be called every minute. */
    public void renew(Consumer<TlsIdentity> show) {
        certificates.flatMap(each -> each.renewed(clock.instant())).ifPresent(show);
    }

    /** Writes down what is only in memory; to be called every few minutes, and at the end. */
    public void note() {
        agents.note();
        enrolments.forgetOld();
    }
}
