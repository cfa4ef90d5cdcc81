package millwright.agent.probe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import millwright.agent.probe.fetch.Probing;
import millwright.agent.probe.fetch.Probing.Outcome;
import millwright.agent.probe.fetch.RawServer;
import org.junit.jupiter.api.Test;

/** Endpoints that mean harm, or are broken, cost no more than their own {@code up=0}. */
class HostileEndpointTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final long MUCH = 200_000_000;

    private static Outcome answering(String timeout, RawServer.Behavior behavior) {
        try (RawServer server = new RawServer(behavior);
                Probing probing =
                        new Probing(
                                PrometheusTargets::read,
                                "prometheus: [{name: x, url: '%s', timeout: %s}]"
                                        .formatted(server.url(), timeout))) {
            Outcome outcome = probing.probe(AT);
            assertThat(server.bytesSent()).isLessThan(MUCH);
            assertThat(outcome.words()).isEmpty();
            return outcome;
        }
    }

    @Test
    void aBodyOfFiveGigabytesIsGivenUpEarly() {
        Outcome outcome =
                answering(
                        "60s",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 5000000000\r\n\r\n");
                            peer.sendForever("hikaricp_connections_active{pool=\"p\"} 1\n# more\n");
                        });
        assertThat(outcome.state()).isEqualTo("too_large");
    }

    @Test
    void aChunkedBodyWithoutEndIsGivenUpEarly() {
        Outcome outcome =
                answering(
                        "60s",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Transfer-Encoding: chunked\r\n\r\n");
                            peer.sendForever("2710\r\n" + "# nothing\n".repeat(1000) + "\r\n");
                        });
        assertThat(outcome.state()).isEqualTo("too_large");
    }

    @Test
    void aLineWithoutEndIsABadAnswer() {
        Outcome outcome =
                answering(
                        "60s",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 5000000000\r\n\r\n");
                            peer.sendForever("x".repeat(65_536));
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
        assertThat(outcome.detail()).endsWith("line 1 is longer than 65536 bytes");
    }

    @Test
    void aBodyThatComesDropByDropIsCutOff() {
        Outcome outcome =
                answering(
                        "300ms",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 100000\r\n\r\n");
                            while (true) {
                                peer.send("a 1\n");
                                Thread.sleep(5); // well within any limit of a single read
                            }
                        });
        assertThat(outcome.state()).isEqualTo("timed_out");
    }

    @Test
    void aBodyThatIsCutShortIsLost() {
        Outcome outcome =
                answering(
                        "60s",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Content-Length: 100000\r\n\r\na 1\n");
                        });
        assertThat(outcome.state()).isEqualTo("connection_lost");
    }

    @Test
    void aChunkedBodyThatIsGarbageIsABadAnswer() {
        Outcome outcome =
                answering(
                        "60s",
                        peer -> {
                            peer.readHead();
                            peer.send(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\na 1\n");
                        });
        assertThat(outcome.state()).isEqualTo("bad_answer");
    }

    @Test
    void anEndpointThatSaysNothingTimesOut() {
        assertThat(answering("200ms", RawServer.Peer::staySilent).state()).isEqualTo("timed_out");
    }
}
