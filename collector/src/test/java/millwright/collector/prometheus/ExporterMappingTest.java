package millwright.collector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExporterMappingTest {
    @ParameterizedTest
    @CsvSource({
        "db-07:9100, db-07",
        "db-07, db-07",
        "10.1.4.7:9100, 10.1.4.7",
        "[2001:db8::7]:9100, 2001:db8::7",
        "2001:db8::7, 2001:db8::7"
    })
    void anInstanceIsItsHostWithoutThePort(String instance, String host) {
        assertThat(ExporterMapping.shipped().hostOf(Labels.of("instance", instance)))
                .contains(host);
    }

    @Test
    void aHostLabelSpeaksBeforeTheInstance() {
        assertThat(
                        ExporterMapping.shipped()
                                .hostOf(Labels.of("host", "db-07", "instance", "10.1.4.7:9100")))
                .contains("db-07");
    }

    @Test
    void aSiteNamesHostsByTheirAddressWithThePortOrWithout() {
        ExporterMapping mapping =
                ExporterMapping.parse(
                        "site.yaml",
                        "host: {labels: [instance], names: {'10.0.0.1:9100': a, 10.0.0.1: b}}");

        assertThat(mapping.hostOf(Labels.of("instance", "10.0.0.1:9100"))).contains("a");
        assertThat(mapping.hostOf(Labels.of("instance", "10.0.0.1:9187"))).contains("b");
    }

    @Test
    void environmentAndServiceOfASeriesBecomeTags() {
        assertThat(
                        ExporterMapping.shipped()
                                .tagsOf(Labels.of("env", "production", "service", "shop")))
                .containsEntry("environment", "production")
                .containsEntry("service", "shop");
    }

    @Test
    void aMistakeIsShownWithItsField() {
        assertThatThrownBy(
                        () ->
                                ExporterMapping.parse(
                                        "site.yaml",
                                        "fields: [{measurement: mem, field: x, value: 'a +'}]"))
                .hasMessageStartingWith("site.yaml: mem x: \"a +\": a number, a series");
        assertThatThrownBy(() -> ExporterMapping.parse("site.yaml", "\nfeilds: []"))
                .hasMessageStartingWith("site.yaml line 2: Unrecognized field \"feilds\"");
    }
}
