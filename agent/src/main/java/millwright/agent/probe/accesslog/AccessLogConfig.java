package millwright.agent.probe.accesslog;

import static java.time.Duration.ofSeconds;
import static millwright.config.ByteSize.kibibytes;
import static millwright.config.ByteSize.mebibytes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import millwright.agent.probe.TargetSchedule;
import millwright.agent.probe.tail.PathPattern;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/**
 * One access log.
 *
 * @param format makes a fresh one for each opening: formats learn
 * @param errors statuses that count as errors
 * @param bytesMax of one reading
 */
record AccessLogConfig(
        TargetSchedule schedule,
        PathPattern path,
        Supplier<LogFormat> format,
        ServiceRules services,
        List<StatusClass> errors,
        ByteSize bytesMax) {
    AccessLogConfig {
        errors = List.copyOf(errors);
    }

    static AccessLogConfig read(ConfigNode target) {
        TargetSchedule schedule = TargetSchedule.read(target, ofSeconds(10));
        PathPattern path =
                PathPattern.read(
                        target,
                        "the log's path; with * or ? in its name, the files follow each other in"
                                + " the order of their names and the last one is the newest, as IIS"
                                + " has it");
        return new AccessLogConfig(
                schedule,
                path,
                format(target),
                services(target, schedule.name()),
                errors(target),
                target.size("bytes_per_reading")
                        .between(kibibytes(64), mebibytes(256))
                        .describedAs("the most that one reading takes; the rest waits for the next")
                        .orElse(mebibytes(16)));
    }

    private static Supplier<LogFormat> format(ConfigNode target) {
        String format =
                target.text("format")
                        .oneOf("combined", "combined_with_seconds", "iis_w3c", "custom")
                        .describedAs(
                                "how its lines are written; combined_with_seconds has the time that"
                                        + " the request took as its last word")
                        .orElse("combined");
        TimeUnitOfLog unit =
                TimeUnitOfLog.of(
                        target.text("time_unit")
                                .oneOf("seconds", "milliseconds", "microseconds")
                                .describedAs(
                                        "of that last word: nginx's $request_time and Apache's %T"
                                                + " are seconds, Apache's %D microseconds")
                                .orElse("seconds"));
        Optional<String> pattern =
                target.text("pattern")
                        .describedAs(
                                "of a custom format: a regular expression with the group status,"
                                        + " and path and seconds (or milliseconds, microseconds) if"
                                        + " the log has them")
                        .optional();
        if (pattern.isPresent() && !format.equals("custom")) {
            target.refuse("pattern", "goes with format: custom only. Remove one of them.");
        }
        return switch (format) {
            case "iis_w3c" -> IisFormat::new;
            case "custom" -> custom(target, pattern);
            case "combined_with_seconds" -> () -> new CombinedFormat(Optional.of(unit));
            default -> () -> new CombinedFormat(Optional.empty());
        };
    }

    private static Supplier<LogFormat> custom(ConfigNode target, Optional<String> pattern) {
        if (pattern.isEmpty()) {
            target.refuse(
                    "pattern",
                    "is required with format: custom. Write a regular expression with a group"
                            + " (?<status>[0-9]{3}).");
            return IisFormat::new;
        }
        try {
            var unused = new CustomFormat(pattern.get());
        } catch (IllegalArgumentException broken) {
            target.refuse("pattern", broken.getMessage() + ".");
        }
        return () -> new CustomFormat(pattern.get());
    }

    private static ServiceRules services(ConfigNode target, String name) {
        String standard =
                target.text("service")
                        .describedAs("the tag service of requests that no prefix below names")
                        .orElseGet("the target's name", () -> name);
        Set<String> prefixes = new HashSet<>();
        List<ServiceRules.Rule> rules =
                new ArrayList<>(target.sections("services", service -> rule(service, prefixes)));
        if (rules.size() > ServiceRules.RULES_MAX) {
            target.refuse(
                    "services",
                    "has %d entries; the most is %d."
                            .formatted(rules.size(), ServiceRules.RULES_MAX));
        }
        return new ServiceRules(standard, rules);
    }

    private static ServiceRules.Rule rule(ConfigNode service, Set<String> prefixes) {
        String name = service.text("service").describedAs("the tag service").required("its name");
        String prefix =
                service.text("path_prefix")
                        .describedAs("of the paths that are its own; the longest prefix decides")
                        .required("the beginning of its paths, such as /api/");
        if (!prefixes.add(prefix)) {
            service.refuse("path_prefix", "%s stands twice. Remove one.".formatted(prefix));
        }
        return new ServiceRules.Rule(name, prefix);
    }

    private static List<StatusClass> errors(ConfigNode target) {
        List<StatusClass> classes = new ArrayList<>();
        List<String> words =
                target.list("errors")
                        .describedAs("statuses that count as errors, such as [5xx, 429]")
                        .orElse(List.of("5xx"));
        for (String word : words) {
            try {
                classes.add(StatusClass.parse(word));
            } catch (IllegalArgumentException broken) {
                target.refuse("errors", broken.getMessage() + ".");
            }
        }
        return classes;
    }
}
