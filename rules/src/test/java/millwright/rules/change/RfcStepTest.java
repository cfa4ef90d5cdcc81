package millwright.rules.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.rules.calendar.ChangeTerms;
import millwright.rules.calendar.ChangeType;
import millwright.rules.change.ChangeTemplates.Template;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

class RfcStepTest {
    /** Every pair of state and step: what is not in this list is refused. */
    @Test
    void theseAreAllTheStepsThereAre() {
        List<String> possible =
                Arrays.stream(RfcState.values())
                        .flatMap(
                                state ->
                                        Stream.of(RfcStep.values())
                                                .filter(step -> step.isPossibleFrom(state))
                                                .map(
                                                        step ->
                                                                state.word()
                                                                        + " "
                                                                        + step.verb()
                                                                        + " "
                                                                        + step.to().word()))
                        .toList();
        assertThat(possible)
                .containsExactly(
                        "draft submit submitted",
                        "draft withdraw withdrawn",
                        "submitted put before the board CAB",
                        "submitted approve approved",
                        "submitted reject rejected",
                        "submitted revise draft",
                        "submitted withdraw withdrawn",
                        "CAB approve approved",
                        "CAB reject rejected",
                        "CAB revise draft",
                        "CAB withdraw withdrawn",
                        "approved revise draft",
                        "approved schedule scheduled",
                        "approved withdraw withdrawn",
                        "rejected revise draft",
                        "rejected withdraw withdrawn",
                        "scheduled revise draft",
                        "scheduled start in progress",
                        "scheduled withdraw withdrawn",
                        "in progress verify verified",
                        "in progress roll back rolled back",
                        "verified close closed",
                        "verified roll back rolled back");
    }

    @Test
    void thereAreSixteenFields() {
        assertThat(RfcField.values()).hasSize(16);
    }

    @Test
    void theRoutesAreThoseOfTheProcedure() {
        Map<ChangeType, ChangeTerms> types =
                MaintenancePolicy.shipped().calendar().planning().types();
        assertThat(
                        Stream.of(ChangeType.STANDARD, ChangeType.NORMAL, ChangeType.EMERGENCY)
                                .map(type -> ApprovalRoute.of(types.get(type), "", false).words()))
                .containsExactly(
                        "record only: Operations Manager",
                        "full CAB: IT Director",
                        "emergency CAB: IT Director and Operations Manager");
    }

    @Test
    void aWindowsAuthorityAndBoardComeBesideTheTypes() {
        ChangeTerms standard =
                MaintenancePolicy.shipped().calendar().planning().types().get(ChangeType.STANDARD);
        assertThat(ApprovalRoute.of(standard, "IT Director (CAB)", true).words())
                .isEqualTo("full CAB: Operations Manager and IT Director");
        assertThat(ApprovalRoute.of(standard, "pre-approved", false).words())
                .isEqualTo("record only: Operations Manager");
    }

    @Test
    void aPolicysTemplateTakesTheRestFromTheGeneralOne() {
        MaintenancePolicy policy =
                MaintenancePolicy.parse(
                        "policy.yaml",
                        "rfc_templates: {milk-robot: {backout: \"Milk {systems} by hand.\"}}");
        Map<String, String> values =
                ChangeTemplates.PLACEHOLDERS.stream()
                        .collect(Collectors.toMap(each -> each, each -> "{" + each + "}!"));
        Map<RfcField, String> texts = policy.rfcTemplates().fill("milk-robot", values);
        assertThat(texts.get(RfcField.BACKOUT)).isEqualTo("Milk {systems}! by hand.");
        assertThat(texts.get(RfcField.CATEGORY)).isEqualTo("software");
        assertThat(texts).hasSize(8);
    }

    @Test
    void aTemplateNamesOnlyWhatIsFilledIn() {
        assertThatThrownBy(
                        () -> new Template("disk", Map.of(RfcField.RISK, "Risk: low on {hosts}.")))
                .hasMessageStartingWith(
                        "risk names {hosts}, which nothing fills in. Write one of {title}");
        assertThatThrownBy(
                        () ->
                                MaintenancePolicy.parse(
                                        "policy.yaml",
                                        "rfc_templates: {general: {category: paint}}"))
                .hasMessageContaining(
                        "\"paint\" is no category. Write one of hardware, software, network,"
                                + " security.");
    }
}
