package millwright.config;

import java.util.List;

/** A configuration that cannot be used. The message is for the administrator and says it all. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigException(String message, List<String> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** Each problem as a line without its indent; empty where the file could not even be read. */
    public List<String> problems() {
        return problems;
    }
}
