package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

/**
 * What the rules decide from. Facts say what is, not what has changed: the same facts again, once
 * their decisions are applied, decide nothing but to wait on. A few thousand at a time are fine.
 *
 * @param breaches that are on now (one a key), and late ones (any number)
 * @param recoveries one a key; a silent host that sends again recovers by its {@code agent_silent}
 *     key
 * @param silences one a key, with the worst level it has reached
 * @param foreseen predicted crossings, one a key, with the most urgent limit
 * @param withdrawn predictions that are taken back, one a key
 * @param open the open tickets of all these keys (more do no harm), one a key
 * @param resolved the newest ticket of these keys where none is open
 * @param surroundings what a {@link Correlator} makes of them
 */
public record Facts(
        List<Breach> breaches,
        List<Recovery> recoveries,
        List<Silence> silences,
        List<Foreseen> foreseen,
        List<WithdrawnPrediction> withdrawn,
        List<OpenCase> open,
        List<ResolvedCase> resolved,
        Surroundings surroundings) {
    /** Nothing to decide about. */
    public static final Facts NONE =
            new Facts(List.of(), List.of(), List.of(), List.of(), List.of());

    public Facts {
        requireNonNull(surroundings, "surroundings");
        breaches = List.copyOf(breaches);
        recoveries = List.copyOf(recoveries);
        silences = List.copyOf(silences);
        // What was frozen before there were forecasts has none.
        foreseen = foreseen == null ? List.of() : List.copyOf(foreseen);
        withdrawn = withdrawn == null ? List.of() : List.copyOf(withdrawn);
        open = List.copyOf(open);
        resolved = List.copyOf(resolved);
        oneEach("breach", breaches.stream().filter(b -> !b.late()).map(Breach::key));
        oneEach("recovery", recoveries.stream().map(Recovery::key));
        oneEach("silence", silences.stream().map(Silence::key));
        oneEach("predicted crossing", foreseen.stream().map(Foreseen::key));
        oneEach("withdrawn prediction", withdrawn.stream().map(WithdrawnPrediction::key));
        oneEach("open ticket", open.stream().map(OpenCase::key));
        oneEach("last ticket", resolved.stream().map(ResolvedCase::key));
    }

    /** Without forecasts. */
    public Facts(
            List<Breach> breaches,
            List<Recovery> recoveries,
            List<Silence> silences,
            List<OpenCase> open,
            List<ResolvedCase> resolved,
            Surroundings surroundings) {
        this(breaches, recoveries, silences, List.of(), List.of(), open, resolved, surroundings);
    }

    /** Of hosts that have nothing to do with each other. */
    public Facts(
            List<Breach> breaches,
            List<Recovery> recoveries,
            List<Silence> silences,
            List<OpenCase> open,
            List<ResolvedCase> resolved) {
        this(breaches, recoveries, silences, open, resolved, Surroundings.NONE);
    }

    /** The same facts, seen with what surrounds them. */
    public Facts in(Surroundings found) {
        return new Facts(
                breaches, recoveries, silences, foreseen, withdrawn, open, resolved, found);
    }

    /** The same facts, seen with the emergency windows that are on, in the order of their ids. */
    public Facts during(List<ActiveWindow> windows) {
        return windows.isEmpty() ? this : in(new WindowSigns(windows).of(this));
    }

    /** The same facts, and forecasts. */
    public Facts with(List<Foreseen> crossings, List<WithdrawnPrediction> takenBack) {
        return new Facts(
                breaches, recoveries, silences, crossings, takenBack, open, resolved, surroundings);
    }

    private static void oneEach(String what, Stream<IndicatorKey> keys) {
        Set<IndicatorKey> seen = new HashSet<>();
        keys.forEach(
                key -> {
                    if (!seen.add(key)) {
                        throw new IllegalArgumentException(
                                "%s has more than one %s".formatted(key, what));
                    }
                });
    }

    /** Whether there is nothing to decide about: tickets alone decide nothing. */
    boolean isEmpty() {
        return breaches.isEmpty()
                && recoveries.isEmpty()
                && silences.isEmpty()
                && foreseen.isEmpty()
                && withdrawn.isEmpty();
    }

    List<Object> with(Now now) {
        List<Object> all = new ArrayList<>();
        all.add(now);
        all.addAll(breaches);
        all.addAll(recoveries);
        all.addAll(silences);
        all.addAll(foreseen);
        all.addAll(withdrawn);
        all.addAll(open);
        all.addAll(resolved);
        all.addAll(surroundings.all());
        return all;
    }
}
