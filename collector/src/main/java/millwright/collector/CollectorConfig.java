package millwright.collector;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.CasesConfig;
import millwright.collector.forecast.ForecastTuning;
import millwright.collector.history.InfluxConfig;
import millwright.collector.prometheus.PrometheusConfig;
import millwright.collector.rulebook.RuleSources;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;
import millwright.config.Secret;
import millwright.enrolment.Loopback;

/**
 * The collector's configuration.
 *
 * @param data folder of everything that it keeps
 * @param zone in which people read times; the policy's where there is none
 * @param rules the site's own instead of the shipped ones
 * @param policy file of what the site has agreed on; empty for the shipped one
 * @param forecasts what they may cost
 * @param prometheus exporters' samples in, addresses of agents out
 */
record CollectorConfig(
        Path data,
        Optional<ZoneId> zone,
        Http http,
        Ingest ingest,
        HistoryKeeping history,
        Cases cases,
        RuleSources rules,
        Optional<Path> policy,
        Forecasts forecasts,
        PrometheusConfig prometheus) {

    /**
     * @param host address to bind
     * @param port 0 for any free one
     * @param bodyMax the largest request body as sent
     */
    record Http(String host, int port, ByteSize bodyMax, Tls tls) {
        boolean isLoopback() {
            return Loopback.is(host);
        }
    }

    /**
     * @param mode off, own or files
     * @param names under which agents reach the collector, the first before the others
     * @param certificate with the two below only in mode files
     * @param authority what agents are to pin
     */
    record Tls(
            String mode,
            List<String> names,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> authority) {
        Tls {
            names = List.copyOf(names);
        }

        boolean isOn() {
            return !mode.equals("off");
        }
    }

    /**
     * @param open whether anybody may write, without a token
     */
    record Ingest(
            List<Secret> tokens,
            boolean open,
            boolean fsync,
            ByteSize inflatedMax,
            ByteSize journalMax,
            int queueMax,
            int seriesMax,
            int hostSeriesMax) {
        Ingest {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * @param share of one core
     */
    record Forecasts(boolean isOn, Duration history, ByteSize memoryMax, double share) {}

    /**
     * @param influx the store elsewhere; empty for the embedded one
     */
    record HistoryKeeping(Duration raw, Duration rollUps, Optional<InfluxConfig> influx) {}

    /**
     * @param url a JDBC address; empty for the H2 file in the data folder
     */
    record Cases(
            Optional<String> url,
            Optional<String> user,
            Optional<Secret> password,
            int connectionsMax,
            Duration queryTimeout,
            Duration startWait) {}

    static CollectorConfig read(ConfigNode root) {
        Path data =
                root.path("data")
                        .describedAs(
                                "Folder of everything the collector keeps: journal, history, cases")
                        .orElse(Path.of("data"));
        ConfigNode site = root.section("site").describedAs("The site whose procedure is followed");
        Ingest ingest = ingest(root.section("ingest").describedAs("What it takes in"));
        ConfigNode rules = root.section("rules").describedAs("What is a breach, and of what");
        return new CollectorConfig(
                data,
                zone(site),
                http(root.section("http").describedAs("Where the collector listens")),
                ingest,
                HistoryKeys.read(
                        root.section("history")
                                .describedAs("Where samples are kept, and for how long")),
                cases(root.section("cases").describedAs("Where tickets are kept")),
                rules(rules),
                root.path("policy")
                        .describedAs(
                                "What the site has agreed on, where it differs from the shipped"
                                        + " policy: targets, authorities, services (YAML;"
                                        + " docs/policy.md)")
                        .optional(),
                forecasts(
                        root.section("forecasts")
                                .describedAs(
                                        "What forecasts may cost; when one may speak is policy")),
                PrometheusConfig.read(
                        root.section("prometheus")
                                .describedAs(
                                        "What exporters of Prometheus tell, and where it finds the"
                                                + " agents (docs/prometheus.md)")));
    }

    private static Forecasts forecasts(ConfigNode forecasts) {
        ForecastTuning standard = ForecastTuning.STANDARD;
        return new Forecasts(
                forecasts
                        .flag("on")
                        .describedAs("Whether disks, memory, connections and the like are forecast")
                        .orElse(true),
                forecasts
                        .duration("history")
                        .describedAs(
                                "How far a forecast looks back; at least the policy's horizon and a"
                                        + " week, even if this is less")
                        .between(Duration.ofDays(7), Duration.ofDays(1098))
                        .orElse(standard.history()),
                forecasts
                        .size("memory_max")
                        .describedAs(
                                "For the hourly means of all series: 8.6 KB each in 90 days. Where"
                                    + " it does not suffice, all look back less far, down to the"
                                    + " horizon and a week; then the newest indicators are not"
                                    + " forecast, and the log says so")
                        .between(ByteSize.mebibytes(1), ByteSize.gibibytes(64))
                        .orElse(ByteSize.mebibytes(standard.memoryBytesMax() >> 20)),
                forecasts
                        .number("cpu_share")
                        .describedAs("Of one core that they may take at the most, from 0.01 to 1")
                        .between(0.01, 1.0)
                        .orElse(standard.share()));
    }

    private static RuleSources rules(ConfigNode rules) {
        return new RuleSources(
                rules.path("files")
                        .describedAs(
                                "A folder of rule files (*.drl) that add to the shipped ones, or"
                                        + " replace those of the same name")
                        .optional(),
                rules.path("thresholds")
                        .describedAs("A decision table instead of the shipped one (CSV or XLSX)")
                        .optional(),
                rules.path("indicators")
                        .describedAs(
                                "A mapping of series to indicators instead of the shipped one"
                                        + " (YAML)")
                        .optional());
    }

    private static Optional<ZoneId> zone(ConfigNode site) {
        Optional<String> zone =
                site.text("time_zone")
                        .describedAs(
                                "IANA time zone in which people read times, such as Asia/Kuwait,"
                                        + " instead of the policy's")
                        .optional();
        try {
            return zone.map(ZoneId::of);
        } catch (DateTimeException e) {
            site.refuse(
                    "time_zone",
                    "\"%s\" is no time zone. Write an IANA name such as Asia/Kuwait or UTC."
                            .formatted(zone.orElse("")));
            return Optional.empty();
        }
    }

    private static Http http(ConfigNode http) {
        String listen =
                http.text("listen")
                        .describedAs("Address and port; port 0 takes any free one")
                        .orElse("127.0.0.1:8480");
        ByteSize bodyMax =
                http.size("body_max")
                        .describedAs("The largest request body as sent")
                        .between(ByteSize.kibibytes(64), ByteSize.mebibytes(255))
                        .orElse(ByteSize.mebibytes(32));
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= 65535) {
                String host = listen.substring(0, colon).replaceAll("[\\[\\]]", "");
                return new Http(host, port, bodyMax, tls(http, host));
            }
        } catch (NumberFormatException ignored) {
            // refused below, like a missing host or a port out of range
        }
        http.refuse(
                "listen",
                "\"%s\" is no address with a port. Write one such as 127.0.0.1:8480 or 0.0.0.0:8480."
                        .formatted(listen));
        return new Http("127.0.0.1", 0, bodyMax, tls(http, "127.0.0.1"));
    }

    private static Tls tls(ConfigNode http, String host) {
        String mode =
                http.text("tls")
                        .describedAs(
                                "off: plain HTTP; own: the collector makes an authority and a"
                                        + " certificate of its own; files: you give them")
                        .oneOf("off", "own", "files")
                        .orElseGet(
                                "off on a loopback address, else own",
                                () -> Loopback.is(host) ? "off" : "own");
        List<String> names =
                http.list("names")
                        .describedAs(
                                "Names and addresses under which agents reach the collector, beside"
                                        + " those that the machine knows; the first goes into"
                                        + " enrolment tokens")
                        .orElse(List.of());
        Optional<Path> certificate =
                http.path("certificate_file")
                        .describedAs("For tls: files. PEM, the server's own certificate first")
                        .optional();
        Optional<Path> key =
                http.path("key_file").describedAs("For tls: files. PEM, not encrypted").optional();
        Optional<Path> authority =
                http.path("ca_file")
                        .describedAs(
                                "For tls: files. PEM of the authority that agents pin; without it"
                                        + " the last of certificate_file")
                        .optional();
        boolean isFiles = mode.equals("files");
        if (isFiles && certificate.isEmpty()) {
            http.refuse("certificate_file", "is required with http.tls: files. Write a path.");
        }
        if (isFiles && key.isEmpty()) {
            http.refuse("key_file", "is required with http.tls: files. Write a path.");
        }
        if (!isFiles && certificate.isPresent()) {
            http.refuse(
                    "certificate_file", "is only read with http.tls: files. Write that beside it.");
        }
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9._*-]{1,253}|[0-9a-fA-F:.]+")) {
                http.refuse(
                        "names",
                        "\"%s\" is no name and no address. Write one such as collector.example.com, without a port."
                                .formatted(name));
            }
        }
        return new Tls(mode, names, certificate, key, authority);
    }

    private static Ingest ingest(ConfigNode ingest) {
        Optional<Secret> token =
                ingest.secret("token")
                        .describedAs(
                                "A token that any writer may use, such as Telegraf; give it as"
                                        + " token_file. Enrolled agents have their own")
                        .optional();
        boolean open =
                ingest.flag("open")
                        .describedAs("Take samples from anybody, without a token; for tests only")
                        .orElse(false);
        return new Ingest(
                token.map(List::of).orElse(List.of()),
                open,
                ingest.text("sync")
                        .describedAs(
                                "always: a sample is on disk before it is acknowledged; os: it"
                                        + " survives the collector's death, not the machine's")
                        .oneOf("always", "os")
                        .orElse("always")
                        .equals("always"),
                ingest.size("inflated_max")
                        .describedAs("The largest request body once decompressed")
                        .between(ByteSize.mebibytes(1), ByteSize.gibibytes(2))
                        .orElse(ByteSize.mebibytes(256)),
                ingest.size("journal_max")
                        .describedAs(
                                "What may wait on disk for the history; beyond it writers are told"
                                        + " to wait")
                        .atLeast(ByteSize.mebibytes(64))
                        .orElse(ByteSize.gibibytes(4)),
                ingest.integer("queue_max")
                        .describedAs("Samples in memory that may wait for the history")
                        .between(10_000, 100_000_000)
                        .orElse(5_000_000),
                ingest.integer("series_max")
                        .describedAs("Series in all; new ones beyond it are refused")
                        .between(1_000, 50_000_000)
                        .orElse(2_000_000),
                ingest.integer("host_series_max")
                        .describedAs("Series of one host; new ones beyond it are refused")
                        .between(10, 1_000_000)
                        .orElse(10_000));
    }

    private static Cases cases(ConfigNode cases) {
        Optional<String> url =
                cases.text("url")
                        .describedAs(
                                "JDBC address of the cases database: PostgreSQL or SQL Server; an"
                                        + " H2 file in data by default")
                        .optional();
        if (url.isPresent() && !CasesConfig.isKnown(url.get())) {
            cases.refuse(
                    "url",
                    "is no address of H2, PostgreSQL or SQL Server. Write one such as"
                        + " jdbc:postgresql://db:5432/millwright or"
                        + " jdbc:sqlserver://db:1433;databaseName=millwright, or leave it out.");
        }
        return new Cases(
                url,
                cases.text("user").describedAs("Its user").optional(),
                cases.secret("password")
                        .describedAs("Its password; give it as password_file")
                        .optional(),
                cases.integer("connections_max")
                        .describedAs("Connections to a database server")
                        .between(2, 100)
                        .orElse(8),
                cases.duration("query_timeout")
                        .describedAs(
                                "How long a statement may take on a database server; what takes"
                                        + " longer is tried again a second later")
                        .between(Duration.ofSeconds(1), Duration.ofMinutes(10))
                        .orElse(Duration.ofSeconds(10)),
                cases.duration("start_wait")
                        .describedAs(
                                "How long a start waits for a database server that is away, before"
                                        + " it fails")
                        .between(Duration.ZERO, Duration.ofHours(1))
                        .orElse(Duration.ofMinutes(1)));
    }

    CollectorConfig {
        requireNonNull(zone, "zone");
        requireNonNull(http, "http");
    }
}
