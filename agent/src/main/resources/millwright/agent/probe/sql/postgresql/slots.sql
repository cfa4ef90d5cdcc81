-- group: replication
-- measurement: db_replication_slot
-- version: 10+
-- rights: none
-- tags: slot
--
-- How much WAL each replication slot keeps this server from removing. A slot that nobody reads fills the disk.
SELECT slot_name AS slot,
       CASE WHEN active THEN 1 ELSE 0 END AS active,
       pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                            ELSE pg_current_wal_lsn() END, restart_lsn)::bigint AS retained_bytes
  FROM pg_replication_slots
 ORDER BY 3 DESC NULLS LAST
 LIMIT 50
