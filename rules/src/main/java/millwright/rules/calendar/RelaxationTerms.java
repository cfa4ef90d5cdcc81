package millwright.rules.calendar;

/**
 * Who may waive something, and how dear that is.
 *
 * @param cost from 1 on; relaxations are shown in the order of their costs
 */
public record RelaxationTerms(String authority, int cost) {
    public RelaxationTerms {
        if (authority.isBlank()) {
            throw new IllegalArgumentException(
                    "an authority has no name. Write a role such as Operations Manager.");
        }
        if (cost < 1) {
            throw new IllegalArgumentException("a cost of %d. Write 1 or more.".formatted(cost));
        }
    }
}
