package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds somebody who may act. The token alone goes to standard output. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Add somebody and print their token, with which they sign in to the console and use"
                    + " the REST interface.",
            "The token is shown once; hand it over as you hand over a password.",
            "Roles: viewer, engineer, change_coordinator, operations_manager, it_director,"
                    + " administrator."
        })
final class UserAddCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(
            paramLabel = "NAME",
            description = "such as ali or ali@example.com; never given to somebody else later")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            converter = Roles.Converter.class,
            description = "what they may do; several with commas between")
    private List<Role> roles = new ArrayList<>();

    @Option(
            names = "--display-name",
            paramLabel = "NAME",
            description = "as the console shows them (default: NAME)")
    private Optional<String> displayName = Optional.empty();

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
                                "/api/v1/people",
                                body -> {
                                    body.put("name", name);
                                    displayName.ifPresent(text -> body.put("displayName", text));
                                    Roles.put(body, roles);
                                    lasts.ifPresent(time -> body.put("ttl", time.toString()));
                                });
        UserTokenCommand.print(made, spec.commandLine());
        return ExitCode.OK;
    }
}
