package millwright.rules.indicator;

/**
 * Where an indicator stands.
 *
 * <pre>
 * OK → PENDING (latest past a limit) → BREACHED (sustained) → RECOVERING (latest is rearmed) → OK (held)
 * PENDING → OK, RECOVERING → BREACHED; any → STALE when samples stop, and back when they return
 * </pre>
 */
public enum State {
    OK,
    PENDING,
    BREACHED,
    RECOVERING,
    STALE,
    INSUFFICIENT_TRAFFIC;

    /** Whether a breach is on, even where it is about to end. */
    public boolean isBreach() {
        return this == BREACHED || this == RECOVERING;
    }
}
