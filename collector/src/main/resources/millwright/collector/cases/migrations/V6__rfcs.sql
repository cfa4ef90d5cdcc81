-- Requests for change, the board's minutes, and who decides in whose place (L-013 §6).

-- document: the whole request, as JSON; the other columns are what it is found by.
-- open_source: SHA-256 of what it came from while it is not over, of its own id afterwards. So a task or an emergency window has at
-- most one request that is not over, without relying on how a database treats NULL in a unique constraint.
-- over_at: since when nothing leads out of its state. version: counts its changes.
create table rfc (
    id varchar(20) not null primary key,
    open_source varchar(64) not null,
    state varchar(20) not null,
    change_type varchar(20) not null,
    requester ${name200} not null,
    ticket varchar(20),
    drafted_at ${instant} not null,
    over_at ${instant},
    version int not null,
    document ${text} not null,
    constraint rfc_open_source unique (open_source)
);
create index rfc_by_state on rfc (state, drafted_at);
create index rfc_by_drafting on rfc (drafted_at);
create index rfc_by_ticket on rfc (ticket);

-- number: that of the audit entry of the same transaction.
create table rfc_event (
    number bigint not null primary key,
    rfc varchar(20) not null,
    at ${instant} not null,
    type varchar(40) not null,
    ticket varchar(20),
    state varchar(20) not null,
    actor ${name200},
    reason ${text} not null,
    constraint rfc_event_of foreign key (rfc) references rfc (id)
);
create index rfc_event_by_rfc on rfc_event (rfc, number);

-- signed_at: since when the minutes do not change any more. document: all of them, as JSON.
create table cab_minutes (
    meeting_at ${instant} not null primary key,
    signed_at ${instant},
    version int not null,
    document ${text} not null
);

create table delegation (
    id varchar(20) not null primary key,
    ends_at ${instant} not null,
    document ${text} not null
);
create index delegation_by_end on delegation (ends_at);
