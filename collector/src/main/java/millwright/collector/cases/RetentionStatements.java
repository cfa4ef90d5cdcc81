package millwright.collector.cases;

/** The SQL by which old records go, in words that the three databases share. */
final class RetentionStatements {
    static final String OLD_TICKETS =
            """
            select id from ticket
            where status in ('RESOLVED', 'CLOSED') and resolved_at < :before
                and (closed_at is null or closed_at < :before)
            order by number offset 0 rows fetch next :limit rows only
            """;

    static final String REMOVE_TICKETS = "delete from ticket where id in (<tickets>)";

    static final String OLD_EVENTS =
            """
            select number from ticket_event where ticket is null and at < :before
            order by number offset 0 rows fetch next :limit rows only
            """;

    static final String REMOVE_EVENTS = "delete from ticket_event where number in (<numbers>)";

    static final String REMOVE_ENTRIES = "delete from audit where number <= :through";

    static final String OLD_BASES =
            """
            select number from decision_basis where at < :before or number <= :through
            order by number offset 0 rows fetch next :limit rows only
            """;

    static final String REMOVE_BASIS_PARTS = "delete from basis_part where basis in (<numbers>)";

    static final String REMOVE_BASES = "delete from decision_basis where number in (<numbers>)";

    private RetentionStatements() {}

    static String removeOfTickets(String table) {
        return "delete from " + table + " where ticket in (<tickets>)";
    }
}
