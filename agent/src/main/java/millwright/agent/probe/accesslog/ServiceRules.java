package millwright.agent.probe.accesslog;

import static java.util.Comparator.comparing;

import java.util.List;

/**
 * Which service a request is for. The longest prefix that fits decides; what fits none is the
 * default's.
 */
record ServiceRules(String standard, List<Rule> rules) {
    /** A tag's values must be few. */
    static final int RULES_MAX = 20;

    /**
     * @param prefix of the path, such as {@code /api/}
     */
    record Rule(String service, String prefix) {}

    ServiceRules {
        rules =
                rules.stream()
                        .sorted(comparing((Rule rule) -> rule.prefix().length()).reversed())
                        .toList();
    }

    String serviceOf(String path) {
        for (Rule rule : rules) {
            if (path.startsWith(rule.prefix())) {
                return rule.service();
            }
        }
        return standard;
    }
}
