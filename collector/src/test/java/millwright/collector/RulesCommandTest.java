package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.rules.decision.ThresholdTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {
    private static final String SHIPPED = ThresholdTable.shipped().toCsv();
    private static final String CASES = "src/main/dist/conf/rule-tests";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private Path table(String text) throws IOException {
        Path file = folder.resolve("thresholds.csv");
        Files.writeString(file, text);
        return file;
    }

    @Test
    void checkOfTheShippedRulesFindsNothing() {
        assertThat(run("rules", "check")).isZero();
        assertThat(out.toString()).endsWith("11 rule files: nothing odd.\n");
    }

    @Test
    void checkEndsWithOneForOddRulesAndWithTwoForUnusableOnes() throws IOException {
        table(SHIPPED.replace(",1,> 80,15 min,75,", ",1,> 100,15 min,75,"));
        assertThat(run("rules", "check", "--rules", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .startsWith(
                        "warning  thresholds.csv line 10, column 7: cell G10 (limit): never fires")
                .contains("usable, 2 warnings.");

        Path broken = table(SHIPPED.replace(",1,> 80,15 min,75,", ",1,> 80,15,75,"));
        assertThat(run("rules", "check", "--thresholds", broken.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("error    thresholds.csv line 10, column 8");
        assertThat(run("rules", "check", "--thresholds", folder + "/none.csv")).isEqualTo(2);
        assertThat(out.toString()).contains("none.csv: (rules.thresholds) does not exist");
    }

    @Test
    void checkTellsProgramsInJson() throws IOException {
        table(SHIPPED.replace("cpu_utilization,*,*,*,1", "cpu_utilisation,*,*,*,1"));
        assertThat(run("rules", "check", "--rules", folder.toString(), "--format", "json"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith("{\"severity\":\"warning\",\"file\":\"thresholds.csv\",\"line\":10,")
                .contains("Did you mean cpu_utilization?");
    }

    @Test
    void testEndsWithOneWhereACaseDiffers() throws IOException {
        assertThat(run("rules", "test", CASES)).isZero();
        assertThat(out.toString()).contains("all as expected");

        Path calmer = table(SHIPPED.replace(",1,> 80,15 min,75,", ",1,> 86,15 min,75,"));
        assertThat(run("rules", "test", CASES, "--thresholds", calmer.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  machine.yaml line").contains("  - at 43m");

        assertThat(run("rules", "test", folder + "/none.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml does not exist");
    }

    @Test
    void anExportedSpreadsheetIsARuleTableAgain() {
        Path sheet = folder.resolve("thresholds.xlsx");
        assertThat(run("rules", "export", "--xlsx", sheet.toString())).isZero();
        assertThat(run("rules", "check", "--thresholds", sheet.toString())).isZero();
        assertThat(run("rules", "test", CASES, "--thresholds", sheet.toString())).isZero();

        Path csv = folder.resolve("back.csv");
        assertThat(
                        run(
                                "rules",
                                "export",
                                "--csv",
                                csv.toString(),
                                "--thresholds",
                                sheet.toString()))
                .isZero();
        assertThat(csv).content().isEqualTo(SHIPPED);
    }

    @Test
    void exportWritesOverNothing() throws IOException {
        Path there = table("mine");
        assertThat(run("rules", "export", "--csv", there.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is there already");
        assertThat(there).content().isEqualTo("mine");
        assertThat(run("rules", "export", "--csv", there.toString(), "--force")).isZero();
        assertThat(there).content().isEqualTo(SHIPPED);
        assertThat(run("rules", "export", "--xlsx", folder + "/a.csv")).isEqualTo(1);
        assertThat(run("rules", "export")).isEqualTo(2);
        assertThat(run("rules")).isEqualTo(2);
    }
}
