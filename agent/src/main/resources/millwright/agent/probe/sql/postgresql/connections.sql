-- group: connections
-- measurement: db_connections
-- rights: pg_read_all_stats, part of pg_monitor (without it PostgreSQL hides what kind of process others are)
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
-- percent: used_percent = used / max
--
-- How many client connections are open, against what an ordinary user can open at all: max_connections less the
-- slots kept for superusers and, from version 16 on, for pg_use_reserved_connections. At 100 % applications are refused.
-- The agent's own connection is not counted.
SELECT count(*) FILTER (WHERE backend_type = 'client backend') AS used,
       current_setting('max_connections')::bigint
           - current_setting('superuser_reserved_connections')::bigint
           - coalesce(current_setting('reserved_connections', true)::bigint, 0) AS max,
       count(*) FILTER (WHERE backend_type = 'client backend' AND state = 'active') AS active,
       count(*) FILTER (WHERE backend_type = 'client backend' AND state = 'idle') AS idle,
       count(*) FILTER (WHERE backend_type = 'client backend' AND state LIKE 'idle in transaction%') AS idle_in_transaction
  FROM pg_stat_activity
 WHERE pid <> pg_backend_pid()
