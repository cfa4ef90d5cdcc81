-- What people say of the calendar: entries that come once, dates of feasts, and what became of standing tasks.

-- id: what it is about, unique in its family (ENTRY, FEAST, COMPLETION, MOVE). content: the rest, as JSON. revision: counts from 0
-- with each change; an act on an older one than is there has lost a race. ends_at: from when it is of the past, for retention.
-- withdrawn: why it no longer counts; null while it does.
create table calendar_record (
    family varchar(20) not null,
    id ${name200} not null,
    revision int not null,
    ends_at ${instant} not null,
    content ${text} not null,
    said_by varchar(64) not null,
    said_role varchar(40) not null,
    said_at ${instant} not null,
    withdrawn ${name4000},
    constraint calendar_record_key primary key (family, id)
);
create index calendar_record_by_end on calendar_record (ends_at);

-- calendar: changes, so that another collector sees that there are some. calendar-entry: the last number given to an entry.
-- calendar-watch: since when standing tasks are watched, in seconds of 1970; 0 until the first start.
insert into case_counter (name, number) values ('calendar', 0);
insert into case_counter (name, number) values ('calendar-entry', 0);
insert into case_counter (name, number) values ('calendar-watch', 0);
