package millwright.config;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.gibibytes;
import static millwright.config.ByteSize.mebibytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigFileTest {
    record Config(URI collector, Duration interval, ByteSize spool, Map<String, String> tags) {}

    record Service(String name, URI address) {}

    private static Config read(ConfigNode node) {
        ConfigNode delivery = node.section("delivery").describedAs("How samples travel.");
        delivery.retired("period", "delivery.interval");
        return new Config(
                delivery.uri("collector")
                        .describedAs("where samples go")
                        .required("the collector's address, such as https://collector:8443"),
                delivery.duration("interval")
                        .between(ofSeconds(1), ofHours(1))
                        .describedAs("how often | at most")
                        .orElse(ofSeconds(10)),
                delivery.size("spool_max").atLeast(mebibytes(16)).orElse(gibibytes(1)),
                node.entries("tags").describedAs("on every sample").orElse(Map.of()));
    }

    private static Config read(String yaml, String... environment) {
        return ConfigFile.readText(
                "agent.yaml", yaml, variables(environment), ConfigFileTest::read);
    }

    private static String messageOf(String yaml, String... environment) {
        try {
            return "no problem: " + read(yaml, environment);
        } catch (ConfigException problems) {
            return problems.getMessage();
        }
    }

    private static Map<String, String> variables(String... pairs) {
        Map<String, String> variables = new java.util.HashMap<>();
        for (String pair : pairs) {
            variables.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return variables;
    }

    @Test
    void whatIsWrittenIsReadAndTheRestIsDefault() {
        Config config =
                read("delivery:\n  collector: http://c:1\n  interval: 2m\ntags: {site: kuwait}\n");
        assertThat(config.collector()).isEqualTo(URI.create("http://c:1"));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.spool()).isEqualTo(gibibytes(1));
        assertThat(config.tags()).containsExactly(Map.entry("site", "kuwait"));
    }

    @Test
    void allProblemsComeAtOnceWithTheirLines() {
        assertThat(
                        messageOf(
                                """
                                tags: {}

                                delivery:
                                  intervall: 5s
                                  collector: collector:8443
                                  interval: 15
                                  spool_max: 1MiB
                                extra: 1
                                """))
                .isEqualTo(
                        """
                        agent.yaml has 5 problems:
                          line 4  delivery.intervall: unknown key. Did you mean delivery.interval?
                          line 5  delivery.collector: "collector:8443" is no complete address. Write an address such as https://collector:8443.
                          line 6  delivery.interval: "15" has no unit. Write a duration such as 15s, 1m or 2h, from 1s to 1h (default 10s).
                          line 7  delivery.spool_max: 1MiB is too little. Write a size such as 500kB, 16MiB or 1GiB, at least 16MiB (default 1GiB).
                          line 8  extra: unknown key. Known here: delivery, tags.\
                        """
                                .stripTrailing());
    }

    @Test
    void aMissingKeyIsToldWithAnExample() {
        assertThat(messageOf("delivery:\n"))
                .isEqualTo(
                        "agent.yaml has 1 problem:\n"
                            + "  missing  delivery.collector: is required. Write the collector's"
                            + " address, such as https://collector:8443.");
    }

    @Test
    void aKeyInTheWrongSectionIsSentToItsPlace() {
        assertThat(messageOf("interval: 5s\ndelivery: {collector: 'http://c:1'}"))
                .contains("line 1  interval: unknown key. Did you mean delivery.interval?");
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        String yaml = "delivery:\n  collector: http://c:1\n  interval: 2m\n";
        Config config =
                read(
                        yaml,
                        "MILLWRIGHT_DELIVERY_INTERVAL=5s",
                        "MILLWRIGHT_TAGS=site=kuwait, tier=db");
        assertThat(config.interval()).isEqualTo(ofSeconds(5));
        assertThat(config.tags()).isEqualTo(Map.of("site", "kuwait", "tier", "db"));
    }

    @Test
    void aBadVariableIsNamedLikeALine() {
        assertThat(
                        messageOf(
                                "delivery: {collector: 'http://c:1'}",
                                "MILLWRIGHT_DELIVERY_INTERVAL=2h"))
                .contains("MILLWRIGHT_DELIVERY_INTERVAL  delivery.interval: 2h is too much.");
    }

    @Test
    void unknownVariablesAreRefusedUnlessTheyBelongToOthers() {
        assertThat(
                        messageOf(
                                "delivery: {collector: 'http://c:1'}",
                                "MILLWRIGHT_DELIVERY_INTERVALL=5s",
                                "MILLWRIGHT_DELIVERY_SOMETHING_ELSE=5s",
                                "MILLWRIGHT_TEST_SEED=1",
                                "MILLWRIGHT_HTTP_LISTEN=of-the-other-daemon",
                                "MILLWRIGHT_HOME=/opt",
                                "MILLWRIGHT_JAVA_OPTS=-Xmx1g",
                                "HOME=/root"))
                .isEqualTo(
                        "agent.yaml has 2 problems:\n"
                            + "  MILLWRIGHT_DELIVERY_INTERVALL       unknown variable. Did you mean"
                            + " MILLWRIGHT_DELIVERY_INTERVAL?\n"
                            + "  MILLWRIGHT_DELIVERY_SOMETHING_ELSE  unknown variable. Remove it;"
                            + " the manual lists every key.");
    }

    @Test
    void aDuplicateKeyNamesBothLines() {
        assertThat(messageOf("delivery:\n  collector: http://c:1\n  collector: http://d:1\n"))
                .contains(
                        "line 3  delivery.collector: stands in line 2 already. Keep one of them.");
    }

    @Test
    void aRetiredKeyNamesItsSuccessor() {
        assertThat(messageOf("delivery:\n  collector: http://c:1\n  period: 5s\n"))
                .contains(
                        "line 3  delivery.period: is no longer used. Write delivery.interval"
                                + " instead.");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertThat(messageOf("delivery:\n\tcollector: x\n"))
                .startsWith("agent.yaml has 1 problem:\n  line 2  is no YAML: ")
                .endsWith("Indent with spaces, not with tabs.");
        assertThat(messageOf("delivery: [1\n")).contains("is no YAML");
        assertThat(messageOf("just words"))
                .contains("line 1   the file: must hold keys with values");
        assertThat(messageOf("a: 1\n---\nb: 2\n")).contains("is no YAML");
        assertThat(messageOf("a: \u0007\n")).contains("is no YAML");
    }

    @Test
    void aSectionWithOneValueAndAValueWithASectionAreRefused() {
        assertThat(messageOf("delivery: 5"))
                .contains("line 1   delivery: must hold keys with values");
        assertThat(messageOf("delivery: {collector: [a], interval: }"))
                .contains("delivery.collector: holds several values where one is expected")
                .contains("delivery.interval: has no value");
    }

    @Test
    void aMissingFileAndAFolderAreKindErrors() {
        Path missing = Path.of("no-such-folder", "agent.yaml");
        assertThatThrownBy(() -> ConfigFile.read(missing, Map.of(), ConfigFileTest::read))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        missing + " does not exist. Create it or give another path with --config.");
        assertThatThrownBy(() -> ConfigFile.read(Path.of("."), Map.of(), ConfigFileTest::read))
                .hasMessage(". is a folder. Give the YAML file in it.");
    }

    @Test
    void withoutAnyFileTheDefaultsAndTheEnvironmentCount() {
        Map<String, String> environment = Map.of("MILLWRIGHT_DELIVERY_COLLECTOR", "http://c:1");
        assertThat(ConfigFile.readDefaults(environment, ConfigFileTest::read).interval())
                .isEqualTo(ofSeconds(10));
    }

    @Test
    void subSectionsAreReadFromAMapAndFromAList() {
        assertThat(services("services:\n  portal: {address: 'http://p:1'}\n"))
                .containsExactly(new Service("portal", URI.create("http://p:1")));
        assertThat(services("services:\n  - address: http://p:1\n"))
                .containsExactly(new Service("1", URI.create("http://p:1")));
        assertThat(services("services:\n")).isEmpty();
        assertThatThrownBy(() -> services("services:\n  - adress: http://p:1\n"))
                .hasMessageContaining(
                        "line 2   services[1].adress: unknown key. Did you mean"
                                + " services[1].address?");
    }

    @Test
    void theEnvironmentSpeaksOfAnElementOfAListByItsName() {
        String yaml = "services:\n  - {name: portal}\n  - {name: erp, address: 'http://e:1'}\n";
        assertThat(
                        ConfigFile.<List<Service>>readText(
                                "agent.yaml",
                                yaml,
                                Map.of("MILLWRIGHT_SERVICES_PORTAL_ADDRESS", "http://p:1"),
                                node -> node.sections("services", ConfigFileTest::named)))
                .containsExactly(
                        new Service("portal", URI.create("http://p:1")),
                        new Service("erp", URI.create("http://e:1")));
        assertThatThrownBy(
                        () ->
                                ConfigFile.<List<Service>>readText(
                                        "agent.yaml",
                                        yaml,
                                        Map.of("MILLWRIGHT_SERVICES_PORTL_ADDRESS", "http://p:1"),
                                        node -> node.sections("services", ConfigFileTest::named)))
                .hasMessageContaining("Did you mean MILLWRIGHT_SERVICES_PORTAL_ADDRESS?")
                .hasMessageContaining("services.portal.address");
    }

    @Test
    void twoElementsOfOneNameAreToldApartByTheirNumber() {
        assertThatThrownBy(
                        () ->
                                ConfigFile.<List<Service>>readText(
                                        "agent.yaml",
                                        "services:\n"
                                                + "  - {name: a, address: 'http://p:1'}\n"
                                                + "  - {name: a}\n",
                                        Map.of(),
                                        node -> node.sections("services", ConfigFileTest::named)))
                .hasMessageContaining("services[2].address");
    }

    private static Service named(ConfigNode service) {
        return new Service(
                service.text("name").required("a name"),
                service.uri("address").required("an address"));
    }

    private static List<Service> services(String yaml) {
        return ConfigFile.readText(
                "agent.yaml",
                yaml,
                Map.of(),
                node ->
                        node.sections(
                                "services",
                                service ->
                                        new Service(
                                                service.name(),
                                                service.uri("address").required("an address"))));
    }

    @Test
    void aRefusalOfTheRecordItselfIsAProblemToo() {
        assertThatThrownBy(
                        () ->
                                ConfigFile.<Object>readText(
                                        "agent.yaml",
                                        "",
                                        Map.of(),
                                        node -> {
                                            throw new IllegalArgumentException("a is more than b");
                                        }))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a is more than b");
    }

    @Test
    void scalarsAreStrict() {
        assertThat(one("a: 8", node -> node.integer("a").optional())).contains(8);
        assertThat(one("a: 0.5", node -> node.number("a").optional())).contains(0.5);
        assertThat(one("a: true", node -> node.flag("a").optional())).contains(true);
        assertThat(one("a: [x, y]", node -> node.list("a").optional())).contains(List.of("x", "y"));
        assertThat(one("a: y", node -> node.text("a").oneOf("x", "y").optional())).contains("y");
        assertThat(one("", node -> node.text("a").optional())).isEmpty();
        assertThatThrownBy(() -> one("a: 8.5", node -> node.integer("a").optional()))
                .hasMessageContaining("\"8.5\" is no whole number");
        assertThatThrownBy(() -> one("a: .nan", node -> node.number("a").optional()))
                .hasMessageContaining("\".nan\" is no number");
        assertThatThrownBy(() -> one("a: yes", node -> node.flag("a").optional()))
                .hasMessageContaining("Write true or false");
        assertThatThrownBy(() -> one("a: z", node -> node.text("a").oneOf("x", "y").optional()))
                .hasMessageContaining("\"z\" is none of the choices. Write one of x, y.");
        assertThatThrownBy(() -> one("a: x", node -> node.list("a").optional()))
                .hasMessageContaining("is no list. Write a list such as [a, b].");
    }

    private static <T> Optional<T> one(
            String yaml, java.util.function.Function<ConfigNode, Optional<T>> reader) {
        return ConfigFile.readText("agent.yaml", yaml, Map.of(), reader);
    }

    @Test
    void theManualIsWrittenFromTheSameDeclarations() {
        assertThat(ConfigManual.of(ConfigFileTest::read))
                .isEqualTo(
                        """
                        ## `delivery`

                        How samples travel.

                        | key | type | default | bounds | description |
                        |---|---|---|---|---|
                        | `delivery.collector` | address | required |  | where samples go |
                        | `delivery.interval` | duration | 10s | from 1s to 1h | how often \\| at most |
                        | `delivery.spool_max` | size | 1GiB | at least 16MiB |  |

                        ## At the top

                        | key | type | default | bounds | description |
                        |---|---|---|---|---|
                        | `tags` | names and texts | none |  | on every sample |
                        """);
    }
}
