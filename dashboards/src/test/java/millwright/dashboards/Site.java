package millwright.dashboards;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.ingest.SeriesCatalog;

/**
 * A running site: a collector that a week was replayed into, an agent, and a Prometheus that has
 * what the collector exposed in each half hour of that week and scrapes both now.
 */
final class Site implements AutoCloseable {
    private static final String POLICY =
            """
            forecasts: {repeats: 1}
            calendar:
              windows:
                test: {rule: FREQ=DAILY, from: 00:00, lasts: 24h, for: [routine], approval: nobody}
            """;
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final String HOST = "db-01";

    private final Path folder;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final ReplayedWeek week = new ReplayedWeek(end);
    private final PastCalendar calendar = new PastCalendar(POLICY);
    private final int collectorPort = Program.freePort();
    private final int agentPort = Program.freePort();
    private final Http collectorHttp = new Http(collectorPort);
    private Program collector;
    private Program agent;
    private Prometheus prometheus;

    private Site(Path folder) {
        this.folder = folder;
    }

    /** Takes some minutes. Skips the test where there is no Prometheus. */
    static Site open(Path folder) throws IOException, InterruptedException {
        Program.needed("prometheus");
        Path promtool = Program.needed("promtool");
        Site site = new Site(folder);
        try {
            site.build(promtool);
            return site;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            site.close();
            throw e;
        }
    }

    private void build(Path promtool) throws IOException, InterruptedException {
        startCollector();
        Path recorded = folder.resolve("week.txt");
        replay(recorded);
        collector.close();
        Program.run(
                folder.resolve("promtool.log"),
                promtool.toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=240h",
                recorded.toString(),
                folder.resolve("tsdb").toString());
        rollUp();
        startCollector();
        startAgent();
        startPrometheus();
        goWrong();
        live();
    }

