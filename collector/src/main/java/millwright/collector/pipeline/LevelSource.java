package millwright.collector.pipeline;

import java.util.List;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;

/** Which limits apply to what, as the rules in force say. */
@FunctionalInterface
public interface LevelSource {
    /**
     * @param environment as the host's tag says; empty where it has none
     * @return mildest first; empty where no rule speaks of the key
     */
    List<Level> levels(IndicatorKey key, String environment);
}
