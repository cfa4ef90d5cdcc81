package millwright.rules.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.EmergencyRoute;
import millwright.rules.change.ChangeTemplates;
import millwright.rules.forecast.SiteDays;
import millwright.rules.indicator.Priority;

/**
 * What a site has agreed on about its maintenance: targets, authorities, hours. The manual is
 * {@code docs/policy.md}.
 *
 * @param targets one for each priority
 * @param warnings percents of a target at which somebody is told; ascending, from 1 to 100
 * @param emergencies terms of the priorities that may have an emergency window
 * @param emergencyCare what each of them owes
 * @param verification how work proves itself
 * @param reopenWithin how long after its resolution a ticket is reopened by a recurrence; a later
 *     one opens a new ticket
 * @param calendar when work is permitted; by the same business hours
 * @param tasks the work that forecasts ask for
 * @param rfcTemplates from which requests for change are drafted
 */
public record MaintenancePolicy(
        BusinessTime businessHours,
        Map<Priority, SlaTarget> targets,
        List<Integer> warnings,
        EscalationChain escalation,
        Map<Priority, EmergencyTerms> emergencies,
        EmergencyCare emergencyCare,
        Verification verification,
        Correlation correlation,
        Flapping flapping,
        Duration reopenWithin,
        Retention retention,
        Services services,
        ForecastPolicy forecasts,
        CalendarRules calendar,
        TaskCatalog tasks,
        ChangeTemplates rfcTemplates) {
    public MaintenancePolicy {
        requireNonNull(businessHours, "businessHours");
        requireNonNull(escalation, "escalation");
        requireNonNull(emergencyCare, "emergencyCare");
        requireNonNull(verification, "verification");
        requireNonNull(correlation, "correlation");
        requireNonNull(flapping, "flapping");
        requireNonNull(retention, "retention");
        requireNonNull(services, "services");
        requireNonNull(forecasts, "forecasts");
        requireNonNull(calendar, "calendar");
        requireNonNull(tasks, "tasks");
        requireNonNull(rfcTemplates, "rfcTemplates");
        targets = copyOf(targets);
        emergencies = copyOf(emergencies);
        warnings = List.copyOf(warnings);
        for (Priority priority : Priority.values()) {
            if (!targets.containsKey(priority)) {
                throw new IllegalArgumentException("%s has no target".formatted(priority));
            }
        }
        targets.forEach((priority, target) -> checkKey(priority, target.priority()));
        emergencies.forEach((priority, terms) -> checkKey(priority, terms.priority()));
        checkWarnings(warnings);
        if (reopenWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "reopenWithin %s is negative".formatted(Words.of(reopenWithin)));
        }
    }

    /** The defaults, which are those of L-013. */
    public static MaintenancePolicy shipped() {
        return ShippedPolicy.POLICY;
    }

    /**
     * A site's policy: what the text does not give is as {@link #shipped}.
     *
     * @param name what the messages call the text, such as {@code policy.yaml}
     * @throws PolicyException with every problem, if there is one
     */
    public static MaintenancePolicy parse(String name, String yaml) {
        return PolicyReader.parse(name, yaml, Optional.of(shipped()));
    }

    /** The days of the site, for forecasts: what is no business day is a day of rest. */
    public SiteDays siteDays() {
        return new SiteDays(
                businessHours.zone(), EnumSet.complementOf(EnumSet.copyOf(businessHours.days())));
    }

    public SlaTarget target(Priority priority) {
        return targets.get(requireNonNull(priority, "priority"));
    }

    /** Empty for a priority that cannot have an emergency window. */
    public Optional<EmergencyTerms> emergency(Priority priority) {
        return Optional.ofNullable(emergencies.get(priority));
    }

    /** The emergency windows that could be asked for, as the placement of work knows them. */
    public List<EmergencyRoute> emergencyRoutes() {
        return emergencies.values().stream()
                .map(
                        each ->
                                new EmergencyRoute(
                                        each.priority(),
                                        each.authority(),
                                        each.longest(),
                                        each.notice(),
                                        each.overridesBlackout()))
                .toList();
    }

    public ZoneId zone() {
        return businessHours.zone();
    }

    /** Also for the reader, which knows the line of the key. */
    static void checkWarnings(List<Integer> percents) {
        int before = 0;
        for (int percent : percents) {
            if (percent <= before || percent > 100) {
                throw new IllegalArgumentException(
                        "the percents %s do not ascend from 1 to 100. Write such as [50, 75, 100]."
                                .formatted(percents));
            }
            before = percent;
        }
    }

    private static void checkKey(Priority key, Priority own) {
        if (key != own) {
            throw new IllegalArgumentException("%s stands at %s".formatted(own, key));
        }
    }

    private static <T> Map<Priority, T> copyOf(Map<Priority, T> map) {
        Map<Priority, T> copy = new EnumMap<>(Priority.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
