package millwright.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.trial.Trial;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.forecast.Forecaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says when a series passes its limits, from files. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Say when a series passes its limits, or that it cannot be said.",
        footer =
                "Exit codes: 0 done, 1 a file cannot be read or written, 2 bad usage."
                        + " docs/forecasting.md tells the method.")
final class ForecastCommand implements Callable<Integer> {
    @Option(
            names = "--cases",
            paramLabel = "CASES",
            description =
                    "ask all cases of a CSV file: case_id, series_id, cut_epoch, horizon_seconds,"
                            + " and threshold and direction, without which the course is predicted")
    private Optional<Path> cases = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where SERIES_ID.csv.gz are, itself or its series/; by default the folder of"
                            + " --cases")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "where the predictions go")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--tentative",
            description = "write crossings too that are not certain enough to act on")
    private boolean tentative;

    @Option(
            names = "--explain",
            description = "add columns: verdict, probability, model, segment and rate")
    private boolean explained;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Path file = cases.orElseThrow(() -> usage("Which cases? Name them with --cases."));
        trial(file);
        return ExitCode.OK;
    }

    private void trial(Path file) throws IOException {
        Path to =
                out.orElseThrow(() -> usage("--cases needs --out FILE, where the predictions go."));
        Path series = data.orElseGet(() -> file.toAbsolutePath().getParent());
        Trial trial =
                new Trial(
                        new Forecaster(ForecastTerms.STANDARD)::forecast,
                        series,
                        tentative,
                        explained);
        long start = System.nanoTime();
        Trial.Summary summary = trial.run(file, to);
        PrintWriter err = spec.commandLine().getErr();
        err.printf("%s; %.1f s%n", summary.sentence(), (System.nanoTime() - start) / 1e9);
        err.flush();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
