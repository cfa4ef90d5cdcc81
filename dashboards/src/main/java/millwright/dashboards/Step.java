package millwright.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From a value on, a colour.
 *
 * @param from empty for the lowest of all
 */
record Step(Optional<Double> from, String colour) {
    static final List<Step> PLAIN = List.of(lowest("text"));

    /** Anything above nothing is bad. */
    static final List<Step> NONE_IS_GOOD =
            List.of(lowest("green"), new Step(Optional.of(1.0), "red"));

    /** By the priority that a crossing in so many seconds gives: P1, P2, P3 (L-013 §2.3). */
    static final List<Step> TIME_LEFT =
            of("red", 14_400, "orange", 86_400, "yellow", 259_200, "green");

    static Step lowest(String colour) {
        return new Step(Optional.empty(), colour);
    }

    /**
     * @param coloursAndLimits colour, limit, colour, limit … colour: each until the next limit
     */
    static List<Step> of(Object... coloursAndLimits) {
        List<Step> steps = new ArrayList<>();
        steps.add(lowest((String) coloursAndLimits[0]));
        for (int i = 1; i < coloursAndLimits.length; i += 2) {
            double from = ((Number) coloursAndLimits[i]).doubleValue();
            steps.add(new Step(Optional.of(from), (String) coloursAndLimits[i + 1]));
        }
        return List.copyOf(steps);
    }

    static Map<String, Object> json(List<Step> steps) {
        return Json.object(
                "mode",
                "absolute",
                "steps",
                steps.stream()
                        .map(
                                step ->
                                        Json.object(
                                                "color",
                                                step.colour(),
                                                "value",
                                                step.from().orElse(null)))
                        .toList());
    }
}
