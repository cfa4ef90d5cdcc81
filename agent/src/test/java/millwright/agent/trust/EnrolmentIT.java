package millwright.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import millwright.enrolment.Application;
import millwright.enrolment.EnrolmentToken;
import millwright.enrolment.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentIT {
    private static final Application DB_07 = new Application("db-07", "0.1");
    private static final Fingerprint ANOTHER = new Fingerprint("0".repeat(64));

    @TempDir private Path folder;

    private Enrolment.Enrolled redeem(EnrolmentToken token) {
        return new Enrolment(token, folder.resolve("data"), InstantSource.system()).redeem(DB_07);
    }

    private Optional<StoredIdentity> stored() throws Exception {
        return StoredIdentity.find(folder.resolve("data"));
    }

    @Test
    void aTokenIsTradedForACredentialThatIsTheOwnersAlone() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            collector.grants("mwa_1");
            Enrolment.Enrolled enrolled = redeem(collector.token());

            assertThat(collector.requests())
                    .containsExactly(
                            new TlsCollector.Request(
                                    "/api/v1/enrolments/redeem",
                                    "Token " + collector.token().secret().reveal(),
                                    DB_07.toJson()));
            assertThat(enrolled.clockWords()).isEmpty();
            assertThat(stored()).contains(enrolled.identity());
            assertThat(enrolled.identity().credential().reveal()).isEqualTo("mwa_1");
            assertThat(enrolled.identity().collectors()).containsExactly(collector.uri());
            Path identity = folder.resolve("data/identity");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(identity)) {
                assertThat(files.toList())
                        .singleElement()
                        .satisfies(
                                file ->
                                        assertThat(
                                                        PosixFilePermissions.toString(
                                                                Files.getPosixFilePermissions(
                                                                        file)))
                                                .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void aServerThatTheTokenDoesNotVouchForHearsNothing() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            EnrolmentToken token = TlsCollector.token(List.of(collector.uri()), ANOTHER);

            assertThatThrownBy(() -> redeem(token))
                    .hasMessageStartingWith("NOT ENROLLED: " + collector.uri())
                    .hasMessageContaining("Somebody may be listening in between");
            assertThat(collector.requests()).isEmpty();
            assertThat(folder.resolve("data/identity")).doesNotExist();
        }
    }

    @Test
    void aServerOfAnotherCollectorIsNotTrusted() throws Exception {
        try (TlsCollector right = TlsCollector.start(folder);
                TlsCollector wrong = TlsCollector.start(folder)) {
            EnrolmentToken token =
                    TlsCollector.token(List.of(wrong.uri()), Fingerprint.of(right.authority()));

            assertThatThrownBy(() -> redeem(token)).hasMessageStartingWith("NOT ENROLLED");
            assertThat(wrong.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatEndedAsksForTheClock() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder, "san=ip:127.0.0.1", "-60d", 30)) {
            assertThatThrownBy(() -> redeem(collector.token()))
                    .hasMessageContaining("is this machine's clock right? It says 2");
        }
    }

    @Test
    void aServerOfAnotherNameIsRefusedWithTheKeyThatMendsIt() throws Exception {
        try (TlsCollector collector =
                TlsCollector.start(folder, "san=dns:other.example", "-1d", 30)) {
            assertThatThrownBy(() -> redeem(collector.token()))
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("http.names must have it");
            assertThat(collector.requests()).isEmpty();
        }
    }

    @Test
    void whatTheCollectorSaysIsPassedOnAndNothingIsStored() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            collector.replies(403, "{\"detail\":\"The enrolment token E-1 expired at noon.\"}");
            collector.replies(502, "<html>");
            assertThatThrownBy(() -> redeem(collector.token()))
                    .hasMessage(
                            collector.uri()
                                    + " refuses (403). The enrolment token E-1 expired at noon.");
            assertThatThrownBy(() -> redeem(collector.token()))
                    .hasMessageContaining("refuses (502). Is it a Millwright collector?");
            assertThat(stored()).isEmpty();
        }
    }

    @Test
    void anAuthorityThatIsNotTheTokensIsNotStored() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder);
                TlsCollector other = TlsCollector.start(folder)) {
            collector.replies(
                    201,
                    "{\"credential\":\"mwa_1\",\"authority\":\"%s\"}"
                            .formatted(other.pem().replace("\n", "\\n")));
            assertThatThrownBy(() -> redeem(collector.token()))
                    .hasMessageContaining("its authority is not the token's");
            assertThat(stored()).isEmpty();
        }
    }

    @Test
    void theNextCollectorIsAskedWhereTheFirstIsAway() throws Exception {
        URI away;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = URI.create("https://127.0.0.1:" + free.getLocalPort());
        }
        try (TlsCollector collector = TlsCollector.start(folder)) {
            collector.grants("mwa_1");
            redeem(
                    TlsCollector.token(
                            List.of(away, collector.uri()), Fingerprint.of(collector.authority())));
            assertThat(stored()).isPresent();
        }
        assertThatThrownBy(() -> redeem(TlsCollector.token(List.of(away), ANOTHER)))
                .hasMessageContaining(away + " cannot be reached")
                .hasMessageContaining("Does the collector run");
    }

    @Test
    void aServerWithoutTlsIsToldApart() throws Exception {
        HttpServer plain =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.start();
        try {
            URI uri = URI.create("https://127.0.0.1:" + plain.getAddress().getPort());
            assertThatThrownBy(() -> redeem(TlsCollector.token(List.of(uri), ANOTHER)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(uri.toString());
        } finally {
            plain.stop(0);
        }
    }

    @Test
    void aSecretIsNotSentInTheClearToAnotherMachine() {
        EnrolmentToken token =
                TlsCollector.token(List.of(URI.create("http://192.0.2.1:8480")), ANOTHER);
        assertThatThrownBy(() -> redeem(token))
                .hasMessageContaining("is plain HTTP on another machine");
    }

    @Test
    void aClockThatIsFarOffIsTold() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            collector.grants("mwa_1").grants("mwa_2");
            InstantSource slow = () -> InstantSource.system().instant().minus(Duration.ofHours(3));
            assertThat(
                            new Enrolment(collector.token(), folder.resolve("data"), slow)
                                    .redeem(DB_07)
                                    .clockWords())
                    .matches("This machine's clock is 1[78]\\d min behind the collector's\\..*");
        }
    }
}
