package millwright.collector.cases;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.Facts;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Silence;

/** The same facts under the limits of another table, as far as the values of then can tell. */
final class OtherLimits {
    private OtherLimits() {}

    static Facts of(DecisionEngine engine, Facts facts) {
        return new Facts(
                facts.breaches().stream().flatMap(b -> under(engine, b).stream()).toList(),
                facts.recoveries(),
                facts.silences().stream().flatMap(s -> under(engine, s).stream()).toList(),
                facts.foreseen(),
                facts.withdrawn(),
                facts.open(),
                facts.resolved(),
                facts.surroundings());
    }

    private static Optional<Breach> under(DecisionEngine engine, Breach breach) {
        return level(engine, breach.key(), breach.level(), breach.value())
                .map(
                        level ->
                                new Breach(
                                        breach.key(),
                                        level,
                                        breach.since(),
                                        breach.at(),
                                        breach.value(),
                                        breach.coverage(),
                                        breach.fraction(),
                                        breach.late(),
                                        breach.suspects()));
    }

    private static Optional<Silence> under(DecisionEngine engine, Silence silence) {
        return level(engine, silence.key(), silence.level(), silence.length().toMillis() / 1000.0)
                .map(level -> new Silence(silence.key(), level, silence.last(), silence.at()));
    }

    /** The same level where its row is the same; else the worst up to it that the value is past. */
    private static Optional<Level> level(
            DecisionEngine engine, IndicatorKey key, Level then, double value) {
        List<Level> levels = engine.levels(key);
        if (levels.contains(then)) {
            return Optional.of(then);
        }
        return levels.stream()
                .filter(level -> level.number() <= then.number())
                .filter(level -> level.threshold().isPast(value))
                .max(Comparator.comparingInt(Level::number));
    }
}
