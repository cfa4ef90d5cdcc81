package millwright.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import millwright.collector.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives somebody other roles. */
@Command(
        name = "roles",
        mixinStandardHelpOptions = true,
        description = {
            "Give somebody these roles in the place of those that they have; counts at once.",
            "Roles: viewer, engineer, change_coordinator, operations_manager, it_director,"
                    + " administrator."
        })
final class UserRolesCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "as `user list` shows it")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE",
            split = ",",
            converter = Roles.Converter.class,
            description = "one or more")
    private List<Role> roles = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var unused =
                AdminClient.of(option.read(), option.words())
                        .put(
                                "/api/v1/people/%s/roles".formatted(AdminClient.encoded(name)),
                                body -> Roles.put(body, roles));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is %s now.%n",
                        name, roles.stream().map(Role::word).collect(Collectors.joining(", ")));
        return ExitCode.OK;
    }
}
