package millwright.rules.change;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts from which requests for change are drafted, by kind of work. What a kind's own template
 * does not give, the template {@value #GENERAL} does.
 *
 * @param byWork the general one among them
 */
public record ChangeTemplates(Map<String, Template> byWork) {
    public static final String GENERAL = "general";

    /** What a text may name in braces. */
    public static final List<String> PLACEHOLDERS =
            List.of(
                    "title",
                    "description",
                    "systems",
                    "evidence",
                    "forecast",
                    "start",
                    "end",
                    "duration",
                    "window",
                    "ticket",
                    "source",
                    "requester");

    /** The fields that a template gives: all texts but the title, which is the work's own. */
    public static final List<RfcField> FIELDS =
            List.of(
                    RfcField.CATEGORY,
                    RfcField.DESCRIPTION,
                    RfcField.JUSTIFICATION,
                    RfcField.RISK,
                    RfcField.BACKOUT,
                    RfcField.TESTING,
                    RfcField.RESOURCES,
                    RfcField.COMMUNICATION);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /**
     * The texts of one kind of work.
     *
     * @param texts those that it has of its own
     */
    public record Template(String work, Map<RfcField, String> texts) {
        public Template {
            requireNonNull(work, "work");
            Map<RfcField, String> copy = new EnumMap<>(RfcField.class);
            copy.putAll(texts);
            texts = Collections.unmodifiableMap(copy);
            texts.forEach(Template::check);
        }

        private static void check(RfcField field, String text) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        "a template has no text for %s".formatted(field.code()));
            }
            if (field == RfcField.CATEGORY && ChangeCategory.parse(text).isEmpty()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no category. Write one of %s."
                                .formatted(text, ChangeCategory.words()));
            }
            Matcher named = PLACEHOLDER.matcher(text);
            while (named.find()) {
                if (!PLACEHOLDERS.contains(named.group(1))) {
                    throw new IllegalArgumentException(
                            "%s names {%s}, which nothing fills in. Write one of {%s}."
                                    .formatted(
                                            field.code(),
                                            named.group(1),
                                            String.join("}, {", PLACEHOLDERS)));
                }
            }
        }
    }

    public ChangeTemplates {
        byWork = Collections.unmodifiableMap(new TreeMap<>(byWork));
        Template general = byWork.get(GENERAL);
        for (RfcField field : FIELDS) {
            if (general == null || general.texts().getOrDefault(field, "").isBlank()) {
                throw new IllegalArgumentException(
                        "the template %s gives no %s, and others rely on it. Write it."
                                .formatted(GENERAL, field.code()));
            }
        }
    }

    /**
     * The texts of a kind of work, filled in.
     *
     * @param values of the placeholders; each of {@link #PLACEHOLDERS}
     */
    public Map<RfcField, String> fill(String work, Map<String, String> values) {
        Map<RfcField, String> own = byWork.containsKey(work) ? byWork.get(work).texts() : Map.of();
        Map<RfcField, String> general = byWork.get(GENERAL).texts();
        Map<RfcField, String> filled = new EnumMap<>(RfcField.class);
        for (RfcField field : FIELDS) {
            filled.put(field, filled(own.getOrDefault(field, general.get(field)), values));
        }
        return filled;
    }

    /** Values are taken as they are: what looks like a placeholder in one is none. */
    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        requireNonNull(values.get(match.group(1)), match.group())))
                .strip();
    }
}
