package millwright.collector.cases;

/** The SQL of what people say of the calendar, in words that the three databases share. */
final class CalendarStatements {
    static final String LIST =
            "select * from calendar_record where ends_at > :after order by family, id";

    static final String FIND = "select * from calendar_record where family = :family and id = :id";

    static final String ADD =
            """
            insert into calendar_record (family, id, revision, ends_at, content, said_by, said_role,
                said_at, withdrawn)
            values (:family, :id, :revision, :ends_at, :content, :said_by, :said_role,
                :said_at, :withdrawn)
            """;

    static final String CHANGE =
            """
            update calendar_record set revision = :revision, ends_at = :ends_at, content = :content,
                said_by = :said_by, said_role = :said_role, said_at = :said_at, withdrawn = :withdrawn
            where family = :family and id = :id
            """;

    /** Once for each database. */
    static final String BEGIN_WATCH =
            "update case_counter set number = :number where name = 'calendar-watch' and number = 0";

    static final String OLD =
            """
            select id from calendar_record where family = :family and ends_at < :before
            order by id offset 0 rows fetch next :limit rows only
            """;

    static final String REMOVE =
            "delete from calendar_record where family = :family and id in (<ids>)";

    private CalendarStatements() {}
}
