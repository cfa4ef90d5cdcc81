package millwright.collector.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.collector.http.TlsIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir private Path folder;

    private Certificates own(Instant at, String... names) throws IOException {
        return Certificates.open(
                new CertificateConfig.Own(folder.resolve("tls"), List.of(names)), at);
    }

    private static X509Certificate server(Certificates certificates) {
        return certificates.identity().chain().get(0);
    }

    @Test
    void theFirstStartMakesAnAuthorityAndACertificateForEveryNameOfTheMachine() throws Exception {
        Certificates own = own(NOW, "collector.example.com", "192.0.2.7");

        assertThat(own.identity().chain()).hasSize(2).last().isEqualTo(own.authority());
        server(own).verify(own.authority().getPublicKey());
        assertThat(server(own).getSubjectAlternativeNames().toString())
                .contains("collector.example.com", "192.0.2.7", "localhost", "127.0.0.1");
        assertThat(own.authority().getBasicConstraints()).isZero();
        assertThat(server(own).getBasicConstraints()).isEqualTo(-1);
        assertThat(Duration.between(NOW, server(own).getNotAfter().toInstant()).toDays())
                .isEqualTo(90);
        assertThat(Duration.between(NOW, own.authority().getNotAfter().toInstant()).toDays())
                .isEqualTo(3653);
    }

    @Test
    void keysAreTheOwnersAlone() throws Exception {
        own(NOW);
        try (Stream<Path> files = Files.walk(folder.resolve("tls"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void aRestartKeepsBoth() throws Exception {
        Certificates first = own(NOW);
        Certificates second = own(NOW.plus(Duration.ofDays(59)));

        assertThat(second.identity().chain()).isEqualTo(first.identity().chain());
        assertThat(second.renewed(NOW.plus(Duration.ofDays(59)))).isEmpty();
    }

    @Test
    void theServersCertificateIsRenewedAMonthBeforeItsEndAndTheAuthorityStays() throws Exception {
        Certificates own = own(NOW);
        X509Certificate before = server(own);
        Optional<TlsIdentity> renewed = own.renewed(NOW.plus(Duration.ofDays(61)));

        assertThat(renewed).contains(own.identity());
        assertThat(server(own)).isNotEqualTo(before);
        server(own).verify(own.authority().getPublicKey());
        assertThat(own.renewed(NOW.plus(Duration.ofDays(61)))).isEmpty();
        assertThat(own(NOW.plus(Duration.ofDays(61))).identity().chain())
                .isEqualTo(own.identity().chain());
    }

    @Test
    void aNewNameNeedsANewCertificateOfTheSameAuthority() throws Exception {
        Certificates first = own(NOW);
        Certificates second = own(NOW, "new.example.com");

        assertThat(second.authority()).isEqualTo(first.authority());
        assertThat(server(second).getSubjectAlternativeNames().toString())
                .contains("new.example.com");
    }

    @Test
    void halfAnAuthorityIsRefusedInsteadOfMadeAnew() throws Exception {
        own(NOW);
        Files.delete(folder.resolve("tls/ca.key"));

        assertThatThrownBy(() -> own(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds only one of ca.key and ca.crt. Restore the other");
    }

    private CertificateConfig.Files files() {
        return new CertificateConfig.Files(
                folder.resolve("server.crt"),
                folder.resolve("server.key"),
                Optional.of(folder.resolve("ca.crt")));
    }

    /** As an administrator's own authority would, with the chain's root in a file of its own. */
    private Issuer write(Instant at) throws IOException {
        Issuer issuer = Issuer.create(at);
        TlsIdentity identity = issuer.issue(List.of("c.example.com"), at);
        Files.writeString(folder.resolve("server.crt"), Pem.of(identity.chain().get(0)));
        Files.writeString(folder.resolve("server.key"), Pem.of(identity.key()));
        Files.writeString(folder.resolve("ca.crt"), Pem.of(issuer.certificate()));
        return issuer;
    }

    @Test
    void givenFilesAreShownWithTheAuthorityThatAgentsPin() throws Exception {
        Issuer issuer = write(NOW);
        Certificates given = Certificates.open(files(), NOW);

        assertThat(given.authority()).isEqualTo(issuer.certificate());
        assertThat(given.identity().chain()).hasSize(2).last().isEqualTo(issuer.certificate());
        assertThat(given.renewed(NOW)).isEmpty();
    }

    @Test
    void changedFilesAreReadAgainAndHalfDoneOnesLeaveWhatWas() throws Exception {
        write(NOW);
        Certificates given = Certificates.open(files(), NOW);
        TlsIdentity before = given.identity();
        Files.writeString(folder.resolve("server.crt"), "half");
        touch("server.crt", 1);
        assertThat(given.renewed(NOW)).isEmpty();
        assertThat(given.identity()).isEqualTo(before);

        write(NOW);
        touch("server.crt", 2);
        assertThat(given.renewed(NOW)).contains(given.identity());
        assertThat(given.identity().chain()).isNotEqualTo(before.chain());
    }

    private void touch(String file, int hours) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(file), FileTime.from(NOW.plus(Duration.ofHours(hours))));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        write(NOW);
        Files.writeString(folder.resolve("server.key"), Pem.of(Issuer.create(NOW).key()));

        assertThatThrownBy(() -> Certificates.open(files(), NOW))
                .hasMessageContaining("is not the key of the first certificate");
    }

    @Test
    void missingAndEncryptedAndEmptyFilesAreSaidKindly() throws Exception {
        assertThatThrownBy(() -> Certificates.open(files(), NOW))
                .hasMessageContaining("There is no file")
                .hasMessageContaining("http.key_file");
        write(NOW);
        Files.writeString(
                folder.resolve("server.key"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                    + "MEkwHAYKKoZIhvcNAQwBAzAOBAgAAAAAAAAAAAICCAAEKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
                    + "AAAAAAAAAAAAAAAAAAA=\n"
                    + "-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThatThrownBy(() -> Certificates.open(files(), NOW))
                .hasMessageContaining("is encrypted")
                .hasMessageContaining("openssl pkey");
        Files.writeString(folder.resolve("server.key"), "nothing");
        assertThatThrownBy(() -> Certificates.open(files(), NOW))
                .hasMessageContaining("holds no key");
    }
}
