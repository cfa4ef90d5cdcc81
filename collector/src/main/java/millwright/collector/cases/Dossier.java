package millwright.collector.cases;

import java.util.List;
import java.util.Map;

/**
 * All that is kept of the decisions about one ticket.
 *
 * @param entries of the audit, in their order
 * @param bases by the number of the entry that seals them; without those that retention removed
 * @param rules their texts by hash
 */
public record Dossier(
        String ticket, List<AuditEntry> entries, Map<Long, Kept> bases, Map<String, String> rules) {
    public Dossier {
        entries = List.copyOf(entries);
        bases = Map.copyOf(bases);
        rules = Map.copyOf(rules);
    }

    /**
     * What a turn decided from.
     *
     * @param seal the entry that has its hashes
     * @param rules hash of the rules
     * @param content JSON
     */
    public record Kept(AuditEntry seal, String rules, String content) {}

    /** As the collector's interface hands it out. */
    public String json() {
        return CaseJson.write(this);
    }

    /**
     * @throws IllegalArgumentException if it is none
     */
    public static Dossier parse(String json) {
        return CaseJson.parse(json, Dossier.class);
    }
}
