package millwright.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import millwright.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolledIdentityIT {
    @TempDir private Path folder;

    private StoredIdentity enrolled(TlsCollector collector) throws Exception {
        StoredIdentity identity =
                new StoredIdentity(
                        "db-07",
                        Secret.of("mwa_old"),
                        Optional.of(collector.pem()),
                        List.of(collector.uri()));
        identity.store(folder);
        return identity;
    }

    private String kept() throws IOException {
        return StoredIdentity.find(folder).orElseThrow().credential().reveal();
    }

    @Test
    void aRotatedCredentialIsStoredAndThenUsed() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            Identity identity = Identity.of(folder, enrolled(collector));
            assertThat(identity.token()).contains(Secret.of("mwa_old"));
            collector.replies(201, "{\"credential\":\"mwa_new\"}");
            identity.rotate(collector.uri());

            assertThat(collector.requests())
                    .containsExactly(
                            new TlsCollector.Request(
                                    "/api/v1/agents/self/rotate", "Token mwa_old", "{}"));
            assertThat(identity.token()).contains(Secret.of("mwa_new"));
            assertThat(kept()).isEqualTo("mwa_new");
            assertThat(StoredIdentity.find(folder).orElseThrow().authority())
                    .contains(collector.pem());
        }
    }

    @Test
    void whereNoneComesTheOldOneStays() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            Identity identity = Identity.of(folder, enrolled(collector));
            collector
                    .replies(503, "{\"detail\":\"away\"}")
                    .replies(201, "{}")
                    .replies(401, "")
                    .replies(201, "{\"credential\":\"mwa_new\"}");
            for (int i = 0; i < 3; i++) {
                identity.rotate(collector.uri());
                assertThat(identity.token()).contains(Secret.of("mwa_old"));
                assertThat(kept()).isEqualTo("mwa_old");
            }
            identity.rotate(collector.uri());
            assertThat(identity.token()).contains(Secret.of("mwa_new"));
        }
    }

    @Test
    void aCredentialThatCannotBeKeptIsNotUsed() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            Identity identity = Identity.of(folder, enrolled(collector));
            Files.delete(StoredIdentity.folder(folder).resolve("identity.properties"));
            Files.delete(StoredIdentity.folder(folder));
            Files.writeString(StoredIdentity.folder(folder), "no folder");
            collector.replies(201, "{\"credential\":\"mwa_new\"}");
            identity.rotate(collector.uri());

            assertThat(collector.requests()).hasSize(1);
            assertThat(identity.token()).contains(Secret.of("mwa_old"));
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotSpokenTo() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder);
                TlsCollector impostor = TlsCollector.start(folder)) {
            Identity identity = Identity.of(folder, enrolled(collector));
            HttpsURLConnection connection =
                    (HttpsURLConnection) impostor.uri().toURL().openConnection();
            connection.setSSLSocketFactory(identity.sockets().orElseThrow());
            assertThatThrownBy(connection::getResponseCode)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("is not from the authority SHA256:");
            identity.rotate(impostor.uri());
            assertThat(impostor.requests()).isEmpty();
            assertThat(identity.sockets()).isSameAs(identity.sockets());
        }
    }

    @Test
    void aCredentialThatCameOverTlsIsNotSentInTheClear() throws Exception {
        try (TlsCollector collector = TlsCollector.start(folder)) {
            StoredIdentity stored = enrolled(collector);
            URI plain = URI.create("http://127.0.0.1:" + collector.uri().getPort());
            assertThat(stored.objection(plain).orElseThrow())
                    .contains("is plain HTTP, and this host was enrolled over TLS");
            Identity.of(folder, stored).rotate(plain);
            assertThat(collector.requests()).isEmpty();
            assertThat(stored.objection(collector.uri())).isEmpty();
        }
    }

    @Test
    void onOneMachinePlainHttpIsEnough() {
        StoredIdentity here =
                new StoredIdentity(
                        "db-07",
                        Secret.of("mwa_1"),
                        Optional.empty(),
                        List.of(URI.create("http://localhost:8480")));
        assertThat(here.objection(URI.create("http://127.0.0.1:8480"))).isEmpty();
        assertThat(here.objection(URI.create("http://192.0.2.1:8480"))).isPresent();
    }

    @Test
    void aDamagedIdentityIsRefusedWithWhatToDo() throws Exception {
        Path identity = Files.createDirectories(StoredIdentity.folder(folder));
        Files.writeString(identity.resolve("identity.properties"), "host=db-07\n");
        assertThatThrownBy(() -> StoredIdentity.find(folder))
                .hasMessageContaining("is damaged (it has no credential)")
                .hasMessageContaining("--force");
    }
}
