package millwright.collector.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.Ticket;
import millwright.collector.cases.TicketForecast;
import millwright.rules.forecast.PredictedCrossing.Grower;

/**
 * What is foreseen on a ticket.
 *
 * @param alone whether no breach has joined: there is nothing else to show
 * @param late empty where it lies beyond the horizon
 */
record TicketOutlook(
        boolean alone,
        String limit,
        String limitName,
        String value,
        SiteTime.Moment early,
        SiteTime.Moment median,
        Optional<SiteTime.Moment> late,
        String horizon,
        String probability,
        String rate,
        SiteTime.Moment trendSince,
        String beginning,
        String model,
        String why,
        SiteTime.Moment at,
        List<Growth> growers) {

    /** One part of what grows. */
    record Growth(String name, String rate) {
        static Growth of(Grower grower) {
            return new Growth(grower.name(), perDay(grower.perDay(), grower.unit()));
        }
    }

    static Optional<TicketOutlook> of(Ticket ticket, SiteTime time) {
        boolean alone = ticket.evidence().onlyForecast().isPresent();
        return ticket.evidence().forecast().map(forecast -> of(forecast, alone, time));
    }

    private static TicketOutlook of(TicketForecast forecast, boolean alone, SiteTime time) {
        String unit = forecast.unit();
        return new TicketOutlook(
                alone,
                Units.limit(forecast.limit(), unit),
                forecast.limitName(),
                Units.value(forecast.value(), unit),
                time.moment(forecast.early()),
                time.moment(forecast.median()),
                forecast.late().map(time::moment),
                Spans.exact(Duration.ofSeconds(forecast.horizonSeconds())),
                Units.share(forecast.probability()),
                perDay(forecast.ratePerDay(), unit),
                time.moment(forecast.trendSince()),
                switch (forecast.beginning()) {
                    case HISTORY -> "all that is known";
                    case STEP -> "the level jumped then";
                    case TREND -> "the trend changed then";
                    case MAINTENANCE -> "there was work then";
                },
                forecast.model(),
                forecast.why(),
                time.moment(forecast.at()),
                forecast.growers().stream().map(Growth::of).toList());
    }

    private static String perDay(double rate, String unit) {
        return (rate > 0 ? "+" : "") + Units.value(rate, unit) + " a day";
    }
}
