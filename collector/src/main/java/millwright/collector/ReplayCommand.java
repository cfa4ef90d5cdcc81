package millwright.collector;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.pipeline.Replay;
import millwright.collector.rulebook.LoadedRules;
import millwright.collector.rulebook.RuleSources;
import millwright.collector.rulebook.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs recorded samples through the decision core, in event time and without a server. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Run recorded samples through the decision core and print every decision with its"
                        + " time. The same files give the same output, byte for byte.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "line protocol, or with --series lines of epoch_seconds,value; either may be"
                            + " gzipped")
    private List<Path> files;

    @Option(
            names = "--series",
            paramLabel = "HOST,INDICATOR,RESOURCE",
            description =
                    "what the CSV files measure, such as db-07,disk_free,/var; once, or once a"
                            + " file")
    private List<String> series = List.of();

    @Option(
            names = "--format",
            paramLabel = "json|csv|table",
            description = "one JSON object a line, CSV, or a table (default ${DEFAULT-VALUE})",
            defaultValue = "table")
    private String format;

    @Option(
            names = "--precision",
            paramLabel = "ns|us|ms|s",
            description = "of the timestamps; by default told by their size, a file at a time")
    private Optional<String> precision = Optional.empty();

    @Option(
            names = "--thresholds",
            paramLabel = "TABLE",
            description = "a decision table instead of the shipped one (CSV or XLSX)")
    private Optional<Path> thresholds = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "what the site has agreed on instead of the shipped policy (YAML)")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--lenient",
            description =
                    "go on without the lines that cannot be read, instead of refusing the file")
    private boolean lenient;

    @Option(
            names = "--no-forecasts",
            description = "decide by what has happened alone; faster on long recordings")
    private boolean noForecasts;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        // Neither file nor environment: a replay depends on nothing but its arguments.
        RuleSources shipped = RuleSources.shipped();
        LoadedRules rules =
                Rulebook.open(
                                thresholds.map(shipped::withThresholds).orElse(shipped),
                                Instant.EPOCH)
                        .inForce();
        Replay replay =
                new Replay(
                        rules.engine(),
                        rules.mapping(),
                        PolicyFile.read(policy),
                        precision,
                        lenient);
        if (noForecasts) {
            replay.withoutForecasts();
        }
        PrintWriter err = spec.commandLine().getErr();
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        try {
            boolean whole = replay.run(files, series, format, out, err::println);
            return whole ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
