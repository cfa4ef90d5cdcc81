package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks agents to fetch new credentials. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Ask an agent, or all, for a new credential.",
            "Each fetches one with its next delivery; the old one ends when the new one is used,"
                    + " or after 24 hours."
        })
final class RotateCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    @Spec private CommandSpec spec;

    private static final class Whose {
        @Parameters(paramLabel = "HOST", description = "the host, as `agents` lists it")
        private String host;

        @Option(names = "--all", description = "every enrolled host")
        private boolean all;
    }

    @Override
    public Integer call() throws Exception {
        AdminClient collector = AdminClient.of(option.read(), option.words());
        String path =
                whose.all
                        ? "/api/v1/agents/rotation"
                        : "/api/v1/agents/%s/rotation".formatted(AdminClient.encoded(whose.host));
        JsonNode answer = collector.post(path, body -> {});
        int asked = answer.path("asked").asInt();
        spec.commandLine()
                .getOut()
                .printf(
                        "%d agent%s asked for a new credential. `agents` shows rotating until it"
                                + " has come.%n",
                        asked, asked == 1 ? " is" : "s are");
        return ExitCode.OK;
    }
}
