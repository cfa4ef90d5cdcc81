-- group: storage
-- measurement: db_data_space
-- every: 5m
-- rights: VIEW SERVER STATE, and CONNECT ANY DATABASE or a user in each database
-- requires: HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1
-- tags: database
-- percent: used_percent = used_bytes / size_bytes
--
-- How much of its data files each database uses: what is left must be enough until the next growth. Only the database
-- itself knows, so the statement asks each one that this login may enter. 100 databases at most; pages are 8 KiB.
SET NOCOUNT ON;
DECLARE @ask nvarchar(max) = STUFF((
    SELECT TOP (100) N' UNION ALL SELECT N' + QUOTENAME(d.name, '''') + N' AS [database],'
           + N' SUM(total_page_count) * 8192 AS size_bytes, SUM(allocated_extent_page_count) * 8192 AS used_bytes FROM '
           + QUOTENAME(d.name) + N'.sys.dm_db_file_space_usage'
      FROM sys.databases AS d
     WHERE d.state = 0 AND d.user_access = 0 AND d.source_database_id IS NULL AND HAS_DBACCESS(d.name) = 1
     ORDER BY d.database_id
       FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 11, N'');
EXEC sys.sp_executesql @ask;
