package millwright.dashboards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;

/** The limits of the decision table, as colours and as words. */
final class Limits {
    private static final Map<Priority, String> COLOURS =
            Map.of(
                    Priority.P1, "red",
                    Priority.P2, "orange",
                    Priority.P3, "yellow",
                    Priority.P4, "blue");

    private final DecisionEngine engine;

    /**
     * @param engine whose table has the limits; those for every host count
     */
    Limits(DecisionEngine engine) {
        this.engine = engine;
    }

    /** Mildest first. */
    private List<Level> levels(String indicator) {
        List<Level> levels = engine.levels(new IndicatorKey("any", indicator, ""));
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("The decision table has no row for " + indicator);
        }
        return levels.stream().sorted(Comparator.comparing(Level::number)).toList();
    }

    private static boolean isAbove(List<Level> levels) {
        return levels.get(0).threshold().direction() == Direction.ABOVE;
    }

    /** Each level's colour is its priority's. */
    List<Step> steps(String indicator) {
        List<Level> levels = levels(indicator);
        List<Step> steps = new ArrayList<>();
        if (isAbove(levels)) {
            steps.add(Step.lowest("green"));
            levels.forEach(level -> steps.add(new Step(Optional.of(past(level)), colour(level))));
        } else {
            for (int i = levels.size() - 1; i >= 0; i--) {
                Level level = levels.get(i);
                Optional<Double> from =
                        i + 1 < levels.size()
                                ? Optional.of(levels.get(i + 1).threshold().limit())
                                : Optional.empty();
                steps.add(new Step(from, colour(level)));
            }
            steps.add(new Step(Optional.of(levels.get(0).threshold().limit()), "green"));
        }
        // Two levels at one limit differ in how long it must last: the milder one comes first.
        return steps.stream()
                .collect(
                        Collectors.toMap(
                                Step::from,
                                step -> step,
                                (milder, worse) -> milder,
                                java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Grafana colours from a value on, and the limit is no breach: of a count it matters at 0. */
    private static double past(Level level) {
        return level.threshold().limit() == 0 ? 0.001 : level.threshold().limit();
    }

    private static String colour(Level level) {
        return COLOURS.get(level.priority());
    }

    /** Such as {@code Limits of the table: > 80 (P3), > 90 (P2), > 97 (P1).} */
    String words(String indicator) {
        List<Level> levels = levels(indicator);
        String sign = isAbove(levels) ? ">" : "<";
        return levels.stream()
                .map(
                        level ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %s (%s)",
                                        sign,
                                        number(level.threshold().limit()),
                                        level.priority()))
                .collect(Collectors.joining(", ", "Limits of the table: ", "."));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
