package millwright.rules.decision;

import java.time.Instant;

/** Fact: the time of the decision, which is event time. Public only because rule files name it. */
public record Now(Instant at) {}
