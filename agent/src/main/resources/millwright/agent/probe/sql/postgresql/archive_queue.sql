-- group: backups
-- measurement: db_archive_queue
-- version: 12+
-- every: 5m
-- rights: pg_monitor (for pg_ls_archive_statusdir)
-- requires: has_function_privilege('pg_ls_archive_statusdir()', 'EXECUTE')
--
-- WAL files that wait for the archive. They stay on the server's disk until they are archived.
SELECT count(*) AS files,
       count(*) * pg_size_bytes(current_setting('wal_segment_size')) AS bytes
  FROM (SELECT 1 FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready') waiting
 WHERE current_setting('archive_mode') <> 'off'
