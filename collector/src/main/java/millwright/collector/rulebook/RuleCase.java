package millwright.collector.rulebook;

import java.time.Duration;
import java.util.List;
import millwright.rules.policy.Services;

/**
 * One case of a case file: series go in, and exactly these decisions come out.
 *
 * @param place file and line where it begins
 * @param interval of the samples of every series
 * @param environment the tag of every series; empty for none
 * @param services of the hosts; none where the hosts have nothing to do with each other
 * @param until how long after the first sample the case ends
 */
record RuleCase(
        String name,
        String place,
        Duration interval,
        String environment,
        Services services,
        List<Series> series,
        Duration until,
        List<Expected> expected) {
    RuleCase {
        series = List.copyOf(series);
        expected = List.copyOf(expected);
    }

    /**
     * @param name {@code host indicator resource}, or {@code measurement,host=…,tag=… field}
     */
    record Series(String name, List<Slot> slots) {
        Series {
            slots = List.copyOf(slots);
        }
    }

    /**
     * @param decision type and priority
     * @param key host, indicator and resource; empty where the case need not say it
     */
    record Expected(Duration at, String decision, String key) {
        @Override
        public String toString() {
            return (decision + " " + key).strip();
        }
    }
}
