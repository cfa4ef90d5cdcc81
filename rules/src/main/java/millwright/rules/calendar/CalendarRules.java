package millwright.rules.calendar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a site has agreed on about its time: what the calendar is made of, and how work is placed in
 * it.
 *
 * @param routineInFreeze whether routine work goes on in a freeze
 * @param freezeOutlook how long before a freeze is looked at what will happen in it; 1 to 90 days
 * @param exemptions the grounds on which an exemption may be granted, by name, in words
 * @param confirmed feasts whose days the policy itself settles
 * @param tasks the standing schedule
 * @param published for {@link CalendarLint}
 */
public record CalendarRules(
        BusinessTime businessHours,
        List<MaintenanceWindow> windows,
        List<Blackout> blackouts,
        List<ChangeFreeze> freezes,
        boolean routineInFreeze,
        Duration freezeOutlook,
        Map<String, String> exemptions,
        List<HolidayConfirmation> confirmed,
        List<StandingTask> tasks,
        List<PublishedEvent> published,
        PlanningTerms planning) {
    public CalendarRules {
        requireNonNull(businessHours, "businessHours");
        requireNonNull(planning, "planning");
        windows = List.copyOf(windows);
        blackouts = List.copyOf(blackouts);
        freezes = List.copyOf(freezes);
        exemptions = Collections.unmodifiableMap(new TreeMap<>(exemptions));
        confirmed = List.copyOf(confirmed);
        tasks = List.copyOf(tasks);
        published = List.copyOf(published);
        checkNames(windows, blackouts, freezes);
        for (Blackout each : blackouts) {
            checkGrounds(each.name(), each.grounds(), exemptions);
        }
        for (ChangeFreeze each : freezes) {
            checkGrounds(each.name(), each.grounds(), exemptions);
        }
        Set<String> names = new HashSet<>();
        windows.forEach(each -> names.add(each.name()));
        names.add(StandingTask.BUSINESS_HOURS);
        for (StandingTask task : tasks) {
            if (task.window().filter(each -> !names.contains(each)).isPresent()) {
                throw new IllegalArgumentException(
                        "task %s is meant for the window %s, which is none of %s. Change its window, or take it away with off: true."
                                .formatted(
                                        task.name(),
                                        task.window().get(),
                                        names.stream().sorted().toList()));
            }
        }
    }

    public ZoneId zone() {
        return businessHours.zone();
    }

    private static void checkNames(
            List<MaintenanceWindow> windows, List<Blackout> blackouts, List<ChangeFreeze> freezes) {
        List<String> names = new ArrayList<>();
        windows.forEach(each -> names.add(each.name()));
        blackouts.forEach(each -> names.add(each.name()));
        freezes.forEach(each -> names.add(each.name()));
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "%s is the name of two windows, blackouts or freezes. Rename one."
                                .formatted(name));
            }
        }
    }

    private static void checkGrounds(
            String name, Set<String> grounds, Map<String, String> exemptions) {
        for (String ground : grounds) {
            if (!exemptions.containsKey(ground)) {
                throw new IllegalArgumentException(
                        "%s may be lifted on the ground of %s, which is none of %s."
                                .formatted(name, ground, exemptions.keySet()));
            }
        }
    }
}
