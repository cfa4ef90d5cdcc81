package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import millwright.collector.api.Acting;
import millwright.collector.api.Api;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.DraftedWork;
import millwright.collector.calendar.EntryDraft;
import millwright.collector.calendar.LiveCalendar;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.TrackRecord;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.OneOff;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The command against a collector whose calendar people have changed. In Kuwait, on Wednesday, 4
 * March 2026; Eid al-Fitr is predicted for Friday the 20th, and the month's end is frozen from the
 * 29th.
 */
class AskedCalendarTest {
    private static final Instant NOW = at("2026-03-04T12:00");
    private static final Person MONA =
            new Person("mona", "Mona", EnumSet.of(Role.IT_DIRECTOR, Role.OPERATIONS_MANAGER));
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final List<Outlook> foreseen = new ArrayList<>();
    private Optional<DraftedWork.Draft> draft = Optional.empty();
    private final CalendarParts calendar =
            CalendarParts.open(
                    CaseStores.calendarInMemory(NOW),
                    LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                    new Outlooks() {
                        @Override
                        public Optional<Outlook> of(IndicatorKey key) {
                            return foreseen.stream()
                                    .filter(each -> each.key().equals(key))
                                    .findFirst();
                        }

                        @Override
                        public List<Outlook> all() {
                            return List.copyOf(foreseen);
                        }
                    },
                    (outlook, finishBy) -> draft,
                    clock);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    private static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+03:00").toInstant();
    }

    @BeforeEach
    void aCollector() throws IOException {
        server =
                HttpServer.listen(
                        HttpConfig.of("127.0.0.1", 0),
                        Api.calendar(
                                new Routes(), calendar, new Acting(MadeUpPeople.nobody()), clock));
    }

    @AfterEach
    void stopped() {
        server.close();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("calendar"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    private int ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--collector", "http://127.0.0.1:" + server.port()));
        return run(all.toArray(String[]::new));
    }

    @Test
    void withoutWordsOfPeopleItIsWhatThePolicySays() {
        for (String format : List.of("csv", "table", "ics")) {
            same("--from", "2026-03-01T00:00+03:00", "--to", "2027-03-01", "--format", format);
            same("--from", "2026-03-28T00:00+03:00", "--format", format, "--system", "SQL Server");
        }
    }

    /** More than a thousand runs of scripts, which the interface gives page by page. */
    @Test
    void theStandingScheduleIsTheSameToo() {
        same("--from", "2026-03-25", "--to", "2026-04-06", "--format", "csv", "--tasks");
        assertThat(out.toString().lines()).hasSizeGreaterThan(1000);
    }

    private void same(String... asked) {
        assertThat(run(asked)).isZero();
        String byPolicy = out.toString();
        assertThat(ask(asked)).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo(byPolicy);
    }

    @Test
    void whatPeopleHavePutInAndConfirmedIsThereToo() {
        calendar.desk()
                .enter(
                        MONA,
                        new EntryDraft(
                                OneOff.Kind.FREEZE,
                                "audit",
                                new Span(at("2026-03-10T00:00"), at("2026-03-12T00:00")),
                                List.of("*"),
                                "auditors",
                                Optional.empty()));
        calendar.desk()
                .confirm(
                        MONA,
                        "eid-al-fitr",
                        LocalDate.parse("2026-03-21"),
                        "the moon was seen",
                        Optional.empty());

        assertThat(ask("--from", "2026-03-10", "--to", "2026-03-22", "--format", "csv")).isZero();
        assertThat(out.toString())
                .contains(
                        "freeze,audit,2026-03-10T00:00:00+03:00,2026-03-12T00:00:00+03:00,no,",
                        "freeze,eid-al-fitr,2026-03-20T00:00:00+03:00,2026-03-25T00:00:00+03:00");
        run("--from", "2026-03-10", "--to", "2026-03-22", "--format", "csv");
        assertThat(out.toString())
                .contains("freeze,eid-al-fitr,2026-03-19T00:00:00+03:00")
                .doesNotContain("audit");
    }

    @Test
    void theLintIsThatOfTheRunningCollector() {
        assertThat(ask("--lint", "--from", "2026-03-01", "--to", "2026-12-31")).isZero();
        assertThat(out.toString())
                .contains("holiday-unconfirmed", "monthly of Sun 2026-06-28 00:00 to 04:00");
        assertThat(ask("--lint", "--strict", "--from", "2026-03-01", "--to", "2026-12-31"))
                .isEqualTo(1);
    }

    /**
     * On the 30th, in the middle of the month-end freeze: 5 % before 10:00, of which nearly all
     * before the freeze, and 5 % after 14:00, spread until May. In it: 0.9048.
     */
    private void theDiskIsFullInTheFreeze() {
        Crossing crossing =
                new Crossing(
                        Limit.hard(Direction.BELOW, 0),
                        1,
                        true,
                        Optional.of(at("2026-03-30T10:00")),
                        Optional.of(at("2026-03-30T12:00")),
                        Optional.of(at("2026-03-30T14:00")));
        double[] path = {5};
        foreseen.add(
                new Outlook(
                        DISK,
                        "percent",
                        new Forecast.Expected(
                                NOW,
                                Duration.ofDays(60),
                                new Path(NOW, Duration.ofHours(1), path, path, path),
                                List.of(crossing),
                                "line",
                                new Segment(
                                        NOW.minus(Duration.ofDays(60)),
                                        Segment.Beginning.HISTORY,
                                        100,
                                        -1),
                                new Quality(Duration.ofDays(90), 2000, 1, 0.1, true)),
                        NOW,
                        3,
                        TrackRecord.none("disk_free")));
    }

    @Test
    void theOutlookNamesTheFreezesWhatCrossesInThemAndTheRiskThatIsLeft() {
        theDiskIsFullInTheFreeze();

        assertThat(ask("--outlook")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "eid-al-fitr: Thu 2026-03-19 00:00 to Tue 2026-03-24 00:00 (provisional)",
                        "  changes are done by Tue 2026-03-17 00:00",
                        "  nothing is forecast to reach a limit in it",
                        "month-end: Sun 2026-03-29 00:00 to Wed 2026-04-01 00:00",
                        "  residual risk 91 % (91 % to 91 %), 91 % without the tasks below",
                        "  db-07 disk_free /var: hard limit, chance 91 %, most likely Mon"
                                + " 2026-03-30 12:00; no task before it");
    }

    @Test
    void aTaskBeforeTheFreezeTakesTheRiskAway() {
        theDiskIsFullInTheFreeze();
        draft =
                Optional.of(
                        new DraftedWork.Draft(
                                "TASK-2026-0001",
                                "Clear out the file system",
                                new Span(at("2026-03-15T00:00"), at("2026-03-15T01:00")),
                                "planned",
                                "/plan/TASK-2026-0001"));

        ask("--outlook");
        assertThat(out.toString())
                .contains(
                        "  residual risk 0 % (0 % to 0 %), 91 % without the tasks below",
                        "; TASK-2026-0001 Clear out the file system, Sun 2026-03-15 00:00 to Sun"
                                + " 2026-03-15 01:00, planned");
        ask("--outlook", "--format", "csv");
        assertThat(out.toString().lines())
                .containsExactly(
                        "freeze,start,end,finish_by,host,indicator,resource,limit,chance,early,median,late,task,task_start,task_end,state",
                        "month-end,2026-03-29T00:00:00+03:00,2026-04-01T00:00:00+03:00,2026-03-29T00:00:00+03:00,db-07,disk_free,/var,hard"
                            + " limit,0.905,2026-03-30T10:00:00+03:00,2026-03-30T12:00:00+03:00,2026-03-30T14:00:00+03:00,TASK-2026-0001,2026-03-15T00:00:00+03:00,2026-03-15T01:00:00+03:00,planned");
    }

    @Test
    void whatMakesNoSenseTogetherIsRefused() {
        assertThat(run("--outlook")).isEqualTo(2);
        assertThat(err.toString()).contains("--outlook needs forecasts");
        assertThat(ask("--outlook", "--format", "ics")).isEqualTo(2);
        assertThat(ask("--outlook", "--lint")).isEqualTo(2);
        assertThat(ask("--as-of", "2026-03-01", "--lint")).isEqualTo(2);
        assertThat(err.toString()).contains("--collector has a policy and a clock of its own");
        assertThat(ask("--from", "2026-13-01")).isEqualTo(2);
    }

    @Test
    void theCollectorsRefusalIsToldAndSoIsThatNoneAnswers() {
        assertThat(ask("--lint", "--from", "2026-03-01", "--to", "2030-03-01")).isEqualTo(1);
        assertThat(err.toString()).contains("answers 400", "Ask for less at once");
        int port = server.port();
        server.close();
        assertThat(run("--outlook", "--collector", "http://127.0.0.1:" + port)).isEqualTo(1);
        assertThat(err.toString()).contains("No collector answers at http://127.0.0.1:");
    }
}
