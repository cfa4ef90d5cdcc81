package millwright.rules.decision;

import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;

/**
 * What work is expected to upset while it is done. Each part is a pattern, with {@code *} and
 * {@code ?}.
 */
public record Symptom(String host, String indicator, String resource) {
    private static final int LENGTH_MAX = 300;

    public Symptom {
        host = Glob.of(host).pattern();
        indicator = Glob.of(indicator).pattern();
        resource = Glob.of(resource).pattern();
    }

    /**
     * @param text host, indicator and perhaps resource with blanks between: {@code db-07
     *     target_up}, {@code web-* api_response_time checkout}
     */
    public static Symptom parse(String text) {
        String[] parts = text.strip().split("\\s+", 3);
        if (parts.length < 2 || text.strip().length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "'%s' is no expected symptom. Write host, indicator and perhaps resource, such as: db-07 target_up"
                            .formatted(text.strip()));
        }
        Symptom parsed = new Symptom(parts[0], parts[1], parts.length > 2 ? parts[2] : "*");
        if (parsed.isEverything()) {
            throw new IllegalArgumentException(
                    "'%s' would hold back everything everywhere. Name a host or an indicator."
                            .formatted(text.strip()));
        }
        return parsed;
    }

    private boolean isEverything() {
        return host.equals("*") && indicator.equals("*");
    }

    public boolean matches(IndicatorKey key) {
        return Glob.of(host).matches(key.host())
                && Glob.of(indicator).matches(key.indicator())
                && Glob.of(resource).matches(key.resource());
    }

    /** As it was written; a resource that may be any is left out. */
    @Override
    public String toString() {
        return host + " " + indicator + (resource.equals("*") ? "" : " " + resource);
    }
}
