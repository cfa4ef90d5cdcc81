package millwright.collector.cases;

/** SQL of emergency windows, in words that all databases share. */
final class EmergencyStatements {
    static final String WINDOW = "select * from emergency_request where id = :id";

    static final String EVENTS =
            """
            select at, type, note, actor from emergency_event where window_id = :id
            order by position
            """;

    static final String COUNT_EVENTS = "select count(*) from emergency_event where window_id = :id";

    static final String INSERT_EVENT =
            """
            insert into emergency_event (window_id, position, ticket, at, type, note, actor)
            values (:id, :position, :ticket, :at, :type, :note, :actor)
            """;

    static final String TOLD =
            "select kind, due_at from emergency_mark where window_id = :id order by due_at, kind";

    static final String INSERT_TOLD =
            """
            insert into emergency_mark (window_id, ticket, kind, due_at)
            values (:id, :ticket, :kind, :due_at)
            """;

    static final String PLAN = "update emergency_request set next_mark_at = :next where id = :id";

    static final String NEXT_PLAN =
            "select min(next_mark_at) as next_mark_at from emergency_request";

    static final String PLANNED =
            "select * from emergency_request where next_mark_at <= :now order by number";

    static final String WORKING =
            "select * from emergency_request where status = 'ACTIVE' order by number";

    static final String EXEMPTIONS =
            """
            select exemption, count(*) as amount from emergency_request
            where exemption is not null and started_at >= :from_time
            group by exemption
            """;

    private EmergencyStatements() {}
}
