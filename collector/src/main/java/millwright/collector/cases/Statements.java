package millwright.collector.cases;

/** All SQL there is, in words that H2, PostgreSQL and SQL Server share, but for the last. */
final class Statements {
    /** First in every transaction that writes: lets one at a time through. */
    static final String RESERVE =
            "update case_counter set number = number + :count where name = :name";

    static final String COUNTER = "select number from case_counter where name = :name";

    static final String INSERT_TICKET =
            """
            insert into ticket (id, number, subject, open_subject, host, indicator, resource,
                priority, status, opened_at, resolved_at, episode, occurrences, rule, evidence,
                response_due, resolution_due, previous)
            values (:id, :number, :subject, :open_subject, :host, :indicator, :resource,
                :priority, :status, :opened_at, :resolved_at, :episode, :occurrences, :rule, :evidence,
                :response_due, :resolution_due, :previous)
            """;

    static final String UPDATE_TICKET =
            """
            update ticket set open_subject = :open_subject, priority = :priority, status = :status,
                resolved_at = :resolved_at, episode = :episode, occurrences = :occurrences,
                evidence = :evidence, response_due = :response_due,
                resolution_due = :resolution_due
            where id = :id
            """;

    static final String TICKET = "select * from ticket where id = :id";

    static final String OPEN_TICKET = "select * from ticket where open_subject = :subject";

    static final String OPEN_CASES =
            """
            select id, host, indicator, resource, priority, episode from ticket
            where status = 'OPEN' order by number
            """;

    static final String RESOLVED_CASES =
            """
            select id, host, indicator, resource, resolved_at from ticket t
            where status = 'RESOLVED' and resolved_at >= :from_time
                and not exists (select 1 from ticket other
                    where other.subject = t.subject
                        and (other.number > t.number or other.status = 'OPEN'))
            order by number
            """;

    static final String INSERT_EVENT =
            """
            insert into ticket_event (number, ticket, subject, type, episode, at, priority, rule, reason)
            values (:number, :ticket, :subject, :type, :episode, :at, :priority, :rule, :reason)
            """;

    static final String IS_ON_RECORD =
            """
            select count(*) from ticket_event
            where subject = :subject and type = :type and episode = :episode
            """;

    static final String EVENTS =
            """
            select at, type, priority, rule, reason from ticket_event
            where ticket = :ticket order by number
            """;

    static final String INSERT_AUDIT =
            """
            insert into audit (number, at, recorded_at, type, ticket, rule, detail)
            values (:number, :at, :recorded_at, :type, :ticket, :rule, :detail)
            """;

    /** H2's own: what is committed is on the disk, not only with the operating system. */
    static final String SYNC_FILE = "checkpoint sync";

    private Statements() {}

    static String list(TicketFilter filter) {
        return "select * from ticket"
                + where(filter)
                + " order by opened_at desc, number desc"
                + " offset :offset rows fetch next :limit rows only";
    }

    static String count(TicketFilter filter) {
        return "select count(*) from ticket" + where(filter);
    }

    private static String where(TicketFilter filter) {
        StringBuilder conditions = new StringBuilder(" where 1 = 1");
        filter.host().ifPresent(host -> conditions.append(" and host = :host"));
        filter.indicator().ifPresent(id -> conditions.append(" and indicator = :indicator"));
        filter.priority().ifPresent(priority -> conditions.append(" and priority = :priority"));
        filter.status().ifPresent(status -> conditions.append(" and status = :status"));
        return conditions.toString();
    }
}
