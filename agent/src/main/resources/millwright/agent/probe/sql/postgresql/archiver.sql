-- group: backups
-- measurement: db_archiver
-- rights: none
--
-- Whether WAL reaches the archive, without which there is no point-in-time recovery. failing is 1 while the last try
-- failed. There is no line where archiving is off.
SELECT archived_count AS archived,
       failed_count AS failed,
       CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN 1 ELSE 0 END AS failing,
       extract(epoch FROM clock_timestamp() - last_archived_time)::float8 AS last_archived_age_seconds
  FROM pg_stat_archiver
 WHERE current_setting('archive_mode') <> 'off'
