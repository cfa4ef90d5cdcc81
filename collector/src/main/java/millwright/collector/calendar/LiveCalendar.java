package millwright.collector.calendar;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.HolidayConfirmation;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.OneOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calendar in force: the policy's, with what people have put in and confirmed. Thread-safe:
 * whoever asks gets an unchanging calendar, and those who keep placed work are told when it is
 * another one.
 */
public final class LiveCalendar {
    private static final Logger log = LoggerFactory.getLogger(LiveCalendar.class);

    private final MaintenanceCalendar ofPolicy;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile MaintenanceCalendar current;
    private List<OneOff> oneOffs = List.of();
    private List<HolidayConfirmation> confirmations = List.of();

    /** Hears of another calendar; what was placed by the one before must be asked again. */
    @FunctionalInterface
    public interface Listener {
        /** Called one at a time, when {@code now} is already in force. */
        void changed(MaintenanceCalendar before, MaintenanceCalendar now);
    }

    private LiveCalendar(CalendarRules rules) {
        this.ofPolicy = MaintenanceCalendar.of(rules);
        this.current = ofPolicy;
    }

    /** As the policy has it, until people's entries are taken in. */
    public static LiveCalendar of(CalendarRules rules) {
        return new LiveCalendar(rules);
    }

    public MaintenanceCalendar current() {
        return current;
    }

    public void onChange(Listener listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    /**
     * These are what people have put in and confirmed from now on. A confirmation that fits no
     * feast of the policy any more is left out, with a warning.
     *
     * @return whether that is another calendar than before
     */
    public synchronized boolean take(
            List<OneOff> entries, List<HolidayConfirmation> confirmedDates) {
        if (oneOffs.equals(entries) && confirmations.equals(confirmedDates)) {
            return false;
        }
        MaintenanceCalendar before = current;
        MaintenanceCalendar next =
                ofPolicy.withOneOffs(entries).withConfirmations(fitting(confirmedDates));
        oneOffs = List.copyOf(entries);
        confirmations = List.copyOf(confirmedDates);
        current = next;
        listeners.forEach(each -> each.changed(before, next));
        return true;
    }

    private List<HolidayConfirmation> fitting(List<HolidayConfirmation> all) {
        List<HolidayConfirmation> fitting = new ArrayList<>();
        for (HolidayConfirmation each : all) {
            try {
                var unused = ofPolicy.withConfirmations(List.of(each));
                fitting.add(each);
            } catch (IllegalArgumentException unfit) {
                log.warn(
                        "The confirmation of {} for {} is left out: {} The policy has changed"
                                + " since; confirm the feast again if it still counts.",
                        each.freeze(),
                        each.firstDay(),
                        unfit.getMessage());
            }
        }
        return fitting;
    }
}
