package millwright.agent.sample;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.config.ConfigNode;

/**
 * What is measured, and how often.
 *
 * @param spread whether each host shifts its ticks by a phase of its own
 * @param intervals of the samplers that are on, by name
 * @param coreLinesMax a machine with more logical processors has no line for each
 * @param topCount how many names of processes by CPU, how many by memory, how many by growth
 */
public record SamplersConfig(
        boolean spread,
        Map<String, Duration> intervals,
        List<String> diskInclude,
        List<String> diskExclude,
        List<String> netExclude,
        int coreLinesMax,
        int topCount) {
    /** Of all samplers of this machine, whether they are on or not. */
    public static final List<String> NAMES =
            List.of(
                    "cpu",
                    "cpu_core",
                    "mem",
                    "swap",
                    "disk",
                    "diskio",
                    "net",
                    "system",
                    "processes",
                    "procstat_top",
                    "linux_sysctl_fs",
                    "pressure",
                    "clock");

    public SamplersConfig {
        intervals = Map.copyOf(intervals);
        diskInclude = List.copyOf(diskInclude);
        diskExclude = List.copyOf(diskExclude);
        netExclude = List.copyOf(netExclude);
    }

    public static SamplersConfig read(ConfigNode samplers) {
        samplers.describedAs(
                "What is measured, and how often. Samplers fire at multiples of their interval.");
        boolean spread =
                samplers.flag("spread")
                        .describedAs("shift all ticks by a phase that depends on the host's name")
                        .orElse(false);
        Map<String, Duration> intervals = new LinkedHashMap<>();
        schedule(samplers, "cpu", 10, intervals);
        ConfigNode core = schedule(samplers, "cpu_core", 30, intervals);
        schedule(samplers, "mem", 10, intervals);
        schedule(samplers, "swap", 10, intervals);
        ConfigNode disk = schedule(samplers, "disk", 30, intervals);
        schedule(samplers, "diskio", 10, intervals);
        ConfigNode net = schedule(samplers, "net", 10, intervals);
        schedule(samplers, "system", 10, intervals);
        schedule(samplers, "processes", 30, intervals);
        ConfigNode top = schedule(samplers, "procstat_top", 30, intervals);
        schedule(samplers, "linux_sysctl_fs", 30, intervals);
        schedule(samplers, "pressure", 10, intervals);
        schedule(samplers, "clock", 60, intervals);
        return new SamplersConfig(
                spread,
                intervals,
                disk.list("include")
                        .describedAs("mounts to measure whatever their type, such as [/dev/shm]")
                        .orElse(List.of()),
                disk.list("exclude")
                        .describedAs("mounts to leave out, such as [/mnt/*]; has the last word")
                        .orElse(List.of()),
                net.list("exclude")
                        .describedAs("interfaces to leave out")
                        .orElse(List.of("veth*", "cali*")),
                core.integer("lines_max")
                        .between(0, 1024)
                        .describedAs(
                                "a machine with more logical processors has no line for each; the"
                                        + " busiest one is told on every machine")
                        .orElse(16),
                top.integer("count")
                        .between(1, 50)
                        .describedAs(
                                "how many by CPU, by memory and by growth of memory each;"
                                        + " processes of one name count as one")
                        .orElse(5));
    }

    private static ConfigNode schedule(
            ConfigNode samplers, String name, int seconds, Map<String, Duration> intervals) {
        ConfigNode node = samplers.section(name);
        boolean enabled = node.flag("enabled").describedAs("whether it runs").orElse(true);
        Duration interval =
                node.duration("interval")
                        .between(ofSeconds(1), ofHours(1))
                        .describedAs("from one reading to the next")
                        .orElse(ofSeconds(seconds));
        if (enabled) {
            intervals.put(name, interval);
        }
        return node;
    }

    /** Empty where the sampler is off. */
    Optional<Duration> interval(String sampler) {
        return Optional.ofNullable(intervals.get(sampler));
    }
}
