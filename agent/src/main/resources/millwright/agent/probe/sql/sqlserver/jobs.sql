-- group: backups
-- measurement: db_jobs
-- rights: SELECT on msdb.dbo.sysjobs, sysjobservers and sysjobhistory
-- requires: HAS_PERMS_BY_NAME('msdb.dbo.sysjobs', 'OBJECT', 'SELECT') = 1 AND HAS_PERMS_BY_NAME('msdb.dbo.sysjobservers', 'OBJECT', 'SELECT') = 1 AND HAS_PERMS_BY_NAME('msdb.dbo.sysjobhistory', 'OBJECT', 'SELECT') = 1
-- texts: first_failing
--
-- Jobs of SQL Server Agent that are switched on, how many of them failed in their last run, the first of those by name,
-- and how often jobs failed since yesterday (0 is failed; step 0 is a job's own outcome).
SELECT COUNT_BIG(*) AS enabled,
       COUNT_BIG(CASE WHEN s.last_run_outcome = 0 THEN 1 END) AS failing,
       MIN(CASE WHEN s.last_run_outcome = 0 THEN j.name END) AS first_failing,
       (SELECT COUNT_BIG(*) FROM msdb.dbo.sysjobhistory AS h
         WHERE h.step_id = 0 AND h.run_status = 0
           AND h.run_date >= CAST(CONVERT(char(8), DATEADD(day, -1, GETDATE()), 112) AS int)) AS failures_since_yesterday
  FROM msdb.dbo.sysjobs AS j
  JOIN msdb.dbo.sysjobservers AS s ON s.job_id = j.job_id AND s.server_id = 0
 WHERE j.enabled = 1
