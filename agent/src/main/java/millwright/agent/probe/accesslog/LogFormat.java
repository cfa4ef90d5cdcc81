package millwright.agent.probe.accesslog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the lines of an access log are written. Keeps what it has learned of earlier lines. */
interface LogFormat {
    /** Empty where the line is no request: a comment, or something else that is not counted. */
    Optional<Request> parse(String line) throws UnfitLineException;

    /** What a restart must find again. */
    default Map<String, String> learned() {
        return Map.of();
    }

    default void recall(Map<String, String> learned) {}

    /** The comments at the head of the log, for who begins in its middle. */
    default void learnFrom(List<String> head) {}

    /** The line does not fit the format; the message says where, without quoting it. */
    final class UnfitLineException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitLineException(String message) {
            super(message, null, false, false);
        }
    }
}
