package millwright.collector.cases;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps what was decided from, within the transaction of a handle. */
final class SqlBasis {
    static final String TYPE = "decision-basis";

    private final Handle handle;
    private final InstantSource clock;
    private final AuditTrail audit;

    SqlBasis(Handle handle, InstantSource clock, AuditTrail audit) {
        this.handle = handle;
        this.clock = clock;
        this.audit = audit;
    }

    /** What is appended to the audit after this was decided from it. */
    void seal(long number, Basis basis) {
        String content = CaseJson.write(basis.frozen());
        String hash = Sha256.of(content);
        keep(basis.rules());
        handle.createUpdate(AuditStatements.ADD_BASIS)
                .bind("number", number)
                .bind("at", Rows.time(basis.at()))
                .bind("rules", basis.rules().hash())
                .bind("content_hash", hash)
                .execute();
        PreparedBatch batch = handle.prepareBatch(AuditStatements.ADD_BASIS_PART);
        List<String> parts = FrozenText.parts(content);
        for (int i = 0; i < parts.size(); i++) {
            batch.bind("basis", number).bind("part", i).bind("content", parts.get(i)).add();
        }
        batch.execute();
        audit.append(
                number,
                basis.at(),
                TYPE,
                Optional.empty(),
                Optional.empty(),
                "",
                CaseJson.write(new Seal(basis.rules().hash(), hash)));
        audit.decidedFrom(number);
    }

    /** What the audit entry of a basis says of it. */
    record Seal(String rules, String content) {}

    private void keep(RuleVersion rules) {
        long known =
                handle.createQuery(AuditStatements.COUNT_RULES)
                        .bind("hash", rules.hash())
                        .mapTo(Long.class)
                        .one();
        if (known > 0) {
            return;
        }
        handle.createUpdate(AuditStatements.ADD_RULES)
                .bind("hash", rules.hash())
                .bind("recorded_at", Rows.time(clock.instant()))
                .execute();
        PreparedBatch batch = handle.prepareBatch(AuditStatements.ADD_RULES_PART);
        List<String> parts = FrozenText.parts(rules.content());
        for (int i = 0; i < parts.size(); i++) {
            batch.bindMap(Map.of("hash", rules.hash(), "part", i, "content", parts.get(i))).add();
        }
        batch.execute();
    }
}
