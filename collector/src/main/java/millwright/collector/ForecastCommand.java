package millwright.collector;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import millwright.collector.chart.Picture;
import millwright.collector.chart.SeriesChart;
import millwright.collector.chart.TerminalChart;
import millwright.collector.pipeline.IndicatorMapping;
import millwright.collector.pipeline.RecordedSeries;
import millwright.collector.trial.Trial;
import millwright.config.ConfigFile;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.ForecastTerms;
import millwright.rules.forecast.Forecaster;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.Range;
import millwright.rules.forecast.SiteDays;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says when a series passes its limits: one series for a person, or many cases for a file. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = "Say when a series passes its limits, or that it cannot be said.",
        footer =
                "Exit codes: 0 done, also where nothing can be said; 1 a file cannot be read or"
                        + " written, or no collector answers; 2 bad usage. docs/forecasting.md"
                        + " tells the method.")
final class ForecastCommand implements Callable<Integer> {
    private static final int COLUMNS = 100;

    @Parameters(
            arity = "0..3",
            paramLabel = "FILE | HOST INDICATOR RESOURCE",
            description =
                    "a file of epoch_seconds,value or of line protocol, either may be gzipped; with"
                            + " --collector a host, an indicator, and a resource if it has one")
    private List<String> subject = List.of();

