package millwright.agent.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;

class HttpTargetConfigTest {
    private static HttpTargets read(String yaml) {
        return ConfigFile.readText("agent.yaml", yaml, Map.of(), HttpTargets::read);
    }

    @Test
    void everyProblemIsToldAndNoSecret() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        http:
                                          - name: a
                                            url: ftp://portal/
                                            expect_status: [200-299, "2xx"]
                                            headers:
                                              - {name: "X Y", value: k}
                                              - {name: Host, value: k}
                                              - {name: X-Key, value: "hush\\nhush"}
                                              - {value: k}
                                          - name: a
                                            url: https://bob:hush@portal/
                                            expect_body: "(a"
                                            method: DELETE
                                            ca_file: /nowhere/ca.pem
                                            body_max: 2MiB
                                        """))
                .hasMessageStartingWith("agent.yaml has 12 problems:\n")
                .hasMessageContainingAll(
                        "line 3   http.a.url: ftp is neither http nor https.",
                        "line 4   http.a.expect_status: \"2xx\" is no status. Write codes",
                        "http.a.headers[1].name: \"X Y\" is no name of a header.",
                        "http.a.headers.Host.name: Host is set by the agent itself.",
                        "http.a.headers.X-Key.value: holds a character that no header can hold.",
                        "http.a.headers[4].name: is required.",
                        "line 10  http[2].name: a is the name of another one.",
                        "line 11  http[2].url: holds credentials",
                        "line 12  http[2].expect_body: is no regular expression: Unclosed group",
                        "line 13  http[2].method: \"DELETE\" is none of the choices.",
                        "line 14  http[2].ca_file: /nowhere/ca.pem cannot be read by user",
                        "line 15  http[2].body_max: 2MiB is too much.")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void withoutTargetsNothingIsOpened() {
        assertThat(read("http: []").open()).isEmpty();
    }

    @Test
    void aTargetIsNamedAfterItsKind() {
        try (HttpTargets targets = read("http: [{name: portal, url: 'https://portal'}]")) {
            assertThat(targets.open())
                    .singleElement()
                    .satisfies(it -> assertThat(it.name()).isEqualTo("http/portal"));
        }
    }

    @Test
    void aStatusIsACodeOrARange() {
        ExpectedStatus expected = ExpectedStatus.parse(List.of("200-299", "401"));
        assertThat(expected.matches(199)).isFalse();
        assertThat(expected.matches(200)).isTrue();
        assertThat(expected.matches(299)).isTrue();
        assertThat(expected.matches(300)).isFalse();
        assertThat(expected.matches(401)).isTrue();
        assertThat(expected).hasToString("200-299, 401");
        assertThatThrownBy(() -> ExpectedStatus.parse(List.of("299-200")))
                .hasMessage("\"299-200\" ends before it begins");
        assertThatThrownBy(() -> ExpectedStatus.parse(List.of()))
                .hasMessage("no status would be good");
    }
}
