package millwright.collector.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import millwright.collector.cases.TicketForecast;
import millwright.rules.calendar.DeadlineRelief;
import millwright.rules.calendar.PlanningTerms;
import millwright.rules.calendar.RelaxationKind;
import millwright.rules.calendar.RelaxationTerms;
import millwright.rules.indicator.IndicatorKey;

/**
 * What would move a forecast crossing: so much made free of what fills steadily moves it by the
 * time in which that fills again.
 */
final class Reliefs {
    private static final Map<String, String> FREED =
            Map.of("disk_free", "of the space", "inode_free", "of the inodes");

    /** In points of the whole. */
    private static final List<Integer> POINTS = List.of(2, 5, 10, 20);

    /** Further than any horizon of planning. */
    private static final double DAYS_MAX = 800;

    private Reliefs() {}

    static List<DeadlineRelief> of(
            IndicatorKey key, TicketForecast forecast, PlanningTerms planning) {
        String what = FREED.get(key.indicator());
        RelaxationTerms terms = planning.relaxations().get(RelaxationKind.DEADLINE);
        boolean isKnown = what != null && terms != null && forecast.unit().equals("percent");
        if (!isKnown || forecast.ratePerDay() >= 0) {
            return List.of();
        }
        return POINTS.stream()
                .flatMap(points -> relief(points, what, key, forecast, terms))
                .toList();
    }

    private static Stream<DeadlineRelief> relief(
            int points,
            String what,
            IndicatorKey key,
            TicketForecast forecast,
            RelaxationTerms terms) {
        double days = points / -forecast.ratePerDay();
        if (days > DAYS_MAX) {
            return Stream.empty();
        }
        Instant early =
                forecast.early()
                        .plus(Duration.ofSeconds(Math.round(days * 86_400)))
                        .truncatedTo(ChronoUnit.MINUTES);
        return Stream.of(
                new DeadlineRelief(
                        String.format(
                                Locale.ROOT,
                                "free %d %% %s of %s%s",
                                points,
                                what,
                                key.host(),
                                key.resource().isEmpty() ? "" : " " + key.resource()),
                        terms.authority(),
                        early));
    }
}
