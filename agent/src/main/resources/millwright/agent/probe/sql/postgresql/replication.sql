-- group: replication
-- measurement: db_replication
-- version: 10+
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
-- tags: replica
--
-- Each standby that is connected to this server: what it has not replayed yet, in bytes of WAL and in seconds.
-- Standbys of one name are one line: the furthest behind of them. One that is not connected has no line.
SELECT coalesce(nullif(application_name, ''), '(unnamed)') AS replica,
       count(*) AS standbys,
       count(*) FILTER (WHERE state = 'streaming') AS streaming,
       max(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                                ELSE pg_current_wal_lsn() END, replay_lsn))::bigint AS lag_bytes,
       coalesce(extract(epoch FROM max(replay_lag)), 0)::float8 AS lag_seconds
  FROM pg_stat_replication
 GROUP BY 1
 LIMIT 50
