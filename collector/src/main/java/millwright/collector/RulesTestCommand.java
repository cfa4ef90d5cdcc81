package millwright.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import millwright.collector.rulebook.RuleTests;
import millwright.collector.rulebook.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs cases of made-up series against rules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Run case files: made-up series go in, and exactly the expected decisions must come"
                        + " out. The notation stands in docs/rules.md.",
        footer =
                "Exit codes: 0 all as expected, 1 some are not, 2 a file cannot be read or the"
                        + " rules cannot be used.")
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "case files (YAML), or folders of them, such as conf/rule-tests")
    private List<Path> files;

    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = {"-v", "--verbose"},
            description = "tell of cases that pass, too")
    private boolean verbose;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Logging.quiet();
        PrintWriter out = spec.commandLine().getOut();
        try {
            RuleTests tests =
                    new RuleTests(Rulebook.open(rules.sources(), Instant.EPOCH).inForce());
            return tests.run(files, verbose, out::println).failed() == 0
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        } catch (IllegalArgumentException | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        } finally {
            out.flush();
        }
    }
}
