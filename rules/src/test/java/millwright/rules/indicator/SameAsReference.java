package millwright.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** A fast detector beside its slow reference; the interval of both is 10 seconds. */
final class SameAsReference {
    static final int NOMINAL = 10;
    private static final IndicatorKey KEY = new IndicatorKey("h", "i", "");

    private final IndicatorDetector fast;
    private final ReferenceDetector slow;

    SameAsReference(IndicatorDetector fast, ReferenceDetector slow) {
        this.fast = fast;
        this.slow = slow;
        fast.nominal(Duration.ofSeconds(NOMINAL));
    }

    /**
     * Asks both.
     *
     * @param quiet seconds after the latest sample at which they are asked once more
     */
    void ask(int quiet, String where) {
        slow.ask();
        if (slow.instants().isEmpty()) {
            assertThat(fast.state()).as(where).isEqualTo(State.STALE);
            return;
        }
        int now = slow.latest() + quiet;
        assertThat(fast.state(Watched.at(now))).as(where).isEqualTo(slow.state(now));
        Judgement judgement = fast.judge();
        assertThat(judgement.state()).as(where).isEqualTo(slow.state());
        assertThat(judgement.at()).as(where).isEqualTo(Watched.at(slow.latest()));
        assertThat(judgement.level().map(Level::number).orElse(0))
                .as(where)
                .isEqualTo(slow.level());
        assertThat(fast.isBreached()).as(where).isEqualTo(slow.isOn());
        if (fast.isBreached()) {
            assertThat(judgement.since()).as(where).isEqualTo(Watched.at(slow.since()));
        }
        assertThat(judgement.coverage()).as(where).isEqualTo(slow.coverage());
        assertThat(judgement.fraction()).as(where).isEqualTo(slow.fraction());
        assertThat(fast.drainLate(KEY).stream().map(SameAsReference::told).toList())
                .as(where)
                .isEqualTo(slow.drainLate());
    }

    private static String told(Breach late) {
        return "level %d since %s at %s".formatted(late.level().number(), late.since(), late.at());
    }
}
