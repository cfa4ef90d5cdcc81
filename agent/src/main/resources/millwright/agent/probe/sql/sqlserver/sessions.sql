-- group: sessions
-- measurement: db_sessions
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
-- tags: database, program
-- masked: program
-- largest: sessions 20
--
-- Who holds the sessions, by database and program (digits become #: the Agent puts job numbers there). The 20 biggest
-- groups; the others together are (other).
SELECT TOP (200)
       COALESCE(DB_NAME(s.database_id), '(none)') AS [database],
       COALESCE(NULLIF(s.program_name, ''), '(unnamed)') AS program,
       COUNT_BIG(*) AS sessions,
       SUM(CASE WHEN s.status = 'running' THEN CAST(1 AS bigint) ELSE 0 END) AS active
  FROM sys.dm_exec_sessions AS s
 WHERE s.is_user_process = 1 AND s.session_id <> @@SPID
 GROUP BY DB_NAME(s.database_id), s.program_name
 ORDER BY COUNT_BIG(*) DESC
