package millwright.collector.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.rules.decision.ThresholdTable;
import org.junit.jupiter.api.Test;

/**
 * The case files that a site gets, and the page about them, know every row of the shipped table.
 */
class ShippedCasesTest {
    private static final Path CASES = Path.of("src/main/dist/conf/rule-tests");

    @Test
    void theShippedCasesAreAsExpectedAndEveryShippedRowHasOne() throws IOException {
        List<String> told = new ArrayList<>();

        RuleTests.Outcome outcome =
                new RuleTests(ShippedRulebook.rules().inForce())
                        .run(List.of(CASES), false, told::add);

        assertThat(told).hasSize(1);
        assertThat(outcome.failed()).isZero();
        assertThat(outcome.rows()).isEqualTo(shippedRows());
    }

    @Test
    void thePageAboutRulesListsEveryShippedRow() throws IOException {
        String page = Files.readString(Path.of("../docs/rules.md"));
        assertThat(shippedRows()).allSatisfy(row -> assertThat(page).contains("| " + row + " |"));
    }

    private static Set<String> shippedRows() {
        Set<String> rows = new TreeSet<>();
        Pattern name = Pattern.compile("^(?:\"([^\"]*)\"|([^,]*)),");
        for (String line :
                ThresholdTable.shipped()
                        .toCsv()
                        .lines()
                        .dropWhile(l -> !l.startsWith("name,"))
                        .skip(1)
                        .toList()) {
            Matcher row = name.matcher(line);
            assertThat(row.find()).isTrue();
            rows.add(row.group(1) != null ? row.group(1) : row.group(2));
        }
        return rows;
    }
}
