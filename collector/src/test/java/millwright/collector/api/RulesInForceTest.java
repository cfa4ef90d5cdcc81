package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.RuleSources;
import millwright.collector.rulebook.Rulebook;
import millwright.rules.decision.ThresholdTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesInForceTest {
    private static final String SHIPPED = ThresholdTable.shipped().toCsv();

    @TempDir private Path folder;

    private Routes routes() throws IOException {
        Files.writeString(folder.resolve("thresholds.csv"), SHIPPED);
        MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        Rulebook rulebook = Rulebook.open(RuleSources.at(folder), MadeUpFleet.NOW);
        Routes routes =
                Api.routes(
                        new Routes(),
                        fleet,
                        new MemoryCases(List.of()),
                        fleet.history(),
                        rulebook,
                        new LiveEvents(),
                        clock);
        return Api.acts(routes, new Acting(MadeUpPeople.nobody()), rulebook, clock);
    }

    @Test
    void newFilesAreCheckedTakenOrRefusedWithTheirProblems() throws Exception {
        Routes routes = routes();
        String first = get(routes, "/api/v1/rules").get("version").asText();
        assertThat(get(routes, "/api/v1/rules").at("/files/0/name").asText())
                .isEqualTo("thresholds.csv");

        Files.writeString(
                folder.resolve("thresholds.csv"), SHIPPED.replace("> 80,15 min", "> 80,15"));
        assertThat(get(routes, "/api/v1/rules/check").get("usable").asBoolean()).isFalse();
        FakeExchange refusal = reload(routes);
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.json().at("/problems/0/file").asText()).isEqualTo("thresholds.csv");
        assertThat(refusal.json().at("/problems/0/line").asInt()).isEqualTo(10);
        assertThat(refusal.json().get("detail").asText()).contains(first + " stay in force");
        assertThat(get(routes, "/api/v1/rules").at("/refused/problems/0/message").asText())
                .contains("\"15\" is no duration");

        Files.writeString(
                folder.resolve("thresholds.csv"), SHIPPED.replace("> 80,15 min", "> 81,15 min"));
        assertThat(get(routes, "/api/v1/rules/check").get("usable").asBoolean()).isTrue();
        FakeExchange taken = reload(routes);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().get("changed").asBoolean()).isTrue();
        assertThat(taken.json().get("version").asText()).isNotEqualTo(first);
        assertThat(get(routes, "/api/v1/rules").has("refused")).isFalse();
    }

    @Test
    void onlyAnAdministratorTakesThemIntoForce() throws Exception {
        Routes routes = routes();
        assertThat(FakeExchange.post(routes, "/api/v1/rules/reload").status()).isEqualTo(401);
    }

    private static FakeExchange reload(Routes routes) throws Exception {
        return FakeExchange.of("POST", "/api/v1/rules/reload")
                .header("Authorization", "Token " + MadeUpPeople.ADMINISTRATOR)
                .to(routes);
    }

    private static JsonNode get(Routes routes, String path) throws Exception {
        return FakeExchange.get(routes, path).json();
    }
}
