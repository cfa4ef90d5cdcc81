-- group: backups
-- measurement: db_backup
-- every: 5m
-- rights: SELECT on msdb.dbo.backupset
-- requires: HAS_PERMS_BY_NAME('msdb.dbo.backupset', 'OBJECT', 'SELECT') = 1
-- tags: database
--
-- Age of each database's last full, differential and log backup, as msdb knows them. A database that has never had one
-- counts from its creation, and full_backups is 0. A log backup is asked of databases in full or bulk-logged recovery
-- only. Damaged backups do not count. In an availability group msdb knows the backups taken on this replica.
-- 100 databases at most.
SELECT TOP (100)
       d.name AS [database],
       COUNT_BIG(CASE WHEN b.type = 'D' THEN 1 END) AS full_backups,
       DATEDIFF_BIG(second, COALESCE(MAX(CASE WHEN b.type = 'D' THEN b.backup_finish_date END), d.create_date), GETDATE())
           AS full_age_seconds,
       DATEDIFF_BIG(second, MAX(CASE WHEN b.type = 'I' THEN b.backup_finish_date END), GETDATE()) AS differential_age_seconds,
       CASE WHEN d.recovery_model <> 3 THEN
           DATEDIFF_BIG(second, COALESCE(MAX(CASE WHEN b.type = 'L' THEN b.backup_finish_date END), d.create_date), GETDATE())
       END AS log_age_seconds
  FROM sys.databases AS d
  LEFT JOIN msdb.dbo.backupset AS b
    ON b.database_name = d.name AND b.is_damaged = 0 AND b.backup_finish_date >= d.create_date
 WHERE d.state = 0 AND d.source_database_id IS NULL AND d.name <> 'tempdb'
 GROUP BY d.name, d.create_date, d.recovery_model
 ORDER BY d.name
