package millwright.collector.trial;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Path;

/** What the forecaster said of one case, as lines of the file with the predictions. */
final class Prediction {
    private final TrialCase asked;
    private final Forecast forecast;

    Prediction(TrialCase asked, Forecast forecast) {
        this.asked = asked;
        this.forecast = forecast;
    }

    /** Of the one that may be acted on, or, where that is wanted, the tentative one. */
    Optional<Forecast.Expected> expected(boolean tentative) {
        return tentative || forecast instanceof Forecast.Expected
                ? forecast.said()
                : Optional.empty();
    }

    /** Of the threshold; empty where none is expected, or nothing can be said. */
    Optional<Crossing> crossing(boolean tentative) {
        return expected(tentative).map(said -> said.crossings().get(0)).filter(Crossing::expected);
    }

    /** {@code case_id,crossing_epoch,early_epoch,late_epoch}; a late bound ends at the horizon. */
    String crossingLine(boolean tentative) {
        return crossing(tentative)
                .map(
                        crossing ->
                                "%s,%d,%d,%d"
                                        .formatted(
                                                asked.id(),
                                                epoch(crossing.median()),
                                                epoch(crossing.early()),
                                                epoch(crossing.late())))
                .orElse(asked.id() + ",,,");
    }

    private long epoch(Optional<Instant> bound) {
        return bound.orElse(asked.cut().plus(asked.horizon())).getEpochSecond();
    }

    /** {@code ,verdict,probability,model,segment_start,segment_by,rate_per_day}. */
    String explanation() {
        String verdict =
                forecast instanceof Forecast.Unforecastable none
                        ? none.reason().name()
                        : crossing(false).isPresent() ? "CROSSING" : "NO_CROSSING";
        return expected(true)
                .map(
                        said ->
                                String.format(
                                        Locale.ROOT,
                                        ",%s,%.4f,\"%s\",%d,%s,%.6g",
                                        verdict,
                                        said.crossings().get(0).probability(),
                                        said.model().replace('"', '\''),
                                        said.segment().start().getEpochSecond(),
                                        said.segment().beginning(),
                                        said.segment().ratePerDay()))
                .orElse("," + verdict + ",,,,,");
    }

    /**
     * {@code case_id,epoch,yhat,lo,hi}, at the series' own spacing. The tentative course too: a
     * course is asked for, not a verdict.
     */
    void pointLines(Observations history, StringBuilder to) {
        Optional<Path> path =
                expected(true).map(Forecast.Expected::path).filter(line -> line.size() > 0);
        if (path.isEmpty()) {
            return;
        }
        for (long second : NextSamples.after(history, asked.cut(), asked.horizon())) {
            Path.Point point = path.get().at(Instant.ofEpochSecond(second));
            to.append(asked.id())
                    .append(',')
                    .append(second)
                    .append(',')
                    .append((float) point.middle())
                    .append(',')
                    .append((float) point.low())
                    .append(',')
                    .append((float) point.high())
                    .append('\n');
        }
    }

    /** Why there is no verdict, if there is none. */
    Optional<Forecast.Reason> reason() {
        return forecast instanceof Forecast.Unforecastable none
                ? Optional.of(none.reason())
                : Optional.empty();
    }
}
