package millwright.collector.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are seconds; series are given as an exporter on db-07 tells them. */
class DerivationsTest {
    private final Derivations derivations = new Derivations(ExporterMapping.shipped(), 1000);
    private final Derivations.Tally tally = new Derivations.Tally();

    @Test
    void processorUseIsWhatIsNotIdleOverTheInterval() {
        send(cpu(0, "0", "idle", 100), cpu(0, "0", "user", 50));
        send(cpu(10, "0", "idle", 107.5), cpu(10, "0", "user", 52.5));

        // 7.5 of 10 seconds idle; the first time only sets the base
        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly("cpu,cpu=cpu-total,host=db-07 usage_active=25.0 10000");
    }

    @Test
    void allProcessorsAreOneWhoseSecondsAddUp() {
        send(cpu(0, "0", "idle", 0), cpu(0, "1", "idle", 0), cpu(0, "1", "system", 0));
        send(cpu(10, "0", "idle", 10), cpu(10, "1", "idle", 4), cpu(10, "1", "system", 6));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active=")) // 6 of 20 seconds
                .containsExactly("cpu,cpu=cpu-total,host=db-07 usage_active=30.0 10000");
    }

    @Test
    void aTimeThatComesInPiecesHasNoValueBeforeItsLastPiece() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(10, "0", "idle", 5));
        assertThat(sent("cpu")).isEmpty();

        send(cpu(10, "0", "user", 5));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active=")).hasSize(1);
    }

    @Test
    void piecesOfALaterTimeMayOvertakeThoseOfAnEarlierOne() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(10, "0", "idle", 8));
        send(cpu(20, "0", "idle", 12)); // one thread of the sender is ahead of the other
        send(cpu(10, "0", "user", 2));
        send(cpu(20, "0", "user", 8));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly(
                        "cpu,cpu=cpu-total,host=db-07 usage_active=20.0 10000",
                        "cpu,cpu=cpu-total,host=db-07 usage_active=60.0 20000");
    }

    @Test
    void aCounterThatStartsAnewHasGrownByWhatItShows() {
        send(cpu(0, "0", "idle", 5000), cpu(0, "0", "user", 900));
        send(cpu(10, "0", "idle", 3), cpu(10, "0", "user", 1)); // booted 4 s ago

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly("cpu,cpu=cpu-total,host=db-07 usage_active=25.0 10000");
    }

    @Test
    void aRateHoldsOverAPauseOfTheSenderUpToTenMinutes() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(600, "0", "idle", 300), cpu(600, "0", "user", 300));
        send(cpu(1201, "0", "idle", 800), cpu(1201, "0", "user", 401)); // 601 s: too long ago
        send(cpu(1211, "0", "idle", 809), cpu(1211, "0", "user", 402));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly(
                        "cpu,cpu=cpu-total,host=db-07 usage_active=50.0 600000",
                        "cpu,cpu=cpu-total,host=db-07 usage_active=10.0 1211000");
    }

    @Test
    void whatIsSentAgainChangesNothing() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(10, "0", "idle", 5), cpu(10, "0", "user", 5));
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(10, "0", "idle", 5), cpu(10, "0", "user", 5));
        send(cpu(20, "0", "idle", 14), cpu(20, "0", "user", 6));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly(
                        "cpu,cpu=cpu-total,host=db-07 usage_active=50.0 10000",
                        "cpu,cpu=cpu-total,host=db-07 usage_active=10.0 20000");
        assertThat(tally.late).isEqualTo(4);
    }

    @Test
    void aProcessorThatIsTakenAwayHoldsNothingUp() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0), cpu(0, "1", "idle", 0));
        send(cpu(10, "0", "idle", 5), cpu(10, "0", "user", 5), cpu(10, "1", "idle", Series.STALE));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly("cpu,cpu=cpu-total,host=db-07 usage_active=50.0 10000");
        assertThat(tally.stale).isEqualTo(1);
    }

    @Test
    void aSeriesThatEndsWithoutAWordHoldsItsGroupUpForFiveMinutes() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0), cpu(0, "1", "idle", 0));
        send(cpu(300, "0", "idle", 150), cpu(300, "0", "user", 150));
        assertThat(sent("cpu")).isEmpty();

        send(cpu(301, "0", "idle", 150), cpu(301, "0", "user", 151));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly(
                        "cpu,cpu=cpu-total,host=db-07 usage_active=50.0 300000",
                        "cpu,cpu=cpu-total,host=db-07 usage_active=100.0 301000");
    }

    @Test
    void aNewProcessorCountsFromItsSecondSample() {
        send(cpu(0, "0", "idle", 0), cpu(0, "0", "user", 0));
        send(cpu(10, "0", "idle", 5), cpu(10, "0", "user", 5), cpu(10, "1", "idle", 700));
        send(cpu(20, "0", "idle", 15), cpu(20, "0", "user", 5), cpu(20, "1", "idle", 710));

        assertThat(sent("cpu,cpu=cpu-total,host=db-07 usage_active="))
                .containsExactly("cpu,cpu=cpu-total,host=db-07 usage_active=0.0 20000");
    }

    @Test
    void twoReplicasOfAPrometheusAreNotAddedUp() {
        for (String replica : List.of("a", "b")) {
            for (int at : new int[] {0, 10, 20}) {
                send(
                        node(at, "node_memory_MemTotal_bytes", 1000, "prometheus_replica", replica),
                        node(
                                at,
                                "node_memory_MemAvailable_bytes",
                                400,
                                "prometheus_replica",
                                replica));
            }
        }
        assertThat(sent("mem,host=db-07 used_percent="))
                .containsExactly(
                        "mem,host=db-07 used_percent=60.0 0",
                        "mem,host=db-07 used_percent=60.0 10000",
                        "mem,host=db-07 used_percent=60.0 20000");
    }

    @Test
    void aDiskIsFullWhenUsersCanWriteNoMore() {
        for (int at : new int[] {0, 10}) {
            send(disk(at, "/var", "ext4", 1000, 200, 150, 0)); // 50 are the superuser's
        }
        // 800 of 950
        assertThat(sent("disk,device=/dev/vda,fstype=ext4,host=db-07,path=/var used_percent="))
                .hasSize(2)
                .allMatch(line -> line.contains("used_percent=84.21052631578948 "));
        assertThat(sent("disk,device=/dev/vda,fstype=ext4,host=db-07,path=/var free="))
                .hasSize(2)
                .allMatch(line -> line.contains(" free=150.0 "));
    }

    @Test
    void whatCannotRunFullIsNoDisk() {
        for (int at : new int[] {0, 10}) {
            send(disk(at, "/run", "tmpfs", 1000, 1, 1, 0));
            send(disk(at, "/", "overlay", 1000, 1, 1, 0));
            send(disk(at, "/data", "nfs4", 1000, 1, 1, 0));
            send(disk(at, "/etc/hosts", "ext4", 1000, 1, 1, 0));
            send(disk(at, "/usr", "ext4", 1000, 1, 1, 1)); // read-only
        }
        assertThat(sent("disk")).isEmpty();
    }

    @Test
    void connectionsOfAllDatabasesAreComparedWithWhatUsersCanOpen() {
        for (int at : new int[] {0, 10}) {
            send(
                    pg(at, "pg_stat_database_numbackends", 30, "datname", "shop"),
                    pg(at, "pg_stat_database_numbackends", 18, "datname", "stock"),
                    pg(at, "pg_settings_max_connections", 100, "server", "localhost:5432"),
                    pg(at, "pg_settings_superuser_reserved_connections", 4, "server", "x"),
                    pg(at, "pg_up", 1, "server", "x"));
        }
        assertThat(sent("db_connections,host=db-07,server=db-07:9187 used_percent="))
                .hasSize(2)
                .allMatch(line -> line.contains("used_percent=50.0 ")); // 48 of 96
        assertThat(sent("millwright_target,host=db-07,kind=postgresql,target=db-07:9187 up="))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_replication_lag_seconds", "pg_replication_lag"})
    void aStandbysLagHasAnotherNameInOlderVersions(String name) {
        for (int at : new int[] {0, 10}) {
            send(pg(at, name, 7.5));
        }
        assertThat(sent("db_standby,host=db-07,server=db-07:9187 lag_seconds="))
                .hasSize(2)
                .allMatch(line -> line.contains("lag_seconds=7.5 "));
    }

    @Test
    void withoutItsWholeAPartIsNoPercentage() {
        send(pg(0, "pg_stat_database_numbackends", 30, "datname", "shop"));
        send(pg(10, "pg_stat_database_numbackends", 30, "datname", "shop"));

        assertThat(sent("db_connections,host=db-07,server=db-07:9187 used_percent=")).isEmpty();
        assertThat(sent("db_connections,host=db-07,server=db-07:9187 used=")).hasSize(2);
    }

    @Test
    void aWindowsMachineIsJudgedByTheSameFields() {
        for (int at : new int[] {0, 10}) {
            send(
                    windows(at, "windows_cpu_time_total", at * 0.9, "core", "0,0", "mode", "idle"),
                    windows(at, "windows_cpu_time_total", at * 0.06, "core", "0,0", "mode", "user"),
                    windows(
                            at,
                            "windows_cpu_time_total",
                            at * 0.04,
                            "core",
                            "0,0",
                            "mode",
                            "privileged"),
                    windows(at, "windows_cpu_time_total", at * 0.5, "core", "0,0", "mode", "dpc"),
                    windows(at, "windows_memory_available_bytes", 300),
                    windows(at, "windows_memory_physical_total_bytes", 400),
                    windows(at, "windows_logical_disk_free_bytes", 5, "volume", "C:"),
                    windows(at, "windows_logical_disk_size_bytes", 20, "volume", "C:"),
                    windows(at, "windows_logical_disk_free_bytes", 5, "volume", "HarddiskVolume1"),
                    windows(at, "windows_logical_disk_size_bytes", 9, "volume", "HarddiskVolume1"));
        }
        assertThat(sent("cpu,cpu=cpu-total,host=web-01 usage_active=")).hasSize(1);
        assertThat(lines.stream().filter(line -> line.startsWith("cpu")))
                .allMatch(line -> Math.abs(value(line) - 10) < 1e-9);
        assertThat(sent("mem,host=web-01 used_percent=25.0")).hasSize(2);
        assertThat(sent("disk,host=web-01,path=C: used_percent=75.0")).hasSize(2);
        assertThat(sent("disk,host=web-01,path=Hard")).isEmpty();
    }

    @Test
    void aWholeScrapeNeedsNoSecondOneForItsValues() {
        LineText text = new LineText();
        derivations.accept(
                List.of(
                        node(0, "node_memory_MemTotal_bytes", 1000),
                        node(0, "node_memory_MemAvailable_bytes", 400)),
                true,
                text,
                tally);

        assertThat(new String(text.bytes(), UTF_8)).contains("used_percent=60.0 0");
    }

    @Test
    void seriesBeyondTheLimitAreRefusedUntilOthersHaveBeenSilentForAnHour() {
        Derivations small = new Derivations(ExporterMapping.shipped(), 1);
        small.accept(List.of(node(0, "node_load1", 1)), false, new LineText(), tally);
        small.accept(List.of(node(3600, "node_load5", 1)), false, new LineText(), tally);
        assertThat(tally.reasons())
                .startsWith("1 series are in use (prometheus.series_max), and node_load5{");

        Derivations.Tally later = new Derivations.Tally();
        small.accept(List.of(node(3601, "node_load1", 1)), false, new LineText(), later);
        small.accept(List.of(node(7201, "node_load5", 1)), false, new LineText(), later);
        small.accept(List.of(node(7202, "node_load5", 1)), false, new LineText(), later);
        assertThat(later.rejected).isEqualTo(1);
    }

    @Test
    void aSeriesThatNamesNoHostIsRefusedAndTheOthersAreTaken() {
        Series nobodys = Series.of(Labels.of("__name__", "node_load1", "job", "node"), 0, 1);
        send(nobodys, node(0, "node_load1", 3));
        send(node(10, "node_load1", 4));

        assertThat(tally.reasons())
                .isEqualTo("node_load1{job=\"node\"} has no label that names its host");
        assertThat(sent("system,host=db-07 load1=")).hasSize(2);
    }

    private final List<String> lines = new ArrayList<>();

    private void send(Series... series) {
        LineText text = new LineText();
        derivations.accept(List.of(series), false, text, tally);
        new String(text.bytes(), UTF_8).lines().forEach(lines::add);
    }

    private List<String> sent(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).toList();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf('=') + 1, line.lastIndexOf(' ')));
    }

    private static Series cpu(int second, String cpu, String mode, double seconds) {
        return node(second, "node_cpu_seconds_total", seconds, "cpu", cpu, "mode", mode);
    }

    private static Series node(int second, String name, double value, String... labels) {
        return series("db-07:9100", "node", second, name, value, labels);
    }

    private static Series pg(int second, String name, double value, String... labels) {
        return series("db-07:9187", "postgres", second, name, value, labels);
    }

    private static Series windows(int second, String name, double value, String... labels) {
        return series("web-01:9182", "windows", second, name, value, labels);
    }

    private static Series[] disk(
            int second,
            String mount,
            String type,
            double size,
            double free,
            double available,
            double readOnly) {
        String[] labels = {"device", "/dev/vda", "fstype", type, "mountpoint", mount};
        return new Series[] {
            node(second, "node_filesystem_size_bytes", size, labels),
            node(second, "node_filesystem_free_bytes", free, labels),
            node(second, "node_filesystem_avail_bytes", available, labels),
            node(second, "node_filesystem_readonly", readOnly, labels)
        };
    }

    private static Series series(
            String instance, String job, int second, String name, double value, String... labels) {
        List<String> pairs =
                new ArrayList<>(List.of("__name__", name, "instance", instance, "job", job));
        pairs.addAll(List.of(labels));
        return Series.of(new Labels(pairs), second * 1000L, value);
    }
}
