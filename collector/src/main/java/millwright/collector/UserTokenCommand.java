package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives somebody one more token. The token alone goes to standard output. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Print one more token for somebody. Those that they have stay good.",
            "To replace one: `user token NAME`, hand it over, `user revoke TOKEN-ID` of the old."
        })
final class UserTokenCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(paramLabel = "NAME", description = "as `user list` shows it")
    private String name;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description = "when the token ends by itself, such as 90d (default: never)")
    private Optional<String> ttl = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<Duration> lasts = ttl.map(text -> Ttl.parse(text, spec.commandLine()));
        JsonNode made =
                AdminClient.of(option.read(), option.words())
                        .post(
                                "/api/v1/people/%s/tokens".formatted(AdminClient.encoded(name)),
                                body -> lasts.ifPresent(time -> body.put("ttl", time.toString())));
        print(made, spec.commandLine());
        return ExitCode.OK;
    }

    static void print(JsonNode made, CommandLine line) {
        line.getOut().println(made.path("token").asText());
        line.getOut().flush();
        line.getErr()
                .printf(
                        "Token %s of %s, %s. It is not shown again.%n",
                        made.path("id").asText(),
                        made.path("person").asText(),
                        made.has("expiresAt")
                                ? "good until " + made.path("expiresAt").asText()
                                : "good until it is revoked");
        line.getErr().flush();
    }
}
