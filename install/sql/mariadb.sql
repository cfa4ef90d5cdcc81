-- The user by which millwright-agent asks a MariaDB server (10.5.9 or newer), with no more rights than that needs.
-- Replace CHANGE_ME, and % by the address of the agent where that is known; then run:  mariadb < mariadb.sql
CREATE USER 'millwright'@'%' IDENTIFIED BY 'CHANGE_ME' WITH MAX_USER_CONNECTIONS 5;

-- PROCESS sees the sessions of others, the transactions and the sizes of tablespaces; BINLOG MONITOR and
-- REPLICA MONITOR read the state of replication. No table of any application.
GRANT PROCESS, BINLOG MONITOR, REPLICA MONITOR ON *.* TO 'millwright'@'%';

-- A site's own query needs its own right, such as:
-- GRANT SELECT ON shop.orders TO 'millwright'@'%';
