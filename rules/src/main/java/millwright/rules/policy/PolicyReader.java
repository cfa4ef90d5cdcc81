package millwright.rules.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.config.ConfigException;
import millwright.config.ConfigFile;
import millwright.config.ConfigNode;
import millwright.config.Value;
import millwright.rules.calendar.BusinessTime;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.change.ChangeTemplates;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.indicator.Priority;
import millwright.rules.policy.Services.Service;

/**
 * Reads a policy on top of a standard one, from which it takes what the text does not give. Without
 * a standard every key is required; so the shipped policy is read. What a record refuses is
 * reported at its section's line, and reading goes on.
 */
final class PolicyReader {
    private static final List<Priority> EMERGENCIES = List.of(Priority.P1, Priority.P2);

    private final Optional<MaintenancePolicy> standard;

    private PolicyReader(Optional<MaintenancePolicy> standard) {
        this.standard = standard;
    }

    static MaintenancePolicy parse(String name, String yaml, Optional<MaintenancePolicy> standard) {
        try {
            return ConfigFile.readText(name, yaml, Map.of(), new PolicyReader(standard)::read);
        } catch (ConfigException problems) {
            throw new PolicyException(problems.getMessage(), problems.problems(), problems);
        }
    }

    /** Also for the manual. */
    static MaintenancePolicy readOnShipped(ConfigNode policy) {
        return new PolicyReader(Optional.of(MaintenancePolicy.shipped())).read(policy);
    }

    private MaintenancePolicy read(ConfigNode policy) {
        BusinessTime hours = businessHours(policy);
        return new MaintenancePolicy(
                hours,
                targets(policy.section("targets")),
                warnings(policy),
                escalation(policy),
                emergencies(policy.section("emergency")),
                emergencyCare(policy),
                verification(policy),
                correlation(policy),
                flapping(policy),
                reopenWithin(policy),
                retention(policy),
                services(policy),
                forecasts(policy),
                calendar(policy, hours),
                tasks(policy),
                rfcTemplates(policy));
    }

    private BusinessTime businessHours(ConfigNode policy) {
        var zone =
                given(
                        policy.word("zone", Words.ZONE)
                                .describedAs("the site's, for all local times (L-013 §3.1)"),
                        MaintenancePolicy::zone);
        ConfigNode hours =
                policy.section("business_hours").describedAs("When the site works (L-013 §4.1).");
        var days =
                given(
                        hours.word("days", Weekdays.WORD)
                                .describedAs("when working time begins (L-013 §4.1)"),
                        standard -> standard.businessHours().days());
        var from =
                given(
                        hours.word("from", Words.TIME_OF_DAY).describedAs("(L-013 §4.1)"),
                        standard -> standard.businessHours().from());
        var to =
                given(
                        hours.word("to", Words.TIME_OF_DAY)
                                .describedAs(
                                        "on the next day if not after `from`; 24:00 is midnight"
                                                + " (L-013 §4.1)"),
                        standard -> standard.businessHours().to());
        return built(
                policy,
                "business_hours",
                MaintenancePolicy::businessHours,
                () -> new BusinessTime(days, from, to, zone));
    }

