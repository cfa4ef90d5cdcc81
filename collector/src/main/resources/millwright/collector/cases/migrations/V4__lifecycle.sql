-- What people and time do to tickets.

-- The worst level that a person knew of when choosing the priority, in the member's newest episode; 0 if nobody chose.
alter table ticket_member add settled_level int default 0 not null;

-- When a clock of the ticket reaches its next mark, or the ticket may be put away. Null: never, as things are.
alter table ticket add next_mark_at ${instant};
create index ticket_by_next_mark on ticket (next_mark_at);

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
