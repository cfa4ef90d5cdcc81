package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.change.ChangeDrafts;
import millwright.collector.http.Routes;
import millwright.collector.ingest.Ingest;
import millwright.collector.ingest.IngestConfig;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.prometheus.AgentAddresses;
import millwright.collector.prometheus.ExporterMapping;
import millwright.collector.prometheus.Exporters;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.collector.trust.MemoryTrustStore;
import millwright.collector.trust.Trust;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.State;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    /** Made by the meter registry, which the daemon's wiring owns. */
    private static final String METRICS = "GET /metrics";

    private final MadeUpFleet fleet =
            new MadeUpFleet(MadeUpFleet.NOW)
                    .with(
                            "db-07",
                            "disk_free",
                            "/var",
                            State.BREACHED,
                            2,
                            Duration.ofHours(1),
                            ago -> Optional.of(9.5));
    private final Routes routes =
            Api.routes(
                    new Routes(),
                    fleet,
                    new MemoryCases(
                            List.of(
                                    fleet.ticket(
                                            "T-000042",
                                            new IndicatorKey("db-07", "disk_free", "/var"),
                                            2,
                                            9.5,
                                            Duration.ofHours(1),
                                            true))),
                    fleet.history(),
                    ShippedRulebook.rules(),
                    new LiveEvents(),
                    InstantSource.fixed(MadeUpFleet.NOW));

    @Test
    void theDocumentIsValid() throws Exception {
        SwaggerParseResult result =
                new OpenAPIV3Parser()
                        .readContents(FakeExchange.get(routes, "/openapi.json").text());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedPathIsRouted(@TempDir Path journal)
            throws Exception {
        Set<String> documented = new TreeSet<>();
        document()
                .get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        documented.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        Set<String> routed = new TreeSet<>(Set.of(METRICS));
        try (Ingest ingest = ingest(journal)) {
            routes.addAll(ingest.routes());
            new Exporters(
                            ExporterMapping.shipped(),
                            1,
                            1,
                            ingest.intake(),
                            new SimpleMeterRegistry())
                    .routes(routes);
        }
        MadeUpForecasts.routes(routes, fleet);
        new AgentAddresses(new SeriesCatalog(), Duration.ZERO, InstantSource.fixed(MadeUpFleet.NOW))
                .routes(routes);
        Acting acting = new Acting(MadeUpPeople.nobody());
        Api.acts(routes, acting, ShippedRulebook.rules(), InstantSource.fixed(MadeUpFleet.NOW));
        Api.people(routes, MadeUpPeople.nobody(), acting);
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        CaseStore cases = CaseStores.inMemory();
        TicketDesk desk = new TicketDesk(cases, MadeUpPeople.nobody(), event -> {}, clock);
        Api.tickets(routes, desk, cases, acting, clock);
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
        Api.tasks(
                routes,
                new TaskDesk(
                        cases,
                        MadeUpChanges.changes(name -> Optional.empty(), event -> {}),
                        () -> calendar,
                        policy,
                        event -> {},
                        clock),
                acting);
        Api.changes(routes, MadeUpChanges.desk(MadeUpChanges.NOW), acting);
        Api.calendar(routes, MadeUpCalendar.of(clock), acting, clock);
        Api.emergencies(
                routes,
                new EmergencyDesk(
                        cases,
                        fleet,
                        () -> policy,
                        () -> calendar,
                        new EmergencyDrafts(cases, ChangeDrafts.NONE, () -> policy),
                        MadeUpChanges.desk(MadeUpChanges.NOW).changes(),
                        event -> {},
                        clock),
                acting);
        Api.routes(routes, trust(journal.resolve("data")), acting);
        try (CaseStores.Records records =
                CaseStores.openAll(CasesConfig.file(journal.resolve("cases")), clock)) {
            Api.routes(routes, records.audit(), acting);
        }
        routes.list().forEach(route -> routed.add(route.method() + " " + route.pattern()));

        assertThat(documented).isEqualTo(routed);
    }

    private static Trust trust(Path data) throws IOException {
        return Trust.open(
                data,
                Optional.empty(),
                new MemoryTrustStore(),
                InstantSource.fixed(MadeUpFleet.NOW));
    }

    private static Ingest ingest(Path journal) throws IOException {
        return Ingest.open(
                IngestConfig.of(journal, List.of("a-token-of-32-characters-for-test")),
                new SeriesCatalog(),
                batch -> {},
                batch -> {},
                InstantSource.fixed(MadeUpFleet.NOW),
                new SimpleMeterRegistry());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/hosts, /api/v1/hosts",
        "/api/v1/hosts/{host}, /api/v1/hosts/db-07",
        "/api/v1/indicators, /api/v1/indicators",
        "/api/v1/indicators/history,"
                + " /api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var",
        "/api/v1/forecasts, /api/v1/forecasts",
        "/api/v1/forecasts/course,"
                + " /api/v1/forecasts/course?host=db-07&indicator=disk_free&resource=/var"
                + "&from=2026-03-28T00:00:00Z",
        "/api/v1/forecasts/record, /api/v1/forecasts/record",
        "/api/v1/rules, /api/v1/rules",
        "/api/v1/rules/check, /api/v1/rules/check",
        "/api/v1/tickets, /api/v1/tickets",
        "/api/v1/tickets/{id}, /api/v1/tickets/T-000042",
        "/api/v1/tickets/{id}/what-if, /api/v1/tickets/T-000042/what-if?priority=P2",
        "/api/v1/rfcs, /api/v1/rfcs",
        "/api/v1/rfcs/{id}, /api/v1/rfcs/RFC-2026-0001",
        "/api/v1/cab/agenda, /api/v1/cab/agenda",
        "/api/v1/cab/minutes, /api/v1/cab/minutes",
        "/api/v1/delegations, /api/v1/delegations",
        "/api/v1/emergency-windows, /api/v1/emergency-windows",
        "/api/v1/calendar, /api/v1/calendar?tasks=yes",
        "/api/v1/calendar/entries, /api/v1/calendar/entries",
        "/api/v1/calendar/confirmations, /api/v1/calendar/confirmations",
        "/api/v1/calendar/lint, /api/v1/calendar/lint",
        "/api/v1/calendar/outlook, /api/v1/calendar/outlook",
        "/api/v1/standing-tasks, /api/v1/standing-tasks?state=overdue",
        "/api/v1/standing-tasks/{key}, /api/v1/standing-tasks/security-patching-20260426T0000"
    })
    void answersAndExamplesHaveWhatTheirSchemaRequiresAndNothingElse(String path, String address)
            throws Exception {
        MadeUpForecasts.routes(routes, fleet);
        Api.changes(
                routes, MadeUpChanges.desk(MadeUpChanges.NOW), new Acting(MadeUpPeople.nobody()));
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        Acting acting = new Acting(MadeUpPeople.nobody());
        Api.calendar(routes, MadeUpCalendar.of(clock), acting, clock);
        JsonNode media =
                document()
                        .at("/paths")
                        .get(path)
                        .at("/get/responses/200/content/application~1json");
        List<String> faults = new ArrayList<>();

        check("answer", FakeExchange.get(routes, address).json(), media.get("schema"), faults);
        if (media.has("example")) {
            check("example", media.get("example"), media.get("schema"), faults);
        }

        assertThat(faults).isEmpty();
    }

    /** Required members, unknown members and types: what goes wrong when code and document part. */
    private void check(String at, JsonNode value, JsonNode given, List<String> faults)
            throws Exception {
        JsonNode schema =
                given.has("$ref") ? document().at(given.get("$ref").asText().substring(1)) : given;
        String type = schema.path("type").asText();
        boolean fits =
                switch (type) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> value.isTextual();
                };
        if (!fits) {
            faults.add(at + " is no " + type + ": " + value);
        }
        schema.path("required")
                .forEach(
                        name -> {
                            if (!value.has(name.asText())) {
                                faults.add(at + " lacks " + name.asText());
                            }
                        });
        if (schema.has("enum") && !schema.get("enum").toString().contains(value.toString())) {
            faults.add(at + " is none of " + schema.get("enum") + ": " + value);
        }
        if (value.isArray() && !value.isEmpty()) {
            check(at + "[0]", value.get(0), schema.get("items"), faults);
        }
        for (var member : value.properties()) {
            JsonNode of = schema.path("properties").path(member.getKey());
            if (!of.isMissingNode()) {
                check(at + "." + member.getKey(), member.getValue(), of, faults);
            } else if (!schema.has("additionalProperties")) {
                faults.add(at + "." + member.getKey() + " is not documented");
            }
        }
    }

    private JsonNode document() throws Exception {
        return FakeExchange.get(routes, "/openapi.json").json();
    }
}
