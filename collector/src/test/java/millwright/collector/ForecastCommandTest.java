package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForecastCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private Path csv;
    private Path lines;

    @BeforeEach
    void files() throws IOException {
        csv =
                Files.writeString(
                        folder.resolve("disk.csv"),
                        "epoch_seconds,value\n0,70\n3600,71\n7200,72\n");
        lines =
                Files.writeString(
                        folder.resolve("disk.lp"),
                        "mem,host=db-07 used_percent=40 1760000000\n"
                                + "disk,host=db-07,path=/var used_percent=70 1760000000\n"
                                + "disk,host=db-07,path=/var used_percent=71 1760003600\n");
    }

    @Test
    void aFileIsAnsweredWithASentenceAndWhatItStandsOn() {
        assertThat(run(csv.toString(), "--series", "db-07,memory_usage", "--limit", "80")).isZero();
        assertThat(out.toString())
                .startsWith("db-07 memory_usage: Cannot say: ")
                .contains("History: ", "Times are of UTC.");
    }

    @Test
    void oneSeriesOfALineProtocolFileIsChosenByItsName() {
        assertThat(run(lines.toString(), "--series", "db-07,disk_free,/var", "--json")).isZero();
        assertThat(out.toString())
                .contains(
                        "\"indicator\":\"disk_free\",\"resource\":\"/var\",\"unit\":\"percent\"",
                        "\"at\":\"2025-10-09T09:53:20Z\"", // of the newest sample, 1760003600
                        "\"horizonSeconds\":2592000",
                        "\"verdict\":\"unforecastable\",");
    }

    @Test
    void whereItIsNotPlainWhichSeriesIsMeantItNamesThem() {
        assertThat(run(lines.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "Name one with --series; it has db-07,disk_free,/var db-07,memory_usage,.");
        assertThat(run(csv.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("add --series host,indicator,resource");
    }

    @Test
    void picturesAreWritten() throws IOException {
        Path png = folder.resolve("a.png");
        Path svg = folder.resolve("a.svg");
        assertThat(
                        run(
                                csv.toString(),
                                "--series=a,memory_usage",
                                "--chart",
                                "--ascii",
                                "--limit=80",
                                "--png=" + png,
                                "--svg=" + svg))
                .isZero();
        assertThat(out.toString()).contains("- limit 80 % ---").matches("[\\x20-\\x7e\\s]+");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readString(svg)).contains("a memory_usage", "limit 80 %");
    }

    @Test
    void badUseIsToldWithTheRightOne() {
        refused("--horizon 59m is not from 1h to 366d", "--horizon", "59m");
        refused("--horizon soon is no time", "--horizon", "soon");
        refused("--zone Atlantis is no time zone", "--zone", "Atlantis");
        refused("--at \"noon\" is no time", "--at", "noon");
        assertThat(run("--cases", csv.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--cases needs --out FILE");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsAFailureAndNoBadUse() {
        assertThat(run(folder.resolve("nix.csv").toString(), "--series", "a,b")).isEqualTo(1);
        assertThat(err.toString()).contains("nix.csv does not exist.");
    }

    private void refused(String message, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = csv.toString();
        all[1] = "--series=a,memory_usage";
        System.arraycopy(options, 0, all, 2, options.length);
        assertThat(run(all)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "forecast";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
