-- group: replication
-- measurement: db_standby
-- version: 10+
-- rights: pg_read_all_stats, part of pg_monitor
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
--
-- If this server is a standby itself: whether it receives, and how long ago the last transaction it has replayed was
-- committed. 0 when everything received has been replayed: an idle primary is no lag.
SELECT (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming') AS receiving,
       CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
            ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END::float8 AS lag_seconds
 WHERE pg_is_in_recovery()
