package millwright.agent.probe.file;

import static java.time.Duration.ofMinutes;
import static millwright.config.ByteSize.bytes;

import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.tail.PathPattern;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/**
 * Files of which the newest matters, such as backups.
 *
 * @param least a smaller file does not count as one of them
 */
record FileConfig(TargetSchedule schedule, PathPattern path, ByteSize least) {
    static FileConfig read(ConfigNode target) {
        return new FileConfig(
                TargetSchedule.read(target, ofMinutes(1)),
                PathPattern.readAnywhere(
                        target,
                        "what the files are called; * and ? may stand in any part of it, such as"
                                + " /var/backups/*/shop-*.dump"),
                target.size("size_min")
                        .describedAs(
                                "a smaller file, such as an empty backup, counts as too small"
                                        + " instead")
                        .orElse(bytes(0)));
    }
}
