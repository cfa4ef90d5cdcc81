package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the regular board meets (L-013 §6.2: every Tuesday at 10:00). */
public final class BoardMeetings {
    /** Longer than any board that a site would have stays away. */
    private static final Duration LOOKED_FOR = Duration.ofDays(400);

    private final CalendarRules rules;

    public BoardMeetings(CalendarRules rules) {
        this.rules = rules;
    }

    /** The first that begins after an instant; empty where none does for more than a year. */
    public Optional<Instant> after(Instant at) {
        return in(Span.of(at, LOOKED_FOR)).stream().filter(each -> each.isAfter(at)).findFirst();
    }

    /** The last that has begun by an instant. */
    public Optional<Instant> until(Instant at) {
        Span before = new Span(at.minus(LOOKED_FOR), at.plusSeconds(1));
        return in(before).stream().filter(each -> !each.isAfter(at)).reduce((a, b) -> b);
    }

    public boolean isOne(Instant at) {
        return until(at).filter(at::equals).isPresent();
    }

    private List<Instant> in(Span asked) {
        return rules.planning().cab().spans(asked, rules.zone()).stream().map(Span::start).toList();
    }
}
