package millwright.collector.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * InfluxDB 1.6 as Debian packs it, and before it nginx, which gives it the path of InfluxDB 1.8 and
 * 2 for writes. Its data is in a folder that goes with it.
 */
public final class InfluxDbServer implements AutoCloseable {
    private static final int TRIES = 3;
    private static InfluxDbServer shared;

    private final Path influxd = ServerProcess.needed("influxd");
    private final Path nginx = ServerProcess.needed("nginx");
    private final Path folder;
    private final boolean asksWho;
    private int port;
    private int proxyPort;
    private int backupPort;
    private Process server;
    private Process proxy;
    private int databases;

    private InfluxDbServer(boolean asksWho) throws IOException {
        this.asksWho = asksWho;
        folder = Files.createTempDirectory("millwright-influxdb");
    }

    /** One for all tests that leave it running; ends with the JVM. */
    static synchronized InfluxDbServer shared() {
        if (shared == null) {
            shared = open();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One of the test's own. Skips the test where the machine has none. */
    public static InfluxDbServer open() {
        return open(false);
    }

    /** One that wants a user and a password. */
    static InfluxDbServer askingWho() {
        return open(true);
    }

    private static InfluxDbServer open(boolean asksWho) {
        try {
            InfluxDbServer server = new InfluxDbServer(asksWho);
            for (int attempt = 1; ; attempt++) {
                try {
                    int[] ports = ServerProcess.freePorts(3);
                    server.port = ports[0];
                    server.proxyPort = ports[1];
                    server.backupPort = ports[2];
                    server.start();
                    server.startProxy();
                    return server;
                } catch (IllegalStateException portTaken) {
                    if (attempt == TRIES) {
                        throw portTaken;
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Where it was before, with the data that it had. */
    public void start() {
        try {
            Path config = folder.resolve("influxdb.conf");
            Files.writeString(config, configuration());
            server =
                    ServerProcess.start(
                            folder.resolve("influxd.log"),
                            port,
                            influxd.toString(),
                            "-config",
                            config.toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String configuration() {
        return """
        reporting-disabled = true
        bind-address = "127.0.0.1:BACKUP"
        [meta]
          dir = "FOLDER/meta"
        [data]
          dir = "FOLDER/data"
          wal-dir = "FOLDER/wal"
          query-log-enabled = false
        [http]
          bind-address = "127.0.0.1:PORT"
          log-enabled = false
          auth-enabled = ASKS
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        [continuous_queries]
          enabled = false
        """
                .replace("BACKUP", "" + backupPort)
                .replace("PORT", "" + port)
                .replace("ASKS", "" + asksWho)
                .replace("FOLDER", folder.toString());
    }

    private void startProxy() throws IOException {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, proxyConfiguration());
        proxy =
                ServerProcess.start(
                        folder.resolve("nginx.log"),
                        proxyPort,
                        nginx.toString(),
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        config.toString());
    }

    /** As docs/history.md shows it to those who have InfluxDB before 1.8. */
    private String proxyConfiguration() {
        return """
        daemon off;
        master_process off;
        pid FOLDER/nginx.pid;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            client_max_body_size 64m;
            server {
                listen 127.0.0.1:PROXY;
                location = /api/v2/write {
                    rewrite ^ /write?db=$arg_bucket&precision=u? break;
                    proxy_pass http://127.0.0.1:PORT;
                }
                location / {
                    proxy_pass http://127.0.0.1:PORT;
                }
            }
        }
        """
                .replace("FOLDER", folder.toString())
                .replace("PROXY", "" + proxyPort)
                .replace("PORT", "" + port);
    }

    /** With databases that nobody has used. */
    synchronized InfluxConfig databases() {
        InfluxConfig config = InfluxConfig.of(url());
        String name = "history " + ++databases;
        return new InfluxConfig(
                config.url(),
                name,
                name + "_hourly",
                Optional.empty(),
                config.access(),
                config.queueSamplesMax(),
                config.batchLines(),
                config.timeout());
    }

    /** Of the proxy, so that writing works too. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + proxyPort);
    }

    /** Asks it in InfluxQL, of the database that a collector has if nobody says another. */
    public void query(String query) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        URI address = URI.create(url() + "/query?db=millwright&q=" + encoded);
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    /** At once and for good, as when the machine fails. */
    public void kill() {
        ServerProcess.kill(server);
    }

    void freeze(boolean still) throws Exception {
        ServerProcess.freeze(server, still);
    }

    /** Ends both, and the data with them. */
    @Override
    public void close() {
        ServerProcess.kill(proxy);
        ServerProcess.kill(server);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
