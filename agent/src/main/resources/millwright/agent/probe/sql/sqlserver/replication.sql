-- group: replication
-- measurement: db_replication
-- version: 13+
-- rights: VIEW SERVER STATE and VIEW ANY DEFINITION
-- requires: HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW ANY DEFINITION') = 1 AND HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1
-- tags: database, replica
--
-- Each database of an availability group: what waits to be sent to a replica and to be redone there (the catalogue has
-- KiB). healthy is 1 while it is synchronized or synchronizing and not suspended. No line without such groups.
SELECT TOP (100)
       DB_NAME(s.database_id) AS [database],
       r.replica_server_name AS replica,
       CASE WHEN s.synchronization_state IN (1, 2) AND s.is_suspended = 0 THEN 1 ELSE 0 END AS healthy,
       s.log_send_queue_size * 1024 AS send_queue_bytes,
       s.redo_queue_size * 1024 AS redo_queue_bytes,
       s.secondary_lag_seconds AS lag_seconds
  FROM sys.dm_hadr_database_replica_states AS s
  JOIN sys.availability_replicas AS r ON r.replica_id = s.replica_id
 ORDER BY s.database_id
