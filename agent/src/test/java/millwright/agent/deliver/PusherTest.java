package millwright.agent.deliver;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import millwright.agent.trust.Identity;
import millwright.config.ByteSize;
import millwright.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PusherTest {
    private static final String LINE = "mem,host=db-07 used=%di 1772359330000\n";

    private final FakeCollector collector = new FakeCollector();
    private final Timekeeper timekeeper = new Timekeeper("test");
    private final Tally tally = new Tally();
    private final Losses losses = new Losses();
    private final ClockOffset clockOffset = new ClockOffset();
    private final Spool spool = new MemorySpool(1_000_000, losses);
    private final AtomicReference<Instant> time = new AtomicReference<>(AT);
    private final Gatherer gatherer = new Gatherer(1000, spool, time::get);
    @TempDir Path folder;
    private Pusher pusher;

    private Pusher pusher(URI... uris) {
        return pusher(Optional.of(Secret.of("hunter2")), uris);
    }

    private Pusher pusher(Optional<Secret> token, URI... uris) {
        DeliveryConfig config =
                new DeliveryConfig(
                        List.of(uris),
                        token,
                        ofSeconds(10),
                        1000,
                        ofSeconds(5),
                        ofSeconds(60),
                        ByteSize.mebibytes(4),
                        ofDays(7),
                        10, // a request of a backlog has 100 samples
                        ofSeconds(2));
        Identity identity = Identity.of(token);
        RandomGenerator random = new SplittableRandom(1);
        List<CollectorClient> clients =
                config.collectors().stream()
                        .map(uri -> new CollectorClient(uri, identity, timekeeper))
                        .toList();
        return new Pusher(
                config,
                new FlushTimes(ofSeconds(10), "db-07"),
                gatherer,
                spool,
                losses,
                new Peers(clients, random),
                identity,
                new Backoff(ofSeconds(60), random),
                new Catchup(config.catchupRate(), config.interval(), random),
                new RejectedLines(folder),
                clockOffset,
                tally,
                time::get,
                () -> 0);
    }

    @BeforeEach
    void makePusher() {
        pusher = pusher(collector.uri());
    }

    /** So many lines as a batch of their own. */
    private void sealed(long first, int count) {
        gatherer.add(Lines.from(first, count));
        gatherer.seal();
    }

    /** Steps until nothing is due, then to the next moment, until that time. */
    private void run(Pusher pusher, Instant until) throws InterruptedException {
        Duration wait = pusher.step(time.get());
        while (time.get().plus(wait).isBefore(until)) {
            time.set(time.get().plus(wait));
            wait = pusher.step(time.get());
        }
        time.set(until);
    }

    private String rejectedLines() throws IOException {
        return Files.readString(folder.resolve("rejected.txt"));
    }

    @AfterEach
    void closeCollector() {
        collector.close();
        timekeeper.close();
    }

    @Test
    void aBatchTravelsAsGzippedLineProtocolWithTheToken() throws InterruptedException {
        gatherer.add(Lines.from(1, 2));
        Duration wait = pusher.step(AT);
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1) + LINE.formatted(2));
        FakeCollector.Request request = collector.requests().get(0);
        assertThat(request.target()).isEqualTo("/api/v2/write?precision=ms");
        assertThat(request.headers())
                .containsEntry("Authorization", List.of("Token hunter2"))
                .containsEntry("Content-encoding", List.of("gzip"));
        assertThat(tally.sent).hasValue(2);
        assertThat(spool.batches()).isZero();
        assertThat(wait).isPositive().isLessThanOrEqualTo(ofSeconds(10));
    }

    @Test
    void batchesOfOneIntervalShareARequestAndAllRequestsAConnection() throws InterruptedException {
        gatherer.add(Lines.from(1, 1));
        Instant next = AT.plus(pusher.step(AT));
        gatherer.add(Lines.from(2, 1));
        pusher.step(next.minusMillis(1));
        assertThat(collector.requests()).hasSize(1);
        gatherer.add(Lines.from(3, 1));
        pusher.step(next);
        assertThat(collector.bodies())
                .containsExactly(LINE.formatted(1), LINE.formatted(2) + LINE.formatted(3));
        assertThat(collector.connections()).isEqualTo(1);
    }

    @Test
    void rejectedLinesAreCountedAndNotSentAgain() throws InterruptedException {
        collector.replies(
                400,
                Map.of(),
                "{\"code\":\"invalid\",\"message\":\"line 2: no"
                        + " fields\",\"accepted\":2,\"rejected\":1}");
        gatherer.add(Lines.from(1, 3));
        pusher.step(AT);
        pusher.step(AT.plusSeconds(10));
        assertThat(collector.requests()).hasSize(1);
        assertThat(tally.rejected).hasValue(1);
        assertThat(tally.sent).hasValue(2);
        assertThat(spool.batches()).isZero();
    }

    @Test
    void aWrongTokenKeepsTheBatchUntilItIsRight() throws InterruptedException {
        collector.replies(401);
        gatherer.add(Lines.from(1, 1));
        Duration wait = pusher.step(AT);
        assertThat(spool.batches()).isEqualTo(1);
        pusher.step(AT.plus(wait));
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1), LINE.formatted(1));
        assertThat(tally.sent).hasValue(1);
    }

    @Test
    void withoutATokenNoneIsSent() throws InterruptedException {
        gatherer.add(Lines.from(1, 1));
        pusher(Optional.empty(), collector.uri()).step(AT);
        assertThat(collector.requests().get(0).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void anOverloadedCollectorIsLeftAloneForAsLongAsItAsks() throws InterruptedException {
        collector.replies(429, Map.of("Retry-After", "120"), "");
        gatherer.add(Lines.from(1, 1));
        pusher.step(AT);
        pusher.step(AT.plusSeconds(119));
        assertThat(collector.requests()).hasSize(1);
        pusher.step(AT.plusSeconds(120));
        assertThat(collector.requests()).hasSize(2);
        assertThat(spool.batches()).isZero();
    }

    @Test
    void failuresInARowAreWaitedOutLongerAndLonger() throws InterruptedException {
        gatherer.add(Lines.from(1, 1));
        Instant now = AT;
        int requests = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            collector.replies(500, Map.of(), "out of order");
            pusher.step(now);
            assertThat(collector.requests()).hasSize(++requests);
            pusher.step(now.plusMillis(seconds * 500L - 1)); // the wait is half of it at least
            assertThat(collector.requests()).hasSize(requests);
            now = now.plusSeconds(seconds);
        }
    }

    @Test
    void afterAnOutageFreshSamplesGoFirstAndTheBacklogInOrderAtItsRate()
            throws InterruptedException {
        Pusher toNobody = pusher(URI.create("http://127.0.0.1:1"));
        for (int i = 1; i <= 5; i++) {
            sealed(i * 1000L, 60);
            toNobody.step(AT.plusSeconds(10L * i));
        }
        assertThat(spool.batches()).isEqualTo(5);
        assertThat(tally.sent).hasValue(0);
        Pusher returned = pusher(collector.uri());
        time.set(AT.plusSeconds(60));
        sealed(6000, 1);
        run(returned, AT.plusSeconds(100));
        assertThat(spool.batches()).isZero();
        List<String> firstLines =
                collector.bodies().stream().map(body -> body.lines().findFirst().get()).toList();
        assertThat(firstLines)
                .containsExactly(
                        "mem,host=db-07 used=6000i 1772359330000",
                        "mem,host=db-07 used=1000i 1772359330000",
                        "mem,host=db-07 used=2000i 1772359330000",
                        "mem,host=db-07 used=3000i 1772359330000",
                        "mem,host=db-07 used=4000i 1772359330000",
                        "mem,host=db-07 used=5000i 1772359330000");
        assertThat(tally.sent).hasValue(301);
    }

    @Test
    void theBacklogNeverGoesFasterThanItsRate() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            sealed(i * 1000L, 60);
        }
        Pusher started = pusher(collector.uri()); // with all of it from before
        run(started, AT.plusSeconds(120));
        // 10 a second for 120 s, a quarter more by chance, and one request ahead
        assertThat(tally.sent.get()).isBetween(800L, 1_560L);
    }

    @Test
    void whatHasWaitedForTooLongIsDroppedAndCounted() throws InterruptedException {
        sealed(1, 3);
        time.set(AT.plus(ofDays(7)).plusSeconds(1));
        Pusher started = pusher(collector.uri());
        sealed(10, 1);
        run(started, time.get().plusSeconds(30));
        assertThat(collector.bodies()).containsExactly(LINE.formatted(10));
        assertThat(losses.total()).isEqualTo(3);
    }

    @Test
    void theNextCollectorTakesWhatTheFirstDoesNot() throws InterruptedException {
        Pusher two = pusher(URI.create("http://127.0.0.1:1"), collector.uri());
        gatherer.add(Lines.from(1, 1));
        run(two, AT.plusSeconds(1));
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1));
    }

    @Test
    void theFirstCollectorIsGoneBackTo() throws InterruptedException {
        try (FakeCollector second = new FakeCollector()) {
            collector.replies(500);
            Pusher two = pusher(collector.uri(), second.uri());
            for (int minute = 0; minute < 20; minute++) {
                gatherer.add(Lines.from(minute, 1));
                run(two, AT.plusSeconds(60L * (minute + 1)));
            }
            List<String> first = collector.bodies();
            assertThat(first.get(0)).isEqualTo(LINE.formatted(0));
            assertThat(second.bodies().get(0)).isEqualTo(LINE.formatted(0));
            assertThat(first.get(first.size() - 1)).isEqualTo(LINE.formatted(19));
            assertThat(second.bodies()).hasSizeBetween(4, 17);
            assertThat(tally.sent).hasValue(20);
        }
    }

    @Test
    void whenAllCollectorsAreDownThereIsOneWaitForAll() throws InterruptedException {
        try (FakeCollector second = new FakeCollector()) {
            Pusher two = pusher(collector.uri(), second.uri());
            for (int i = 0; i < 2; i++) {
                collector.replies(500);
                second.replies(500);
            }
            gatherer.add(Lines.from(1, 1));
            assertThat(two.step(AT)).isZero();
            assertThat(two.step(AT)).isPositive();
            assertThat(two.step(AT)).isPositive();
            assertThat(collector.requests()).hasSize(1);
            assertThat(second.requests()).hasSize(1);
        }
    }

    @Test
    void rejectedLinesAreKeptWithTheirReasons() throws Exception {
        collector.replies(
                400,
                Map.of(),
                "{\"code\":\"invalid\",\"accepted\":2,\"rejected\":1,\"lines\":[{\"line\":2,\"reason\":\"field"
                    + " used: it is \\\"text\\\" here\",\"excerpt\":\"mem\"}]}");
        sealed(1, 1);
        sealed(2, 2);
        pusher.step(AT);
        assertThat(rejectedLines())
                .startsWith(
                        "# 2026-03-01T10:02:10Z %s refused 1 of 3 lines: "
                                .formatted(collector.uri()))
                .endsWith("# line 2: field used: it is \"text\" here\n" + LINE.formatted(2) + "\n");
        assertThat(tally.sent).hasValue(2);
        assertThat(spool.batches()).isZero();
    }

    @Test
    void oneMalformedBatchIsFoundAmongGoodOnesAndSetAside() throws Exception {
        String all = "{\"code\":\"invalid\",\"message\":\"The body is no valid gzip\"}";
        collector.replies(400, Map.of(), all); // all three
        collector.replies(204).replies(413, Map.of(), "too large").replies(204);
        for (int i = 1; i <= 3; i++) {
            sealed(i, 1);
        }
        run(pusher, AT.plusSeconds(1));
        assertThat(collector.bodies())
                .containsExactly(
                        LINE.formatted(1) + LINE.formatted(2) + LINE.formatted(3),
                        LINE.formatted(1),
                        LINE.formatted(2),
                        LINE.formatted(3));
        assertThat(rejectedLines())
                .contains("refused 1 of 1 lines: too large\n" + LINE.formatted(2));
        assertThat(spool.batches()).isZero();
        assertThat(tally.sent).hasValue(2);
        assertThat(tally.rejected).hasValue(1);
    }

    @Test
    void aRefusalThatIsNoCollectorsGivesUpNothing() throws InterruptedException {
        collector.replies(400, Map.of(), "<html>The plain HTTP request was sent to HTTPS port");
        gatherer.add(Lines.from(1, 1));
        pusher.step(AT);
        assertThat(spool.batches()).isEqualTo(1);
        assertThat(tally.rejected).hasValue(0);
    }

    @Test
    void theCollectorsClockIsComparedWithThisMachines() throws InterruptedException {
        long theirs = AT.plusSeconds(7).toEpochMilli();
        collector.replies(204, Map.of("Millwright-Time", "" + theirs), "");
        gatherer.add(Lines.from(1, 1));
        pusher.step(AT);
        assertThat(clockOffset.best()).contains(ofSeconds(7));
    }

    @Test
    void aNameThatDoesNotResolveIsAFailureLikeOthers() throws InterruptedException {
        gatherer.add(Lines.from(1, 1));
        pusher(URI.create("http://collector.invalid:8480")).step(AT);
        assertThat(spool.batches()).isEqualTo(1);
    }

    @Test
    void theLastFlushTakesWhatHasGathered() throws InterruptedException {
        gatherer.add(Lines.from(1, 1));
        pusher.last(AT.plusSeconds(2));
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1));
    }

    @Test
    void theLastFlushGivesUpAtTheFirstFailure() throws InterruptedException {
        collector.replies(500);
        gatherer.add(Lines.from(1, 1));
        pusher.last(AT.plusSeconds(2));
        assertThat(collector.requests()).hasSize(1);
        assertThat(spool.batches()).isEqualTo(1);
    }
}
