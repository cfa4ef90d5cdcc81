package millwright.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People of a site who do through the collector's interface what L-013 has them do. */
final class OnDuty {
    private static final ZoneId SITE = ZoneId.of("Asia/Kuwait");
    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT);

    private final Program collector;
    private final Http http;
    private final String administrator;
    private final String manager;
    private final String director;
    private final String coordinator;

    /**
     * @param administrator token of who may add people
     */
    OnDuty(Program collector, Http http, String administrator) {
        this.collector = collector;
        this.http = http;
        this.administrator = administrator;
        manager = hired("omar", "operations_manager");
        director = hired("dina", "it_director");
        coordinator = hired("cora", "change_coordinator");
    }

    private String hired(String name, String role) {
        return act(administrator, "/api/v1/people", Map.of("name", name, "roles", List.of(role)))
                .path("token")
                .asText();
    }

    private JsonNode act(String token, String path, Map<String, Object> body) {
        return http.json("POST", path, token, Json.text(body));
    }

    void takesOn(String ticket) {
        act(manager, "/api/v1/tickets/" + ticket + "/acknowledge", Map.of());
    }

    /** The emergency window that a P1 ticket has asked for, from its approval to its proof. */
    void workInTheEmergencyWindow() {
        collector.await(
                "a request for an emergency window",
                () -> !items("/api/v1/emergency-windows?status=requested").isEmpty());
        String window =
                "/api/v1/emergency-windows/"
                        + items("/api/v1/emergency-windows?status=requested")
                                .get(0)
                                .path("id")
                                .asText();
        act(director, window + "/approve", Map.of("comment", "the backups stop"));
        collector.await(
                "that people were told",
                () -> !items("/api/v1/emergency-windows?status=notified").isEmpty());
        act(manager, window + "/start", Map.of());
        act(manager, window + "/end", Map.of("outcome", "old backups are gone"));
        act(manager, window + "/verify", Map.of("force", true, "comment", "seen by eye"));
    }

    /** The requests that planned work has drafted are done at once: one holds, one does not. */
    void carryOutChanges() {
        collector.await(
                "two drafts of requests for change",
                () -> items("/api/v1/rfcs?state=draft").size() > 1);
        JsonNode drafts = items("/api/v1/rfcs?state=draft");
        String good = begun(drafts.get(0).path("id").asText());
        act(manager, good + "/verify", Map.of("evidence", "41 % are free"));
        act(coordinator, good + "/close", Map.of());
        String bad = begun(drafts.get(1).path("id").asText());
        act(manager, bad + "/rollback", Map.of("reason", "a service missed its files"));
    }

    private String begun(String id) {
        String rfc = "/api/v1/rfcs/" + id;
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
        http.json(
                "PUT",
                rfc + "/fields",
                coordinator,
                Json.text(
                        Map.of(
                                "type",
                                "emergency",
                                "start",
                                start.toString(),
                                "end",
                                start.plus(Duration.ofHours(2)).toString())));
        act(coordinator, rfc + "/submit", Map.of("waiver", "it cannot wait"));
        act(director, rfc + "/approve", Map.of("note", "it cannot wait"));
        act(manager, rfc + "/approve", Map.of("note", "it cannot wait"));
        act(coordinator, rfc + "/schedule", Map.of());
        act(manager, rfc + "/start", Map.of());
        return rfc;
    }

    /** Yesterday's reports were read in time. */
    void reviewBackups() {
        ZonedDateTime planned =
                ZonedDateTime.now(SITE).minusDays(1).truncatedTo(ChronoUnit.DAYS).plusHours(8);
        act(
                manager,
                "/api/v1/standing-tasks/backup-report-review-"
                        + KEY.format(planned)
                        + "/completion",
                Map.of(
                        "evidence",
                        "all green",
                        "doneAt",
                        planned.plusMinutes(10).toOffsetDateTime().toString()));
    }

    private JsonNode items(String path) {
        return http.json(path).path("items");
    }
}
