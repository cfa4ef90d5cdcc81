package millwright.collector.forecast;

import java.util.List;
import millwright.collector.history.Sample;
import millwright.rules.indicator.IndicatorKey;

/** Which indicators are forecast, from whoever has the live ones. Thread-safe. */
public interface Candidates {
    /** All of now, each key once. */
    List<Candidate> list();

    /**
     * The indicator's own values of about the last hour, one a minute at most, oldest first; empty
     * where there is no such indicator.
     */
    List<Sample> recent(IndicatorKey key);
}
