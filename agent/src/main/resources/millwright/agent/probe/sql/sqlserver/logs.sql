-- group: storage
-- measurement: db_database
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
-- tags: database
-- texts: log_reuse_wait
-- percent: log_used_percent = log_used_bytes / log_size_bytes
--
-- How full each database's transaction log is, how often it had to grow, and what keeps it from being reused (such as
-- LOG_BACKUP or ACTIVE_TRANSACTION). 100 databases at most.
SELECT TOP (100)
       d.name AS [database],
       d.log_reuse_wait_desc AS log_reuse_wait,
       MAX(CASE WHEN c.counter_name LIKE 'Log File(s) Size (KB)%' THEN c.cntr_value END) * 1024 AS log_size_bytes,
       MAX(CASE WHEN c.counter_name LIKE 'Log File(s) Used Size (KB)%' THEN c.cntr_value END) * 1024 AS log_used_bytes,
       MAX(CASE WHEN c.counter_name LIKE 'Log Growths%' THEN c.cntr_value END) AS log_growths,
       MAX(CASE WHEN c.counter_name LIKE 'Data File(s) Size (KB)%' THEN c.cntr_value END) * 1024 AS data_size_bytes
  FROM sys.dm_os_performance_counters AS c
  JOIN sys.databases AS d ON d.name = RTRIM(c.instance_name)
 WHERE c.object_name LIKE '%:Databases%' AND d.state = 0
 GROUP BY d.name, d.log_reuse_wait_desc
 ORDER BY MAX(CASE WHEN c.counter_name LIKE 'Log File(s) Used Size (KB)%' THEN c.cntr_value END) DESC
