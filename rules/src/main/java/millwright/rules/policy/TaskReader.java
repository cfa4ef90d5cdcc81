package millwright.rules.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.config.ConfigNode;
import millwright.rules.policy.NamedSections.Standard;

/** Reads the section {@code tasks} of a policy. */
final class TaskReader {
    private static final Duration LATELY = Duration.ofDays(30);

    private TaskReader() {}

    static List<TaskTemplate> read(ConfigNode policy, Optional<TaskCatalog> standard) {
        return new NamedSections<>(
                        standard.map(TaskCatalog::templates).orElse(List.of()), TaskTemplate::name)
                .read(policy, "tasks", TaskReader::template);
    }

    private static Optional<TaskTemplate> template(ConfigNode node, Standard<TaskTemplate> known) {
        node.describedAs(
                "Work that a forecast, or a ticket of P4, asks for; placed by `calendar.planning`"
                        + " (ours).");
        var title =
                known.given(
                        node.text("title").describedAs("what is done, in the imperative"),
                        TaskTemplate::title);
        var indicators =
                known.given(
                        node.list("indicators").describedAs("that it helps"),
                        TaskTemplate::indicators);
        var hosts =
                known.given(
                        node.list("hosts")
                                .describedAs("patterns; of several kinds the closest is taken"),
                        TaskTemplate::hosts,
                        List.of("*"));
        var type =
                known.given(
                        node.word("type", CalendarWords.TYPE)
                                .describedAs("how it is approved (L-013 §6.1)"),
                        each -> Optional.of(each.type()));
        var work =
                known.given(
                        node.duration("work").describedAs("the change alone"), TaskTemplate::work);
        var rollback =
                known.given(
                        node.duration("rollback")
                                .atLeast(Duration.ZERO)
                                .describedAs("to take it back"),
                        TaskTemplate::rollback);
        var verification =
                known.given(
                        node.duration("verification")
                                .atLeast(Duration.ZERO)
                                .describedAs("to prove it (L-013 §7.2)"),
                        TaskTemplate::verification);
        Optional<String> after =
                known.optional(
                        node.text("after")
                                .describedAs(
                                        "a task that was done on the same key and did not help"),
                        TaskTemplate::after);
        var within =
                known.given(
                        node.duration("within").describedAs("how long ago that may be"),
                        TaskTemplate::within,
                        LATELY);
        if (node.name().equals("<name>")) {
            return Optional.empty();
        }
        return CalendarReader.built(
                node,
                "work",
                () ->
                        new TaskTemplate(
                                node.name(),
                                title,
                                indicators,
                                hosts,
                                type.orElseThrow(TaskReader::noChange),
                                work,
                                rollback,
                                verification,
                                after,
                                within));
    }

    private static IllegalArgumentException noChange() {
        return new IllegalArgumentException("type none. Write standard or normal.");
    }
}
