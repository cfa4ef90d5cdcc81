package millwright.collector.cases;

/** SQL of what time and people do with tickets, in words that all databases share. */
final class HandlingStatements {
    static final String CLOCKS =
            """
            select clock, round, kind, from_at, to_at, reason, actor from ticket_clock
            where ticket = :ticket order by round, clock, position
            """;

    static final String REMOVE_CLOCK =
            "delete from ticket_clock where ticket = :ticket and clock = :clock and round = :round";

    static final String INSERT_SEGMENT =
            """
            insert into ticket_clock (ticket, clock, round, position, kind, from_at, to_at, reason,
                actor)
            values (:ticket, :clock, :round, :position, :kind, :from_at, :to_at, :reason, :actor)
            """;

    static final String ACTIVE_CLOCKS =
            """
            select t.id, t.priority, c.clock, c.round, c.kind, c.from_at, c.to_at, c.reason, c.actor
            from ticket_clock c join
                (select id, number, priority from ticket
                where status in ('OPEN', 'ACKNOWLEDGED', 'IN_PROGRESS', 'WAITING')
                order by priority, number offset 0 rows fetch next :limit rows only) t
                on t.id = c.ticket
            order by t.priority, t.number, c.round, c.clock, c.position
            """;

    static final String MARKS =
            "select clock, round, priority, mark from ticket_mark where ticket = :ticket";

    static final String INSERT_MARK =
            """
            insert into ticket_mark (ticket, clock, round, priority, mark, at)
            values (:ticket, :clock, :round, :priority, :mark, :at)
            """;

    static final String PLAN = "update ticket set next_mark_at = :next where id = :ticket";

    static final String NEXT_PLAN = "select min(next_mark_at) as next_mark_at from ticket";

    static final String PLANNED = "select * from ticket where next_mark_at <= :now order by number";

    /**
     * More than those that should ask for an emergency window, which a look at each then settles.
     */
    static final String URGENT =
            """
            select * from ticket t
            where t.status in ('OPEN', 'ACKNOWLEDGED', 'IN_PROGRESS', 'WAITING')
                and t.priority in ('P1', 'P2')
                and not exists (select 1 from emergency_request e
                    where e.ticket = t.id and e.priority = t.priority and e.status = 'REQUESTED')
            order by t.number
            """;

    static final String LINKS =
            "select kind, target, at, actor from ticket_link where ticket = :ticket order by at,"
                    + " target";

    static final String INSERT_LINK =
            """
            insert into ticket_link (ticket, kind, target, at, actor)
            values (:ticket, :kind, :target, :at, :actor)
            """;

    static final String REMOVE_LINK =
            "delete from ticket_link where ticket = :ticket and kind = :kind and target = :target";

    static final String REQUESTS =
            "select * from emergency_request where ticket = :ticket order by number";

    static final String INSERT_REQUEST =
            """
            insert into emergency_request (id, number, ticket, priority, authority, deputy,
                requested_at, longest_minutes, notice_minutes, status, decided_at, decided_by, reason,
                requested_by, course)
            values (:id, :number, :ticket, :priority, :authority, :deputy,
                :requested_at, :longest, :notice, :status, :decided_at, :decided_by, :reason,
                :requested_by, :course)
            """;

    static final String UPDATE_REQUEST =
            """
            update emergency_request
            set status = :status, decided_at = :decided_at, decided_by = :decided_by,
                reason = :reason, course = :course, started_at = :started_at,
                exemption = :exemption
            where id = :id
            """;

    static final String NEWEST_EVENT =
            """
            select at from ticket_event
            where number = (select max(number) from ticket_event
                where ticket = :ticket and type in (<types>))
            """;

    private HandlingStatements() {}

    static String requests(boolean ofStatus) {
        return "select * from emergency_request"
                + where(ofStatus)
                + " order by number desc offset :offset rows fetch next :limit rows only";
    }

    static String countRequests(boolean ofStatus) {
        return "select count(*) from emergency_request" + where(ofStatus);
    }

    private static String where(boolean ofStatus) {
        return ofStatus ? " where status = :status" : "";
    }
}
