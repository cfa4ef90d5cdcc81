package millwright.collector.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import millwright.rules.indicator.Micros;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * InfluxDB over HTTP. Writes go through InfluxDB's client. Reads are InfluxQL over the same
 * connections but without it: it would hold a whole answer in memory. Thread-safe.
 */
final class InfluxServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InfluxServer.class);
    private static final int ERROR_BYTES_MAX = 8_192;

    private final InfluxConfig config;
    private final OkHttpClient http;
    private final InfluxDBClient client;
    private final WriteApiBlocking writes;

    InfluxServer(InfluxConfig config) {
        this.config = config;
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder()
                        .connectTimeout(config.timeout())
                        .readTimeout(config.timeout())
                        .writeTimeout(config.timeout());
        authorize(builder, config.access());
        http = builder.build();
        client =
                InfluxDBClientFactory.create(
                        InfluxDBClientOptions.builder()
                                .url(config.url().toString())
                                .okHttpClient(http.newBuilder())
                                .org(config.organisation().orElse("-"))
                                .bucket(config.database())
                                .build());
        client.enableGzip();
        writes = client.getWriteApiBlocking();
    }

    /** InfluxDB 1 takes Basic on every path, also before 1.8 when a proxy maps the path. */
    private static void authorize(OkHttpClient.Builder builder, InfluxConfig.Access access) {
        if (access instanceof InfluxConfig.Access.Open) {
            return;
        }
        String header =
                access instanceof InfluxConfig.Access.Login login
                        ? Credentials.basic(login.user(), login.password().reveal(), UTF_8)
                        : "Token " + ((InfluxConfig.Access.Token) access).token().reveal();
        builder.addInterceptor(
                chain ->
                        chain.proceed(
                                chain.request()
                                        .newBuilder()
                                        .header("Authorization", header)
                                        .build()));
    }

    /** What a write came to. */
    sealed interface Written {
        record Ok() implements Written {}

        /** Something in it is not to the server's liking; the rest may have been kept. */
        record Refused(String why) implements Written {}

        /**
         * Nothing is wrong with the lines: away, overloaded, or not set up.
         *
         * @param status 0 where there was no answer
         * @param pause that the server asks for; zero where it does not
         */
        record Later(int status, String why, Duration pause) implements Written {}
    }

    /** Makes the databases where this one is not there and the server lets us. */
    Written write(String database, String lines) {
        Written answer = send(database, lines);
        boolean isAbsent = answer instanceof Written.Later later && later.status() == 404;
        return isAbsent && createDatabases() ? send(database, lines) : answer;
    }

    private Written send(String database, String lines) {
        try {
            writes.writeRecord(
                    database, config.organisation().orElse("-"), WritePrecision.US, lines);
            return new Written.Ok();
        } catch (InfluxException e) {
            return switch (e.status()) {
                case 400, 413, 422 -> new Written.Refused(why(e));
                default -> new Written.Later(e.status(), why(e), pause(e));
            };
        }
    }

    /**
     * @throws HistoryException if the server has not taken all of it
     */
    void mustWrite(String database, String lines) {
        Written answer = write(database, lines);
        if (answer instanceof Written.Refused refused) {
            throw new HistoryException("InfluxDB refuses: " + refused.why(), null);
        }
        if (answer instanceof Written.Later later) {
            throw new HistoryException("InfluxDB takes nothing: " + later.why(), null);
        }
    }

    private String why(InfluxException e) {
        if (e.status() <= 0) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return "%s does not answer (%s)".formatted(config.url(), words(cause));
        }
        Object error = e.errorBody().get("error");
        String message = error == null ? e.getMessage() : error.toString();
        return "%s answers %d: %s"
                .formatted(config.url(), e.status(), message == null ? "no reason" : message);
    }

    private static String words(Throwable cause) {
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Duration pause(InfluxException e) {
        for (Map.Entry<String, String> header : e.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase("Retry-After")
                    && header.getValue().matches("\\d{1,4}")) {
                return Duration.ofSeconds(Long.parseLong(header.getValue()));
            }
        }
        return Duration.ZERO;
    }

    /**
     * A database that is not there yet has nothing.
     *
     * @throws HistoryException if the server does not answer, or not this
     */
    void query(String database, String query, InfluxRows rows) {
        try {
            ask("GET", database, query, rows);
        } catch (InfluxAnswer.Refused e) {
            if (!String.valueOf(e.getMessage()).startsWith("database not found")) {
                throw unreadable(database, e);
            }
        } catch (IOException e) {
            throw unreadable(database, e);
        }
    }

    private HistoryException unreadable(String database, IOException e) {
        return new HistoryException(
                "The history cannot be read from %s, database %s (%s). Samples are taken meanwhile; restore it, or correct history.* in the configuration."
                        .formatted(config.url(), database, words(e)),
                e);
    }

    private void ask(String method, String database, String query, InfluxRows rows)
            throws IOException {
        HttpUrl base = HttpUrl.get(config.url().toString());
        HttpUrl.Builder url =
                base.newBuilder()
                        .addPathSegment("query")
                        .addQueryParameter("db", database)
                        .addQueryParameter("epoch", "u")
                        .addQueryParameter("chunked", "true")
                        .addQueryParameter("q", query);
        RequestBody body = method.equals("POST") ? RequestBody.create(new byte[0], null) : null;
        Request request =
                new Request.Builder()
                        .url(url.build())
                        .header("Accept", "application/json")
                        .method(method, body)
                        .build();
        try (Response response = http.newCall(request).execute();
                ResponseBody answer = response.body()) {
            if (answer == null) {
                throw new IOException("no answer to a query");
            }
            if (!response.isSuccessful()) {
                throw new IOException("status %d: %s".formatted(response.code(), head(answer)));
            }
            InfluxAnswer.read(answer.byteStream(), rows);
        }
    }

    private static String head(ResponseBody answer) throws IOException {
        byte[] bytes = answer.byteStream().readNBytes(ERROR_BYTES_MAX);
        try {
            InfluxAnswer.read(new ByteArrayInputStream(bytes), (name, tags, columns) -> {});
        } catch (InfluxAnswer.Refused refused) {
            return String.valueOf(refused.getMessage());
        } catch (IOException notJson) {
            return new String(bytes, UTF_8).strip();
        }
        return new String(bytes, UTF_8).strip();
    }

    /** Names as stored. */
    SortedSet<String> measurements(String database) {
        SortedSet<String> names = new TreeSet<>();
        query(
                database,
                "SHOW MEASUREMENTS",
                new InfluxRows() {
                    @Override
                    public void series(String name, Map<String, String> tags, List<String> c) {}

                    @Override
                    public void text(int column, long micros, String value) {
                        names.add(value);
                    }
                });
        return names;
    }

    /**
     * Both at once: the first roll-up is an hour away, and until then who charts roll-ups would be
     * told that there is no such database.
     */
    private boolean createDatabases() {
        boolean hasSamples = createDatabase(config.database());
        return createDatabase(config.rollUpDatabase()) && hasSamples;
    }

    /**
     * InfluxDB 1 makes databases when asked in InfluxQL; 2 does not, 3 does with the first write.
     */
    private boolean createDatabase(String database) {
        try {
            ask("POST", database, "CREATE DATABASE " + InfluxQl.name(database), (n, t, c) -> {});
            log.info("Made the database {} in {}", database, config.url());
            return true;
        } catch (IOException e) {
            log.debug("Did not make the database {}: {}", database, e.getMessage());
            return false;
        }
    }

    /** Removes what is before; InfluxDB 3 cannot, its own retention must. Empty if done. */
    List<String> deleteBefore(String database, Instant before) {
        List<Supplier<String>> ways =
                List.of(
                        () -> deleteByQuery(database, before),
                        () -> deleteByInterface(database, before));
        List<String> refusals = new ArrayList<>();
        for (Supplier<String> way : ways) {
            String refusal = way.get();
            if (refusal.isEmpty()) {
                return List.of();
            }
            refusals.add(refusal);
        }
        return refusals;
    }

    private String deleteByQuery(String database, Instant before) {
        try {
            String condition = "DELETE WHERE time < " + Micros.of(before) * 1000;
            ask("POST", database, condition, (n, t, c) -> {});
            return "";
        } catch (IOException e) {
            return words(e);
        }
    }

    private String deleteByInterface(String database, Instant before) {
        try {
            client.getDeleteApi()
                    .delete(
                            OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
                            OffsetDateTime.ofInstant(before, ZoneOffset.UTC),
                            "",
                            database,
                            config.organisation().orElse("-"));
            return "";
        } catch (InfluxException e) {
            return why(e);
        }
    }

    @Override
    public void close() {
        client.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
