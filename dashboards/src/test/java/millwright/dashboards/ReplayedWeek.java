package millwright.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A small site, as its agents tell of it: a database server whose disk fills, two web servers of
 * which one leaks memory, and one machine for tests. Every figure is a function of time alone.
 */
final class ReplayedWeek {
    static final Duration LENGTH = Duration.ofDays(9);

    private final Instant end;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param series measurement and tags, as line protocol has them
     * @param value by the hours that are left until the end, which is 0
     */
    private record Line(String series, String field, DoubleUnaryOperator value) {}

    ReplayedWeek(Instant end) {
        this.end = end;
        machine("db-01", "production", 35, 0.02);
        machine("web-01", "production", 50, 0.05);
        machine("web-02", "production", 45, 0.0);
        machine("test-01", "test", 15, 0.0);
        disk(
                "db-01",
                "production",
                "/var/lib/postgresql",
                h -> 66 + 0.055 * (216 - h) + noise(h, 0.2));
        disk("web-01", "production", "/srv", h -> 64 + 0.035 * (216 - h) + noise(h, 0.2));
        database();
        web("web-01", "shop", 120, 0.5, 0.9);
        web("web-02", "shop", 100, 0.4, 0.8);
        web("db-01", "reports", 3, 0.2, 1.1);
        web("web-02", "payments", 12, 0.3, 1.4);
    }

    private void machine(String host, String environment, double cpu, double leak) {
        String tags = ",host=" + host + ",environment=" + environment;
        line(
                "cpu" + tags + ",cpu=cpu-total",
                "usage_active",
                h -> cpu + wave(h, cpu / 3, 24) + noise(h, 4));
        line(
                "mem" + tags,
                "used_percent",
                h -> 55 + leak * (216 - h) + wave(h, 4, 24) + noise(h, 1));
        disk(host, environment, "/", h -> 40 + 0.004 * (216 - h));
        line("linux_sysctl_fs" + tags, "used_percent", h -> 4 + wave(h, 1, 24));
        line("clock" + tags, "offset_seconds", h -> 0.01 + wave(h, 0.005, 5));
        line("system" + tags, "load1", h -> cpu / 25 + wave(h, 0.4, 24));
        String network = "net" + tags + ",interface=eth0";
        line(network, "bytes_recv", h -> 2e11 - h * 3.6e8 + wave(h, 1e8, 24));
        line(network, "bytes_sent", h -> 4e11 - h * 7.2e8 + wave(h, 2e8, 24));
        line("diskio" + tags + ",name=sda", "io_util", h -> 20 + wave(h, 12, 24));
        String java = "procstat_top" + tags + ",process_name=java";
        line(java, "memory_rss", h -> 2e9 + leak * 1e7 * (216 - h));
        line(java, "cpu_usage", h -> cpu + wave(h, cpu / 4, 24));
    }

    private void disk(String host, String environment, String path, DoubleUnaryOperator used) {
        double total = 500e9;
        String series =
                "disk,host=%s,environment=%s,path=%s,fstype=ext4"
                        .formatted(host, environment, path);
        line(series, "used_percent", used);
        line(series, "used", h -> total * used.applyAsDouble(h) / 100);
        line(series, "total", h -> total);
        line(series, "inodes_used_percent", h -> 12 + 0.01 * (216 - h));
    }

    private void database() {
        String tags = ",host=db-01,environment=production,server=erp,kind=postgresql";
        line(
                "db_connections" + tags,
                "used_percent",
                h -> 55 + 0.03 * (216 - h) + wave(h, 8, 24) + noise(h, 2));
        line(
                "connection_pool,host=web-01,environment=production,target=shop,pool=main",
                "pending",
                h -> Math.max(0, Math.rint(wave(h, 3, 24) - 1)));
        line("db_blocking" + tags, "longest_wait_seconds", h -> Math.max(0, wave(h, 5, 24)));
        String erp = tags + ",database=erp";
        line("db_database" + erp, "log_used_percent", h -> 40 + wave(h, 15, 12));
        line("db_backup" + erp, "full_age_seconds", h -> (24 - h % 24) * 3_600);
        line("db_backup" + erp, "log_age_seconds", h -> (1 - h % 1) * 3_600);
        line("db_jobs" + tags, "failing", h -> h > 60 && h < 70 ? 1 : 0);
        line("db_replication" + tags + ",replica=db-02", "lag_seconds", h -> 4 + wave(h, 3, 24));
        line("db_replication" + tags + ",replica=db-02", "healthy", h -> h > 30 && h < 33 ? 0 : 1);
        line(
                "millwright_target,host=db-01,environment=production,kind=postgresql,target=erp",
                "up",
                h -> h > 100 && h < 103 ? 0 : 1);
    }

    private void web(String host, String name, double rate, double errors, double seconds) {
        String tags = ",host=%s,environment=production,service=%s".formatted(host, name);
        DoubleUnaryOperator requests = h -> Math.rint((300 - h) * 3_600 * rate);
        String service = "http_requests" + tags;
        line(service, "requests", requests);
        line(service, "errors", h -> Math.rint(requests.applyAsDouble(h) * errors / 100));
        line(service, "p95_seconds", h -> seconds + wave(h, seconds / 3, 24));
        line(
                "http_response,host=%s,environment=production,server=https://%s.example/,target=%s"
                        .formatted(host, name, name),
                "certificate_days",
                h -> 20 + 20 * rate / 60 + h / 24);
    }

    private void line(String series, String field, DoubleUnaryOperator value) {
        lines.add(new Line(series, field, value));
    }

    /** Looks random, and is the same for each ten minutes each time. */
    private static double noise(double h, double size) {
        double much = Math.sin(Math.floor(h * 6) * 12.9898) * 43_758.5453;
        return size * (2 * (much - Math.floor(much)) - 1);
    }

    private static double wave(double h, double size, double hours) {
        return size * Math.sin(2 * Math.PI * h / hours);
    }

    /** By the hours until the end. */
    DoubleUnaryOperator values(String seriesPrefix, String field) {
        return lines.stream()
                .filter(line -> line.series().startsWith(seriesPrefix))
                .filter(line -> line.field().equals(field))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Line protocol of all series at an instant, in whole seconds. */
    String at(Instant instant) {
        double h = Duration.between(instant, end).toMillis() / 3_600_000.0;
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.series() + " " + line.field() + "=" + line.value().applyAsDouble(h))
                    .append(" " + instant.getEpochSecond() + "\n");
        }
        return text.toString();
    }

    /** The same as the roll-up of the hour that begins then, with fields as InfluxDB has them. */
    String hour(Instant begin) {
        double h = Duration.between(begin, end).toMillis() / 3_600_000.0;
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            double first = line.value().applyAsDouble(h);
            double last = line.value().applyAsDouble(h - 0.99);
            String field = line.field();
            text.append(line.series() + " " + field + "_count=6i")
                    .append("," + field + "_min=" + Math.min(first, last))
                    .append("," + field + "_max=" + Math.max(first, last))
                    .append("," + field + "_mean=" + (first + last) / 2)
                    .append("," + field + "_last=" + last)
                    .append(" " + begin.getEpochSecond() + "\n");
        }
        return text.toString();
    }
}
