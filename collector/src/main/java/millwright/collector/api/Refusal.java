package millwright.collector.api;

import java.util.List;
import java.util.Map;
import millwright.rules.decision.RuleProblem;

/** A request that cannot be answered, and what its sender can do about it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, ?> more;

    private Refusal(int status, String title, String detail, Map<String, ?> more) {
        super(detail, null, false, false); // an answer, not a fault: no stack trace
        this.status = status;
        this.title = title;
        this.more = Map.copyOf(more);
    }

    static Refusal badParameter(String name, String allowed, String detail) {
        return new Refusal(
                400, "Bad parameter", detail, Map.of("parameter", name, "allowed", allowed));
    }

    static Refusal notFound(String kind, String id, String detail) {
        return new Refusal(404, kind + " not found", detail, Map.of("id", id));
    }

    /** The rule files cannot be used; the rules in force stay. */
    static Refusal unusableRules(String inForce, List<RuleProblem> problems) {
        return new Refusal(
                422,
                "Rules cannot be used",
                "The rule files have %d problem%s; rules %s stay in force. Mend the files and try again."
                        .formatted(problems.size(), problems.size() == 1 ? "" : "s", inForce),
                Map.of("problems", problems));
    }

    static Refusal badMember(String name, String detail) {
        return new Refusal(400, "Bad request", detail, Map.of("member", name));
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(401, "Not authorized", detail, Map.of());
    }

    static Refusal forbidden(String detail) {
        return new Refusal(403, "Not allowed", detail, Map.of());
    }

    static Refusal of(int status, String title, String detail) {
        return new Refusal(status, title, detail, Map.of());
    }

    static Refusal tooManyStreams(String detail) {
        return new Refusal(503, "Too many event streams", detail, Map.of());
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    Map<String, ?> more() {
        return more;
    }
}
