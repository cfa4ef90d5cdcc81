package millwright.collector.cases;

import millwright.collector.change.RfcFilter;

/** The SQL of changes, in words that H2, PostgreSQL and SQL Server share. */
final class ChangeStatements {
    static final String FIND = "select document from rfc where id = :id";

    static final String FIND_OPEN = "select document from rfc where open_source = :source";

    static final String INSERT =
            """
            insert into rfc (id, open_source, state, change_type, requester, ticket, drafted_at,
                version, document)
            values (:id, :open_source, :state, :type, :requester, :ticket, :drafted_at,
                :version, :document)
            """;

    static final String UPDATE =
            """
            update rfc set open_source = :open_source, state = :state, change_type = :type,
                requester = :requester, ticket = :ticket, version = :version, document = :document
            where id = :id and version < :version
            """;

    static final String OVER = "update rfc set over_at = :at where id = :id";

    static final String INSERT_EVENT =
            """
            insert into rfc_event (number, rfc, at, type, ticket, state, actor, reason)
            values (:number, :rfc, :at, :type, :ticket, :state, :actor, :reason)
            """;

    static final String HISTORY = "select * from rfc_event where rfc = :rfc order by number";

    static final String REACHED =
            "select * from rfc_event where at >= :from_time and state in (<states>) order by"
                    + " number";

    static final String NEW_COUNTER =
            "insert into case_counter (name, number) values (:name, :number)";

    static final String DELEGATIONS =
            "select document from delegation where ends_at > :after order by id";

    static final String DELEGATION = "select document from delegation where id = :id";

    static final String INSERT_DELEGATION =
            "insert into delegation (id, ends_at, document) values (:id, :ends_at, :document)";

    static final String UPDATE_DELEGATION =
            "update delegation set ends_at = :ends_at, document = :document where id = :id";

    static final String MINUTES = "select document from cab_minutes where meeting_at = :meeting";

    static final String ALL_MINUTES =
            """
            select document from cab_minutes order by meeting_at desc
            offset 0 rows fetch next :limit rows only
            """;

    static final String INSERT_MINUTES =
            """
            insert into cab_minutes (meeting_at, signed_at, version, document)
            values (:meeting, :signed_at, :version, :document)
            """;

    /** What is signed stays as it is, whatever asks for it. */
    static final String UPDATE_MINUTES =
            """
            update cab_minutes set signed_at = :signed_at, version = :version, document = :document
            where meeting_at = :meeting and signed_at is null and version < :version
            """;

    static final String OLD =
            """
            select id from rfc where over_at < :before
            order by drafted_at, id offset 0 rows fetch next :limit rows only
            """;

    static final String REMOVE_EVENTS = "delete from rfc_event where rfc in (<rfcs>)";

    static final String REMOVE = "delete from rfc where id in (<rfcs>)";

    static final String REMOVE_MINUTES =
            "delete from cab_minutes where meeting_at < :before and signed_at < :before";

    static final String REMOVE_DELEGATIONS = "delete from delegation where ends_at < :before";

    private ChangeStatements() {}

    static String list(RfcFilter filter) {
        return "select document from rfc"
                + where(filter)
                + " order by drafted_at desc, id desc"
                + " offset :offset rows fetch next :limit rows only";
    }

    static String count(RfcFilter filter) {
        return "select count(*) from rfc" + where(filter);
    }

    private static String where(RfcFilter filter) {
        StringBuilder conditions = new StringBuilder(" where 1 = 1");
        if (!filter.states().isEmpty()) {
            conditions.append(" and state in (<states>)");
        }
        filter.type().ifPresent(type -> conditions.append(" and change_type = :type"));
        filter.requester().ifPresent(who -> conditions.append(" and requester = :requester"));
        filter.ticket().ifPresent(id -> conditions.append(" and ticket = :ticket"));
        return conditions.toString();
    }
}
