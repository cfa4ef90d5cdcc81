-- group: blocking
-- measurement: db_blocking
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
--
-- Requests that wait for a lock which another session holds, and how long the longest has waited.
SELECT COUNT_BIG(*) AS blocked,
       COUNT_BIG(DISTINCT r.blocking_session_id) AS blockers,
       COALESCE(MAX(r.wait_time), 0) / 1000e0 AS longest_wait_seconds
  FROM sys.dm_exec_requests AS r
 WHERE r.blocking_session_id <> 0 AND r.session_id <> @@SPID AND r.wait_type LIKE 'LCK%'
