package millwright.collector.cases;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Tasks in a database, within the transaction of a handle. Whoever writes has taken the counter of
 * records first, so nobody claims a slot between our look and our claim.
 */
final class SqlTaskRecords implements TaskRecords {
    private final Handle handle;

    SqlTaskRecords(Handle handle) {
        this.handle = handle;
    }

    static Task task(String content) {
        return CaseJson.parse(content, Task.class);
    }

    @Override
    public String nextTask(int year) {
        int last =
                handle.createQuery(TaskStatements.LAST_NUMBER)
                        .bind("year", year)
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0);
        return TaskId.of(year, last + 1);
    }

    @Override
    public Optional<Task> find(String task) {
        return handle.createQuery(TaskStatements.TASK)
                .bind("id", task)
                .mapTo(String.class)
                .findOne()
                .map(SqlTaskRecords::task);
    }

    @Override
    public Optional<Task> findNewest(String ticket) {
        return handle.createQuery(TaskStatements.NEWEST_TASK)
                .bind("ticket", ticket)
                .mapTo(String.class)
                .findOne()
                .map(SqlTaskRecords::task);
    }

    @Override
    public void insert(Task task) {
        bind(handle.createUpdate(TaskStatements.INSERT_TASK), task)
                .bind("year", TaskId.year(task.id()))
                .bind("number", TaskId.number(task.id()))
                .bind("ticket", task.work().ticket())
                .bind("created_at", Rows.time(task.createdAt()))
                .execute();
    }

    @Override
    public void update(Task task) {
        int rows = bind(handle.createUpdate(TaskStatements.UPDATE_TASK), task).execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "writing task %s changed %d rows".formatted(task.id(), rows));
        }
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Task task) {
        return statement
                .bind("id", task.id())
                .bind("active_ticket", task.state().isOver() ? task.id() : task.work().ticket())
                .bind("state", task.state().name())
                .bindByType(
                        "starts_at",
                        time(task.slot().map(slot -> slot.span().start())),
                        OffsetDateTime.class)
                .bindByType("ended_at", time(task.endedAt()), OffsetDateTime.class)
                .bind("content", CaseJson.write(task));
    }

    private static OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(Rows::time).orElse(null);
    }

    @Override
    public Optional<String> claim(Task task) {
        if (!task.isHolding()) {
            release(task);
            return Optional.empty();
        }
        Span span = task.slot().map(Slot::span).orElseThrow();
        for (String system : task.work().systems()) {
            Optional<String> faster =
                    bind(handle.createQuery(TaskStatements.TAKEN), task, system, span)
                            .mapTo(String.class)
                            .findFirst();
            if (faster.isPresent()) {
                return faster;
            }
        }
        release(task);
        for (String system : task.work().systems()) {
            bind(handle.createUpdate(TaskStatements.CLAIM), task, system, span)
                    .bind("ticket", task.work().ticket())
                    .execute();
        }
        return Optional.empty();
    }

    private void release(Task task) {
        handle.createUpdate(TaskStatements.RELEASE).bind("task", task.id()).execute();
    }

    private static <T extends SqlStatement<T>> T bind(
            T statement, Task task, String system, Span span) {
        return statement
                .bind("task", task.id())
                .bind("system", Sha256.of(system))
                .bind("starts_at", Rows.time(span.start()))
                .bind("ends_at", Rows.time(span.end()));
    }
}
