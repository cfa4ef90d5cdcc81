package millwright.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.history.HistoryConfig;
import millwright.collector.history.HistoryMigration;
import millwright.collector.history.InfluxConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies the embedded history into InfluxDB. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Copy the embedded history into InfluxDB, and count afterwards.",
            "The configuration names the InfluxDB (history.kind: influxdb). A collector that runs"
                    + " with it may go on. Killed, the same command goes on where it was."
        })
final class HistoryMigrateCommand implements Callable<Integer> {
    private static final int BAR = 30;

    @Mixin private ConfigOption option = new ConfigOption();

    @Option(
            names = "--from",
            paramLabel = "embedded",
            description = "the store to copy from",
            defaultValue = "embedded")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "influxdb",
            description = "the store to copy to",
            defaultValue = "influxdb")
    private String to;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "where to note how far it is (default history-migration.properties in the"
                            + " data folder)")
    private Optional<Path> state = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        if (!from.equals("embedded") || !to.equals("influxdb")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "From %s to %s is not built; --from embedded --to influxdb is."
                            .formatted(from, to));
        }
        CollectorConfig config = option.read();
        HistoryConfig embedded = Parts.embeddedHistory(config);
        if (!Files.isDirectory(embedded.folder())) {
            throw new Refused(
                    "%s is no folder, so there is no embedded history to copy. Name the configuration of its collector with --config."
                            .formatted(embedded.folder()));
        }
        InfluxConfig influx = config.history().influx().orElseThrow(() -> noTarget());
        Path file = state.orElseGet(() -> Parts.migration(config));
        try (Scratch work = Scratch.open()) {
            return tell(
                    HistoryMigration.run(embedded, influx, file, work.folder(), new Bar()), influx);
        }
    }

    private ParameterException noTarget() {
        return new ParameterException(
                spec.commandLine(),
                "%s names no InfluxDB to copy to. Write history.kind: influxdb and history.url there."
                        .formatted(option.words()));
    }

    /** One line that is written over on a terminal, and a line for each tenth elsewhere. */
    private final class Bar implements HistoryMigration.Progress {
        private final PrintWriter err = spec.commandLine().getErr();
        private final boolean isTerminal = CommandLine.Help.Ansi.AUTO.enabled();
        private long tenth = -1;

        @Override
        public void copied(long samples, long all, Instant at) {
            long percent = all == 0 ? 100 : 100 * samples / all;
            int full = (int) (BAR * percent / 100);
            String line =
                    "[%s%s] %3d %%  %,d of %,d samples, up to %s"
                            .formatted(
                                    "#".repeat(full),
                                    ".".repeat(BAR - full),
                                    percent,
                                    samples,
                                    all,
                                    at);
            if (isTerminal) {
                err.print("\r" + line + (samples == all ? System.lineSeparator() : ""));
                err.flush();
            } else if (percent / 10 > tenth) {
                tenth = percent / 10;
                err.println(line);
                err.flush();
            }
        }
    }

    private int tell(HistoryMigration.Result result, InfluxConfig influx) {
        PrintWriter out = spec.commandLine().getOut();
        List<HistoryMigration.Count> counts = result.counts();
        out.printf("%-40s %15s %15s%n", "measurement", "embedded", "InfluxDB");
        for (HistoryMigration.Count count : counts) {
            out.printf(
                    "%-40s %15d %15d%s%n",
                    count.what(),
                    count.here(),
                    count.there(),
                    count.isComplete() ? "" : "  MISSING " + (count.here() - count.there()));
        }
        if (result.isComplete()) {
            out.printf("All of it is in %s, database %s.%n", influx.url(), influx.database());
            out.flush();
            return ExitCode.OK;
        }
        out.flush();
        String refused =
                result.refused() == 0
                        ? ""
                        : " It refused %d, such as %s"
                                .formatted(result.refused(), result.refusal());
        spec.commandLine().getErr().println("InfluxDB does not have all of it." + refused);
        return ExitCode.SOFTWARE;
    }
}
