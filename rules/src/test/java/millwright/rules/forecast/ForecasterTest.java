package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same request gets the same answer. */
class ForecasterTest {
    private final Forecaster forecaster = new Forecaster(ForecastTerms.STANDARD);
    private final List<ForecastRequest> requests =
            IntStream.range(0, MadeUpCourses.KINDS)
                    .mapToObj(kind -> MadeUpCourses.request(kind, 7))
                    .toList();

    @Test
    void askedTwiceItSaysTheSame() {
        assertThat(answers()).isEqualTo(answers());
    }

    @Test
    void manyThreadsGetTheAnswerOfOne() throws Exception {
        List<String> alone = answers();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<String>> all = this::answers;
            for (var answer : threads.invokeAll(Collections.nCopies(16, all))) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> answers() {
        return requests.stream()
                .map(request -> ForecastDigest.text(forecaster.forecast(request), Duration.ZERO))
                .toList();
    }

    @Test
    void itsSentencesAreThoseOfEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            // whose digits are others
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Made.hourly(8, h -> h).refused().sentence())
                    .isEqualTo("9 values are not enough: it takes 10");
            assertThat(Made.hourly(23, h -> h).refused().sentence())
                    .isEqualTo("23 h of history, where a steady course takes 24 h");
        } finally {
            Locale.setDefault(before);
        }
    }
}
