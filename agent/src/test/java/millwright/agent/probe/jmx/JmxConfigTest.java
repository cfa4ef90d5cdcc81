package millwright.agent.probe.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import millwright.agent.probe.jmx.JmxConfig.Place;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;

class JmxConfigTest {
    private static JmxConfig read(String yaml) {
        return ConfigFile.readText("agent.yaml", yaml, Map.of(), JmxConfig::read);
    }

    private static void refused(String yaml, String why) {
        assertThatThrownBy(() -> read(yaml)).hasMessageContaining(why);
    }

    private static String place(String address) {
        Place.Remote place = (Place.Remote) read("{name: a, address: '" + address + "'}").place();
        return place.host() + " " + place.port() + " " + place.object();
    }

    @Test
    void hostAndPortAreEnough() {
        assertThat(place("app-01:9010")).isEqualTo("app-01 9010 jmxrmi");
        assertThat(place("[::1]:9010")).isEqualTo("[::1] 9010 jmxrmi");
    }

    @Test
    void theUrlOfJavasOwnToolsIsUnderstood() {
        assertThat(place("service:jmx:rmi:///jndi/rmi://app-01:9010/jmxrmi"))
                .isEqualTo("app-01 9010 jmxrmi");
        assertThat(place("service:jmx:rmi:///jndi/rmi://app-01:9010/karaf"))
                .isEqualTo("app-01 9010 karaf");
    }

    @Test
    void oneWayAndOnlyOne() {
        refused("{name: a}", "address: is required, or process or pid_file.");
        refused("{name: a, address: 'b:1', process: '*'}", "process: one of address");
        refused("{name: a, process: x, pid_file: y}", "process: one of address");
    }

    @Test
    void noDirectoryButAnRmiRegistry() {
        refused(
                "{name: a, address: 'service:jmx:rmi:///jndi/ldap://evil:389/x'}",
                "is no JMX address");
        refused("{name: a, address: 'service:jmx:jmxmp://app:1'}", "is no JMX address");
        refused("{name: a, address: 'app 01:9010'}", "is no JMX address");
        refused("{name: a, address: 'app-01'}", "is no JMX address");
        refused("{name: a, address: 'app-01:65536'}", "is no JMX address");
        refused("{name: a, address: 'app-01:0'}", "is no JMX address");
    }

    @Test
    void userAndPasswordGoTogether() {
        refused("{name: a, address: 'b:1', user: u}", "user and password go together");
        refused("{name: a, address: 'b:1', password: p}", "user and password go together");
    }

    @Test
    void aBeansNameMustBeOne() {
        refused(
                "{name: a, address: 'b:1', mbeans: [{object_name: x, measurement: m, fields: {a:"
                        + " A}}]}",
                "\"x\" is no MBean's name");
    }
}
