package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the hosts that are enrolled. */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        description = "List the agents that are enrolled, and when each was heard last.")
final class AgentsCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Mixin private ConfigOption option = new ConfigOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AdminClient collector = AdminClient.of(option.read(), option.words());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-32s %-9s %-32s %s%n", "HOST", "STATE", "LAST HEARD", "VERSION");
        int offset = 0;
        int total = 1;
        while (offset < total) {
            JsonNode page =
                    collector.get("/api/v1/agents?limit=%d&offset=%d".formatted(PAGE, offset));
            total = page.path("total").asInt();
            for (JsonNode agent : page.path("items")) {
                out.printf(
                        "%-32s %-9s %-32s %s%n",
                        agent.path("host").asText(),
                        agent.path("state").asText(),
                        agent.path("lastUsedAt").asText("never"),
                        agent.path("agentVersion").asText());
            }
            offset += PAGE;
        }
        out.flush();
        return ExitCode.OK;
    }
}
