package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A collector that is killed at any moment and started again decides from then on what the
 * undisturbed one decides: from its history, and from the tickets that are open.
 */
class RestartPropertyTest {
    @Property(tries = 60)
    void afterwardsItDecidesAsIfNothingHadHappened(@ForAll long seed) {
        compare(seed, false);
    }

    @Property(tries = 60)
    void alsoWhereSamplesComeLate(@ForAll long seed) {
        compare(seed, true);
    }

    private static void compare(long seed, boolean isDelayed) {
        Random random = new Random(seed);
        HostStory story = new HostStory(random, isDelayed);
        int killedAt = random.nextInt(60 * HostStory.MINUTES);
        List<String> decisions = story.decisions(killedAt);
        // Silence is counted anew from a restart on, and so is what waits for its end: a breach
        // that was found just as the host came back opens its ticket with the next sample.
        Assume.that(decisions.stream().noneMatch(line -> line.contains("breach-held")));
        assertThat(decisions)
                .as("seed %d, killed at %s", seed, HostStory.at(killedAt))
                .isEqualTo(story.decisions(HostStory.NEVER));
    }
}
