-- group: transactions
-- measurement: db_transactions
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
--
-- Transactions of clients that are open now. A long one keeps VACUUM from cleaning up and may hold locks; one that is
-- idle has usually been forgotten by its application; a prepared one survives even a restart.
SELECT count(xact_start) AS open,
       coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0)::float8 AS longest_seconds,
       coalesce(extract(epoch FROM max(clock_timestamp() - state_change)
           FILTER (WHERE state LIKE 'idle in transaction%')), 0)::float8 AS longest_idle_seconds,
       (SELECT count(*) FROM pg_prepared_xacts) AS prepared,
       (SELECT coalesce(extract(epoch FROM max(clock_timestamp() - prepared)), 0)::float8
          FROM pg_prepared_xacts) AS longest_prepared_seconds
  FROM pg_stat_activity
 WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
