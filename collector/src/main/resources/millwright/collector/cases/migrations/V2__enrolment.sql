-- Who is trusted: tokens that enrol agents, and the credentials of those that were. Hashes only.

-- id: for people and the audit. hash: SHA-256 of the token's secret.
-- collectors: the addresses that its agents get, with blanks between.
create table enrolment (
    id varchar(20) not null primary key,
    hash varchar(64) not null,
    created_at ${instant} not null,
    created_by ${name200} not null,
    expires_at ${instant} not null,
    uses_max int not null,
    uses_left int not null,
    revoked_at ${instant},
    collectors ${name4000} not null,
    constraint enrolment_hash unique (hash)
);

-- A host has one row; two while it rotates, until the newer has been used. Revoked ones stay until
-- the host enrols again, so that a list can tell.
-- last_used_at: to the hour; the rest is only in the collector's memory.
create table agent_credential (
    hash varchar(64) not null primary key,
    host ${name255} not null,
    agent_version varchar(100) not null,
    created_at ${instant} not null,
    last_used_at ${instant},
    rotate_asked_at ${instant},
    superseded_at ${instant},
    revoked_at ${instant}
);
create index agent_credential_by_host on agent_credential (host);
