package millwright.collector.cases;

/** SQL of tasks, in words that all databases share. */
final class TaskStatements {
    static final String LAST_NUMBER = "select max(number) from task where task_year = :year";

    static final String TASK = "select content from task where id = :id";

    static final String NEWEST_TASK =
            """
            select content from task where ticket = :ticket
            order by task_year desc, number desc offset 0 rows fetch next 1 rows only
            """;

    static final String INSERT_TASK =
            """
            insert into task (id, task_year, number, ticket, active_ticket, state, starts_at,
                created_at, ended_at, content)
            values (:id, :year, :number, :ticket, :active_ticket, :state, :starts_at,
                :created_at, :ended_at, :content)
            """;

    static final String UPDATE_TASK =
            """
            update task set active_ticket = :active_ticket, state = :state, starts_at = :starts_at,
                ended_at = :ended_at, content = :content
            where id = :id
            """;

    static final String RELEASE = "delete from task_claim where task = :task";

    static final String TAKEN =
            """
            select task from task_claim
            where system_hash = :system and starts_at < :ends_at and ends_at > :starts_at
                and task <> :task
            """;

    static final String CLAIM =
            """
            insert into task_claim (system_hash, starts_at, ends_at, task, ticket)
            values (:system, :starts_at, :ends_at, :task, :ticket)
            """;

    static final String SINCE_OR_ACTIVE =
            """
            select content from task
            where state in ('PLANNED', 'MOVED', 'INFEASIBLE', 'IN_PROGRESS') or ended_at >= :from_time
            order by task_year, number
            """;

    static final String DONE_SINCE =
            """
            select content from task where state = 'DONE' and ended_at >= :from_time
            order by ended_at, task_year, number
            """;

    private TaskStatements() {}

    static String list(TaskFilter filter) {
        return "select content from task"
                + where(filter)
                + " order by case when starts_at is null then 1 else 0 end, starts_at, task_year,"
                + " number offset :offset rows fetch next :limit rows only";
    }

    static String count(TaskFilter filter) {
        return "select count(*) from task" + where(filter);
    }

    private static String where(TaskFilter filter) {
        return " where 1 = 1"
                + (filter.states().isEmpty() ? "" : " and state in (<states>)")
                + (filter.ticket().isEmpty() ? "" : " and ticket = :ticket");
    }
}
