package millwright.rules.decision;

/**
 * One thing that is wrong with the rules.
 *
 * @param file the rule file or decision table
 * @param line from 1; 0 where the trouble is with the whole file
 * @param column from 1; 0 where the trouble is with the whole line. In a table, column 1 is A
 * @param message what is wrong; of a table also what to write instead
 * @param hint what to do about a message that is the compiler's own; may be empty
 */
public record RuleProblem(String file, int line, int column, String message, String hint) {
    public RuleProblem(String file, int line, int column, String message) {
        this(file, line, column, message, "");
    }

    /** Such as {@code tickets.drl line 12, column 5: …}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(" line ").append(line);
        }
        if (column > 0) {
            text.append(", column ").append(column);
        }
        text.append(": ").append(message);
        if (hint.isEmpty()) {
            return text.toString();
        }
        return text.append(message.endsWith(".") ? " " : ". ").append(hint).toString();
    }
}
