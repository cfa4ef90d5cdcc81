package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a token with which hosts enrol. The token alone goes to standard output. */
@Command(
        name = "enroll",
        mixinStandardHelpOptions = true,
        description = {
            "Print a token with which agents enrol: millwright-agent enroll TOKEN.",
            "Asks the running collector. The token is shown once; keep it as you keep a password."
        })
final class EnrollCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "1h",
            description =
                    "how long it can be used, such as 30m, up to 30d (default ${DEFAULT-VALUE})")
    private String ttl;

    @Option(
            names = "--uses",
            defaultValue = "1",
            description = "how many hosts it can enrol (default ${DEFAULT-VALUE})")
    private int uses;

    @Option(
            names = "--url",
            description =
                    "an address under which agents reach the collector; may be repeated (default:"
                            + " from http.names, or the machine's name)")
    private List<URI> urls = new ArrayList<>();

    @Option(names = "--list", description = "list the tokens there are instead")
    private boolean list;

    @Option(
            names = "--revoke",
            paramLabel = "ID",
            description = "revoke the token of that id instead; its agents stay enrolled")
    private String revoked;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CollectorConfig config = option.read();
        AdminClient collector = AdminClient.of(config, option.words());
        if (list) {
            list(collector);
        } else if (revoked != null) {
            var unused = collector.delete("/api/v1/enrolments/" + AdminClient.encoded(revoked));
            spec.commandLine().getOut().printf("%s is revoked.%n", revoked);
        } else {
            create(collector, config);
        }
        return ExitCode.OK;
    }

    private void create(AdminClient collector, CollectorConfig config) throws Exception {
        List<URI> addresses = urls.isEmpty() ? List.of(CollectorAddress.forAgents(config)) : urls;
        JsonNode made =
                collector.post(
                        "/api/v1/enrolments",
                        body -> {
                            body.put("ttl", Ttl.parse(ttl, spec.commandLine()).toString())
                                    .put("uses", uses);
                            body.put("createdBy", System.getProperty("user.name", "somebody"));
                            ArrayNode collectors = body.putArray("collectors");
                            addresses.forEach(each -> collectors.add(each.toString()));
                        });
        PrintWriter out = spec.commandLine().getOut();
        out.println(made.path("token").asText());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "Token %s enrols %d host%s until %s; they deliver to %s.%n",
                made.path("id").asText(),
                uses,
                uses == 1 ? "" : "s",
                made.path("expiresAt").asText(),
                String.join(", ", addresses.stream().map(URI::toString).toList()));
        err.println(
                made.has("authority")
                        ? "It trusts " + made.path("authority").asText() + " alone."
                        : "The collector has no certificate of its own, so the token pins none.");
        err.println("On each host: millwright-agent enroll --config FILE TOKEN");
        err.flush();
    }

    private void list(AdminClient collector) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = collector.get("/api/v1/enrolments?limit=500");
        out.printf("%-12s %-10s %-12s %-32s %s%n", "ID", "LEFT", "BY", "EXPIRES", "COLLECTORS");
        for (JsonNode each : page.path("items")) {
            List<String> collectors = new ArrayList<>();
            each.path("collectors").forEach(address -> collectors.add(address.asText()));
            out.printf(
                    "%-12s %-10s %-12s %-32s %s%n",
                    each.path("id").asText(),
                    each.has("revokedAt")
                            ? "revoked"
                            : each.path("usesLeft").asInt() + "/" + each.path("uses").asInt(),
                    each.path("createdBy").asText(),
                    each.path("expiresAt").asText(),
                    String.join(" ", collectors));
        }
        out.flush();
    }
}
