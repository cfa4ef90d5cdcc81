package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import millwright.rules.decision.RuleSet;
import org.junit.jupiter.api.Test;

class FrozenTextTest {
    @Test
    void anyTextComesBack() {
        for (String text : List.of("", "x", "Güç kaybı 🚜\n", "a".repeat(3_000_000))) {
            assertThat(FrozenText.text(FrozenText.parts(text))).isEqualTo(text);
        }
    }

    @Test
    void noPartIsLongerThanAColumnHolds() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        List<String> parts = FrozenText.parts(text.toString());

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts).allMatch(part -> part.length() <= FrozenText.PART_CHARS);
        assertThat(FrozenText.text(parts)).isEqualTo(text.toString());
    }

    @Test
    void whatWasChangedIsAnotherText() {
        assertThat(FrozenText.text(List.of("not zipped"))).isEmpty();
        assertThat(FrozenText.text(List.of())).isEmpty();
    }

    @Test
    void rulesComeBackAsTheyWere() {
        RuleSet rules = RuleSet.shipped().withFile("site.drl", "// ours\n");
        RuleVersion version = RuleVersion.of(rules);
        RuleSet again = RuleVersion.rules(version.content());

        assertThat(again.files()).isEqualTo(rules.files());
        assertThat(again.table().name()).isEqualTo("thresholds.csv");
        assertThat(again.table().content()).isEqualTo(rules.table().content());
        assertThat(RuleVersion.of(again)).isEqualTo(version);
        assertThat(RuleVersion.of(RuleSet.shipped()).hash()).isNotEqualTo(version.hash());
    }
}
