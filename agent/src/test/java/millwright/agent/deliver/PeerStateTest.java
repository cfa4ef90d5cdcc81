package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerStateTest {
    private static final Logger LOG = Logger.getLogger(PeerState.class.getName());

    private final List<String> told = new ArrayList<>();
    private final Handler ear = new Ear();
    private final Spool spool = new MemorySpool(100_000, new Losses());
    private final PeerState peer = new PeerState(URI.create("http://c:1"));

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord record) {
            told.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        LOG.addHandler(ear);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(ear);
    }

    @Test
    void aCollectorThatStaysAwayIsToldOnceAndSoIsItsReturn() {
        for (int second = 0; second < 300; second++) {
            peer.trouble("refuses connections", "Check it.", AT.plusSeconds(second));
        }
        peer.well(AT.plusSeconds(300), spool);
        peer.well(AT.plusSeconds(301), spool);
        assertThat(told)
                .containsExactly(
                        "WARNING http://c:1 refuses connections. Samples are kept and sent again."
                                + " Check it.",
                        "INFO http://c:1 takes samples again after 5m; 0 batches are waiting to"
                                + " go.");
    }

    @Test
    void anotherTroubleIsToldAndTheTimeCountsFromTheFirst() {
        peer.trouble("refuses connections", "", AT);
        peer.trouble("is overloaded (503)", "", AT.plusSeconds(50));
        peer.well(AT.plusSeconds(90), spool);
        assertThat(told).hasSize(3).last().asString().contains("again after 90s");
    }

    @Test
    void theFirstAnswerIsToldOnce() {
        peer.well(AT, spool);
        peer.well(AT.plusSeconds(10), spool);
        assertThat(told).containsExactly("INFO http://c:1 takes samples.");
    }
}
