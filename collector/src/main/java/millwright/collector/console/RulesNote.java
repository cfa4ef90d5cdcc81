package millwright.collector.console;

import millwright.collector.rulebook.Rulebook;

/**
 * Which rules a page was judged by.
 *
 * @param trouble why newer ones are not in force; empty where there is nothing to say
 */
record RulesNote(String version, String trouble) {
    static RulesNote of(Rulebook rulebook) {
        return new RulesNote(rulebook.inForce().version(), rulebook.trouble().orElse(""));
    }
}
