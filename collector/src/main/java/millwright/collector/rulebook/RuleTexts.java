package millwright.collector.rulebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.pipeline.IndicatorMapping;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleLint;
import millwright.rules.decision.RuleProblem;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.RulesException;

/**
 * The rules as they were read, before anybody has looked whether they can be used.
 *
 * @param mapping empty for the shipped one
 * @param origins the site's own files
 */
record RuleTexts(RuleSet rules, Optional<Mapping> mapping, List<RuleFile> origins) {
    private static final Pattern AT_LINE =
            Pattern.compile("^(.*?) line (\\d+): (.*)$", Pattern.DOTALL);
    private static final int VERSION_CHARS = 12;

    record Mapping(String name, String yaml) {}

    RuleTexts {
        origins = List.copyOf(origins);
    }

    /** The same texts have the same version: the beginning of their SHA-256. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            rules.files()
                    .forEach(
                            (name, drl) -> add(digest, name, drl.getBytes(StandardCharsets.UTF_8)));
            add(digest, rules.table().name(), rules.table().content());
            mapping.ifPresent(
                    m -> add(digest, m.name(), m.yaml().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String name, byte[] content) {
        digest.update((name + '\0' + content.length + '\0').getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    /** What is odd about them, whether they compile or not. */
    RuleLint lint() {
        return RuleLint.of(rules, parsedMapping().indicators());
    }

    /**
     * @throws RulesException if they cannot be used; says all that is wrong
     */
    LoadedRules compile(Instant at) {
        IndicatorMapping parsed = parsedMapping();
        RuleLint lint = RuleLint.of(rules, parsed.indicators());
        DecisionEngine engine = DecisionEngine.compile(rules);
        lint.refuseUnusable();
        return new LoadedRules(engine, parsed, version(), at, origins, lint.doubtful());
    }

    private IndicatorMapping parsedMapping() {
        if (mapping.isEmpty()) {
            return IndicatorMapping.shipped();
        }
        try {
            return IndicatorMapping.parse(mapping.get().name(), mapping.get().yaml());
        } catch (IllegalArgumentException e) {
            throw new RulesException(List.of(problem(mapping.get().name(), e.getMessage())));
        }
    }

    private static RuleProblem problem(String file, String message) {
        Matcher place = AT_LINE.matcher(message);
        return place.matches()
                ? new RuleProblem(file, Integer.parseInt(place.group(2)), 0, place.group(3))
                : new RuleProblem(file, 0, 0, message);
    }
}
