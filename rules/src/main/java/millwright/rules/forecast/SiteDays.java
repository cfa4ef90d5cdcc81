package millwright.rules.forecast;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * What a site's days and months are. A hint: whether a series keeps to it, it says itself.
 *
 * @param zone whose calendar counts
 * @param rest days on which less is done; may be none
 */
public record SiteDays(ZoneId zone, Set<DayOfWeek> rest) {
    /** Nothing is known of the site. */
    public static final SiteDays UTC = new SiteDays(ZoneOffset.UTC, Set.of());

    public SiteDays {
        requireNonNull(zone, "zone");
        rest = Set.copyOf(rest);
    }
}