    private void startCollector() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        collector =
                Daemons.collector(
                        folder, collectorPort, Map.of("MILLWRIGHT_POLICY", policy.toString()));
    }

    private Path data() {
        return Daemons.data(folder);
    }

    /** What the collector exposes after each half hour, with that time, as OpenMetrics. */
    private void replay(Path recorded) throws IOException {
        try (Writer text = Files.newBufferedWriter(recorded)) {
            for (Instant from = end.minus(ReplayedWeek.LENGTH);
                    from.isBefore(end);
                    from = from.plus(STEP)) {
                StringBuilder lines = new StringBuilder();
                for (Instant at = from; at.isBefore(from.plus(STEP)); at = at.plusSeconds(600)) {
                    lines.append(week.at(at));
                }
                write(lines.toString());
                record(text, from.plus(STEP).minusSeconds(60));
            }
            text.write(foretold());
            text.write("# EOF\n");
        }
    }

    private String foretold() {
        Foretold foretold = new Foretold(end);
        String host = "host=\"" + HOST + "\",indicator=";
        String disk = "disk,host=" + HOST + ",environment=production,path=/var/lib/postgresql,";
        return foretold.lines(
                        host + "\"cpu_utilization\",resource=\"\"",
                        week.values("cpu,host=" + HOST, "usage_active"))
                + foretold.lines(
                        host + "\"memory_usage\",resource=\"\"",
                        week.values("mem,host=" + HOST, "used_percent"))
                + foretold.lines(
                        host + "\"disk_free\",resource=\"/var/lib/postgresql\"",
                        h -> 100 - week.values(disk, "used_percent").applyAsDouble(h));
    }

    private void record(Writer text, Instant at) throws IOException {
        List<String> lines = new ArrayList<>(calendar.at(at));
        collectorHttp
                .get("/metrics")
                .lines()
                .filter(line -> line.startsWith("millwright_") || line.startsWith("jvm_"))
                .filter(line -> !PastCalendar.tells(line))
                .forEach(lines::add);
        for (String line : lines) {
            int value = line.lastIndexOf(' ');
            text.write(labelled(line.substring(0, value)) + line.substring(value));
            text.write(" " + at.getEpochSecond() + "\n");
        }
    }

    /** As the scraper names it. */
    private static String labelled(String series) {
        String more = "instance=\"collector\",job=\"collector\"}";
        return series.endsWith("}")
                ? series.substring(0, series.length() - 1).replaceAll(",$", "") + "," + more
                : series + "{" + more;
    }

    /** As a collector that runs does every five minutes; its forecasts are made from that. */
    private void rollUp() {
        HistoryConfig config =
                new HistoryConfig(
                        data().resolve("history"),
                        HistoryConfig.RAW_RETENTION,
                        HistoryConfig.ROLL_UP_RETENTION);
        try (History history = Histories.open(config, new SeriesCatalog())) {
            history.maintain(Instant.now());
        }
    }

    private void startAgent() throws IOException {
        agent = Daemons.agent(folder, "build-01", "environment: test", collectorPort, agentPort);
    }

    /**
     * The scraper names the agent's host: of the database server, whose indicators are replayed.
     */
    private void startPrometheus() throws IOException {
        prometheus =
                Prometheus.start(
                        folder,
                        """
                        global: {scrape_interval: 2s}
                        scrape_configs:
                          - job_name: collector
                            static_configs: [{targets: ["127.0.0.1:%d"], labels: {instance: collector}}]
                          - job_name: agent
                            static_configs: [{targets: ["127.0.0.1:%d"], labels: {host: %s}}]
                        """
                                .formatted(collectorPort, agentPort, HOST),
                        "--storage.tsdb.retention.time=60d",
                        // what was recorded is half an hour apart
                        "--query.lookback-delta=31m");
    }

    /**
     * A ticket that heals with an emergency window's help, one that somebody takes on, and some
     * that nobody does; and people at work.
     */
    private void goWrong() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String backup =
                "disk,host=web-02,environment=production,path=/backup,fstype=ext4 used_percent=";
        write(backup + "97 " + now.minusSeconds(1_200).getEpochSecond());
        collector.await("a ticket", () -> tickets().contains("/backup"));
        String token = Files.readString(data().resolve("admin.token")).strip();
        OnDuty people = new OnDuty(collector, collectorHttp, token);
        people.workInTheEmergencyWindow();
        StringBuilder healed = new StringBuilder();
        for (int second = 1_190; second > 0; second -= 10) {
            healed.append(backup)
                    .append("40 ")
                    .append(now.minusSeconds(second).getEpochSecond())
                    .append('\n');
        }
        write(healed.toString());
        StringBuilder bad = new StringBuilder();
        for (int second = 900; second >= 0; second -= 10) {
            long at = now.minusSeconds(second).getEpochSecond();
            String web = ",host=web-01,environment=production,service=search ";
            long requests = 100_000 + (900 - second) * 50L;
            bad.append("http_requests")
                    .append(web)
                    .append("requests=" + requests + ",errors=" + requests * 0.02)
                    .append(",p95_seconds=3.6 " + at + "\n");
            bad.append("disk,host=web-01,environment=production,path=/logs,fstype=ext4")
                    .append(" used_percent=" + (84 + (900 - second) * 0.001) + " " + at + "\n");
        }
        write(bad.toString());
        collector.await("another ticket", () -> tickets().contains("/logs"));
        String id = tickets().replaceAll("(?s).*\"id\":\"(T-\\d+)\"[^}]*/logs.*", "$1");
        people.takesOn(id);
        people.carryOutChanges();
        people.reviewBackups();
    }

    private String tickets() {
        return collectorHttp.get("/api/v1/tickets?limit=50");
    }

    /** Until there are forecasts, and Prometheus has scraped for a while. */
    private void live() {
        long until = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        collector.await(
                "forecasts of crossings",
                () -> {
                    write(week.at(Instant.now()));
                    Program.pause(Duration.ofSeconds(3));
                    return System.nanoTime() > until
                            && collectorHttp
                                    .get("/metrics")
                                    .contains("\nmillwright_forecast_crossing_seconds{");
                });
        // what takes longest to be told: the schedule is counted once a minute
        prometheus.await("millwright_standing_tasks{state=\"done\"} > 0");
    }

    private void write(String lines) {
        collectorHttp.post("/api/v2/write?precision=s", lines);
    }

    Prometheus prometheus() {
        return prometheus;
    }

    String exposedByCollector() {
        return collectorHttp.get("/metrics");
    }

    String exposedByAgent() {
        return new Http(agentPort).get("/metrics");
    }

    @Override
    public void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        for (Program each : new Program[] {agent, collector}) {
            if (each != null) {
                each.close();
            }
        }
    }
}
