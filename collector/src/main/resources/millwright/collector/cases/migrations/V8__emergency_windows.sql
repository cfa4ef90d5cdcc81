-- What becomes of a request for an emergency window (L-013 4.2): its course, its timers, its history.

-- requested_by: the person who asked, or whose act made the ticket so urgent; null where only rules did.
-- course: what was granted, done, proved and reported, as JSON. started_at, ends_at: of the work and its granted end.
-- exemption: the ground on which it broke a blackout or freeze (L-013 4.3). next_mark_at: when somebody must hear of it next.
alter table emergency_request add requested_by ${name200};
alter table emergency_request add course ${text};
alter table emergency_request add started_at ${instant};
alter table emergency_request add exemption ${name200};
alter table emergency_request add next_mark_at ${instant};
create index emergency_by_next_mark on emergency_request (next_mark_at);

-- What has been told of a window's timers: each once.
create table emergency_mark (
    window_id varchar(20) not null,
    ticket varchar(20) not null,
    kind varchar(20) not null,
    due_at ${instant} not null,
    constraint emergency_mark_key primary key (window_id, kind, due_at)
);

-- Its history. actor: null where a rule decided.
create table emergency_event (
    window_id varchar(20) not null,
    position int not null,
    ticket varchar(20) not null,
    at ${instant} not null,
    type varchar(40) not null,
    note ${text} not null,
    actor ${name200},
    constraint emergency_event_key primary key (window_id, position)
);
