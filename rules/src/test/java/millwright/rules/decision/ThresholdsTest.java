package millwright.rules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.Threshold;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static final String SHIPPED = Shipped.text("thresholds.csv");

    /** The table of the first release, which knew no environments: sites have such ones. */
    private static final String OLD = old();

    /** Its code and its heading, without its rows. */
    private static final String HEAD =
            OLD.substring(0, OLD.indexOf('\n', OLD.indexOf("\nname,") + 1) + 1);

    private static final Thresholds DEFAULT = Thresholds.compile(ThresholdTable.shipped());

    private static String old() {
        try (InputStream in =
                ThresholdsTest.class.getResourceAsStream("thresholds-without-environment.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Level> levels(Thresholds thresholds, String key) {
        String[] parts = key.split(" ", 3);
        return thresholds.levels(
                new IndicatorKey(parts[0], parts[1], parts.length > 2 ? parts[2] : ""));
    }

    private static List<String> rows(Thresholds thresholds, String key) {
        return levels(thresholds, key).stream().map(Level::row).toList();
    }

    private static Thresholds with(String... rows) {
        return Thresholds.compile(
                ThresholdTable.csv("site.csv", HEAD + String.join("\n", rows) + "\n"));
    }

    private static String problemOf(String... rows) {
        try {
            with(rows);
        } catch (RulesException e) {
            return e.getMessage();
        }
        throw new AssertionError("was accepted");
    }

    @Test
    void theShippedTableHasTheLevelsOfTheDesign() {
        assertThat(levels(DEFAULT, "web-1 cpu_utilization"))
                .extracting(l -> l.threshold().limit())
                .containsExactly(80.0, 90.0, 97.0);
        assertThat(levels(DEFAULT, "web-1 memory_usage"))
                .extracting(l -> l.threshold().sustain().toMinutes())
                .containsExactly(15L, 10L, 5L);
        assertThat(levels(DEFAULT, "web-1 disk_free /var"))
                .extracting(Level::priority)
                .containsExactly(Priority.P3, Priority.P2, Priority.P1);
        assertThat(levels(DEFAULT, "web-1 database_connections main"))
                .extracting(l -> l.threshold().limit())
                .containsExactly(80.0, 90.0, 98.0);
        assertThat(levels(DEFAULT, "web-1 api_response_time /login"))
                .extracting(l -> l.threshold().limit())
                .containsExactly(3.0, 5.0, 10.0);
        assertThat(levels(DEFAULT, "web-1 error_rate shop"))
                .extracting(Level::minimumCount)
                .containsExactly(100L, 100L);
        assertThat(levels(DEFAULT, "web-1 agent_silent"))
                .extracting(l -> l.priority() + " " + l.threshold().limit())
                .containsExactly("P3 300.0", "P2 900.0");
        assertThat(levels(DEFAULT, "web-1 phase_of_the_moon")).isEmpty();
    }

    @Test
    void aRowSaysAllThereIsToALevel() {
        assertThat(levels(DEFAULT, "web-1 disk_free /var").get(0))
                .isEqualTo(
                        new Level(
                                1,
                                new Threshold(
                                        Direction.BELOW,
                                        20,
                                        Duration.ZERO,
                                        22,
                                        Duration.ofMinutes(5)),
                                Priority.P3,
                                "disk free, level 1",
                                0,
                                "Clear old logs and temporary files; plan an extension",
                                ""));
    }

    @Test
    void detectorsOfManyHostsShareOneList() {
        assertThat(levels(DEFAULT, "web-1 disk_free /var"))
                .isSameAs(levels(DEFAULT, "db-7 disk_free /home"));
    }

    @Test
    void theMostSpecificRowWinsForEachLevel() {
        Thresholds site =
                with(
                        "all 1,disk_free,*,*,1,< 20,0,22,5 min,,P3,,",
                        "all 2,disk_free,*,*,2,< 10,0,12,5 min,,P2,,",
                        "db,disk_free,db-*,*,1,< 30,0,32,5 min,,P3,,",
                        "db-07,disk_free,db-07,*,1,< 31,0,32,5 min,,P3,,",
                        "logs,disk_free,*,/var/log,1,< 15,0,16,5 min,,P4,,",
                        "any var,disk_free,,/var*,1,< 18,0,19,5 min,,P4,,");
        assertThat(rows(site, "web-1 disk_free /home")).containsExactly("all 1", "all 2");
        assertThat(rows(site, "db-1 disk_free /home")).containsExactly("db", "all 2");
        assertThat(rows(site, "db-07 disk_free /home")).containsExactly("db-07", "all 2");
        assertThat(rows(site, "web-1 disk_free /var/log")).containsExactly("logs", "all 2");
        assertThat(rows(site, "web-1 disk_free /var/lib")).containsExactly("any var", "all 2");
        // The host counts before the resource.
        assertThat(rows(site, "db-1 disk_free /var/log")).containsExactly("db", "all 2");
    }

    @Test
    void aTableWithoutEnvironmentsIsForAllOfThem() {
        Thresholds old = Thresholds.compile(ThresholdTable.csv("old.csv", OLD));
        IndicatorKey disk = new IndicatorKey("h", "disk_free", "/");
        assertThat(old.levels(disk, "production"))
                .isEqualTo(old.levels(disk, ""))
                .isEqualTo(DEFAULT.levels(disk, "production"))
                .hasSize(3);
    }

    @Test
    void anEnvironmentMayHaveRowsOfItsOwn() {
        String head =
                SHIPPED.substring(0, SHIPPED.indexOf('\n', SHIPPED.indexOf("\nname,") + 1) + 1);
        Thresholds site =
                Thresholds.compile(
                        ThresholdTable.csv(
                                "site.csv",
                                head
                                        + """
                                        all,disk_free,*,*,*,1,< 20,0,22,5 min,,P3,,
                                        test,disk_free,*,*,test*,1,< 5,0,6,5 min,,P4,,
                                        db,disk_free,db-*,*,*,1,< 30,0,32,5 min,,P3,,
                                        db in test,disk_free,db-*,*,test,1,< 7,0,8,5 min,,P4,,
                                        """));
        assertThat(row(site, "web-1", "production")).isEqualTo("all");
        assertThat(row(site, "web-1", "")).isEqualTo("all");
        assertThat(row(site, "web-1", "test-2")).isEqualTo("test");
        assertThat(row(site, "db-1", "test-2")).isEqualTo("db"); // the host counts before it
        assertThat(row(site, "db-1", "test")).isEqualTo("db in test");
    }

    private static String row(Thresholds site, String host, String environment) {
        return site.levels(new IndicatorKey(host, "disk_free", "/"), environment).get(0).row();
    }

    @Test
    void ofEquallySpecificRowsTheLowerWins() {
        assertThat(
                        rows(
                                with(
                                        "first,disk_free,*,*,1,< 20,0,22,0,,P3,,",
                                        "second,disk_free,*,*,1,< 30,0,32,0,,P3,,"),
                                "h disk_free /"))
                .containsExactly("second");
    }

    @Test
    void patternsStandForTextAndForOneCharacter() {
        assertThat(Glob.of("db-?*").matches("db-7")).isTrue();
        assertThat(Glob.of("db-?*").matches("db-")).isFalse();
        assertThat(Glob.of("*.eu.*").matches("web.eu.example")).isTrue();
        assertThat(Glob.of("").matches("")).isTrue();
        assertThat(Glob.of("a*b*c").matches("a-b-b-c")).isTrue();
        assertThat(Glob.of("a*b*c").matches("a-b-b-d")).isFalse();
    }

    @Test
    void everyBadCellIsNamedAtOnce() {
        assertThat(
                        problemOf(
                                "a,disk_free,*,*,1,< 20,15,22,5 min,,P3,,",
                                "b,disk_free,*,*,4,20,0,22,5 min,,P5,,",
                                "c,disk_free,*,*,1,< 20,0,18,5 min,,P3,,",
                                "a,cpu,*,*,1,> 80,0,75,5 min,,P3,,",
                                "d,,*,*,1,> 80,0,75,5 min,x,P3,,"))
                .isEqualTo(
                        """
                        The rules have 7 problems:
                          site.csv line 10, column 7: cell G10 (sustain): "15" is no duration. Write a number and its unit, such as 30 s, 15 min, 2 h or 1 d, or 0.
                          site.csv line 11, column 5: cell E11 (level): "4" is no level. Write 1 (the mildest), 2 or 3.
                          site.csv line 11, column 6: cell F11 (limit): "20" is no limit. Write > and a number where more is worse, < where less is, such as > 80 or < 20.
                          site.csv line 11, column 11: cell K11 (priority): "P5" is no priority. Write P1 (the most urgent), P2, P3 or P4.
                          site.csv line 12, column 8: cell H12 (rearm): rearm 18.0 lies past the limit 20.0, so a breach would never end.
                          site.csv line 14, column 2: cell B14 (indicator): the cell is empty and must not be.
                          site.csv line 14, column 10: cell J14 (minimum count): "x" is no number. Write digits with a decimal point, such as 80 or 2.5.\
                        """);
    }

    @Test
    void aPatternThatNobodyCanHaveMeantIsRefused() {
        assertThat(problemOf("a,disk_free," + "x".repeat(501) + ",*,1,< 20,0,22,5 min,,P3,,"))
                .contains("cell C10 (host pattern): a pattern has at most 500 characters");
        assertThat(
                        rows(
                                with(
                                        "a,disk_free,"
                                                + "*".repeat(500)
                                                + ",*,1,< 20,0,22,5 min,,P3,,"),
                                "h disk_free /"))
                .containsExactly("a");
    }

    @Test
    void everyRowNeedsANameOfItsOwn() {
        assertThat(
                        problemOf(
                                "a,disk_free,*,*,1,< 20,0,22,5 min,,P3,,",
                                "a,disk_free,*,*,2,< 10,0,12,5 min,,P2,,"))
                .contains("cell A11 (name): row 10 has this name already");
    }

    @Test
    void aTableThatIsNoneIsRefusedKindly() {
        assertThatThrownBy(() -> Thresholds.compile(ThresholdTable.csv("x.csv", "a,b\n1,2\n")))
                .hasMessageContaining("no cell of column A begins with RuleTable");
        assertThatThrownBy(() -> Thresholds.compile(ThresholdTable.csv("x.csv", HEAD)))
                .hasMessageContaining("the table has no rows below its heading");
        assertThatThrownBy(() -> Thresholds.compile(ThresholdTable.csv("x.ods", "")))
                .hasMessageContaining("x.ods: the name must end in .csv or .xlsx");
        assertThatThrownBy(
                        () ->
                                Thresholds.compile(
                                        ThresholdTable.csv("x.csv", SHIPPED.replace(',', ';'))))
                .hasMessageContaining("parted by ;");
        assertThatThrownBy(
                        () -> Thresholds.compile(new ThresholdTable("x.csv", new byte[] {-1, -2})))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(
                        () -> Thresholds.compile(new ThresholdTable("x.xlsx", new byte[] {1, 2})))
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("cannot be read as a spreadsheet");
    }

    @Test
    void brokenCodeAboveTheHeadingIsToldApartFromBadRows() {
        String broken = SHIPPED.replace("isOnHost", "isOnHoste");
        assertThatThrownBy(() -> Thresholds.compile(ThresholdTable.csv("x.csv", broken)))
                .isInstanceOf(RulesException.class)
                .hasMessageContaining("x.csv: the code above the heading does not compile");
    }

    @Test
    void quotationMarksBlankLinesAndOtherAlphabetsAreFine() {
        Thresholds site =
                with(
                        "\"Kühlraum, Stufe 1\",temp,*,*,1,> 8 %,90 s,7.5,1 min,,p2,"
                                + "\"Say \"\"cold\"\" to Ümit\",",
                        ",,,,,,,,,,,,", "two,temp,*,*,2,> 9,0.5 h,8,1 d,,P1,,");
        Level first = levels(site, "h temp").get(0);
        assertThat(first.row()).isEqualTo("Kühlraum, Stufe 1");
        assertThat(first.action()).isEqualTo("Say \"cold\" to Ümit");
        assertThat(first.threshold().sustain()).isEqualTo(Duration.ofSeconds(90));
        assertThat(levels(site, "h temp").get(1).threshold().sustain())
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aSpreadsheetWithTheSameCellsIsTheSameTable() throws IOException {
        Thresholds sheet = Thresholds.compile(new ThresholdTable("t.xlsx", spreadsheet(SHIPPED)));
        for (String key :
                List.of(
                        "h cpu_utilization",
                        "h disk_free /",
                        "h api_response_time /",
                        "h error_rate x")) {
            assertThat(levels(sheet, key)).isEqualTo(levels(DEFAULT, key)).isNotEmpty();
        }
    }

    @Test
    void aBadCellOfASpreadsheetIsNamedByItsOwnAddress() throws IOException {
        byte[] bad = spreadsheet(SHIPPED.replace("> 97,15 min", "> 97,soon"));
        assertThatThrownBy(() -> Thresholds.compile(new ThresholdTable("t.xlsx", bad)))
                .hasMessageContaining("t.xlsx line 12, column 8: cell H12 (sustain): \"soon\"");
    }

    @Test
    void anExportedSpreadsheetIsReadBackAsTheSameTable() {
        ThresholdTable sheet =
                new ThresholdTable("t.xlsx", ThresholdTable.shipped().toSpreadsheet());
        Thresholds read = Thresholds.compile(sheet);
        for (String line : SHIPPED.lines().skip(9).toList()) {
            String indicator = line.replaceFirst("^\"[^\"]*\",|^[^,]*,", "").split(",", 2)[0];
            assertThat(levels(read, "h " + indicator))
                    .isEqualTo(levels(DEFAULT, "h " + indicator))
                    .isNotEmpty();
        }
        assertThat(sheet.toCsv()).isEqualTo(SHIPPED);
    }

    @Test
    void anExportedSpreadsheetShowsPeopleTheRowsAndNotTheCode() throws IOException {
        byte[] bytes = ThresholdTable.shipped().toSpreadsheet();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            Sheet sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(7).getZeroHeight()).isTrue(); // the code
            assertThat(sheet.getRow(3).getZeroHeight()).isFalse(); // the notes
            assertThat(sheet.getRow(8).getZeroHeight()).isFalse(); // the heading
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getDataValidations()).hasSize(2);
            assertThat(sheet.getRow(9).getCell(5).getNumericCellValue()).isEqualTo(1);
        }
    }

    /** Numbers become numeric cells, as they do when somebody types them. */
    private static byte[] spreadsheet(String csv) throws IOException {
        Grid grid = Grid.read(ThresholdTable.csv("t.csv", csv));
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet("Thresholds");
            for (int r = 0; r < grid.rowCount(); r++) {
                Row row = sheet.createRow(r);
                for (int c = 0; c < grid.columnCount(r); c++) {
                    String text = grid.text(r, c);
                    if (text.matches("[0-9.]+")) {
                        row.createCell(c).setCellValue(Double.parseDouble(text));
                    } else if (!text.isEmpty()) {
                        row.createCell(c).setCellValue(text);
                    }
                }
            }
            book.write(out);
            byte[] bytes = out.toByteArray();
            assertThat(new XSSFWorkbook(new ByteArrayInputStream(bytes)).getNumberOfSheets())
                    .isEqualTo(1);
            return bytes;
        }
    }
}
