-- The login by which millwright-agent asks a SQL Server (2016 or newer), with no more rights than that needs.
-- Replace CHANGE_ME, then run as sysadmin:  sqlcmd -i sqlserver.sql
USE master;
GO
CREATE LOGIN millwright WITH PASSWORD = 'CHANGE_ME', DEFAULT_DATABASE = master;
GO
-- Sessions, waits, counters and logs of the whole server.
GRANT VIEW SERVER STATE TO millwright;
-- Where the files are, how they may grow, and the replicas of availability groups.
GRANT VIEW ANY DEFINITION TO millwright;
-- How full each database's files are; enters every database, reads no table.
GRANT CONNECT ANY DATABASE TO millwright;
GO
-- Backups and jobs.
USE msdb;
GO
CREATE USER millwright FOR LOGIN millwright;
GRANT SELECT ON dbo.backupset TO millwright;
GRANT SELECT ON dbo.sysjobs TO millwright;
GRANT SELECT ON dbo.sysjobservers TO millwright;
GRANT SELECT ON dbo.sysjobhistory TO millwright;
GO
-- A site's own query needs its own right, in its database, such as:
-- USE shop; CREATE USER millwright FOR LOGIN millwright; GRANT SELECT ON dbo.orders TO millwright;
