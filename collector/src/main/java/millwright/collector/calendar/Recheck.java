package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import millwright.collector.calendar.PlacedWork.Affected;
import millwright.collector.calendar.PlacedWork.Placed;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all placed work again when the calendar has become another one: a feast was seen on another
 * day, a person has put in a freeze. Says whom that affects; moves nothing itself.
 */
public final class Recheck implements LiveCalendar.Listener {
    private static final Logger log = LoggerFactory.getLogger(Recheck.class);

    private final InstantSource clock;
    private final List<PlacedWork> sources = new CopyOnWriteArrayList<>();
    private final List<PlacedWork.Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Affected> last = List.of();

    public Recheck(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** Also asks this work from now on. */
    public Recheck of(PlacedWork work) {
        sources.add(requireNonNull(work, "work"));
        return this;
    }

    public Recheck tell(PlacedWork.Listener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public void changed(MaintenanceCalendar before, MaintenanceCalendar now) {
        List<Affected> affected = new ArrayList<>();
        for (PlacedWork source : sources) {
            for (Placed work : source.placed(clock.instant())) {
                List<Obstacle> then = against(before, work);
                List<Obstacle> today = against(now, work);
                if (!names(then).equals(names(today))) {
                    affected.add(new Affected(work, today));
                }
            }
        }
        last = List.copyOf(affected);
        if (!affected.isEmpty()) {
            log.info(
                    "The calendar has changed: it hinders {} pieces of placed work, and no longer"
                            + " hinders {}.",
                    affected.stream().filter(Affected::hindered).count(),
                    affected.stream().filter(each -> !each.hindered()).count());
            listeners.forEach(each -> each.affected(last));
        }
    }

    private static List<Obstacle> against(MaintenanceCalendar calendar, Placed work) {
        return calendar.against(work.span(), work.type(), work.systems());
    }

    private static List<String> names(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::name).toList();
    }

    /** What the last change of the calendar affected. */
    public List<Affected> last() {
        return last;
    }
}
