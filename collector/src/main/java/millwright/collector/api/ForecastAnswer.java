package millwright.collector.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.forecast.Outlook;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;

/**
 * The newest forecast of an indicator, as the interface shows it.
 *
 * @param reason why nothing can be said; {@code sentence} has its figures
 * @param tentative whether the crossings are what would have been said, and not to be acted on
 */
record ForecastAnswer(
        String host,
        String indicator,
        String resource,
        String unit,
        Instant at,
        long horizonSeconds,
        Verdict verdict,
        Optional<String> reason,
        Optional<String> sentence,
        Instant since,
        int runs,
        boolean tentative,
        List<CrossingAnswer> crossings,
        Optional<String> model,
        Optional<SegmentAnswer> segment,
        QualityAnswer quality,
        TrackRecordAnswer record) {
    /** In one word. */
    enum Verdict {
        crossing,
        quiet,
        unforecastable
    }

    static ForecastAnswer of(Outlook outlook) {
        Forecast forecast = outlook.forecast();
        Optional<Forecast.Unforecastable> not = unforecastable(forecast);
        Optional<Forecast.Expected> said = said(forecast);
        return new ForecastAnswer(
                outlook.key().host(),
                outlook.key().indicator(),
                outlook.key().resource(),
                outlook.unit(),
                forecast.at(),
                forecast.horizon().toSeconds(),
                verdict(forecast),
                not.map(one -> Parameters.word(one.reason())),
                not.map(Forecast.Unforecastable::sentence),
                outlook.since(),
                outlook.runs(),
                not.isPresent() && said.isPresent(),
                said.map(Forecast.Expected::crossings).orElse(List.of()).stream()
                        .map(CrossingAnswer::of)
                        .toList(),
                said.map(Forecast.Expected::model),
                said.map(one -> SegmentAnswer.of(one.segment())),
                QualityAnswer.of(forecast.quality()),
                TrackRecordAnswer.of(outlook.record()));
    }

    private static Optional<Forecast.Unforecastable> unforecastable(Forecast forecast) {
        return forecast instanceof Forecast.Unforecastable not
                ? Optional.of(not)
                : Optional.empty();
    }

    /** What it says, or would have said. */
    static Optional<Forecast.Expected> said(Forecast forecast) {
        return forecast instanceof Forecast.Expected expected
                ? Optional.of(expected)
                : unforecastable(forecast).flatMap(Forecast.Unforecastable::tentative);
    }

    static Verdict verdict(Forecast forecast) {
        if (forecast instanceof Forecast.Unforecastable) {
            return Verdict.unforecastable;
        }
        return early(forecast).isPresent() ? Verdict.crossing : Verdict.quiet;
    }

    /** The early bound of the nearest crossing that is reckoned with. */
    static Optional<Instant> early(Forecast forecast) {
        return forecast instanceof Forecast.Expected expected
                ? expected.crossings().stream()
                        .filter(Crossing::expected)
                        .map(crossing -> crossing.early().orElseThrow())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** When a limit is passed; a bound that is left out lies beyond the horizon. */
    record CrossingAnswer(
            String limit,
            String direction,
            double value,
            boolean hard,
            double probability,
            boolean expected,
            Optional<Instant> early,
            Optional<Instant> median,
            Optional<Instant> late) {
        static CrossingAnswer of(Crossing crossing) {
            return new CrossingAnswer(
                    crossing.limit().name(),
                    crossing.limit().direction().name().toLowerCase(Locale.ROOT),
                    crossing.limit().value(),
                    crossing.limit().hard(),
                    crossing.probability(),
                    crossing.expected(),
                    crossing.early(),
                    crossing.median(),
                    crossing.late());
        }
    }

    /** The part of the history that the trend is from. */
    record SegmentAnswer(Instant start, String beginning, int points, double ratePerDay) {
        static SegmentAnswer of(Segment segment) {
            return new SegmentAnswer(
                    segment.start(),
                    Parameters.word(segment.beginning()),
                    segment.points(),
                    segment.ratePerDay());
        }
    }

    /** What it stands on. */
    record QualityAnswer(
            long historySeconds,
            int points,
            double coverage,
            double relativeError,
            boolean confident) {
        static QualityAnswer of(Quality quality) {
            return new QualityAnswer(
                    quality.history().toSeconds(),
                    quality.points(),
                    quality.coverage(),
                    quality.relativeError(),
                    quality.confident());
        }
    }
}
