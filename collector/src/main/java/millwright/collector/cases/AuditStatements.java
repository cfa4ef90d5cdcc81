package millwright.collector.cases;

/** The SQL of the audit and of what was decided from, in words that the three databases share. */
final class AuditStatements {
    static final String APPEND =
            """
            insert into audit (number, at, recorded_at, type, ticket, actor, rule_name, detail, basis,
                previous_hash, hash)
            values (:number, :at, :recorded_at, :type, :ticket, :actor, :rule, :detail, :basis,
                :previous_hash, :hash)
            """;

    static final String LAST_HASH =
            "select hash from audit where number = (select max(number) from audit)";

    /** The next of the chain, in its order. */
    static final String AFTER =
            """
            select * from audit where number > :after order by number
            offset 0 rows fetch next :limit rows only
            """;

    /** What retention has done, the newest first. */
    static final String ANCHORS =
            """
            select * from audit where type = :type order by number desc
            offset 0 rows fetch next 1 rows only
            """;

    /** An event that was recorded without an audit entry, or has lost it. */
    static final String EVENT_WITHOUT_ENTRY =
            """
            select min(e.number) from ticket_event e
            where e.number > :after
                and not exists (select 1 from audit a where a.number = e.number)
            """;

    static final String OF_TICKET = "select * from audit where ticket = :ticket order by number";

    static final String ENTRY = "select * from audit where number = :number";

    static final String ADD_BASIS =
            """
            insert into decision_basis (number, at, rules, content_hash)
            values (:number, :at, :rules, :content_hash)
            """;

    static final String ADD_BASIS_PART =
            "insert into basis_part (basis, part, content) values (:basis, :part, :content)";

    static final String BASIS = "select * from decision_basis where number = :number";

    static final String BASIS_PARTS =
            "select content from basis_part where basis = :basis order by part";

    static final String COUNT_RULES = "select count(*) from rule_version where hash = :hash";

    static final String ADD_RULES =
            "insert into rule_version (hash, recorded_at) values (:hash, :recorded_at)";

    static final String ADD_RULES_PART =
            "insert into rule_version_part (hash, part, content) values (:hash, :part, :content)";

    static final String RULES_PARTS =
            "select content from rule_version_part where hash = :hash order by part";

    private AuditStatements() {}

    static String list(AuditFilter filter) {
        return "select * from audit"
                + where(filter)
                + " order by number desc offset :offset rows fetch next :limit rows only";
    }

    static String count(AuditFilter filter) {
        return "select count(*) from audit" + where(filter);
    }

    private static String where(AuditFilter filter) {
        StringBuilder conditions = new StringBuilder(" where 1 = 1");
        filter.ticket().ifPresent(ticket -> conditions.append(" and ticket = :ticket"));
        filter.type().ifPresent(type -> conditions.append(" and type = :type"));
        filter.from().ifPresent(from -> conditions.append(" and recorded_at >= :from_time"));
        filter.to().ifPresent(to -> conditions.append(" and recorded_at < :to_time"));
        return conditions.toString();
    }
}
