package millwright.collector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.rulebook.Backtest;
import millwright.collector.rulebook.BacktestReport;
import millwright.collector.rulebook.LoadedRules;
import millwright.collector.rulebook.RuleSources;
import millwright.collector.rulebook.Rulebook;
import millwright.config.ConfigFile;
import millwright.rules.policy.MaintenancePolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries rules on what the collector has stored. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description =
                "Run the stored samples through the whole chain and count the tickets; with"
                        + " --against compare the rules with others. The collector that writes the"
                        + " store must not run: stop it, or name a copy of its data folder with"
                        + " --data.",
        footer =
                "Exit codes: 0 done and within the budget, 1 past it or the store cannot be read, 2"
                        + " bad usage, or rules that cannot be used.")
final class RulesBacktestCommand implements Callable<Integer> {
    enum Format {
        TABLE,
        JSON
    }

    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the collector's data folder, or a copy of it, instead of the configured")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description =
                    "such as 2026-03-01 (of the site's time zone) or 2026-03-01T00:00:00+03:00")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "exclusive")
    private String to;

    @Option(
            names = "--against",
            paramLabel = "RULES",
            description = "the proposed rules: a folder as for --rules, or a decision table")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = {"--max-tickets-per-host-week", "--budget"},
            paramLabel = "N",
            description =
                    "fail with 1 if a host would call somebody more often, on the average of the"
                            + " fleet; by the proposed rules if there are any")
    private Optional<Double> budget = Optional.empty();

    @Option(
            names = "--max-missed",
            paramLabel = "N",
            description =
                    "fail with 1 if the proposed rules miss more P1 and P2 tickets than these")
    private Optional<Integer> missedMax = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "table|json",
            description = "for people, or one JSON object",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        MaintenancePolicy policy = PolicyFile.read(config().flatMap(CollectorConfig::policy));
        ZoneId zone = config().flatMap(CollectorConfig::zone).orElse(policy.zone());
        Instant begin = time("--from", from, zone);
        Instant end = time("--to", to, zone);
        if (!begin.isBefore(end)) {
            throw usage("--from %s is not before --to %s.".formatted(from, to));
        }
        LoadedRules inForce = loaded(rules.sources());
        Optional<LoadedRules> proposed =
                against.map(RuleSources::at).map(RulesBacktestCommand::loaded);
        SeriesCatalog catalog = new SeriesCatalog();
        try (Scratch scratch = Scratch.open();
                History history = Histories.open(store(scratch), catalog)) {
            return tell(new Backtest(history, catalog, policy, begin, end).run(inForce, proposed));
        }
    }

    private static LoadedRules loaded(RuleSources sources) {
        return Rulebook.open(sources, Instant.EPOCH).inForce();
    }

    private Optional<CollectorConfig> config() {
        return rules.config()
                .map(file -> ConfigFile.read(file, System.getenv(), CollectorConfig::read));
    }

    /** Of InfluxDB what is there, without what waits in the queue of a running collector. */
    private HistoryConfig store(Scratch scratch) {
        CollectorConfig config =
                config().orElseGet(
                                () ->
                                        ConfigFile.readDefaults(
                                                Map.of("MILLWRIGHT_INGEST_OPEN", "true"),
                                                CollectorConfig::read));
        HistoryConfig configured = Parts.history(config);
        if (data.isEmpty() && configured.influx().isPresent()) {
            return new HistoryConfig(
                    scratch.folder(),
                    configured.rawRetention(),
                    configured.rollUpRetention(),
                    configured.influx());
        }
        Path folder = data.map(d -> d.resolve("history")).orElse(configured.folder());
        if (!Files.isDirectory(folder)) {
            throw new Refused(
                    "%s is no folder, so there is no history to run. Name the collector's data folder with --data, or its configuration with --config."
                            .formatted(folder));
        }
        return new HistoryConfig(folder, configured.rawRetention(), configured.rollUpRetention());
    }

    private Instant time(String option, String text, ZoneId zone) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw usage(
                    "%s \"%s\" is no time. Write a date such as 2026-03-01, or an instant with its offset such as 2026-03-01T00:00:00+03:00."
                            .formatted(option, text));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int tell(BacktestReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(new JsonMapper().writeValueAsString(report.members()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        List<String> failures = failures(report);
        failures.forEach(spec.commandLine().getErr()::println);
        return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<String> failures(BacktestReport report) {
        if (report.hosts() == 0) {
            return List.of(
                    "No host has sent anything from %s to %s, so this says nothing. Name another time."
                            .formatted(from, to));
        }
        List<String> failures = new ArrayList<>();
        double noise = report.ticketsPerHostWeek();
        if (budget.isPresent() && noise > budget.get()) {
            failures.add(
                    String.format(
                            Locale.ROOT,
                            "Past the budget: %.3f tickets per host and week, %s are the most.",
                            noise,
                            budget.get()));
        }
        if (missedMax.isPresent() && report.urgentMissed() > missedMax.get()) {
            failures.add(
                    "The proposed rules miss %d tickets of P1 or P2; %d are the most."
                            .formatted(report.urgentMissed(), missedMax.get()));
        }
        return failures;
    }
}
