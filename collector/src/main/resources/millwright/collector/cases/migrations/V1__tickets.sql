-- Tickets, their history, and the audit. Types that databases name differently are placeholders.

-- One row a sequence: numbers have no gaps because they are taken in the transaction that uses them.
create table case_counter (
    name varchar(20) not null primary key,
    number bigint not null
);
insert into case_counter (name, number) values ('ticket', 0);
insert into case_counter (name, number) values ('record', 0);

-- subject: SHA-256 of host, indicator and resource, as names are too long for an index.
-- open_subject: the subject while the ticket is open, its id afterwards. So a subject has at most
-- one open ticket, without relying on how a database treats NULL in a unique constraint.
create table ticket (
    id varchar(20) not null primary key,
    number bigint not null,
    subject varchar(64) not null,
    open_subject varchar(64) not null,
    host varchar(1024) not null,
    indicator varchar(1024) not null,
    resource varchar(4000) not null,
    priority varchar(2) not null,
    status varchar(10) not null,
    opened_at ${instant} not null,
    resolved_at ${instant},
    episode ${instant} not null,
    occurrences int not null,
    rule varchar(1000) not null,
    evidence ${text} not null,
    response_due ${instant} not null,
    resolution_due ${instant},
    previous varchar(20),
    constraint ticket_number unique (number),
    constraint ticket_open unique (open_subject)
);
create index ticket_by_subject on ticket (subject, number);
create index ticket_by_status on ticket (status, opened_at);
create index ticket_by_opening on ticket (opened_at);
create index ticket_by_host on ticket (host);

-- ticket: null for a late breach of a subject that had no open ticket.
create table ticket_event (
    number bigint not null primary key,
    ticket varchar(20),
    subject varchar(64) not null,
    type varchar(40) not null,
    episode ${instant} not null,
    at ${instant} not null,
    priority varchar(2) not null,
    rule varchar(1000) not null,
    reason ${text} not null
);
create index ticket_event_by_ticket on ticket_event (ticket, number);
create index ticket_event_by_subject on ticket_event (subject, type, episode);

-- Who looks back wants to know when it was true (at) and when we knew (recorded_at).
create table audit (
    number bigint not null primary key,
    at ${instant} not null,
    recorded_at ${instant} not null,
    type varchar(40) not null,
    ticket varchar(20),
    rule varchar(1000) not null,
    detail ${text} not null
);
create index audit_by_ticket on audit (ticket, number);
create index audit_by_time on audit (recorded_at);
