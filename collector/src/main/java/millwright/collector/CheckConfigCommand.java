package millwright.collector;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import millwright.collector.prometheus.ExporterMapping;
import millwright.collector.rulebook.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads the configuration and the policy, compiles the rules, and starts nothing. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description =
                "Check the configuration, the rules and the policy without starting anything.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Logging.quiet();
        CollectorConfig config = option.read();
        var unused = Rulebook.open(config.rules(), Instant.now());
        var unusedPolicy = PolicyFile.read(config.policy());
        var unusedMapping = ExporterMapping.open(config.prometheus().mapping());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s is fine: its rules compile, its mappings and policy are read.%n",
                option.words());
        return ExitCode.OK;
    }
}
