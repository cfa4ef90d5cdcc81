-- Work that is planned, and the time that it takes.

-- number: counts within task_year. active_ticket: the ticket while the task is not over, the task's own id afterwards; so a
-- ticket has at most one such task, without relying on how a database treats NULL in a unique constraint.
-- content: the task itself, in JSON; the columns are what is asked for.
create table task (
    id varchar(40) not null primary key,
    task_year int not null,
    number int not null,
    ticket varchar(20) not null,
    active_ticket varchar(40) not null,
    state varchar(20) not null,
    starts_at ${instant},
    created_at ${instant} not null,
    ended_at ${instant},
    content ${text} not null,
    constraint task_number unique (task_year, number),
    constraint task_of_ticket unique (active_ticket)
);
create index task_by_state on task (state, starts_at);
create index task_by_ticket on task (ticket);
create index task_by_end on task (ended_at);

-- What a task takes of a system's time, one row a system. system_hash: SHA-256 of its name. Who writes looks for what
-- overlaps while it alone may write; that no two begin at once holds in any case.
create table task_claim (
    system_hash varchar(64) not null,
    starts_at ${instant} not null,
    ends_at ${instant} not null,
    task varchar(40) not null,
    ticket varchar(20) not null,
    constraint task_claim_key primary key (system_hash, starts_at)
);
create index task_claim_by_task on task_claim (task);
