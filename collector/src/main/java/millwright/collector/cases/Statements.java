package millwright.collector.cases;

/** All SQL there is, in words that H2, PostgreSQL and SQL Server share, but for the last. */
final class Statements {
    /** First in every transaction that writes: lets one at a time through. */
    static final String RESERVE =
            "update case_counter set number = number + :count where name = :name";

    static final String COUNTER = "select number from case_counter where name = :name";

    static final String INSERT_TICKET =
            """
            insert into ticket (id, number, host, indicator, resource, service,
                priority, status, opened_at, resolved_at, closed_at, episode, occurrences, rule_name,
                evidence, response_due, resolution_due, flapping_since, assignee, previous, cause,
                merged_into)
            values (:id, :number, :host, :indicator, :resource, :service,
                :priority, :status, :opened_at, :resolved_at, :closed_at, :episode, :occurrences, :rule,
                :evidence, :response_due, :resolution_due, :flapping_since, :assignee, :previous, :cause,
                :merged_into)
            """;

    static final String UPDATE_TICKET =
            """
            update ticket set priority = :priority, status = :status, resolved_at = :resolved_at,
                closed_at = :closed_at, episode = :episode, occurrences = :occurrences,
                evidence = :evidence, response_due = :response_due, resolution_due = :resolution_due,
                flapping_since = :flapping_since, assignee = :assignee, cause = :cause,
                merged_into = :merged_into, service = :service
            where id = :id
            """;

    static final String MEMBERS = "select * from ticket_member where ticket = :ticket";

    static final String INSERT_MEMBER =
            """
            insert into ticket_member (ticket, subject, open_subject, host, host_hash, indicator,
                resource, joined_at, recovered_at, episode, evidence, settled_level, forecast_episode,
                forecast_deadline)
            values (:ticket, :subject, :open_subject, :host, :host_hash, :indicator,
                :resource, :joined_at, :recovered_at, :episode, :evidence, :settled_level, :forecast_episode,
                :forecast_deadline)
            """;

    static final String UPDATE_MEMBER =
            """
            update ticket_member set open_subject = :open_subject, joined_at = :joined_at,
                recovered_at = :recovered_at, episode = :episode, evidence = :evidence,
                settled_level = :settled_level, forecast_episode = :forecast_episode,
                forecast_deadline = :forecast_deadline
            where ticket = :ticket and subject = :subject
            """;

    static final String REMOVE_MEMBER =
            "delete from ticket_member where ticket = :ticket and subject = :subject";

    static final String TICKET = "select * from ticket where id = :id";

    static final String OPEN_TICKET =
            """
            select t.* from ticket_member m join ticket t on t.id = m.ticket
            where m.open_subject = :subject
            """;

    static final String NEWEST_TICKET =
            """
            select t.* from ticket_member m join ticket t on t.id = m.ticket
            where m.subject = :subject order by t.number desc
            offset 0 rows fetch next 1 rows only
            """;

    static final String OPEN_CASES =
            """
            select m.ticket as id, m.host, m.indicator, m.resource, t.priority, m.episode,
                m.joined_at, m.recovered_at, t.flapping_since, m.settled_level,
                m.forecast_episode, m.forecast_deadline
            from ticket t join ticket_member m on m.ticket = t.id
            where t.status in ('OPEN', 'ACKNOWLEDGED', 'IN_PROGRESS', 'WAITING')
                and m.open_subject = m.subject
            """;

    static final String RESOLVED_CASES =
            """
            select m.ticket as id, m.host, m.indicator, m.resource, t.resolved_at, t.status
            from ticket t join ticket_member m on m.ticket = t.id
            where t.status in ('RESOLVED', 'CLOSED') and t.resolved_at >= :from_time
                and t.merged_into is null
                and not exists (select 1 from ticket_member other
                    join ticket newer on newer.id = other.ticket
                    where other.subject = m.subject and newer.merged_into is null
                        and (newer.number > t.number or other.open_subject = other.subject))
            order by t.number, m.joined_at, m.subject
            """;

    static final String INSERT_EVENT =
            """
            insert into ticket_event (number, ticket, subject, type, episode, at, priority, rule_name,
                reason, actor)
            values (:number, :ticket, :subject, :type, :episode, :at, :priority, :rule, :reason, :actor)
            """;

    static final String IS_ON_RECORD =
            """
            select count(*) from ticket_event
            where subject = :subject and type = :type and episode = :episode
            """;

    static final String EPISODES =
            """
            select distinct episode from ticket_event
            where subject = :subject and type in (<types>) and at >= :from_time and actor is null
            """;

    static final String EVENTS =
            """
            select at, type, priority, rule_name, reason, actor from ticket_event
            where ticket = :ticket order by number
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
        filter.host()
                .ifPresent(
                        host ->
                                conditions.append(
                                        " and exists (select 1 from ticket_member m where m.ticket"
                                                + " = ticket.id and m.host_hash = :host_hash)"));
        filter.indicator().ifPresent(id -> conditions.append(" and indicator = :indicator"));
        filter.priority().ifPresent(priority -> conditions.append(" and priority = :priority"));
        if (!filter.statuses().isEmpty()) {
            conditions.append(" and status in (<statuses>)");
        }
        return conditions.toString();
    }
}
