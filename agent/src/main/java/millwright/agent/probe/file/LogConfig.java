package millwright.agent.probe.file;

import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.kibibytes;
import static millwright.config.ByteSize.mebibytes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.tail.GuardedPattern;
import millwright.agent.probe.tail.PathPattern;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/** A log whose lines, or a channel of the Windows event log whose events, are counted. */
sealed interface LogConfig {
    TargetSchedule schedule();

    /**
     * @param bytesMax of one reading
     */
    record LinesOf(
            TargetSchedule schedule, PathPattern path, List<Search> searches, ByteSize bytesMax)
            implements LogConfig {
        static final int SEARCHES_MAX = 20;

        public LinesOf {
            searches = List.copyOf(searches);
        }
    }

    /**
     * What is counted.
     *
     * @param name the tag {@code pattern}
     * @param except a line that has it does not count
     */
    record Search(String name, String regex, Optional<String> except) {}

    /**
     * @param levelMax the least urgent level that counts: 1 critical, 2 error, 3 warning, 4
     *     information
     * @param providers empty counts all
     */
    record EventsOf(TargetSchedule schedule, String channel, int levelMax, List<String> providers)
            implements LogConfig {
        public EventsOf {
            providers = List.copyOf(providers);
        }
    }

    /**
     * @param hasEventLog whether this machine is one that has it
     */
    static LogConfig read(ConfigNode target, boolean hasEventLog) {
        TargetSchedule schedule = TargetSchedule.read(target, ofSeconds(10));
        Optional<String> channel =
                target.text("channel")
                        .describedAs("of the Windows event log, such as System; instead of a path")
                        .optional();
        String level =
                target.text("level")
                        .oneOf("critical", "error", "warning", "information")
                        .describedAs("of a channel: the least urgent that is counted")
                        .orElse("warning");
        List<String> providers =
                target.list("providers")
                        .describedAs("of a channel: only what these wrote is counted; all if empty")
                        .orElse(List.of());
        ByteSize bytesMax =
                target.size("bytes_per_reading")
                        .between(kibibytes(64), mebibytes(256))
                        .describedAs("the most that one reading takes; the rest waits for the next")
                        .orElse(mebibytes(16));
        Set<String> names = new HashSet<>();
        List<Search> searches =
                new ArrayList<>(target.sections("patterns", search -> search(search, names)));
        if (channel.isPresent()) {
            refuseBeside(target, searches);
            if (!hasEventLog) {
                target.refuse(
                        "channel", "this machine has no event log. Give the path of a log file.");
            }
            return new EventsOf(schedule, channel.get(), Level.of(level).number(), providers);
        }
        PathPattern path =
                PathPattern.read(
                        target,
                        "the log's path; with * or ? in its name, the files follow each other in"
                                + " the order of their names and the last one is the newest");
        if (searches.isEmpty()) {
            target.refuse(
                    "patterns",
                    "is required. Write what is to be counted: [{name: errors, matches: ERROR}].");
        }
        if (searches.size() > LinesOf.SEARCHES_MAX) {
            target.refuse(
                    "patterns",
                    "has %d entries; the most is %d."
                            .formatted(searches.size(), LinesOf.SEARCHES_MAX));
        }
        return new LinesOf(schedule, path, searches, bytesMax);
    }

    private static void refuseBeside(ConfigNode target, List<Search> searches) {
        if (!searches.isEmpty()) {
            target.refuse("patterns", "goes with a path only. Remove it or channel.");
        }
        if (target.text("path").optional().isPresent()) {
            target.refuse("path", "stands beside channel. Remove one.");
        }
    }

    private static Search search(ConfigNode search, Set<String> names) {
        String name = search.text("name").describedAs("the tag pattern").required("a short name");
        if (!names.add(name)) {
            search.refuse("name", "%s stands twice. Choose another.".formatted(name));
        }
        String matches =
                search.text("matches")
                        .describedAs("a regular expression; a line that has it somewhere counts")
                        .required("a regular expression, such as \\bERROR\\b");
        check(search, "matches", matches);
        Optional<String> except =
                search.text("except")
                        .describedAs("a regular expression; a line that has it does not count")
                        .optional();
        except.ifPresent(regex -> check(search, "except", regex));
        return new Search(name, matches, except);
    }

    private static void check(ConfigNode search, String key, String regex) {
        try {
            if (!regex.equals("?")) { // what stands in for a missing one is refused already
                var unused = GuardedPattern.compile(regex);
            }
        } catch (IllegalArgumentException broken) {
            search.refuse(key, broken.getMessage() + ".");
        }
    }
}
