-- group: sessions
-- measurement: db_sessions
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
-- tags: database, program
-- masked: program
-- largest: sessions 20
--
-- Who holds the connections, by database and by the program's name (application_name; digits become #, since some
-- programs put a process number there). The 20 biggest groups; the others together are (other).
SELECT datname AS database,
       coalesce(nullif(application_name, ''), '(unnamed)') AS program,
       count(*) AS sessions,
       count(*) FILTER (WHERE state = 'active') AS active
  FROM pg_stat_activity
 WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
 GROUP BY 1, 2
 ORDER BY 3 DESC
 LIMIT 200
