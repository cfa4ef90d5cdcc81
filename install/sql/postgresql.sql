-- The user by which millwright-agent asks a PostgreSQL server (10 or newer), with no more rights than that needs.
-- Replace CHANGE_ME, then run as a superuser:  psql -d postgres -f postgresql.sql
CREATE ROLE millwright LOGIN PASSWORD 'CHANGE_ME' CONNECTION LIMIT 5;

-- Reads statistics of all sessions, sizes and WAL folders; no table of any application.
GRANT pg_monitor TO millwright;

-- From PostgreSQL 16 on, for an agent that gets in where reserved_connections keeps slots and all others are taken:
-- GRANT pg_use_reserved_connections TO millwright;

-- A site's own query needs its own right, such as:
-- GRANT SELECT ON shop.orders TO millwright;

-- pg_hba.conf must let it in, such as:
--   hostssl  postgres  millwright  10.0.0.0/8  scram-sha-256
