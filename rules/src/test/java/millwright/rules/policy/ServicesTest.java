package millwright.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServicesTest {
    private static Services services(String yaml) {
        return MaintenancePolicy.parse("policy.yaml", "services:\n" + yaml.indent(2)).services();
    }

    private static final Services PORTAL =
            services(
                    """
                    portal: {hosts: [web-*, edge-?], depends_on: [database, payment]}
                    payment: {hosts: [web-pay-*], depends_on: [database, network]}
                    database: {hosts: ["db-*"], depends_on: [network]}
                    network: {}
                    """);

    @Test
    void theMoreTellingPatternWins() {
        assertThat(PORTAL.serviceOf("web-01")).contains("portal");
        assertThat(PORTAL.serviceOf("web-pay-01")).contains("payment");
        assertThat(PORTAL.serviceOf("edge-1")).contains("portal");
        assertThat(PORTAL.serviceOf("edge-12")).isEmpty();
        assertThat(PORTAL.serviceOf("mail-01")).isEmpty();
    }

    @Test
    void ofEquallyTellingPatternsTheLongerWinsAndThenTheName() {
        assertThat(services("b: {hosts: ['x-??']}\na: {hosts: [x-*]}").serviceOf("x-01"))
                .contains("b");
        assertThat(services("b: {hosts: [x-*]}\na: {hosts: [x-*]}").serviceOf("x-01"))
                .contains("a");
    }

    @Test
    void dependenciesAreDirectOrAll() {
        assertThat(PORTAL.dependenciesOf("portal")).containsExactly("database", "payment");
        assertThat(PORTAL.allDependenciesOf("portal"))
                .containsExactly("database", "network", "payment");
        assertThat(PORTAL.allDependenciesOf("network")).isEmpty();
        assertThat(PORTAL.allDependenciesOf("known only by a tag")).isEmpty();
    }

    @Test
    void aCircleIsRefusedAndItsPathNamed() {
        assertThatThrownBy(
                        () ->
                                services(
                                        """
                                        a: {depends_on: [b]}
                                        b: {depends_on: [c]}
                                        c: {depends_on: [d]}
                                        d: {depends_on: [b]}
                                        """))
                .hasMessageContaining("in a circle: b -> c -> d -> b.");
        assertThatThrownBy(() -> services("a: {depends_on: [a]}"))
                .hasMessageContaining("in a circle: a -> a.");
    }

    @Test
    void theSameServiceReachedByTwoWaysIsNoCircle() {
        assertThat(
                        services("a: {depends_on: [b, c]}\nb: {depends_on: [c]}\nc: {}")
                                .allDependenciesOf("a"))
                .containsExactly("b", "c");
    }

    @Test
    void aDependencyThatIsNoServiceIsRefused() {
        assertThatThrownBy(() -> services("web: {depends_on: [databse]}\ndatabase: {}"))
                .hasMessageContaining(
                        "web depends on databse, which is no service here (database, web).");
    }
}
