package millwright.collector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the people who may act. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Add people, give them roles and tokens, and take them away again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserAddCommand.class,
            UserListCommand.class,
            UserTokenCommand.class,
            UserRolesCommand.class,
            UserRevokeCommand.class
        })
final class UserCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "user what? add, list, token, roles or revoke; see --help.");
    }
}
