package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Supplier;
import millwright.collector.change.ChangeDrafts;
import millwright.collector.forecast.HostLoads;
import millwright.rules.calendar.MaintenanceCalendar;

/**
 * What it takes to place work.
 *
 * @param calendar in force when it is asked; another object is another calendar
 * @param loads what hosts are expected to carry
 * @param drafts where requests for change are drafted
 * @param look how often to look for what others have done to tickets and tasks
 */
public record Planning(
        Supplier<MaintenanceCalendar> calendar,
        HostLoads loads,
        ChangeDrafts drafts,
        Duration look) {
    /** For a running collector, which shares its database with people and other collectors. */
    public static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    /** Where nobody else writes. */
    static final Duration NEVER = Duration.ofDays(36_500);

    public Planning {
        requireNonNull(calendar, "calendar");
        requireNonNull(loads, "loads");
        requireNonNull(drafts, "drafts");
        requireNonNull(look, "look");
    }
}
