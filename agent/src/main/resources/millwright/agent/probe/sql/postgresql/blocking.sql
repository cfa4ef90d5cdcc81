-- group: blocking
-- measurement: db_blocking
-- version: 14+
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
--
-- Sessions that wait for a lock which another session holds, and how long the longest has waited. Only sessions that
-- wait for a lock are asked who blocks them: pg_blocking_pids is not cheap.
SELECT count(*) AS blocked,
       count(DISTINCT blocker) AS blockers,
       coalesce(max(waited), 0)::float8 AS longest_wait_seconds
  FROM (SELECT activity.pid,
               (pg_blocking_pids(activity.pid))[1] AS blocker,
               (SELECT extract(epoch FROM clock_timestamp() - min(lock.waitstart))
                  FROM pg_locks lock WHERE lock.pid = activity.pid AND NOT lock.granted) AS waited
          FROM pg_stat_activity activity
         WHERE activity.wait_event_type = 'Lock' AND activity.pid <> pg_backend_pid()) waiting
 WHERE blocker IS NOT NULL
