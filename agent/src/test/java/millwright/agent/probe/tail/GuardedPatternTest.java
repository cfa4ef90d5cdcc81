package millwright.agent.probe.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuardedPatternTest {
    @Test
    void aSoundPatternFindsWhatItShould() {
        GuardedPattern pattern = GuardedPattern.compile("\\bERROR\\b.*(?<code>E[0-9]+)");
        assertThat(pattern.isFoundIn("10:02 ERROR in E42")).isTrue();
        assertThat(pattern.find("ERROR E42").orElseThrow().group("code")).isEqualTo("E42");
        assertThat(pattern.isFoundIn("TERROR E42")).isFalse();
        assertThat(pattern.trouble()).isEmpty();
    }

    @Test
    void aSoundPatternMayLookAtTheLongestLine() {
        GuardedPattern pattern = GuardedPattern.compile("(?i)out ?of ?memory|deadlock|ORA-[0-9]+");
        assertThat(pattern.isFoundIn("x".repeat(Tail.LINE_BYTES_MAX))).isFalse();
        assertThat(pattern.trouble()).isEmpty();
    }

    @Test
    void aPatternThatTakesForeverIsSwitchedOff() {
        GuardedPattern pattern = GuardedPattern.compile("(x+x+)+y");
        assertThat(pattern.isFoundIn("x".repeat(200))).isFalse();
        assertThat(pattern.trouble().orElseThrow()).contains("2000000 steps", "so it is off");
        assertThat(pattern.isFoundIn("xxy")).isFalse();
    }

    @Test
    void aPatternThatGoesTooDeepIsSwitchedOff() {
        GuardedPattern pattern = GuardedPattern.compile("^(a|b|ab)*c");
        assertThat(pattern.isFoundIn("ab".repeat(16_000))).isFalse();
        assertThat(pattern.trouble().orElseThrow()).contains("so it is off");
    }

    @Test
    void groupsAreKnownByName() {
        GuardedPattern pattern = GuardedPattern.compile("(?<status>[0-9]{3})");
        assertThat(pattern.hasGroup("status")).isTrue();
        assertThat(pattern.hasGroup("path")).isFalse();
    }

    @Test
    void aBrokenPatternIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> GuardedPattern.compile("a(b"))
                .hasMessageContaining("\"a(b\" is no regular expression")
                .hasMessageContaining("near character");
    }
}
