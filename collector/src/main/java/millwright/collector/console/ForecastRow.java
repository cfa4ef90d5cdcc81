package millwright.collector.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.TrackRecord;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;

/**
 * One forecast of the list.
 *
 * @param kind {@code crossing}, {@code quiet} or {@code unforecastable}
 * @param likely the most likely time; empty where none is expected
 * @param says the interval, or the reason why nothing is said
 */
record ForecastRow(
        String kind,
        String style,
        String word,
        String what,
        String resource,
        String link,
        String host,
        String hostLink,
        String limit,
        Optional<SiteTime.Moment> likely,
        String says,
        String rate,
        String chance,
        String record) {

    /** What may come first stands first; then what is most likely; last what cannot be said. */
    static final Comparator<Outlook> FIRST_TO_BREAK =
            Comparator.<Outlook>comparingInt(o -> rank(o.forecast()))
                    .thenComparing(
                            o ->
                                    o.forecast()
                                            .nearest()
                                            .flatMap(Crossing::early)
                                            .orElse(Instant.MAX))
                    .thenComparingDouble(o -> -probability(o.forecast()))
                    .thenComparing(Outlook::key);

    private static int rank(Forecast forecast) {
        return switch (ForecastWords.kind(forecast)) {
            case "crossing" -> 0;
            case "quiet" -> 1;
            default -> 2;
        };
    }

    /** The crossing to show: the expected one, or the most likely of those that are not. */
    private static Optional<Crossing> shown(Forecast forecast) {
        return forecast.nearest()
                .or(
                        () ->
                                forecast instanceof Forecast.Expected said
                                        ? said.crossings().stream()
                                                .max(
                                                        Comparator.comparingDouble(
                                                                Crossing::probability))
                                        : Optional.empty());
    }

    private static double probability(Forecast forecast) {
        return shown(forecast).map(Crossing::probability).orElse(0.0);
    }

    static ForecastRow of(Outlook outlook, SiteTime time) {
        Forecast forecast = outlook.forecast();
        ForecastWords words = new ForecastWords(outlook.unit(), time.zone());
        String kind = ForecastWords.kind(forecast);
        Optional<Crossing> crossing = shown(forecast);
        return new ForecastRow(
                kind,
                kind.equals("crossing")
                        ? crossing.filter(c -> c.limit().hard()).isPresent() ? "p1" : "p2"
                        : kind.equals("quiet") ? "ok" : "unjudged",
                word(kind),
                Names.title(outlook.key().indicator()),
                outlook.key().resource(),
                Links.forecast(outlook.key()),
                outlook.key().host(),
                Links.host(outlook.key().host()),
                crossing.map(c -> Units.limit(c.limit().value(), outlook.unit())).orElse(""),
                forecast.nearest().flatMap(Crossing::median).map(time::moment),
                says(forecast, words, kind),
                forecast instanceof Forecast.Expected said
                        ? words.rate(said.segment().ratePerDay())
                        : "",
                crossing.map(c -> ForecastWords.chance(c.probability())).orElse(""),
                record(outlook.record()));
    }

    static String word(String kind) {
        return switch (kind) {
            case "crossing" -> "crossing";
            case "quiet" -> "quiet";
            default -> "cannot say";
        };
    }

    private static String says(Forecast forecast, ForecastWords words, String kind) {
        if (forecast instanceof Forecast.Unforecastable none) {
            return none.sentence();
        }
        return kind.equals("crossing")
                ? words.interval(forecast)
                : "until " + words.moment(forecast.at().plus(forecast.horizon()), forecast.at());
    }

    /** Such as {@code 9 of 12 came true}. */
    static String record(TrackRecord record) {
        return record.predictions() == 0
                ? "none scored yet"
                : "%d of %d came true".formatted(record.hits(), record.predictions());
    }
}
