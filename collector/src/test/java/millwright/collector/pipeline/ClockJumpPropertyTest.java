package millwright.collector.pipeline;

import static millwright.collector.pipeline.HostStory.NEVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A host whose clock steps by hours, and is set right again after a while. */
class ClockJumpPropertyTest {
    private static final int HOUR = 3_600;

    @Property(tries = 60)
    void aheadItIsJudgedByOurClock(@ForAll long seed) {
        Random random = new Random(seed);
        HostStory story = new HostStory(random, random.nextBoolean());
        int from = random.nextInt(60 * HostStory.MINUTES);
        int to = from + random.nextInt(3 * HOUR);
        int ahead = HOUR + random.nextInt(5 * HOUR);

        HostStory wrong = story.stamped(from, to, d -> d.stamped(d.sent() + ahead));
        HostStory right = story.stamped(from, to, d -> d.stamped(d.arrives()));

        assertThat(wrong.decisions(NEVER))
                .as("seed %d, %d s ahead from %s", seed, ahead, HostStory.at(from))
                .isEqualTo(right.decisions(NEVER));
    }

    /** What it sends cannot be told from what was held back for hours: that pages nobody. */
    @Property(tries = 60)
    void hoursBehindItIsAliveAndNothingIsDecidedAboutIt(@ForAll long seed) {
        Random random = new Random(seed);
        HostStory story = new HostStory(random, false);
        int from = HOUR + random.nextInt(60 * HostStory.MINUTES - HOUR);
        int to = from + random.nextInt(HOUR);
        int behind = 2 * HOUR + random.nextInt(5 * HOUR);

        HostStory wrong = story.stamped(from, to, d -> d.stamped(d.sent() - behind));
        HostStory mute = story.stamped(from, to, story::onlyLife);

        assertThat(wrong.decisions(NEVER))
                .as("seed %d, %d s behind from %s", seed, behind, HostStory.at(from))
                .isEqualTo(mute.decisions(NEVER));
    }
}
