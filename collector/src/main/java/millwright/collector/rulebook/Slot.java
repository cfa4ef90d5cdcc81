package millwright.collector.rulebook;

/** What one interval of a made-up series holds. */
sealed interface Slot {
    /** No sample comes. */
    record Gap() implements Slot {}

    /** In the unit of the indicator, or of the field. */
    record Value(double value) implements Slot {}

    /** So many of the requests of this interval failed. */
    record Counts(double errors, double requests) implements Slot {}
}