    private Map<Priority, SlaTarget> targets(ConfigNode targets) {
        Map<Priority, SlaTarget> read = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            read.put(priority, target(targets, priority));
        }
        return read;
    }

    private SlaTarget target(ConfigNode targets, Priority priority) {
        ConfigNode node = targets.section(priority.name());
        var response =
                given(
                        node.duration("response")
                                .describedAs("until somebody acts; 0s is at once (L-013 §2.3)"),
                        standard -> standard.target(priority).response());
        var resolution =
                given(
                        node.word("resolution", Words.RESOLUTION)
                                .describedAs("until it is solved (L-013 §2.3)"),
                        standard -> standard.target(priority).resolution());
        var hours =
                given(
                        node.word("hours", Words.HOURS)
                                .describedAs(
                                        priority.isMoreUrgentThan(Priority.P3)
                                                ? "always round the clock"
                                                : "or `business`: only business hours count"),
                        standard -> standard.target(priority).hours());
        return built(
                targets,
                priority.name(),
                standard -> standard.target(priority),
                () -> new SlaTarget(priority, response, resolution, hours));
    }

    private List<Integer> warnings(ConfigNode policy) {
        var written =
                given(
                        policy.list("warnings")
                                .describedAs(
                                        "percents of a target at which somebody is told, ascending"
                                                + " (ours)"),
                        standard -> standard.warnings().stream().map(String::valueOf).toList());
        return built(
                policy,
                "warnings",
                MaintenancePolicy::warnings,
                () -> {
                    List<Integer> percents = written.stream().map(PolicyReader::percent).toList();
                    MaintenancePolicy.checkWarnings(percents);
                    return percents;
                });
    }

    private static Integer percent(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException invalid) {
            throw new IllegalArgumentException(
                    "\"%s\" is no whole number. Write percents such as [50, 75, 100]."
                            .formatted(text),
                    invalid);
        }
    }

    private EscalationChain escalation(ConfigNode policy) {
        ConfigNode node =
                policy.section("escalation")
                        .describedAs("Who is told when a target is missed, and who after them.");
        var authorities =
                given(
                        node.list("authorities")
                                .describedAs("roles, the nearest first (L-013 §4.2, Appendix E)"),
                        standard -> standard.escalation().authorities());
        var startsAt =
                given(
                        node.entries("starts_at")
                                .describedAs(
                                        "the first authority of a priority; of the others the"
                                                + " nearest (L-013 §4.2)"),
                        standard -> byName(standard.escalation().startsAt()));
        var furtherPercent =
                given(
                        node.integer("further_percent")
                                .between(1, 1000)
                                .describedAs("of the target between two steps (ours)"),
                        standard -> standard.escalation().furtherPercent());
        var gapMin =
                given(
                        node.duration("gap_min")
                                .describedAs("but at least this long between two steps (ours)"),
                        standard -> standard.escalation().gapMin());
        return built(
                policy,
                "escalation",
                MaintenancePolicy::escalation,
                () ->
                        new EscalationChain(
                                authorities, byPriority(startsAt), furtherPercent, gapMin));
    }

    private static Map<String, String> byName(Map<Priority, String> startsAt) {
        Map<String, String> names = new TreeMap<>();
        startsAt.forEach((priority, authority) -> names.put(priority.name(), authority));
        return names;
    }

    private static Map<Priority, String> byPriority(Map<String, String> startsAt) {
        Map<Priority, String> byPriority = new EnumMap<>(Priority.class);
        startsAt.forEach((name, authority) -> byPriority.put(priority(name), authority));
        return byPriority;
    }

    private static Priority priority(String name) {
        for (Priority priority : Priority.values()) {
            if (priority.name().equals(name)) {
                return priority;
            }
        }
        throw new IllegalArgumentException(
                "starts_at has %s, which is no priority. Write P1, P2, P3 or P4.".formatted(name));
    }

    private Map<Priority, EmergencyTerms> emergencies(ConfigNode emergency) {
        Map<Priority, EmergencyTerms> read = new EnumMap<>(Priority.class);
        for (Priority priority : EMERGENCIES) {
            read.put(priority, emergency(emergency, priority));
        }
        return read;
    }

    private EmergencyTerms emergency(ConfigNode emergency, Priority priority) {
        Function<MaintenancePolicy, EmergencyTerms> standardTerms =
                standard -> standard.emergency(priority).orElseThrow();
        ConfigNode node = emergency.section(priority.name());
        var authority =
                given(
                        node.text("authority").describedAs("the role that approves (L-013 §4.2)"),
                        standardTerms.andThen(EmergencyTerms::authority));
        var deputy =
                node.text("deputy")
                        .describedAs("the role that may approve instead (ours)")
                        .optional()
                        .or(() -> standard.map(standardTerms).flatMap(EmergencyTerms::deputy));
        var longest =
                given(
                        node.duration("longest").describedAs("one window (L-013 §4.2)"),
                        standardTerms.andThen(EmergencyTerms::longest));
        var notice =
                given(
                        node.duration("notice").describedAs("from approval to start (L-013 §4.2)"),
                        standardTerms.andThen(EmergencyTerms::notice));
        var overridesBlackout =
                given(
                        node.flag("overrides_blackout")
                                .describedAs("or else it waits for its end (L-013 §4.3)"),
                        standardTerms.andThen(EmergencyTerms::overridesBlackout));
        return built(
                emergency,
                priority.name(),
                standardTerms,
                () ->
                        new EmergencyTerms(
                                priority, authority, deputy, longest, notice, overridesBlackout));
    }

    private EmergencyCare emergencyCare(ConfigNode policy) {
        ConfigNode node =
                policy.section("emergency_care")
                        .describedAs("What an emergency window owes while it is on and after.");
        var updateEvery =
                given(
                        node.duration("update_every")
                                .describedAs("between two status updates (L-013 §8.3)"),
                        standard -> standard.emergencyCare().updateEvery());
        var reportWithin =
                given(
                        node.duration("report_within")
                                .describedAs("from its end to the incident report (L-013 §4.2)"),
                        standard -> standard.emergencyCare().reportWithin());
        return built(
                policy,
                "emergency_care",
                MaintenancePolicy::emergencyCare,
                () -> new EmergencyCare(updateEvery, reportWithin));
    }

    private Verification verification(ConfigNode policy) {
        ConfigNode node =
                policy.section("verification")
                        .describedAs("When work has proved itself, on the systems it was on.");
        var watch =
                given(
                        node.duration("watch")
                                .describedAs("how long after its end that must hold (ours)"),
                        standard -> standard.verification().watch());
        var below =
                given(
                        node.entries("below")
                                .describedAs(
                                        "what an indicator must stay below, in its unit (L-013"
                                                + " Appendix B)"),
                        standard -> texts(standard.verification()));
        return built(
                policy,
                "verification",
                MaintenancePolicy::verification,
                () -> Verification.of(watch, below));
    }

    private static Map<String, String> texts(Verification verification) {
        Map<String, String> texts = new TreeMap<>();
        verification.below().forEach((indicator, limit) -> texts.put(indicator, plain(limit)));
        return texts;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private Correlation correlation(ConfigNode policy) {
        ConfigNode node =
                policy.section("correlation")
                        .describedAs(
                                "The same indicator on several hosts of one service is one"
                                        + " ticket.");
        var within =
                given(
                        node.duration("within")
                                .describedAs("from the first breach to the last (ours)"),
                        standard -> standard.correlation().within());
        var hostsMin =
                given(
                        node.integer("hosts_min").describedAs("that many hosts (ours)"),
                        standard -> standard.correlation().hostsMin());
        return built(
                policy,
                "correlation",
                MaintenancePolicy::correlation,
                () -> new Correlation(within, hostsMin));
    }

    private Flapping flapping(ConfigNode policy) {
        ConfigNode node =
                policy.section("flapping")
                        .describedAs("An indicator that comes and goes is one ticket.");
        var episodes =
                given(
                        node.integer("episodes").describedAs("that many breaches (ours)"),
                        standard -> standard.flapping().episodes());
        var within =
                given(
                        node.duration("within").describedAs("in that time (ours)"),
                        standard -> standard.flapping().within());
        var calm =
                given(
                        node.duration("calm")
                                .describedAs("how long it must be good to be resolved (ours)"),
                        standard -> standard.flapping().calm());
        return built(
                policy,
                "flapping",
                MaintenancePolicy::flapping,
                () -> new Flapping(episodes, within, calm));
    }

    private ForecastPolicy forecasts(ConfigNode policy) {
        ConfigNode node =
                policy.section("forecasts")
                        .describedAs(
                                "When a forecast may open a ticket, and how urgent it can be.");
        var terms = forecastTerms(node);
        var horizon =
                given(
                        node.duration("horizon").describedAs("how far is looked ahead (ours)"),
                        standard -> standard.forecasts().horizon());
        var firstLevel =
                atMost(
                        node,
                        "first_level_at_most",
                        "a crossing of the first level, the hard limit being further (ours)",
                        ForecastPolicy::firstLevelAtMost);
        var unconfident =
                atMost(
                        node,
                        "unconfident_at_most",
                        "a forecast that is not sure of itself (ours)",
                        ForecastPolicy::unconfidentAtMost);
        var unproven =
                atMost(
                        node,
                        "unproven_at_most",
                        "an indicator with fewer scored predictions than `predictions_min` (ours)",
                        ForecastPolicy::unprovenAtMost);
        var predictionsMin =
                given(
                        node.integer("predictions_min")
                                .between(1, 1_000_000)
                                .describedAs("that many scored predictions make a record (ours)"),
                        standard -> standard.forecasts().predictionsMin());
        Map<Priority, Integer> hits = hitsPercent(node.section("hits_percent"));
        return built(
                policy,
                "forecasts",
                MaintenancePolicy::forecasts,
                () ->
                        new ForecastPolicy(
                                terms,
                                horizon,
                                firstLevel,
                                unconfident,
                                unproven,
                                predictionsMin,
                                hits));
    }

    private ForecastTerms forecastTerms(ConfigNode node) {
        Function<MaintenancePolicy, ForecastTerms> standardTerms =
                standard -> standard.forecasts().terms();
        var historyMin =
                given(
                        node.duration("history_min")
                                .describedAs("of an indicator that has a daily season (ours)"),
                        standardTerms.andThen(ForecastTerms::historyMin));
        var segmentMin =
                given(
                        node.duration("segment_min")
                                .describedAs("of one that fills steadily (ours)"),
                        standardTerms.andThen(ForecastTerms::segmentMin));
        var coverage =
                given(
                        node.integer("coverage_min_percent")
                                .between(0, 100)
                                .describedAs("how much of its history must be there (ours)"),
                        standardTerms.andThen(terms -> percentOf(terms.coverageMin())));
        var interval =
                given(
                        node.integer("interval_max_percent")
                                .between(1, 1000)
                                .describedAs(
                                        "the widest interval of a crossing, of the horizon (ours)"),
                        standardTerms.andThen(terms -> percentOf(terms.intervalMax())));
        var repeats =
                given(
                        node.integer("repeats")
                                .between(1, 12)
                                .describedAs("so many runs in a row must agree (ours)"),
                        standardTerms.andThen(ForecastTerms::repeats));
        return new ForecastTerms(
                historyMin, segmentMin, coverage / 100.0, interval / 100.0, repeats);
    }

    private static int percentOf(double share) {
        return (int) Math.round(share * 100);
    }

    private Priority atMost(
            ConfigNode node,
            String key,
            String what,
            Function<ForecastPolicy, Priority> ofStandard) {
        return given(
                node.word(key, Words.PRIORITY).describedAs("the most urgent: " + what),
                standard -> ofStandard.apply(standard.forecasts()));
    }

    private Map<Priority, Integer> hitsPercent(ConfigNode node) {
        node.describedAs("The share of predictions that must have come true for a priority.");
        Map<Priority, Integer> read = new EnumMap<>(Priority.class);
        for (Priority priority : ForecastPolicy.RAISED) {
            read.put(
                    priority,
                    given(
                            node.integer(priority.name())
                                    .between(0, 100)
                                    .describedAs("or it is less urgent (ours)"),
                            standard -> standard.forecasts().hitsPercent().get(priority)));
        }
        return read;
    }

    private Duration reopenWithin(ConfigNode policy) {
        return given(
                policy.duration("reopen_within")
                        .describedAs("a recurrence in that time reopens the ticket (ours)"),
                MaintenancePolicy::reopenWithin);
    }

    private Retention retention(ConfigNode policy) {
        ConfigNode node = policy.section("retention").describedAs("How long documents are kept.");
        var records =
                given(
                        node.word("records", Words.PERIOD)
                                .describedAs("tickets, requests, logs, audit (L-013 §10.1)"),
                        standard -> standard.retention().records());
        var checks =
                given(
                        node.word("checks", Words.PERIOD)
                                .describedAs("checklists and verifications (L-013 §10.1)"),
                        standard -> standard.retention().checks());
        return built(
                policy,
                "retention",
                MaintenancePolicy::retention,
                () -> new Retention(records, checks));
    }

    private Services services(ConfigNode policy) {
        List<Map.Entry<String, Service>> read = policy.sections("services", PolicyReader::service);
        if (read.isEmpty()) {
            return standard.map(MaintenancePolicy::services).orElseGet(Services::none);
        }
        return built(
                policy,
                "services",
                MaintenancePolicy::services,
                () -> {
                    TreeMap<String, Service> byName = new TreeMap<>();
                    read.forEach(each -> byName.put(each.getKey(), each.getValue()));
                    return new Services(byName);
                });
    }

    private static Map.Entry<String, Service> service(ConfigNode node) {
        node.describedAs("A service; a host's tag `service` may name it too (ours).");
        List<String> hosts =
                node.list("hosts")
                        .describedAs("patterns: `*` is any text, `?` one character")
                        .orElse(List.of());
        List<String> dependsOn =
                node.list("depends_on")
                        .describedAs("other services here, in no circle")
                        .orElse(List.of());
        return Map.entry(node.name(), new Service(hosts, new TreeSet<>(dependsOn)));
    }

    private CalendarRules calendar(ConfigNode policy, BusinessTime hours) {
        return built(
                policy,
                "calendar",
                MaintenancePolicy::calendar,
                () ->
                        new CalendarReader(
                                        policy.section("calendar"),
                                        standard.map(MaintenancePolicy::calendar),
                                        hours)
                                .read());
    }

    private TaskCatalog tasks(ConfigNode policy) {
        List<TaskTemplate> read = TaskReader.read(policy, standard.map(MaintenancePolicy::tasks));
        return built(policy, "tasks", MaintenancePolicy::tasks, () -> new TaskCatalog(read));
    }

    private ChangeTemplates rfcTemplates(ConfigNode policy) {
        return built(
                policy,
                "rfc_templates",
                MaintenancePolicy::rfcTemplates,
                () ->
                        new TemplatesReader(standard.map(MaintenancePolicy::rfcTemplates))
                                .read(policy));
    }

    private <T> T given(Value<T> value, Function<MaintenancePolicy, T> ofStandard) {
        return standard.map(ofStandard)
                .map(value::orElse)
                .orElseGet(() -> value.required("it: a shipped policy gives every key"));
    }

    private <T> T built(
            ConfigNode parent,
            String key,
            Function<MaintenancePolicy, T> ofStandard,
            Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException refused) {
            parent.refuse(key, refused.getMessage());
            return standard.map(ofStandard).orElseThrow(() -> refused);
        }
    }
}
