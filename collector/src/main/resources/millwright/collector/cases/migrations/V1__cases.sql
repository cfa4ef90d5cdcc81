-- Tickets, their history, and the audit, in words that H2, PostgreSQL and SQL Server share. Types that they name
-- differently are placeholders. No column has a name that one of them reserves (hence rule_name).

-- One row a sequence: numbers have no gaps because they are taken in the transaction that uses them.
create table case_counter (
    name varchar(20) not null primary key,
    number bigint not null
);
insert into case_counter (name, number) values ('ticket', 0);
insert into case_counter (name, number) values ('record', 0);
insert into case_counter (name, number) values ('emergency', 0);

-- host, indicator, resource: what it was opened for; ticket_member has all that it speaks for.
-- next_mark_at: when one of its clocks reaches its next mark. Null: never, as things are.
-- assignee: whoever works on it. cause: the ticket that explains this one. merged_into: the one that took it over.
create table ticket (
    id varchar(20) not null primary key,
    number bigint not null,
    host ${name1024} not null,
    indicator ${name1024} not null,
    resource ${name4000} not null,
    service ${name200},
    priority varchar(2) not null,
    status varchar(20) not null,
    opened_at ${instant} not null,
    resolved_at ${instant},
    closed_at ${instant},
    episode ${instant} not null,
    occurrences int not null,
    rule_name ${name1000} not null,
    evidence ${text} not null,
    response_due ${instant} not null,
    resolution_due ${instant},
    flapping_since ${instant},
    assignee ${name200},
    previous varchar(20),
    cause varchar(20),
    merged_into varchar(20),
    next_mark_at ${instant},
    constraint ticket_number unique (number)
);
create index ticket_by_status on ticket (status, opened_at);
create index ticket_by_opening on ticket (opened_at);
create index ticket_by_next_mark on ticket (next_mark_at);

-- subject: SHA-256 of host, indicator and resource, as names are too long for an index.
-- open_subject: the subject while an open ticket speaks for it, something of its own afterwards. So a subject has at
-- most one open ticket, without relying on how a database treats NULL in a unique constraint.
-- settled_level: the worst level that a person knew of when choosing the ticket's priority, in the newest episode; 0 if
-- nobody chose.
create table ticket_member (
    ticket varchar(20) not null,
    subject varchar(64) not null,
    open_subject varchar(64) not null,
    host ${name1024} not null,
    host_hash varchar(64) not null,
    indicator ${name1024} not null,
    resource ${name4000} not null,
    joined_at ${instant} not null,
    recovered_at ${instant},
    episode ${instant} not null,
    evidence ${text} not null,
    settled_level int not null,
    constraint ticket_member_key primary key (ticket, subject),
    constraint ticket_open unique (open_subject)
);
create index ticket_member_by_subject on ticket_member (subject, ticket);
create index ticket_member_by_host on ticket_member (host_hash, ticket);

-- Time that counts towards a target, and time that does not. clock: response or resolution; round: 1, and one more each
-- time the ticket is opened again.
create table ticket_clock (
    ticket varchar(20) not null,
    clock varchar(10) not null,
    round int not null,
    position int not null,
    kind varchar(10) not null,
    from_at ${instant} not null,
    to_at ${instant},
    reason ${name1000} not null,
    actor ${name200} not null,
    constraint ticket_clock_key primary key (ticket, clock, round, position)
);

-- Marks of the clocks that have been told: each once for each clock, round and priority.
create table ticket_mark (
    ticket varchar(20) not null,
    clock varchar(10) not null,
    round int not null,
    priority varchar(2) not null,
    mark int not null,
    at ${instant} not null,
    constraint ticket_mark_key primary key (ticket, clock, round, priority, mark)
);

-- What else it has to do with: another ticket, a window, a task, an RFC.
create table ticket_link (
    ticket varchar(20) not null,
    kind varchar(20) not null,
    target ${name200} not null,
    at ${instant} not null,
    actor ${name200} not null,
    constraint ticket_link_key primary key (ticket, kind, target)
);

-- ticket: null for a late breach of a subject that had no open ticket. actor: null where no person acted.
create table ticket_event (
    number bigint not null primary key,
    ticket varchar(20),
    subject varchar(64) not null,
    type varchar(40) not null,
    episode ${instant} not null,
    at ${instant} not null,
    priority varchar(2) not null,
    rule_name ${name1000} not null,
    reason ${text} not null,
    actor ${name200}
);
create index ticket_event_by_ticket on ticket_event (ticket, number);
create index ticket_event_by_subject on ticket_event (subject, type, episode);

-- L-013 4.2: the request for an emergency window that an urgent ticket raises.
create table emergency_request (
    id varchar(20) not null primary key,
    number bigint not null,
    ticket varchar(20) not null,
    priority varchar(2) not null,
    authority ${name200} not null,
    deputy ${name200},
    requested_at ${instant} not null,
    longest_minutes int not null,
    notice_minutes int not null,
    status varchar(20) not null,
    decided_at ${instant},
    decided_by ${name200},
    reason ${name4000} not null,
    constraint emergency_number unique (number)
);
create index emergency_by_ticket on emergency_request (ticket, number);
create index emergency_by_status on emergency_request (status, number);

-- Who looks back wants to know when it was true (at) and when we knew (recorded_at). Append-only: hash is the SHA-256 of
-- previous_hash and all the rest, so that an entry changed or removed later shows. basis: the entry, of type decision-basis,
-- that seals what this one was decided from; null where no rule decided.
create table audit (
    number bigint not null primary key,
    at ${instant} not null,
    recorded_at ${instant} not null,
    type varchar(40) not null,
    ticket varchar(20),
    actor ${name200},
    rule_name ${name1000} not null,
    detail ${text} not null,
    basis bigint,
    previous_hash varchar(64) not null,
    hash varchar(64) not null
);
create index audit_by_ticket on audit (ticket, number);
create index audit_by_time on audit (recorded_at);

-- What each turn of the rules decided from, so that it can be decided again. number: of its audit entry, which seals it.
-- rules: hash of a rule_version. content_hash: SHA-256 of the parts' text.
create table decision_basis (
    number bigint not null primary key,
    at ${instant} not null,
    rules varchar(64) not null,
    content_hash varchar(64) not null
);

-- Texts of any length in parts, zipped, because a column of H2 holds a million characters.
create table basis_part (
    basis bigint not null,
    part int not null,
    content ${text} not null,
    constraint basis_part_key primary key (basis, part)
);

-- The rules and limits that decisions were made by.
create table rule_version (
    hash varchar(64) not null primary key,
    recorded_at ${instant} not null
);
create table rule_version_part (
    hash varchar(64) not null,
    part int not null,
    content ${text} not null,
    constraint rule_version_part_key primary key (hash, part)
);
