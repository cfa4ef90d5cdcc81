package millwright.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.calendar.CalendarPrinter;
import millwright.collector.calendar.ICalendars;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarLint;
import millwright.rules.calendar.Finding;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the calendar of a policy or of a running collector, or what is wrong with it. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        description =
                "Print every window, blackout and freeze with its conflicts, or with --lint what is"
                        + " wrong with them. The same --from and --to give the same output; with"
                        + " --collector, as long as nobody puts anything in.",
        footer =
                "Exit codes: 0 fine, 1 --strict and an error was found or no collector answers, 2"
                        + " bad usage or policy.")
final class CalendarCommand implements Callable<Integer> {
    enum Format {
        CSV,
        ICS,
        TABLE
    }

    @Option(
            names = "--from",
            paramLabel = "D",
            description =
                    "a date, from its midnight, or a time such as 2026-03-01T12:00+03:00 (default"
                            + " today)")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "D",
            description = "exclusive; at most ten years later (default a year later)")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "csv|ics|table",
            description = "CSV, iCalendar, or a table (default table)",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "what the site has agreed on instead of the shipped policy (YAML)")
    private Optional<Path> policy = Optional.empty();

    @Option(names = "--system", paramLabel = "S", description = "only what is about this system")
    private Optional<String> system = Optional.empty();

    @Option(names = "--tasks", description = "the standing schedule too")
    private boolean tasks;

    @Option(
            names = "--lint",
            description = "print what is wrong instead: as a table, or with --format csv")
    private boolean lint;

    @Option(
            names = "--as-of",
            paramLabel = "D",
            description = "with --lint: the day from which a holiday is near (default --from)")
    private Optional<String> asOf = Optional.empty();

    @Option(
            names = "--collector",
            paramLabel = "URL",
            description =
                    "ask a running collector, which knows what people have put in and which feasts"
                            + " they have confirmed")
    private Optional<URI> collector = Optional.empty();

    @Option(
            names = "--outlook",
            description =
                    "with --collector: print what is forecast to reach a limit in the freezes"
                            + " ahead, the tasks before it, and the risk that is left: as a table,"
                            + " or with --format csv")
    private boolean outlook;

    @Option(names = "--strict", description = "with --lint: exit with 1 if an error is found")
    private boolean strict;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        PrintWriter out = spec.commandLine().getOut();
        try {
            return collector.isPresent() ? live(collector.get(), out) : ofPolicy(out);
        } finally {
            out.flush();
        }
    }

    private int ofPolicy(PrintWriter out) throws IOException {
        if (outlook) {
            throw usage(
                    "--outlook needs forecasts. Name the collector that makes them: --collector"
                            + " http://collector:8480");
        }
        MaintenanceCalendar calendar = MaintenanceCalendar.of(PolicyFile.read(policy).calendar());
        Span asked = asked(calendar.zone());
        CalendarPrinter printer = new CalendarPrinter(calendar.zone(), out);
        if (lint) {
            Instant today = asOf.map(each -> time(each, calendar.zone())).orElse(asked.start());
            return tell(CalendarLint.check(calendar, asked, today), printer);
        }
        return print(entries(calendar, asked), asked.start(), printer, out);
    }

    private int live(URI address, PrintWriter out) throws IOException {
        if (policy.isPresent() || asOf.isPresent()) {
            throw usage(
                    "--collector has a policy and a clock of its own. Leave --policy and --as-of"
                            + " out.");
        }
        if (outlook && (lint || format == Format.ICS)) {
            throw usage("--outlook is a table or --format csv, without --lint.");
        }
        AskedCalendar asked = new AskedCalendar(address);
        if (outlook) {
            return outlook(asked, out);
        }
        CalendarPrinter printer = new CalendarPrinter(asked::local, out);
        // Whose midnight a date is, its collector knows; which day it is there, nearly always this.
        String start = from.orElseGet(() -> LocalDate.now(ZoneId.systemDefault()).toString());
        String end = to.orElseGet(() -> yearAfter(start));
        Span roughly = span(time(start, ZoneOffset.UTC), time(end, ZoneOffset.UTC));
        return lint
                ? tell(asked.findings(start, end), printer)
                : print(asked.entries(start, end, system, tasks), roughly.start(), printer, out);
    }

    private int outlook(AskedCalendar asked, PrintWriter out) throws IOException {
        OutlookReport report = new OutlookReport(asked.outlook());
        try {
            if (format == Format.CSV) {
                report.csv(out);
            } else {
                report.print(out);
            }
        } catch (DateTimeException e) {
            throw asked.unread(e);
        }
        return ExitCode.OK;
    }

    private String yearAfter(String start) {
        Instant at = time(start, ZoneOffset.UTC); // what is no time is refused here
        return start.contains("T")
                ? OffsetDateTime.parse(start).plusYears(1).toString()
                : at.atOffset(ZoneOffset.UTC).toLocalDate().plusYears(1).toString();
    }

    private int print(
            List<CalendarEntry> entries, Instant stamp, CalendarPrinter printer, PrintWriter out)
            throws IOException {
        switch (format) {
            case CSV -> printer.csv(entries);
            case TABLE -> printer.table(entries);
            case ICS -> out.append(ICalendars.write(entries, stamp));
        }
        return ExitCode.OK;
    }

    private List<CalendarEntry> entries(MaintenanceCalendar calendar, Span asked) {
        List<CalendarEntry> entries =
                new ArrayList<>(
                        system.map(each -> calendar.entries(asked, each))
                                .orElseGet(() -> calendar.entries(asked)));
        if (tasks) {
            entries.addAll(new StandingSchedule(calendar).entries(asked));
            entries.sort(
                    Comparator.comparing((CalendarEntry each) -> each.span().start())
                            .thenComparing(CalendarEntry::kind)
                            .thenComparing(CalendarEntry::name));
        }
        return entries;
    }

    private int tell(List<Finding> findings, CalendarPrinter printer) throws IOException {
        if (format == Format.ICS) {
            throw usage("--lint has no iCalendar form: write --format csv or table.");
        }
        if (format == Format.CSV) {
            printer.findingsCsv(findings);
        } else {
            printer.findingsTable(findings);
        }
        boolean wrong =
                findings.stream().anyMatch(each -> each.severity() == Finding.Severity.ERROR);
        return strict && wrong ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Span asked(ZoneId zone) {
        Instant start =
                from.map(each -> time(each, zone))
                        .orElseGet(() -> LocalDate.now(zone).atStartOfDay(zone).toInstant());
        Instant end =
                to.map(each -> time(each, zone))
                        .orElseGet(() -> start.atZone(zone).plusYears(1).toInstant());
        return span(start, end);
    }

    private Span span(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            throw usage("--to %s is not after --from.".formatted(to.orElse(end.toString())));
        }
        if (end.isAfter(start.atOffset(ZoneOffset.UTC).plusYears(10).toInstant())) {
            throw usage(
                    "--to %s is more than ten years after --from. Ask for less."
                            .formatted(to.orElse(end.toString())));
        }
        return new Span(start, end);
    }

    private Instant time(String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException invalid) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is no date. Write one such as 2026-03-01 or 2026-03-01T12:00+03:00."
                            .formatted(text),
                    invalid);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
