package millwright.collector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at rules, tries them out, and hands them to who edits them. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Check rules, test them, try them on the past, or export the table.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RulesCheckCommand.class,
            RulesTestCommand.class,
            RulesBacktestCommand.class,
            RulesExportCommand.class
        })
final class RulesCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "rules what? check, test, backtest or export; see --help.");
    }
}
