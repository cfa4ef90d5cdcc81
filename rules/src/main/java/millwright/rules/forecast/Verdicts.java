package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * What the last runs for one key have said, and what may be acted on. Immutable: {@link #next}
 * makes the state after one run more, and {@link #text} keeps it over a restart.
 *
 * <pre>
 * UNHEARD       no run yet
 * CROSSES       a limit that is worth a ticket is expected to be passed
 * QUIET         none is
 * UNFORECASTABLE nothing can be said: neither confirms what was predicted nor takes it back
 * </pre>
 *
 * <p>A limit's crossing may be told once as many runs in a row have expected it as the terms ask
 * for. What is told is the middle one of these runs by its early end (of an even number the later
 * one of the two), so that one run cannot make a case urgent by itself. As many runs in a row that
 * expect none take the prediction back.
 *
 * <p>Facts are a function of the state, not of its changes: whoever acts on them may be told again,
 * after a restart as well, and does nothing where nothing is new.
 */
public final class Verdicts {
    /** For the first run of a key. */
    public static final Verdicts NONE =
            new Verdicts(
                    new Fields(
                            Standing.UNHEARD,
                            Instant.EPOCH,
                            0,
                            List.of(),
                            1,
                            Optional.empty(),
                            false,
                            List.of()));

    /** So many times the repeats, a prediction that is taken back has been told for long. */
    private static final int FORGET_AFTER = 10;

    private final Fields now;

    Verdicts(Fields now) {
        this.now = now;
    }

    /**
     * @param since of the first run in a row that had this standing
     * @param runs how many had it
     * @param last the newest runs of all, the newest last; as many as the terms ask for
     * @param repeats how many that is
     * @param prediction of the first run that the prediction stands on; what identifies it
     * @param withdrawn whether that prediction has been taken back
     * @param streaks of the limits whose crossing the newest run expects
     */
    record Fields(
            Standing standing,
            Instant since,
            int runs,
            List<Instant> last,
            int repeats,
            Optional<Instant> prediction,
            boolean withdrawn,
            List<Streak> streaks) {
        Fields {
            last = List.copyOf(last);
            streaks = List.copyOf(streaks);
        }
    }

    /** The verdict of a run. */
    public enum Standing {
        UNHEARD,
        CROSSES,
        QUIET,
        UNFORECASTABLE
    }

    /**
     * A crossing that enough runs in a row expect.
     *
     * @param since identifies the prediction: of the first run that it stands on. A run in between
     *     that says nothing makes no other prediction of it; that it is taken back does
     * @param confirmedFrom of the oldest run that the crossing is from
     */
    public record Agreed(Crossing crossing, Instant since, Instant confirmedFrom) {}

    /**
     * Runs in a row that expect the crossing of one limit.
     *
     * @param last of the newest runs, the newest last; as many as the terms ask for
     */
    record Streak(Limit limit, Instant since, int runs, List<Crossing> last) {}

    /**
     * The state after one run more. A run that is not newer than the last one changes nothing, so
     * that a forecast that somebody asks for in between counts for none.
     */
    public Verdicts next(Forecast forecast, ForecastTerms terms) {
        if (now.standing() != Standing.UNHEARD && !forecast.at().isAfter(at())) {
            return this;
        }
        Standing standing = standing(forecast);
        boolean isSame = standing == now.standing();
        int runs = isSame ? now.runs() + 1 : 1;
        int repeats = terms.repeats();
        List<Streak> streaks =
                forecast instanceof Forecast.Expected expected
                        ? streaks(expected, repeats)
                        : List.of();
        Optional<Instant> told =
                streaks.stream()
                        .filter(streak -> streak.runs() >= repeats)
                        .map(Streak::since)
                        .min(Comparator.naturalOrder());
        boolean isQuiet = standing == Standing.QUIET;
        boolean isForgotten = isQuiet && runs > FORGET_AFTER * (long) repeats;
        Optional<Instant> going =
                now.withdrawn() && told.isPresent() ? told : now.prediction().or(() -> told);
        boolean isWithdrawn = now.withdrawn() ? told.isEmpty() : isQuiet && runs >= repeats;
        return new Verdicts(
                new Fields(
                        standing,
                        isSame ? now.since() : forecast.at(),
                        runs,
                        newest(now.last(), forecast.at(), repeats),
                        repeats,
                        isForgotten ? Optional.empty() : going,
                        !isForgotten && going.isPresent() && isWithdrawn,
                        streaks));
    }

    private static <T> List<T> newest(List<T> before, T next, int most) {
        List<T> all = new ArrayList<>(before);
        all.add(next);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static Standing standing(Forecast forecast) {
        if (!(forecast instanceof Forecast.Expected expected)) {
            return Standing.UNFORECASTABLE;
        }
        return expected.crossings().stream().anyMatch(Verdicts::isTicketed)
                ? Standing.CROSSES
                : Standing.QUIET;
    }

    private static boolean isTicketed(Crossing crossing) {
        return crossing.expected() && crossing.limit().isTicketed();
    }

    private List<Streak> streaks(Forecast.Expected forecast, int repeats) {
        return forecast.crossings().stream()
                .filter(Verdicts::isTicketed)
                .map(crossing -> streak(crossing, forecast.at(), repeats))
                .toList();
    }

    /** A limit that somebody has changed is another one. */
    private Streak streak(Crossing crossing, Instant run, int repeats) {
        Crossing seen = toTheSecond(crossing);
        for (Streak streak : now.streaks()) {
            if (streak.limit().equals(seen.limit())) {
                return new Streak(
                        seen.limit(),
                        streak.since(),
                        streak.runs() + 1,
                        newest(streak.last(), seen, repeats));
            }
        }
        return new Streak(seen.limit(), run, 1, List.of(seen));
    }

    /** As {@link #text} keeps it, so that a restart changes nothing. */
    private static Crossing toTheSecond(Crossing crossing) {
        return new Crossing(
                crossing.limit(),
                crossing.probability(),
                crossing.expected(),
                crossing.early().map(time -> time.truncatedTo(ChronoUnit.SECONDS)),
                crossing.median().map(time -> time.truncatedTo(ChronoUnit.SECONDS)),
                crossing.late().map(time -> time.truncatedTo(ChronoUnit.SECONDS)));
    }

    public Standing standing() {
        return now.standing();
    }

    /** Of the first run in a row that had this verdict. */
    public Instant since() {
        return now.since();
    }

    /** How many in a row had it, the newest included. */
    public int runs() {
        return now.runs();
    }

    /** Of the newest run; 1970 if there was none. */
    public Instant at() {
        return now.last().isEmpty() ? Instant.EPOCH : now.last().get(now.last().size() - 1);
    }

    /** The crossings that may be told, in the order of the limits. */
    public List<Agreed> agreed() {
        return now.streaks().stream()
                .filter(streak -> streak.runs() >= now.repeats())
                .map(
                        streak ->
                                new Agreed(
                                        middle(streak.last()),
                                        now.prediction().orElseThrow(),
                                        now.last().get(0)))
                .toList();
    }

    private static Crossing middle(List<Crossing> last) {
        return last.stream()
                .sorted((a, b) -> a.early().orElseThrow().compareTo(b.early().orElseThrow()))
                .toList()
                .get(last.size() / 2);
    }

    /** What identifies the prediction that stands, or that has been taken back lately. */
    public Optional<Instant> prediction() {
        return now.prediction();
    }

    /** Whether what was predicted is expected no more, by enough runs in a row. */
    public boolean isWithdrawn() {
        return now.withdrawn() && now.standing() == Standing.QUIET;
    }

    /**
     * The crossings that may be told as facts, one a limit. A limit that has been passed already is
     * for the breaches to speak of, and left out.
     *
     * @param newest the forecast of the newest run
     * @param last the newest value
     * @param ceiling as {@link PredictedCrossing} has it, with its reason
     */
    public List<PredictedCrossing> predictions(
            IndicatorKey key,
            String unit,
            Forecast newest,
            double last,
            Priority ceiling,
            String ceilingReason,
            List<PredictedCrossing.Grower> growers) {
        requireNewest(newest);
        if (!(newest instanceof Forecast.Expected expected)) {
            return List.of();
        }
        return agreed().stream()
                .filter(one -> !one.crossing().limit().isPast(last))
                .map(
                        one ->
                                new PredictedCrossing(
                                        key,
                                        at(),
                                        one.since(),
                                        one.confirmedFrom(),
                                        expected.horizon(),
                                        unit,
                                        one.crossing(),
                                        last,
                                        expected.model(),
                                        expected.segment(),
                                        expected.quality(),
                                        ceiling,
                                        ceilingReason,
                                        growers))
                .toList();
    }

    /**
     * That the prediction is taken back, as a fact. Never where a limit is passed: a curve that has
     * gone flat at its limit is not well again.
     *
     * @param newest the forecast of the newest run
     * @param last the newest value
     */
    public Optional<WithdrawnPrediction> withdrawal(
            IndicatorKey key, String unit, Forecast newest, double last) {
        requireNewest(newest);
        if (!isWithdrawn() || !(newest instanceof Forecast.Expected expected)) {
            return Optional.empty();
        }
        boolean isPast = expected.crossings().stream().anyMatch(one -> one.limit().isPast(last));
        return isPast
                ? Optional.empty()
                : Optional.of(
                        new WithdrawnPrediction(
                                key, at(), since(), last, why(expected, unit, last)));
    }

    private void requireNewest(Forecast forecast) {
        if (!forecast.at().equals(at())) {
            throw new IllegalArgumentException(
                    "the forecast is of %s, the newest run of %s".formatted(forecast.at(), at()));
        }
    }

    private String why(Forecast.Expected forecast, String unit, double last) {
        return "no crossing expected within %s in %d runs since %s: now %s, changing by %s a day since %s"
                .formatted(
                        length(forecast.horizon()),
                        runs(),
                        since(),
                        value(last, unit),
                        value(forecast.segment().ratePerDay(), unit),
                        forecast.segment().start());
    }

    private static String length(Duration horizon) {
        return horizon.toHours() < 48 ? horizon.toHours() + " h" : horizon.toDays() + " days";
    }

    private static String value(double value, String unit) {
        String number = String.format(Locale.ROOT, "%.2f", value + 0.0);
        return number + " " + (unit.equals("percent") ? "%" : unit);
    }

    /** All of it in one text for a column: less than 2,000 characters with up to 12 repeats. */
    public String text() {
        return VerdictText.of(now);
    }

    /**
     * @throws IllegalArgumentException if {@link #text} has not written it
     */
    public static Verdicts parse(String text) {
        return new Verdicts(VerdictText.parse(requireNonNull(text, "text")));
    }
}
