package millwright.collector.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Range;
import millwright.rules.forecast.Segment;
import millwright.rules.forecast.SiteDays;
import millwright.rules.indicator.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    private static final String SERIES =
            "epoch_seconds,value\n1000,10\n1300,11\n1600,12\n1900,99\n";

    @TempDir private Path folder;

    private final List<ForecastRequest> requests = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void aSeries() throws IOException {
        Files.createDirectory(folder.resolve("series"));
        try (OutputStream to =
                new GZIPOutputStream(
                        Files.newOutputStream(folder.resolve("series/disk-a.csv.gz")))) {
            to.write(SERIES.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("disk-b.csv"), "1000,50\n1300,\n1600,52\n");
        Files.writeString(
                folder.resolve("index.csv"),
                "series_id,unit,hard_limit\ndisk-a,percent,100\ndisk-b,bytes,\n");
    }

    @Test
    void aCrossingThatIsExpectedHasItsTimesAndOneThatIsNotHasNone() throws IOException {
        Trial.Summary summary =
                run(
                        request ->
                                request.limits().get(0).value() < 20
                                        ? crossing(request)
                                        : quiet(request),
                        false,
                        "case_id,series_id,cut_epoch,horizon_seconds,threshold,direction",
                        "a,disk-a,1600,7200,15,above",
                        "b,disk-b,1600,7200,80,above",
                        "c,disk-a,1600,7200,16,above");
        assertThat(predictions())
                .containsExactly(
                        "case_id,crossing_epoch,early_epoch,late_epoch",
                        "a,5200,3400,8800", // late is open: the horizon, 1600 + 7200
                        "b,,,",
                        "c,5200,3400,8800");
        assertThat(summary.sentence())
                .isEqualTo("3 cases: 2 with a crossing expected, 1 without, 0 unforecastable");
    }

    @Test
    void nothingAfterTheCutIsInTheRequest() throws IOException {
        run(
                TrialTest::quiet,
                false,
                "case_id,series_id,cut_epoch,horizon_seconds,threshold,direction",
                "a,disk-a,1600,7200,15,above",
                "b,disk-a,1599,7200,15,above");
        assertThat(requests)
                .extracting(request -> request.history().last())
                .containsExactlyInAnyOrder(
                        Instant.ofEpochSecond(1600), Instant.ofEpochSecond(1300));
    }

    @Test
    void theIndexTellsTheRangeAndTheHardLimit() throws IOException {
        run(
                TrialTest::quiet,
                false,
                "case_id,series_id,cut_epoch,horizon_seconds,threshold,direction",
                "a,disk-a,1600,7200,15,above",
                "b,disk-a,1600,7200,100,above",
                "c,disk-b,1600,7200,40,below");
        assertThat(request(15).limits())
                .containsExactly(
                        new Limit("threshold", Direction.ABOVE, 15, false),
                        new Limit("hard limit", Direction.ABOVE, 100, true));
        assertThat(request(15).range()).isEqualTo(Range.PERCENT);
        assertThat(request(100).limits())
                .containsExactly(new Limit("threshold", Direction.ABOVE, 100, true));
        assertThat(request(40).limits())
                .containsExactly(new Limit("threshold", Direction.BELOW, 40, false));
        assertThat(request(40).range()).isEqualTo(Range.NOT_NEGATIVE);
        assertThat(request(40).history().size()).isEqualTo(2); // the empty value is a gap
    }

    @Test
    void aTentativeCrossingIsWrittenOnlyIfAskedFor() throws IOException {
        String[] cases = {
            "case_id,series_id,cut_epoch,horizon_seconds,threshold", "a,disk-a,1600,7200,15"
        };
        Trial.Summary summary = run(request -> doubtful(request), false, cases);
        assertThat(predictions().get(1)).isEqualTo("a,,,");
        assertThat(summary.sentence())
                .isEqualTo(
                        "1 cases: 0 with a crossing expected, 0 without, 1 unforecastable (too"
                                + " uncertain 1)");
        run(request -> doubtful(request), true, cases);
        assertThat(predictions().get(1)).isEqualTo("a,5200,3400,8800");
    }

    @Test
    void withoutAThresholdTheCourseIsWrittenAtTheSeriesOwnTimes() throws IOException {
        run(
                TrialTest::quiet,
                false,
                "case_id,series_id,cut_epoch,horizon_seconds",
                "p,disk-a,1700,3600");
        // The path is 10 at the cut and grows by 1 in an hour; samples come 300 s after 1600.
        assertThat(predictions())
                .startsWith("case_id,epoch,yhat,lo,hi", "p,1900,10.055555,9.055555,11.055555")
                .endsWith("p,5200,10.972222,9.972222,11.972222")
                .hasSize(13);
    }

    @Test
    void errorsSayWhatAndWhere() {
        String head = "case_id,series_id,cut_epoch,horizon_seconds,threshold,direction";
        refused("has no column case_id", "series_id,cut_epoch,horizon_seconds", "disk-a,1,3600");
        refused(
                "line 2: cut_epoch \"noon\" is no whole number",
                head,
                "a,disk-a,noon,3600,1,above");
        refused("line 2: horizon_seconds 3599 is not from 3600", head, "a,disk-a,1,3599,1,above");
        refused("line 2: threshold \"NaN\" is no finite number", head, "a,disk-a,1,3600,NaN,above");
        refused("line 2: direction \"up\" is neither", head, "a,disk-a,1,3600,1,up");
        refused(
                "1 of 2 cases have a threshold",
                head,
                "a,disk-a,1,3600,1,above",
                "b,disk-a,1,3600,,");
        refused("There is no disk-z.csv.gz", head, "a,disk-z,1,3600,1,above");
        refused("There is no ../disk-b.csv.gz", head, "a,../disk-b,1,3600,1,above");
        refused("has no case", head);
    }

    private void refused(String message, String... cases) {
        assertThatThrownBy(() -> run(TrialTest::quiet, false, cases))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private Trial.Summary run(
            Function<ForecastRequest, Forecast> forecaster, boolean tentative, String... cases)
            throws IOException {
        Path file = Files.write(folder.resolve("cases.csv"), List.of(cases));
        requests.clear();
        return new Trial(
                        request -> {
                            requests.add(request);
                            return forecaster.apply(request);
                        },
                        folder,
                        SiteDays.UTC,
                        tentative,
                        false)
                .run(file, folder.resolve("out.csv"));
    }

    private List<String> predictions() throws IOException {
        return Files.readAllLines(folder.resolve("out.csv"));
    }

    private ForecastRequest request(double limit) {
        return requests.stream()
                .filter(request -> request.limits().get(0).value() == limit)
                .findFirst()
                .orElseThrow();
    }

    private static Forecast.Expected quiet(ForecastRequest request) {
        List<Crossing> none =
                request.limits().stream()
                        .map(
                                limit ->
                                        new Crossing(
                                                limit,
                                                0,
                                                false,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()))
                        .toList();
        return expected(request, none);
    }

    /** Half an hour to an hour after the cut; it may come later than the horizon. */
    private static Forecast.Expected crossing(ForecastRequest request) {
        return expected(
                request,
                List.of(
                        new Crossing(
                                request.limits().get(0),
                                0.9,
                                true,
                                Optional.of(request.at().plus(Duration.ofMinutes(30))),
                                Optional.of(request.at().plus(Duration.ofMinutes(60))),
                                Optional.empty())));
    }

    private static Forecast doubtful(ForecastRequest request) {
        Forecast.Expected said = crossing(request);
        return new Forecast.Unforecastable(
                request.at(),
                request.horizon(),
                Forecast.Reason.TOO_UNCERTAIN,
                "",
                said.quality(),
                Optional.of(said));
    }

    private static Forecast.Expected expected(ForecastRequest request, List<Crossing> crossings) {
        return new Forecast.Expected(
                request.at(),
                request.horizon(),
                new millwright.rules.forecast.Path(
                        request.at(),
                        Duration.ofHours(1),
                        new double[] {10, 11, 12},
                        new double[] {9, 10, 11},
                        new double[] {11, 12, 13}),
                crossings,
                "line",
                new Segment(request.history().first(), Segment.Beginning.HISTORY, 3, 24),
                new Quality(Duration.ofDays(8), 3, 1, 0.5, true));
    }
}
