-- group: sessions
-- measurement: db_sessions
-- rights: PROCESS
-- tags: database, program
-- masked: program
-- largest: sessions 20
--
-- Who holds the connections, by database and by user: this server does not know the program's name, so the user stands
-- for it. The 20 biggest groups; the others together are (other). Without PROCESS a user sees only its own sessions,
-- which would look like an idle server: INNODB_TRX is asked as well because it refuses such a user.
SELECT COALESCE(DB, '(none)') AS `database`,
       USER AS program,
       COUNT(*) AS sessions,
       SUM(CASE WHEN COMMAND = 'Sleep' THEN 0 ELSE 1 END) AS active
  FROM information_schema.PROCESSLIST
 WHERE ID <> CONNECTION_ID()
   AND USER NOT IN ('system user', 'event_scheduler')
   AND (SELECT COUNT(*) FROM information_schema.INNODB_TRX) >= 0
 GROUP BY 1, 2
 ORDER BY 3 DESC
 LIMIT 200
