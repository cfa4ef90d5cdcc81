package millwright.rules.indicator;

/** How urgent a case is; P1 is the most urgent (L-013 §2.3). */
public enum Priority {
    P1,
    P2,
    P3,
    P4;

    public boolean isMoreUrgentThan(Priority other) {
        return compareTo(other) < 0;
    }
}
