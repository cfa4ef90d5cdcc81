package millwright.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import millwright.rules.decision.ThresholdTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the decision table where somebody can edit it. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write the decision table as a spreadsheet or as CSV, to be edited.",
        footer = "Then name the file in the configuration (rules.thresholds).")
final class RulesExportCommand implements Callable<Integer> {
    @Mixin private RulesOption rules = new RulesOption();

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--force", description = "write over a file that is there")
    private boolean force;

    @Spec private CommandSpec spec;

    static final class Target {
        @Option(
                names = "--xlsx",
                paramLabel = "FILE",
                required = true,
                description = "a spreadsheet with the same cells, its code rows hidden")
        private Path xlsx;

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                required = true,
                description = "the same cells as text")
        private Path csv;
    }

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        ThresholdTable table = rules.sources().table();
        boolean isSheet = target.xlsx != null;
        Path file = isSheet ? target.xlsx : target.csv;
        String suffix = isSheet ? ".xlsx" : ".csv";
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(suffix)) {
            throw new Refused(
                    "%s must end in %s: the name tells the collector the format."
                            .formatted(file, suffix));
        }
        if (Files.exists(file) && !force) {
            throw new Refused(
                    "%s is there already. Name another file, or write over it with --force."
                            .formatted(file));
        }
        Files.write(
                file,
                isSheet ? table.toSpreadsheet() : table.toCsv().getBytes(StandardCharsets.UTF_8));
        spec.commandLine()
                .getOut()
                .printf(
                        "Wrote %s. Edit the rows below the heading, then: millwright-collector"
                                + " rules check --thresholds %s%n",
                        file, file);
        return ExitCode.OK;
    }
}
