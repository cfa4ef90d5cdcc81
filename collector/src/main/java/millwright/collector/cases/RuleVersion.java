package millwright.collector.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.SortedMap;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;

/**
 * Rules and limits as text, to decide by again.
 *
 * @param hash SHA-256 of {@code content}
 * @param content JSON: every rule file, and the table in Base64
 */
public record RuleVersion(String hash, String content) {
    private record Texts(SortedMap<String, String> files, String tableName, String table) {}

    public static RuleVersion of(RuleSet rules) {
        String content =
                CaseJson.write(
                        new Texts(
                                rules.files(),
                                rules.table().name(),
                                Base64.getEncoder().encodeToString(rules.table().content())));
        return new RuleVersion(Sha256.of(content), content);
    }

    /** The rules again, from what {@link #content} was. */
    static RuleSet rules(String content) {
        Texts texts = CaseJson.parse(content, Texts.class);
        return new RuleSet(
                texts.files(),
                new ThresholdTable(
                        texts.tableName(),
                        Base64.getDecoder().decode(texts.table().getBytes(UTF_8))));
    }
}
