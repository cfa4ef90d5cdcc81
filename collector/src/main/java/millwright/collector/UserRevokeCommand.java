package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes one token away, or all that somebody has. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Take one token away, or disable somebody with all of their tokens; at once.",
            "Sessions of the console that were opened with a revoked token end with it. The audit"
                    + " keeps the name; `user add` admits the same person again."
        })
final class UserRevokeCommand implements Callable<Integer> {
    /** No person's name has a capital letter. */
    private static final Pattern TOKEN_ID = Pattern.compile("K-[0-9a-f]{8}");

    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(
            paramLabel = "NAME|TOKEN-ID",
            description = "as `user list` shows them; ids look like K-3f9a12c0")
    private String target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AdminClient collector = AdminClient.of(option.read(), option.words());
        boolean isToken = TOKEN_ID.matcher(target).matches();
        String encoded = AdminClient.encoded(target);
        JsonNode unused =
                isToken
                        ? collector.delete("/api/v1/people/tokens/" + encoded)
                        : collector.post(
                                "/api/v1/people/%s/revocation".formatted(encoded), body -> {});
        spec.commandLine()
                .getOut()
                .printf(
                        isToken
                                ? "Token %s is revoked.%n"
                                : "%s is disabled: none of their tokens is taken any more.%n",
                        target);
        return ExitCode.OK;
    }
}
