package millwright.rules.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import millwright.config.ConfigNode;
import millwright.config.Value;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.PlanningTerms;
import millwright.rules.calendar.Recurrence;
import millwright.rules.calendar.RelaxationKind;
import millwright.rules.calendar.RelaxationTerms;
import millwright.rules.policy.NamedSections.Standard;

/** Reads the section {@code calendar.planning} of a policy. */
final class PlanningReader {
    private record NamedTerms(ChangeType type, ChangeTerms terms) {
        String name() {
            return type.word();
        }
    }

    private record NamedRelaxation(RelaxationKind kind, RelaxationTerms terms) {
        String name() {
            return kind.word();
        }
    }

    private final ConfigNode planning;
    private final Optional<PlanningTerms> standard;
    private final LocalDate since;

    PlanningReader(ConfigNode planning, Optional<PlanningTerms> standard, LocalDate since) {
        this.planning = planning.describedAs("How work is placed.");
        this.standard = standard;
        this.since = since;
    }

    PlanningTerms read() {
        Duration margin =
                duration(
                        "margin",
                        "from the end of the work to the early edge of the forecast (ours)",
                        PlanningTerms::margin);
        Duration stability =
                duration(
                        "stability",
                        "how much of the margin a forecast may eat before a plan moves (ours)",
                        PlanningTerms::stability);
        Duration grid =
                duration(
                        "grid",
                        "between starts that are weighed by their load (ours)",
                        PlanningTerms::grid);
        Duration smallest =
                duration(
                        "small_work",
                        "work up to this length goes beside other such work of its system (ours)",
                        PlanningTerms::smallest);
        Duration joinWithin =
                duration(
                        "join_within",
                        "but at most so much later than where it would go alone (ours)",
                        PlanningTerms::joinWithin);
        Duration horizon =
                duration(
                        "horizon",
                        "how far a slot is looked for without a deadline (ours)",
                        PlanningTerms::horizon);
        ConfigNode cab = planning.section("cab").describedAs("When the board meets (L-013 §6.2).");
        String rule =
                given(cab.text("rule").describedAs("of RFC 5545"), terms -> terms.cab().rule());
        LocalTime from =
                given(
                        cab.word("from", Words.TIME_OF_DAY).describedAs("by the clock on the wall"),
                        terms -> terms.cab().from());
        Duration emergencyWithin =
                given(
                        cab.duration("emergency_within")
                                .describedAs("until the emergency CAB has met (L-013 §6.2)"),
                        PlanningTerms::emergencyCabWithin);
        Optional<Recurrence> meetings =
                CalendarReader.built(
                        cab, "rule", () -> new Recurrence(rule, since, from, ONE_HOUR));
        Map<ChangeType, ChangeTerms> types = types();
        Map<RelaxationKind, RelaxationTerms> relaxations = relaxations();
        return new PlanningTerms(
                types,
                meetings.or(() -> standard.map(PlanningTerms::cab)).orElseThrow(),
                emergencyWithin,
                margin,
                stability,
                grid,
                smallest,
                joinWithin,
                horizon,
                relaxations);
    }

    /** Only its start counts. */
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private Map<ChangeType, ChangeTerms> types() {
        List<NamedTerms> known =
                standard.map(PlanningTerms::types).orElse(Map.of()).entrySet().stream()
                        .map(each -> new NamedTerms(each.getKey(), each.getValue()))
                        .toList();
        Map<ChangeType, ChangeTerms> types = new EnumMap<>(ChangeType.class);
        new NamedSections<>(known, NamedTerms::name)
                .read(planning, "changes", PlanningReader::terms)
                .forEach(each -> types.put(each.type(), each.terms()));
        return types;
    }

    private static Optional<NamedTerms> terms(ConfigNode node, Standard<NamedTerms> known) {
        node.describedAs(
                "How a change of a type (`standard`, `normal`, `emergency`) is approved (L-013"
                        + " §6.1, §6.2).");
        var lead =
                known.given(
                        node.word("lead", CalendarWords.LEAD)
                                .describedAs("from submission to start (L-013 §6.1)"),
                        each -> each.terms().lead());
        var review =
                known.given(
                        node.word("board", CalendarWords.REVIEW)
                                .describedAs("that decides between them (L-013 §6.2)"),
                        each -> each.terms().review());
        var authority =
                known.given(
                        node.text("authority").describedAs("that approves (L-013 §6.2)"),
                        each -> each.terms().authority());
        var notice =
                known.given(
                        node.duration("notice")
                                .atLeast(Duration.ZERO)
                                .describedAs("from approval to start (L-013 §6.3)"),
                        each -> each.terms().notice());
        var needsWindow =
                known.given(
                        node.flag("needs_window")
                                .describedAs("or else any time that nothing forbids"),
                        each -> each.terms().needsWindow(),
                        true);
        if (node.name().equals("<name>")) {
            return Optional.empty();
        }
        return CalendarReader.built(
                node,
                "lead",
                () ->
                        new NamedTerms(
                                CalendarWords.type(node.name()),
                                new ChangeTerms(lead, review, authority, notice, needsWindow)));
    }

    private Map<RelaxationKind, RelaxationTerms> relaxations() {
        List<NamedRelaxation> known =
                standard.map(PlanningTerms::relaxations).orElse(Map.of()).entrySet().stream()
                        .map(each -> new NamedRelaxation(each.getKey(), each.getValue()))
                        .toList();
        Map<RelaxationKind, RelaxationTerms> terms = new EnumMap<>(RelaxationKind.class);
        new NamedSections<>(known, NamedRelaxation::name)
                .read(planning, "relaxations", PlanningReader::relaxation)
                .forEach(each -> terms.put(each.kind(), each.terms()));
        return terms;
    }

    private static Optional<NamedRelaxation> relaxation(
            ConfigNode node, Standard<NamedRelaxation> known) {
        node.describedAs(
                "What may give way where work fits nowhere: `notice`, `margin`, `other-work`,"
                        + " `lead-time`, `cab`, `window`, `freeze`, `blackout`, `deadline`.");
        var authority =
                known.given(
                        node.text("authority").describedAs("that may waive it (ours)"),
                        each -> each.terms().authority());
        var cost =
                known.given(
                        node.integer("cost")
                                .between(1, 1000)
                                .describedAs("the cheapest are shown first (ours)"),
                        each -> each.terms().cost());
        if (node.name().equals("<name>")) {
            return Optional.empty();
        }
        return CalendarReader.built(
                node,
                "authority",
                () -> new NamedRelaxation(kind(node.name()), new RelaxationTerms(authority, cost)));
    }

    private static RelaxationKind kind(String name) {
        return Arrays.stream(RelaxationKind.values())
                .filter(each -> each.word().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s is nothing that may give way. Write one of %s."
                                                .formatted(
                                                        name,
                                                        Arrays.stream(RelaxationKind.values())
                                                                .map(RelaxationKind::word)
                                                                .toList())));
    }

    private Duration duration(
            String key, String description, Function<PlanningTerms, Duration> ofStandard) {
        return given(planning.duration(key).describedAs(description), ofStandard);
    }

    private <T> T given(Value<T> value, Function<PlanningTerms, T> ofStandard) {
        return standard.map(ofStandard)
                .map(value::orElse)
                .orElseGet(() -> value.required("it: a shipped policy gives every key"));
    }
}
