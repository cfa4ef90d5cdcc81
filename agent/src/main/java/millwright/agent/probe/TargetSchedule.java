package millwright.agent.probe;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import millwright.config.ConfigNode;

/**
 * What every target has.
 *
 * @param name unique among the targets of its kind; the tag {@code target}
 * @param interval from one question to the next
 * @param timeout for one question, connecting included
 */
public record TargetSchedule(String name, Duration interval, Duration timeout) {
    public static TargetSchedule read(ConfigNode target, Duration interval) {
        String name =
                target.text("name")
                        .describedAs("unique among its kind; the tag target of its samples")
                        .required("a short name, such as erp");
        Duration every =
                target.duration("interval")
                        .between(ofSeconds(1), ofHours(24))
                        .describedAs("from one question to the next")
                        .orElse(interval);
        Duration timeout =
                target.duration("timeout")
                        .between(ofMillis(100), ofMinutes(5))
                        .describedAs("for one question, connecting included")
                        .orElse(ofSeconds(5));
        return new TargetSchedule(name, every, timeout);
    }
}
