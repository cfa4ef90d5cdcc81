-- What each turn of the rules decided from, so that it can be decided again, and what was removed when its time was over.

-- The entry, of type decision-basis, that seals the basis of this one. Null where no rule decided.
alter table audit add basis bigint;

-- number: of its audit entry. rules: hash of a rule_version. content_hash: SHA-256 of the parts' text.
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
alter table rule_version drop column content;
create table rule_version_part (
    hash varchar(64) not null,
    part int not null,
    content ${text} not null,
    constraint rule_version_part_key primary key (hash, part)
);
