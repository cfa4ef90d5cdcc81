package millwright.agent.probe.sql;

/**
 * A field that is reckoned from others.
 *
 * @param field its name
 * @param from the field that counts; the part of a percentage
 * @param of the whole of a percentage; empty for a rate
 */
record Derived(How how, String field, String from, String of) {
    enum How {
        /** {@code from} in percent of {@code of}. */
        PERCENT,
        /** What {@code from} has grown by since the last reading, a second. */
        RATE,
        /** What {@code from} has grown by in percent of what {@code of} has. */
        CHANGE
    }

    /**
     * @param text {@code used_percent = used / max} or {@code batches_per_second = batches}
     */
    static Derived parse(How how, String text) {
        String[] parts = text.split("\\s*[=/]\\s*");
        if (parts.length != (how == How.RATE ? 2 : 3)) {
            throw new IllegalArgumentException("%s is no %s".formatted(text, how));
        }
        return new Derived(how, parts[0].strip(), parts[1], how == How.RATE ? "" : parts[2]);
    }
}
