package millwright.rules.policy;

import java.util.List;

/** A policy that cannot be used. The message is for its owner and says everything that is wrong. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    PolicyException(String message, List<String> problems, Throwable cause) {
        super(message, cause);
        this.problems = List.copyOf(problems);
    }

    /** Each as a line: where it stands, its key, what is wrong, what to write instead. */
    public List<String> problems() {
        return problems;
    }
}
