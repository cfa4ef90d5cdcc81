-- group: storage
-- measurement: db_database
-- every: 5m
-- rights: pg_read_all_stats, part of pg_monitor, or CONNECT on every database
-- requires: pg_has_role('pg_read_all_stats', 'USAGE')
-- tags: database
-- percent: wraparound_percent = xid_age / xid_age_max
--
-- Size of each database (the 50 biggest), and how near it is to transaction id wraparound, at which PostgreSQL stops
-- taking writes. Sizes mean looking at every file, so this runs every 5 minutes at most.
SELECT datname AS database,
       pg_database_size(oid) AS size_bytes,
       age(datfrozenxid)::bigint AS xid_age,
       2000000000::bigint AS xid_age_max
  FROM pg_database
 WHERE datallowconn
 ORDER BY 2 DESC
 LIMIT 50
