-- group: blocking
-- measurement: db_blocking
-- version: before 14
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
--
-- As blocking.sql. These versions do not say since when a lock is waited for; the age of the waiting statement, which
-- may have done some work before, stands in for it.
SELECT count(*) AS blocked,
       count(DISTINCT blocker) AS blockers,
       coalesce(max(waited), 0)::float8 AS longest_wait_seconds
  FROM (SELECT pid,
               (pg_blocking_pids(pid))[1] AS blocker,
               extract(epoch FROM clock_timestamp() - query_start) AS waited
          FROM pg_stat_activity
         WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid()) waiting
 WHERE blocker IS NOT NULL
