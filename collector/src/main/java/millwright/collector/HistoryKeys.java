package millwright.collector;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.history.InfluxConfig;
import millwright.config.ConfigNode;
import millwright.config.Secret;

/** The part of the configuration that says where samples are kept. */
final class HistoryKeys {
    private static final String ONLY = "For kind: influxdb. ";

    private HistoryKeys() {}

    static CollectorConfig.HistoryKeeping read(ConfigNode history) {
        boolean isInflux =
                history.text("kind")
                        .describedAs(
                                "questdb: embedded, in the data folder; influxdb: a server of its"
                                        + " own, InfluxDB 1.8, 2 or 3 (docs/history.md)")
                        .oneOf("questdb", "influxdb")
                        .orElse("questdb")
                        .equals("influxdb");
        Duration raw =
                history.duration("retention")
                        .describedAs("How long single samples are kept")
                        .between(Duration.ofHours(1), Duration.ofDays(3650))
                        .orElse(Duration.ofDays(30));
        Duration rollUps =
                history.duration("rollup_retention")
                        .describedAs("How long hourly roll-ups are kept")
                        .between(Duration.ofDays(1), Duration.ofDays(36500))
                        .orElse(Duration.ofDays(1095));
        Optional<InfluxConfig> influx = influx(history, isInflux);
        return new CollectorConfig.HistoryKeeping(
                raw, rollUps, isInflux ? influx : Optional.empty());
    }

    /** Empty where the address is missing or wrong, which is refused. */
    private static Optional<InfluxConfig> influx(ConfigNode history, boolean isInflux) {
        Optional<URI> url =
                history.uri("url")
                        .describedAs(ONLY + "Its address, such as http://influx:8086")
                        .optional();
        String database =
                history.text("database")
                        .describedAs(ONLY + "Database of samples; InfluxDB 2 calls it a bucket")
                        .orElse(InfluxConfig.DATABASE);
        String rollUpDatabase =
                history.text("rollup_database")
                        .describedAs(ONLY + "Database of hourly roll-ups")
                        .orElseGet("the name of database with _hourly", () -> database + "_hourly");
        Optional<String> organisation =
                history.text("org").describedAs("For InfluxDB 2. Its organisation").optional();
        InfluxConfig.Access access = access(history);
        int queueMax =
                history.integer("queue_max")
                        .describedAs(
                                ONLY
                                        + "Samples that may wait on this machine's disk while the"
                                        + " server is away; beyond it writers are told to wait")
                        .between(1_000, 2_000_000_000)
                        .orElse((int) InfluxConfig.QUEUE_SAMPLES_MAX);
        int batch =
                history.integer("batch")
                        .describedAs(ONLY + "Samples of one request")
                        .between(1, 100_000)
                        .orElse(InfluxConfig.BATCH_LINES);
        Duration timeout =
                history.duration("timeout")
                        .describedAs(
                                ONLY
                                        + "How long the server may say nothing before a request"
                                        + " counts as failed")
                        .between(Duration.ofSeconds(1), Duration.ofMinutes(10))
                        .orElse(InfluxConfig.TIMEOUT);
        check(history, isInflux, url);
        if (database.equals(rollUpDatabase)) {
            history.refuse(
                    "rollup_database",
                    "is history.database too. Write another name: roll-ups stay longer.");
            return Optional.empty();
        }
        return url.map(
                address ->
                        new InfluxConfig(
                                address,
                                database,
                                rollUpDatabase,
                                organisation,
                                access,
                                queueMax,
                                batch,
                                timeout));
    }

    private static void check(ConfigNode history, boolean isInflux, Optional<URI> url) {
        if (isInflux && url.isEmpty()) {
            history.refuse(
                    "url",
                    "is required with history.kind: influxdb. Write the server's address, such as"
                            + " http://influx:8086.");
        }
        if (!isInflux && url.isPresent()) {
            history.refuse(
                    "url", "is only read with history.kind: influxdb. Write that beside it.");
        }
        url.map(URI::getScheme)
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(scheme -> !scheme.equals("http") && !scheme.equals("https"))
                .ifPresent(
                        scheme ->
                                history.refuse(
                                        "url",
                                        "\"%s\" is no address of InfluxDB. Write one that begins with http:// or https://."
                                                .formatted(scheme)));
    }

    private static InfluxConfig.Access access(ConfigNode history) {
        Optional<Secret> token =
                history.secret("token")
                        .describedAs("For InfluxDB 2 and 3. Give it as token_file")
                        .optional();
        Optional<String> user =
                history.text("username").describedAs("For InfluxDB 1. Its user").optional();
        Optional<Secret> password =
                history.secret("password")
                        .describedAs("For InfluxDB 1. Its password; give it as password_file")
                        .optional();
        if (user.isPresent() && password.isEmpty()) {
            history.refuse("username", "comes without password_file. Write both, or neither.");
        }
        if (password.isPresent() && user.isEmpty()) {
            history.refuse("password", "comes without username. Write both, or neither.");
        }
        if (token.isPresent() && user.isPresent()) {
            history.refuse(
                    "username",
                    "comes with a token. Write the token for InfluxDB 2 and 3, user and password"
                            + " for InfluxDB 1.");
        }
        if (token.isPresent()) {
            return new InfluxConfig.Access.Token(token.get());
        }
        return user.isPresent() && password.isPresent()
                ? new InfluxConfig.Access.Login(user.get(), password.get())
                : new InfluxConfig.Access.Open();
    }
}
