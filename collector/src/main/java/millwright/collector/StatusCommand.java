package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running collector what it has of one host, and prints it for a person. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Print what a running collector has measured, forecast and decided of a host.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Set<String> NEEDED =
            Set.of("cpu_utilization", "memory_usage", "disk_free");

    @Option(
            names = "--url",
            description = "the collector (default ${DEFAULT-VALUE})",
            defaultValue = "http://127.0.0.1:8480")
    private URI url;

    @Option(names = "--host", required = true, description = "the host to ask for")
    private String host;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "wait so long until CPU, memory and a disk of the host have been judged"
                            + " (default 0)",
            defaultValue = "0")
    private int waitSeconds;

    @Spec private CommandSpec spec;

    private boolean reached;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        Optional<JsonNode> answer = ask();
        while (!missing(answer).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE.toMillis());
            answer = ask();
        }
        if (!reached) {
            throw new Refused(
                    "No collector answers at %s. Start it, or name another with --url."
                            .formatted(url));
        }
        Set<String> missing = missing(answer);
        if (!missing.isEmpty()) {
            throw new Refused(
                    "No samples of %s of host %s reached %s within %d s. Does its agent run, and does it write there?"
                            .formatted(String.join(", ", missing), host, url, waitSeconds));
        }
        print(answer.orElseThrow());
        return ExitCode.OK;
    }

    private static Set<String> missing(Optional<JsonNode> answer) {
        Set<String> missing = new TreeSet<>(NEEDED);
        answer.ifPresent(
                host ->
                        host.path("indicators")
                                .forEach(
                                        indicator -> {
                                            if (indicator.has("value")) {
                                                missing.remove(
                                                        indicator.path("indicator").asText());
                                            }
                                        }));
        return missing;
    }

    private void print(JsonNode answer) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Measured on %s, newest sample %s:%n", host, answer.path("lastSeen").asText());
        for (JsonNode indicator : answer.path("indicators")) {
            out.printf(
                    Locale.ROOT,
                    "  %-22s %-24s %10s  %-9s %s%n",
                    indicator.path("indicator").asText(),
                    indicator.path("resource").asText(),
                    value(indicator),
                    indicator.path("state").asText(),
                    firstLimit(indicator));
        }
        out.printf("Stored: %s series in all.%n", series());
        out.println(
                "Forecast: none yet. This version judges thresholds; the forecaster is not built"
                        + " yet.");
        decisions(out);
        out.flush();
    }

    private void decisions(PrintWriter out) throws IOException, InterruptedException {
        JsonNode tickets =
                get("/api/v1/tickets?limit=100&host=" + encode(host))
                        .map(page -> page.path("items"))
                        .orElseThrow(() -> new IOException(url + " does not answer for tickets"));
        out.printf("Decided: %d ticket%s.%n", tickets.size(), tickets.size() == 1 ? "" : "s");
        for (JsonNode ticket : tickets) {
            out.printf(
                    "  %s %s %s %s %s: %s%n",
                    ticket.path("id").asText(),
                    ticket.path("priority").asText(),
                    ticket.path("status").asText(),
                    ticket.path("indicator").asText(),
                    ticket.path("resource").asText(),
                    ticket.path("rule").asText());
        }
        if (tickets.isEmpty()) {
            out.println(
                    "  Nothing is past a limit for its sustain time, so there is nothing to do.");
        }
    }

    private String series() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("/metrics");
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("millwright_series "))
                .map(line -> line.substring(line.indexOf(' ') + 1).replaceAll("\\.0$", ""))
                .findFirst()
                .orElse("an unknown number of");
    }

    private static String value(JsonNode indicator) {
        if (!indicator.has("value")) {
            return "-";
        }
        String unit = indicator.path("unit").asText();
        double value = indicator.path("value").asDouble();
        return switch (unit) {
            case "percent" -> String.format(Locale.ROOT, "%.1f %%", value);
            case "seconds" -> String.format(Locale.ROOT, "%.3f s", value);
            default -> String.format(Locale.ROOT, "%.2f %s", value, unit);
        };
    }

    private static String firstLimit(JsonNode indicator) {
        JsonNode level = indicator.path("levels").path(0);
        if (level.isMissingNode()) {
            return "no limit";
        }
        return "ticket when %s %s %s"
                .formatted(
                        level.path("direction").asText(),
                        level.path("limit").asText(),
                        sustain(level.path("sustainSeconds").asLong()));
    }

    static String sustain(long seconds) {
        if (seconds == 0) {
            return "at once";
        }
        return seconds % 60 == 0
                ? "for %d min".formatted(seconds / 60)
                : "for %d s".formatted(seconds);
    }

    private Optional<JsonNode> ask() throws InterruptedException {
        try {
            Optional<JsonNode> answer = get("/api/v1/hosts/" + encode(host));
            reached = true;
            return answer;
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path);
        return answer.statusCode() == 200
                ? Optional.of(json.readTree(answer.body()))
                : Optional.empty();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
