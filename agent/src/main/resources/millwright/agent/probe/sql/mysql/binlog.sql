-- group: storage
-- measurement: db_binlog
-- every: 5m
-- rights: REPLICATION CLIENT
-- total: size_bytes = File_size
-- absent: 1381
--
-- What the binary logs take of the disk, in how many files. No line where the binary log is off (error 1381).
SHOW BINARY LOGS
