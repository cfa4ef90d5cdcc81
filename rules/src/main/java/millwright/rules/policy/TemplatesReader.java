package millwright.rules.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.config.ConfigNode;
import millwright.rules.change.ChangeTemplates;
import millwright.rules.change.ChangeTemplates.Template;
import millwright.rules.change.RfcField;
import millwright.rules.policy.NamedSections.Standard;

/** Reads the section {@code rfc_templates} of a policy. */
final class TemplatesReader {
    private static final Map<RfcField, String> SAYS =
            new EnumMap<>(
                    Map.of(
                            RfcField.CATEGORY, "hardware, software, network or security",
                            RfcField.DESCRIPTION, "what is done",
                            RfcField.JUSTIFICATION, "why",
                            RfcField.RISK, "rated low, medium, high or critical",
                            RfcField.BACKOUT, "the way back; `Tested 2026-02-01` says when it was",
                            RfcField.TESTING, "how it is proved",
                            RfcField.RESOURCES, "who and what is needed",
                            RfcField.COMMUNICATION, "who is told when, by L-013 §6.3"));

    private final Optional<ChangeTemplates> standard;

    TemplatesReader(Optional<ChangeTemplates> standard) {
        this.standard = standard;
    }

    ChangeTemplates read(ConfigNode policy) {
        List<Template> known =
                standard.map(each -> new ArrayList<>(each.byWork().values()))
                        .orElseGet(ArrayList::new);
        Map<String, Template> byWork = new TreeMap<>();
        new NamedSections<>(known, Template::work)
                .read(policy, "rfc_templates", TemplatesReader::template)
                .forEach(each -> byWork.put(each.work(), each));
        return new ChangeTemplates(byWork);
    }

    private static Optional<Template> template(ConfigNode node, Standard<Template> known) {
        node.describedAs(
                "The texts of a request for change, by kind of work (L-013 §6.1); what one does not"
                        + " give is taken from `general`. Filled in: {"
                        + String.join("}, {", ChangeTemplates.PLACEHOLDERS)
                        + "}.");
        Map<RfcField, String> texts = new EnumMap<>(RfcField.class);
        for (RfcField field : ChangeTemplates.FIELDS) {
            known.optional(
                            node.text(field.code()).describedAs(SAYS.get(field) + " (ours)"),
                            each -> Optional.ofNullable(each.texts().get(field)))
                    .ifPresent(text -> texts.put(field, text));
        }
        return CalendarReader.built(
                node, RfcField.DESCRIPTION.code(), () -> new Template(node.name(), texts));
    }
}
