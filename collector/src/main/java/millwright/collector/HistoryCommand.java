package millwright.collector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the stores of samples. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Move the history of samples into another store.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HistoryMigrateCommand.class})
final class HistoryCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "history what? migrate; see --help.");
    }
}
