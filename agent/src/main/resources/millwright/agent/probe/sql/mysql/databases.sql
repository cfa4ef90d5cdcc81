-- group: storage
-- measurement: db_database
-- version: 8.0+
-- every: 5m
-- rights: PROCESS
-- tags: database
--
-- Size of each database's InnoDB files, free pages inside them included; the 50 biggest. Tables in a shared tablespace
-- or of other engines are not in it.
SELECT SUBSTRING_INDEX(NAME, '/', 1) AS `database`,
       CAST(SUM(FILE_SIZE) AS SIGNED) AS size_bytes,
       COUNT(*) AS files
  FROM information_schema.INNODB_TABLESPACES
 WHERE NAME LIKE '%/%'
 GROUP BY 1
 ORDER BY 2 DESC
 LIMIT 50
