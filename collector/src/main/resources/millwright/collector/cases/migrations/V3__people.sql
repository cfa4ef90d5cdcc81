-- Who acts on the collector, and the tokens by which they are known. Hashes only.

-- Never deleted: the audit names people, so a name is never somebody else's.
-- granted: the words of the roles, with blanks between.
create table person (
    name varchar(64) not null primary key,
    display_name ${text} not null,
    granted varchar(1000) not null,
    created_at ${instant} not null,
    disabled_at ${instant}
);

-- id: for people and the audit. hash: SHA-256 of the token.
-- last_used_at: to the hour; the rest is only in the collector's memory.
create table person_token (
    id varchar(20) not null primary key,
    hash varchar(64) not null,
    person varchar(64) not null,
    created_at ${instant} not null,
    expires_at ${instant},
    last_used_at ${instant},
    revoked_at ${instant},
    constraint person_token_hash unique (hash),
    constraint person_token_of foreign key (person) references person (name)
);
create index person_token_by_person on person_token (person);
