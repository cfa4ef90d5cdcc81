package millwright.collector.rulebook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.RuleProblem;

/**
 * Which rules are in force, and whether newer ones are refused.
 *
 * @param rows of the decision table
 * @param reloads how often other rules have come into force since the start
 * @param failures how often other rules were refused since the start
 * @param refused the newest files, if they cannot be used: the rules in force are older
 */
public record RulebookStatus(
        LoadedRules inForce, int rows, long reloads, long failures, Optional<Refused> refused) {
    /** Rules that were found and not taken. */
    public record Refused(Instant at, List<RuleProblem> problems) {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
