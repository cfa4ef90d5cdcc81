package millwright.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What two patterns are said to be to each other, held against the names that they fit. */
class GlobPropertyTest {
    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abx").ofMaxLength(7);
    }

    @Property
    void whatIsCoveredFitsBoth(
            @ForAll("patterns") String one,
            @ForAll("patterns") String two,
            @ForAll("names") String name) {
        if (Glob.of(one).covers(Glob.of(two)) && Glob.of(two).matches(name)) {
            assertThat(Glob.of(one).matches(name)).isTrue();
        }
    }

    @Property
    void whereTwoMeetBothFitAndWhereTheyDoNotNoNameFitsBoth(
            @ForAll("patterns") String one,
            @ForAll("patterns") String two,
            @ForAll("names") String name) {
        var met = Glob.of(one).meet(Glob.of(two));
        met.ifPresent(
                both -> {
                    assertThat(Glob.of(one).matches(both)).isTrue();
                    assertThat(Glob.of(two).matches(both)).isTrue();
                });
        if (met.isEmpty()) {
            assertThat(Glob.of(one).matches(name) && Glob.of(two).matches(name)).isFalse();
        }
    }
}
