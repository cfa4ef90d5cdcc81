-- group: storage
-- measurement: db_file
-- every: 5m
-- rights: VIEW SERVER STATE and VIEW ANY DEFINITION
-- requires: HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') = 1 AND HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1
-- tags: database, file, type
--
-- Each data and log file: its size, the limit up to which it may grow (missing where only the disk limits it), by how
-- much it grows at once, and what is free on its volume. 200 files at most, the biggest first. Sizes are in pages of
-- 8 KiB in the catalogue; growth is pages or percent.
SELECT TOP (200)
       DB_NAME(f.database_id) AS [database],
       f.name AS [file],
       CASE f.type WHEN 1 THEN 'log' ELSE 'data' END AS type,
       CAST(f.size AS bigint) * 8192 AS size_bytes,
       CASE WHEN f.growth = 0 THEN CAST(f.size AS bigint) * 8192
            WHEN f.max_size IN (-1, 268435456) THEN NULL
            ELSE CAST(f.max_size AS bigint) * 8192 END AS max_bytes,
       CASE WHEN f.is_percent_growth = 1 THEN CAST(f.size AS bigint) * 8192 * f.growth / 100
            ELSE CAST(f.growth AS bigint) * 8192 END AS growth_bytes,
       v.available_bytes AS volume_free_bytes,
       v.total_bytes AS volume_total_bytes
  FROM sys.master_files AS f
 CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v
 WHERE f.type IN (0, 1) AND f.state = 0
 ORDER BY f.size DESC
