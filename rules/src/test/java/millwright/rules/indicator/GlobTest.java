package millwright.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {
    @Test
    void aPatternCoversAnotherWhereItFitsAllThatTheOtherFits() {
        assertThat(covers("*", "db-*")).isTrue();
        assertThat(covers("db-*", "*")).isFalse();
        assertThat(covers("db-*", "db-0?")).isTrue();
        assertThat(covers("db-?", "db-*")).isFalse();
        assertThat(covers("*a*", "ba?*")).isTrue();
        assertThat(covers("db-07", "db-07")).isTrue();
        assertThat(covers("db-07", "db-7")).isFalse();
    }

    @Test
    void twoPatternsMeetAtANameThatBothFit() {
        assertThat(Glob.of("db-*").meet(Glob.of("*-test"))).contains("db-test");
        assertThat(Glob.of("a?c").meet(Glob.of("ab?"))).contains("abc");
        assertThat(Glob.of("*").meet(Glob.of("*"))).contains("");
        assertThat(Glob.of("db-*").meet(Glob.of("web-*"))).isEmpty();
        assertThat(Glob.of("a").meet(Glob.of("ab"))).isEmpty();
        assertThat(Glob.of("a*b").meet(Glob.of("ax*"))).contains("axb");
    }

    @Test
    void manyStarsCostLittle() {
        String stars = "*a".repeat(200);
        assertThat(covers(stars + "b", "a".repeat(400))).isFalse();
        assertThat(Glob.of(stars + "b").meet(Glob.of("a*".repeat(200) + "c"))).isEmpty();
    }

    private static boolean covers(String one, String two) {
        return Glob.of(one).covers(Glob.of(two));
    }
}
