package millwright.collector.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The labels of a Prometheus series, its name among them as {@code __name__}.
 *
 * @param pairs name, value, name, value …, in the order in which they came
 */
record Labels(List<String> pairs) {
    static final String NAME = "__name__";

    Labels {
        pairs = List.copyOf(pairs);
        if (pairs.size() % 2 != 0) {
            throw new IllegalArgumentException("a label has no value: " + pairs);
        }
    }

    static Labels of(String... pairs) {
        return new Labels(List.of(pairs));
    }

    /** Empty where the series has no such label, or an empty one, which means the same. */
    Optional<String> find(String name) {
        return Optional.of(value(name)).filter(value -> !value.isEmpty());
    }

    /** The empty text where the series has no such label, as Prometheus' matchers see it. */
    String value(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1);
            }
        }
        return "";
    }

    String name() {
        return value(NAME);
    }

    Labels without(Set<String> names) {
        List<String> kept = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!names.contains(pairs.get(i))) {
                kept.add(pairs.get(i));
                kept.add(pairs.get(i + 1));
            }
        }
        return kept.size() == pairs.size() ? this : new Labels(kept);
    }

    /** As Prometheus writes it, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name()).append('{');
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!pairs.get(i).equals(NAME)) {
                text.append(text.charAt(text.length() - 1) == '{' ? "" : ", ")
                        .append(pairs.get(i))
                        .append("=\"")
                        .append(pairs.get(i + 1))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }
}
