package millwright.agent.budget;

/**
 * One sampler is to go at another pace.
 *
 * @param strain of the worst resource at that moment
 */
public record PaceChange(String sampler, Pace before, Pace after, Strain strain) {
    /** The way back, taken at another strain. */
    PaceChange back(Strain now) {
        return new PaceChange(sampler, /* before= */ after, /* after= */ before, now);
    }

    public boolean isShedding() {
        return after.compareTo(before) > 0;
    }
}
