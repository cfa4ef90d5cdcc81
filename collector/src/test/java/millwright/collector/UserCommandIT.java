package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import millwright.collector.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands beside a running collector. */
@Timeout(120)
class UserCommandIT {
    @TempDir private Path folder;
    private Path config;

    private record Run(int code, String out, String err) {}

    private Run user(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("user"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--config", config.toString()));
        CommandLine line =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        return new Run(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void configure(int port) throws Exception {
        config = folder.resolve("collector.yaml");
        Files.writeString(
                config,
                """
                data: "%s"
                http: {listen: "127.0.0.1:%d"}
                """
                        .formatted(folder.resolve("data").toString().replace('\\', '/'), port));
    }

    @Test
    void peopleComeAndGoWhileTheCollectorRuns() throws Exception {
        int port = freePort();
        configure(port);
        Map<String, String> listen = Map.of("MILLWRIGHT_HTTP_LISTEN", "127.0.0.1:" + port);
        try (RunningCollector collector = RunningCollector.start(folder.resolve("data"), listen)) {
            Run added = user("add", "ali", "--role", "engineer,change-coordinator", "--ttl", "90d");
            assertThat(added.code()).as(added.err()).isZero();
            String token = added.out().strip();
            assertThat(token).matches("mwp_[\\w-]{43}");
            assertThat(added.err()).contains("of ali, good until").doesNotContain(token);
            assertThat(me(collector, token))
                    .contains("\"roles\":[\"engineer\",\"change_coordinator\"]");

            Run again = user("add", "ali", "--role", "viewer");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).contains("`user token ali`");

            Run second = user("token", "ali");
            assertThat(user("roles", "ali", "operations_manager").out())
                    .isEqualToIgnoringNewLines("ali is operations_manager now.");
            assertThat(me(collector, token)).contains("\"lower_priority\"");
            Run list = user("list");
            assertThat(list.out().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.matches("ali +operations_manager +K-\\w{8} +20.* 20.*"))
                    .anyMatch(
                            line ->
                                    line.matches(
                                            "ali +operations_manager +K-\\w{8} +never +never"));

            String id = second.err().split(" ")[1];
            assertThat(user("revoke", id).out()).contains(id + " is revoked");
            assertThat(me(collector, second.out().strip())).contains("\"status\":401");
            assertThat(me(collector, token)).contains("\"ali\"");
            assertThat(user("revoke", "ali").out()).contains("ali is disabled");
            assertThat(me(collector, token)).contains("\"status\":401");
            assertThat(user("list").out()).containsPattern("ali +disabled +none");
            assertThat(user("revoke", "eve").code()).isEqualTo(1);
        }
    }

    private static String me(RunningCollector collector, String token) throws Exception {
        URI uri = collector.url().resolve("/api/v1/me");
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void badUsageIsRefusedWithWhatThereIs() throws Exception {
        configure(1);
        assertThat(user("add", "ali", "--role", "boss"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("there are: " + Role.words()));
        assertThat(user("add", "ali").code()).isEqualTo(2);
        assertThat(user("add", "ali", "--role", "viewer", "--ttl", "90").err())
                .contains("--ttl 90 is no time");
        assertThat(user("roles", "ali").code()).isEqualTo(2);
        assertThat(user().code()).isEqualTo(2);
        assertThat(user("add", "--help").out().replaceAll("\\s+", " ")).contains(Role.words());
        assertThat(user("list").err()).contains("which the collector makes at its first start");
        assertThat(user("list").code()).isEqualTo(1);
    }
}
