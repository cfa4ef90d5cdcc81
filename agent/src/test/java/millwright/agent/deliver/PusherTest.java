package millwright.agent.deliver;

import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import millwright.agent.trust.Identity;
import millwright.config.ByteSize;
import millwright.config.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PusherTest {
    private static final String LINE = "mem,host=db-07 used=%di 1772359330000\n";

    private final FakeCollector collector = new FakeCollector();
    private final Timekeeper timekeeper = new Timekeeper("test");
    private final Tally tally = new Tally();
    private final Spool spool = new MemorySpool(100_000);
    private final InstantSource clock = () -> AT;
    private final Gatherer gatherer = new Gatherer(1000, spool, tally, clock);
    private final Pusher pusher = pusher(collector.uri());

    private Pusher pusher(URI uri) {
        return pusher(uri, Optional.of(Secret.of("hunter2")));
    }

    private Pusher pusher(URI uri, Optional<Secret> token) {
        DeliveryConfig config =
                new DeliveryConfig(
                        uri,
                        token,
                        ofSeconds(10),
                        1000,
                        ofSeconds(5),
                        ofSeconds(60),
                        ByteSize.mebibytes(1),
                        ofSeconds(2));
        return new Pusher(
                config,
                new FlushTimes(ofSeconds(10), "db-07"),
                gatherer,
                spool,
                new CollectorClient(uri, Identity.of(token), timekeeper),
                Identity.of(token),
                new Backoff(ofSeconds(60), new SplittableRandom(1)),
                tally,
                () -> 0);
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
        pusher(collector.uri(), Optional.empty()).step(AT);
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
    void aDeadCollectorCostsNothingAndTheOrderIsKept() throws InterruptedException {
        Pusher toNobody = pusher(URI.create("http://127.0.0.1:1"));
        gatherer.add(Lines.from(1, 1));
        toNobody.step(AT);
        gatherer.add(Lines.from(2, 1));
        toNobody.step(AT.plusSeconds(10));
        assertThat(spool.batches()).isEqualTo(2);
        assertThat(tally.sent).hasValue(0);
        while (pusher.step(AT.plusSeconds(60)).isZero()) {
            // one request a step
        }
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1), LINE.formatted(2));
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
        pusher.last(clock, AT.plusSeconds(2));
        assertThat(collector.bodies()).containsExactly(LINE.formatted(1));
    }

    @Test
    void theLastFlushGivesUpAtTheFirstFailure() throws InterruptedException {
        collector.replies(500);
        gatherer.add(Lines.from(1, 1));
        pusher.last(clock, AT.plusSeconds(2));
        assertThat(collector.requests()).hasSize(1);
        assertThat(spool.batches()).isEqualTo(1);
    }
}
