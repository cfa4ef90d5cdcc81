-- group: replication
-- measurement: db_replication
-- rights: REPLICA MONITOR (before 10.5.9: REPLICATION CLIENT)
-- tags: replica = Connection_name
-- columns: lag_seconds = Seconds_Behind_Master
-- yes: io_running = Slave_IO_Running, sql_running = Slave_SQL_Running
--
-- If this server is a replica: whether both its threads run, and how far it is behind each primary. lag_seconds is
-- missing while it is not connected, so watch io_running as well.
SHOW ALL SLAVES STATUS
