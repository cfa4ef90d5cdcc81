package millwright.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import millwright.config.Secret;
import org.junit.jupiter.api.Test;

class GrantTest {
    @Test
    void jsonAsACollectorWritesItIsRead() {
        String pem = "-----BEGIN CERTIFICATE-----\n" + "MIIB/+==".repeat(200) + "\n";
        String json =
                "{\"host\":\"db-07\",\"credential\":\"mwa_x-1\",\"authority\":\"%s\",\"collectors\":[\"https://c:8480\"]}"
                        .formatted(pem.replace("\n", "\\n"));

        assertThat(Grant.parse(json))
                .isEqualTo(
                        new Grant(
                                Secret.of("mwa_x-1"),
                                Optional.of(pem),
                                List.of(URI.create("https://c:8480"))));
    }

    @Test
    void anAnswerOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> Grant.parse("<html>{</html>"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grant.parse("{\"credential\":"))
                .hasMessage("the answer holds no credential");
        assertThatThrownBy(() -> Grant.parse("{}")).hasMessage("the answer holds no credential");
    }

    @Test
    void aRefusalHasWordsForAPerson() {
        assertThat(Refusals.detail("{\"title\":\"x\",\"detail\":\"It \\\"expired\\\".\"}"))
                .hasValue("It \"expired\".");
        assertThat(Refusals.detail("<html>no: way")).isEmpty();
    }

    @Test
    void whatAnAgentSaysOfItselfIsJsonWhateverItsName() {
        assertThat(new Application("a\"b\\c\n", "0.1").toJson())
                .isEqualTo("{\"host\":\"a\\\"b\\\\c\\u000a\",\"agentVersion\":\"0.1\"}");
    }
}
