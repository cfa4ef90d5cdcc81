-- group: connections
-- measurement: db_connections
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
-- percent: used_percent = used / max
--
-- Sessions of users against what the server takes at most: the option "user connections", or 32767 where it is 0, the
-- default. A site that knows its real limit sets connections_max in agent.yaml. Without the right a login sees only
-- its own session, which would look like an idle server. The agent's own session is not counted.
SELECT COUNT_BIG(*) AS used,
       CAST(@@MAX_CONNECTIONS AS bigint) AS max,
       COALESCE(SUM(CASE WHEN s.status = 'running' THEN CAST(1 AS bigint) ELSE 0 END), 0) AS active,
       COALESCE(SUM(CASE WHEN s.status = 'sleeping' AND s.open_transaction_count > 0
                         THEN CAST(1 AS bigint) ELSE 0 END), 0) AS idle_in_transaction
  FROM sys.dm_exec_sessions AS s
 WHERE s.is_user_process = 1 AND s.session_id <> @@SPID
