package millwright.config;

/**
 * One key as its reader declares it: a row of the manual.
 *
 * @param section path of the section that holds it; empty at the top
 * @param kind such as {@code duration}; empty for the head of a section
 * @param fallback the default in words
 */
record Declared(
        String section,
        String key,
        String kind,
        String fallback,
        String bounds,
        String description) {
    static Declared head(String section, String description) {
        return new Declared(section, "", "", "", "", description);
    }

    boolean isHead() {
        return kind.isEmpty();
    }

    String path() {
        return section.isEmpty() ? key : section + "." + key;
    }
}
