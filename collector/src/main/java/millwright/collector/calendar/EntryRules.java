package millwright.collector.calendar;

import static millwright.collector.calendar.CalendarRefusedException.senseless;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import millwright.collector.calendar.CalendarRecord.Entry;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;

/** Which entries of people make sense in a calendar. */
final class EntryRules {
    private static final Duration PERMITTING_MAX = Duration.ofDays(31);
    private static final Duration FORBIDDING_MAX = Duration.ofDays(366);
    private static final Duration AHEAD_MAX = Duration.ofDays(3 * 366);

    private final MaintenanceCalendar calendar;
    private final Instant now;

    EntryRules(MaintenanceCalendar calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    /**
     * @param begun whether it is known already and may have begun
     * @throws CalendarRefusedException with the first thing that makes none
     */
    void check(Entry entry, boolean begun) {
        checkTimes(entry, begun);
        checkName(entry.name());
        if (entry.kind() == OneOff.Kind.EXEMPTION) {
            checkGround(entry);
        }
    }

    private void checkTimes(Entry entry, boolean begun) {
        if (!entry.end().isAfter(now)) {
            throw senseless(
                    "It is over: it ends at %s and it is %s. What has been cannot be planned; write it into the log."
                            .formatted(entry.end(), now));
        }
        if (entry.permits() && !begun && entry.start().isBefore(now)) {
            throw senseless(
                    "It begins at %s, before now (%s). Nothing is permitted afterwards: let it begin now or later."
                            .formatted(entry.start(), now));
        }
        if (entry.start().isAfter(now.plus(AHEAD_MAX))) {
            throw senseless(
                    "It begins at %s, more than three years ahead. Check its year."
                            .formatted(entry.start()));
        }
        Duration length = Duration.between(entry.start(), entry.end());
        Duration most = entry.permits() ? PERMITTING_MAX : FORBIDDING_MAX;
        if (length.compareTo(most) > 0) {
            throw senseless(
                    "It lasts %d days, at most %d are taken: what is for good belongs into the policy, section calendar."
                            .formatted(length.toDays(), most.toDays()));
        }
    }

    private void checkName(String name) {
        CalendarRules rules = calendar.rules();
        boolean taken =
                rules.windows().stream().anyMatch(each -> each.name().equals(name))
                        || rules.blackouts().stream().anyMatch(each -> each.name().equals(name))
                        || rules.freezes().stream().anyMatch(each -> each.name().equals(name));
        if (taken) {
            throw senseless(
                    "%s is the policy's own, and a conflict with it would be unclear. Choose another name."
                            .formatted(name));
        }
    }

    /** L-013 §4.3 and §5: each blackout and freeze names the grounds on which it may be lifted. */
    private void checkGround(Entry entry) {
        String ground = entry.ground().orElseThrow();
        CalendarRules rules = calendar.rules();
        if (!rules.exemptions().containsKey(ground)) {
            throw senseless(
                    "\"%s\" is no ground for an exemption; there are %s."
                            .formatted(ground, String.join(", ", rules.exemptions().keySet())));
        }
        for (String name : forbidding(new Span(entry.start(), entry.end()))) {
            Set<String> grounds = grounds(name);
            if (!grounds.isEmpty() && !grounds.contains(ground)) {
                throw senseless(
                        "%s is not lifted on the ground of %s, only of %s (L-013 §5). Choose another time, or ask for an emergency window."
                                .formatted(name, ground, String.join(", ", grounds)));
            }
        }
    }

    private List<String> forbidding(Span span) {
        return calendar.entries(span).stream()
                .filter(
                        each ->
                                each.kind() == CalendarEntry.Kind.BLACKOUT
                                        || each.kind() == CalendarEntry.Kind.FREEZE)
                .map(CalendarEntry::name)
                .distinct()
                .toList();
    }

    /** Empty for what people have put in: that can be withdrawn as well. */
    private Set<String> grounds(String name) {
        Set<String> grounds = new TreeSet<>();
        calendar.rules().blackouts().stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> grounds.addAll(each.grounds()));
        calendar.rules().freezes().stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> grounds.addAll(each.grounds()));
        return grounds;
    }
}
