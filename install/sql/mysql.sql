-- The user by which millwright-agent asks a MySQL server (5.7 or newer), with no more rights than that needs.
-- Replace CHANGE_ME, and % by the address of the agent where that is known; then run:  mysql < mysql.sql
CREATE USER 'millwright'@'%' IDENTIFIED BY 'CHANGE_ME' WITH MAX_USER_CONNECTIONS 5;

-- PROCESS sees the sessions of others, the transactions and the sizes of tablespaces; REPLICATION CLIENT reads the
-- state of replication and the binary logs. No table of any application.
GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'millwright'@'%';

-- A site's own query needs its own right, such as:
-- GRANT SELECT ON shop.orders TO 'millwright'@'%';
