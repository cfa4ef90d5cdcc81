package millwright.agent.deliver;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(RetryAfter.parse("30", AT)).contains(ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 10:03:10 GMT", AT)).contains(ofSeconds(60));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 10:00:00 GMT", AT)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999", AT)).contains(ofHours(1));
        assertThat(RetryAfter.parse("soon", AT)).isEmpty();
        assertThat(RetryAfter.parse("", AT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rejected\": 3, \"errors\": []}           | 3",
                "partial write: field type conflict dropped=2 | 2",
                "[{\"line\":2},{\"line\":7}]                 | 2",
                "line 4: no fields; line 5: no fields         | 2",
                "unable to parse                              | 9",
                "{\"rejected\": 4000}                        | 9"
            })
    void rejectedLinesAreCountedAsFarAsTheWordsTell(String body, int lines) {
        assertThat(Rejections.count(body, 9)).isEqualTo(lines);
    }

    @Test
    void aBackoffDoublesUpToItsLimitAndStartsAgain() {
        Backoff backoff = new Backoff(ofSeconds(5), new SplittableRandom(1));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(500), ofSeconds(1));
        assertThat(backoff.next()).isBetween(ofSeconds(1), ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isBetween(Duration.ofMillis(2500), ofSeconds(5));
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(ofSeconds(1));
    }

    @Test
    void aHostFlushesOnceAnIntervalAtItsOwnMoment() {
        FlushTimes times = new FlushTimes(ofSeconds(10), "db-07");
        Instant first = times.after(AT);
        assertThat(Duration.between(AT, first)).isPositive().isLessThanOrEqualTo(ofSeconds(10));
        assertThat(times.after(first)).isEqualTo(first.plusSeconds(10));
        assertThat(new FlushTimes(ofSeconds(10), "db-08").after(AT)).isNotEqualTo(first);
    }
}
