package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What a fleet sends every 10 s: 20 series in 9 lines a host, as the shared benchmarks have it. */
final class FleetLines {
    static final int SERIES_OF_HOST = 20;

    private FleetLines() {}

    /**
     * One tick of the hosts in one body, seconds precision.
     *
     * @param decimals of values that are not whole: 2 as our agent sends them, 15 as Telegraf does
     */
    static byte[] tick(int hosts, long second, int decimals) {
        Random random = new Random(second);
        StringBuilder body = new StringBuilder();
        for (int host = 0; host < hosts; host++) {
            body.append(lines(String.format(Locale.ROOT, "h%05d", host), second, random, decimals));
        }
        return body.toString().getBytes(US_ASCII);
    }

    private static String lines(String host, long second, Random random, int decimals) {
        return String.format(
                Locale.ROOT,
                """
                cpu,cpu=cpu-total,host=%1$s usage_active=%2$s,usage_user=%3$s,usage_system=%4$s,usage_iowait=%5$s %7$d
                mem,host=%1$s used_percent=%2$s,available=%6$di,total=34359738368i %7$d
                disk,fstype=ext4,path=/,host=%1$s used_percent=%3$s,free=%6$di %7$d
                db_connections,kind=postgresql,server=main,host=%1$s used_percent=%4$s %7$d
                http_requests,service=web,host=%1$s p95_seconds=%5$s,requests=%6$di,errors=%6$di %7$d
                swap,host=%1$s used_percent=%5$s %7$d
                diskio,name=sda,host=%1$s read_bytes=%6$di,write_bytes=%6$di %7$d
                net,interface=eth0,host=%1$s bytes_recv=%6$di,bytes_sent=%6$di %7$d
                system,host=%1$s load1=%5$s,uptime=%8$di %7$d
                """,
                host,
                percent(random, decimals),
                percent(random, decimals),
                percent(random, decimals),
                percent(random, decimals),
                random.nextInt(Integer.MAX_VALUE) * 5L,
                second,
                second % 10_000_000);
    }

    /** As an agent compresses it, at the quickest level. */
    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out =
                new GZIPOutputStream(packed) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String percent(Random random, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", random.nextDouble() * 100);
    }
}
