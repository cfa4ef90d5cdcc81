package millwright.rules.plan;

import java.util.Set;
import millwright.rules.calendar.Span;

/** What hosts are expected to carry. A pure function for as long as a plan is made. */
@FunctionalInterface
public interface ExpectedLoad {
    /** Nothing is known: every hour is as good as another. */
    ExpectedLoad NONE = (hosts, span) -> 0;

    /** In any one unit; the hour with the least is taken. */
    double of(Set<String> hosts, Span span);
}
