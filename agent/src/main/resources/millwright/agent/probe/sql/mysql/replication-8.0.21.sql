-- group: replication
-- measurement: db_replication
-- version: before 8.0.22
-- rights: REPLICATION CLIENT
-- tags: replica = Channel_Name
-- columns: lag_seconds = Seconds_Behind_Master
-- yes: io_running = Slave_IO_Running, sql_running = Slave_SQL_Running
--
-- As replication.sql, in the words of older versions.
SHOW SLAVE STATUS
