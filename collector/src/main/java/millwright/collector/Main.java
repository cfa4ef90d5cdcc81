package millwright.collector;

import java.io.IOException;
import millwright.collector.cases.CaseStoreException;
import millwright.collector.history.HistoryException;
import millwright.config.ConfigException;
import millwright.rules.decision.RulesException;
import millwright.rules.policy.PolicyException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Command line of the collector. Exit codes: 0 fine, 1 failure, 2 bad usage or configuration. */
@Command(
        name = "millwright-collector",
        description = "Keeps and judges what the agents send, and turns it into maintenance work.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckConfigCommand.class,
            ReplayCommand.class,
            ForecastCommand.class,
            CalendarCommand.class,
            RulesCommand.class,
            HistoryCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            VerifyCommand.class,
            EnrollCommand.class,
            AgentsCommand.class,
            RevokeCommand.class,
            RotateCommand.class,
            UserCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See --help.");
    }

    /**
     * A message for the user where the trouble is theirs to mend, a stack trace where it is ours.
     */
    private static int explain(Exception e, CommandLine line) throws Exception {
        if (e instanceof ConfigException
                || e instanceof RulesException
                || e instanceof PolicyException) {
            line.getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof Refused
                || e instanceof HistoryException
                || e instanceof CaseStoreException
                || e instanceof IOException) {
            line.getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw e;
    }
}
