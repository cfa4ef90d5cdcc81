package millwright.collector;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a host's credential away. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Take an agent's credential away, at once.",
            "Its deliveries are refused with 401; it keeps its samples, and can be enrolled again."
        })
final class RevokeCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(paramLabel = "HOST", description = "the host, as `agents` lists it")
    private String host;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var unused =
                AdminClient.of(option.read(), option.words())
                        .post(
                                "/api/v1/agents/%s/revocation".formatted(AdminClient.encoded(host)),
                                body -> {});
        spec.commandLine()
                .getOut()
                .printf("%s is revoked: nothing that it sends is taken any more.%n", host);
        return ExitCode.OK;
    }
}
