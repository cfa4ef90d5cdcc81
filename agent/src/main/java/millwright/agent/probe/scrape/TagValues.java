package millwright.agent.probe.scrape;

/** Values of labels on their way to tags. */
final class TagValues {
    static final int CHARS_MAX = 200;

    private TagValues() {}

    static String of(String label) {
        return label.length() > CHARS_MAX ? label.substring(0, CHARS_MAX) + "…" : label;
    }
}