    @Option(
            names = "--series",
            paramLabel = "HOST,INDICATOR,RESOURCE",
            description = "what the file measures, or which of its series is meant")
    private Optional<String> series = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "from when on to look ahead, such as 2026-03-01 or 2026-03-01T06:00:00+02:00;"
                            + " by default the newest sample. Nothing after it is looked at")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            defaultValue = "30d",
            description = "how far, from 1h to 366d (default ${DEFAULT-VALUE})")
    private String horizon;

    @Option(
            names = "--limit",
            paramLabel = "VALUE",
            description = "a limit in the series' own unit; may be given several times")
    private List<Double> limits = List.of();

    @Option(
            names = "--hard",
            paramLabel = "VALUE",
            description = "the limit at which nothing is left, such as 100")
    private Optional<Double> hard = Optional.empty();

    @Option(
            names = "--direction",
            paramLabel = "above|below",
            description =
                    "on which side of the limits it is bad; by default the one where the newest"
                            + " value is not")
    private Optional<Direction> direction = Optional.empty();

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description =
                    "percent, bytes, seconds, count or another; by default the indicator's own")
    private Optional<String> unit = Optional.empty();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "in which times are shown, such as Africa/Cairo; by default that of --config,"
                            + " else UTC")
    private Optional<String> zone = Optional.empty();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the collector's configuration, whose time zone is used")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--chart", description = "draw it in the terminal, as wide as COLUMNS says")
    private boolean charted;

    @Option(names = "--ascii", description = "draw with ASCII alone; by default as the locale says")
    private boolean ascii;

    @Option(names = "--png", paramLabel = "FILE", description = "draw it into a PNG file")
    private Optional<Path> png = Optional.empty();

    @Option(names = "--svg", paramLabel = "FILE", description = "draw it into an SVG file")
    private Optional<Path> svg = Optional.empty();

    @Option(names = "--json", description = "print one JSON object instead of sentences")
    private boolean json;

    @Option(
            names = "--collector",
            paramLabel = "URL",
            description = "ask a running collector for its newest forecast, instead of a file")
    private Optional<URI> collector = Optional.empty();

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
                    "for --cases: where SERIES_ID.csv.gz are, itself or its series/; by default"
                            + " the folder of --cases")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "for --cases: where the predictions go")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--tentative",
            description = "for --cases: write crossings too that are not certain enough to act on")
    private boolean tentative;

    @Option(
            names = "--explain",
            description = "for --cases: add columns: verdict, probability, model, segment, rate")
    private boolean explained;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        if (cases.isPresent()) {
            trial(cases.get());
        } else if (collector.isPresent() && subject.size() >= 2) {
            String resource = subject.size() == 3 ? subject.get(2) : "";
            IndicatorKey key = new IndicatorKey(subject.get(0), subject.get(1), resource);
            tell(new AskedForecast(collector.get()).report(key, zone()));
        } else if (subject.size() == 1 && collector.isEmpty()) {
            tell(ofFile(Path.of(subject.get(0))));
        } else {
            throw usage(
                    "Which series? Name a file, or with --collector a host and an indicator, or a"
                            + " file of cases with --cases. See --help.");
        }
        return ExitCode.OK;
    }

    private void trial(Path file) throws IOException {
        Path to =
                out.orElseThrow(() -> usage("--cases needs --out FILE, where the predictions go."));
        Path folder = data.orElseGet(() -> file.toAbsolutePath().getParent());
        Forecaster forecaster = new Forecaster(ForecastTerms.STANDARD);
        Trial trial = new Trial(forecaster::forecast, folder, days(), tentative, explained);
        long start = System.nanoTime();
        Trial.Summary summary = trial.run(file, to);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT, "%s; %.1f s%n", summary.sentence(), (System.nanoTime() - start) / 1e9);
        err.flush();
    }

    private ForecastReport ofFile(Path file) throws IOException {
        RecordedSeries read = read(file);
        Observations all = read.values();
        if (all.isEmpty()) {
            throw new Refused("%s has no value of %s.".formatted(file, read.key()));
        }
        Instant from = at.map(text -> instant("--at", text)).orElse(all.last());
        Observations known = all.until(from);
        String measured = unit.orElse(read.unit());
        List<Limit> asked = limits(known);
        Forecast forecast =
                new Forecaster(ForecastTerms.STANDARD)
                        .forecast(
                                new ForecastRequest(
                                        known,
                                        from,
                                        horizon(),
                                        asked,
                                        range(measured),
                                        List.of(),
                                        days()));
        return new ForecastReport(read.key(), measured, known, asked, forecast, zone());
    }

    private RecordedSeries read(Path file) throws IOException {
        try {
            return RecordedSeries.read(file, series, IndicatorMapping.shipped());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private List<Limit> limits(Observations known) {
        List<Limit> asked = new ArrayList<>();
        for (double value : limits) {
            String name = limits.size() == 1 ? "limit" : "limit " + (asked.size() + 1);
            asked.add(limit(name, value, known, false));
        }
        hard.ifPresent(value -> asked.add(limit("hard limit", value, known, true)));
        return asked;
    }

    private Limit limit(String name, double value, Observations known, boolean nothingLeft) {
        if (!Double.isFinite(value)) {
            throw usage("A limit is a finite number, not %s.".formatted(value));
        }
        boolean isAbove = !known.isEmpty() && known.value(known.size() - 1) > value;
        return new Limit(
                name,
                direction.orElse(isAbove ? Direction.BELOW : Direction.ABOVE),
                value,
                nothingLeft);
    }

    private static Range range(String unit) {
        return switch (unit) {
            case "percent" -> Range.PERCENT;
            case "", "raw", "days" -> Range.ANY;
            default -> Range.NOT_NEGATIVE;
        };
    }

    private Duration horizon() {
        Duration span = Ttl.parse("--horizon", horizon, spec.commandLine());
        if (span.compareTo(Duration.ofHours(1)) < 0 || span.compareTo(Duration.ofDays(366)) > 0) {
            throw usage("--horizon %s is not from 1h to 366d.".formatted(horizon));
        }
        return span;
    }

    /** As the policy that ships has them, in the zone that is asked for. */
    private SiteDays days() {
        return new SiteDays(zone(), MaintenancePolicy.shipped().siteDays().rest());
    }

    private ZoneId zone() {
        try {
            return zone.map(ZoneId::of)
                    .or(() -> config.flatMap(f -> read(f, CollectorConfig::zone)))
                    .orElse(ZoneId.of("UTC"));
        } catch (DateTimeException e) {
            throw usage(
                    "--zone %s is no time zone. Write one such as Africa/Cairo or UTC."
                            .formatted(zone.orElse("")));
        }
    }

    private static <T> T read(Path file, Function<CollectorConfig, T> part) {
        return part.apply(ConfigFile.read(file, System.getenv(), CollectorConfig::read));
    }

    private Instant instant(String option, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone()).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw usage(
                    "%s \"%s\" is no time. Write a date such as 2026-03-01, or an instant with its offset such as 2026-03-01T00:00:00+03:00."
                            .formatted(option, text));
        }
    }

    private void tell(ForecastReport report) throws IOException {
        PrintWriter to = spec.commandLine().getOut();
        boolean unicode = !ascii && isUnicode();
        if (json) {
            to.println(report.json());
        } else {
            if (charted) {
                TerminalChart.draw(report.chart(), columns(), unicode).forEach(to::println);
                to.println();
            }
            report.lines().stream()
                    .map(line -> unicode ? line : TerminalChart.ascii(line))
                    .forEach(to::println);
        }
        to.flush();
        SeriesChart chart = report.chart();
        if (png.isPresent()) {
            picture(png.get(), new Picture(chart)::png);
        }
        if (svg.isPresent()) {
            picture(svg.get(), new Picture(chart)::svg);
        }
    }

    @FunctionalInterface
    private interface Drawing {
        void to(OutputStream out) throws IOException;
    }

    private static void picture(Path file, Drawing drawing) throws IOException {
        System.setProperty("java.awt.headless", "true");
        try (OutputStream to = Files.newOutputStream(file)) {
            drawing.to(to);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("%s cannot be written (%s).".formatted(file, e), e);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | InternalError e) {
            throw new Refused(
                    "No picture can be drawn on this machine: %s. It lacks fonts or the Java runtime's font library; install fontconfig and a font such as fonts-dejavu-core."
                            .formatted(e.getMessage()));
        }
    }

    /** The shell sets COLUMNS for itself; exported, it counts here. */
    private static int columns() {
        String text = System.getenv().getOrDefault("COLUMNS", "");
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : COLUMNS;
    }

    private static boolean isUnicode() {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String value = System.getenv().getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return Charset.defaultCharset().equals(StandardCharsets.UTF_8)
                && System.getProperty("os.name").startsWith("Windows");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
