-- group: throughput
-- measurement: db_throughput
-- rights: none
-- rate: transactions_per_second = transactions
-- rate: rollbacks_per_second = rollbacks
-- change: cache_hit_percent = cache_hits / cache_reads
--
-- What the whole server has done since its statistics were reset, and from one reading to the next. The cache is
-- PostgreSQL's own (shared_buffers): a miss may still have come from the operating system's.
SELECT sum(xact_commit + xact_rollback)::bigint AS transactions,
       sum(xact_rollback)::bigint AS rollbacks,
       sum(deadlocks)::bigint AS deadlocks,
       sum(conflicts)::bigint AS conflicts,
       sum(temp_bytes)::bigint AS temp_bytes,
       sum(blks_hit)::bigint AS cache_hits,
       sum(blks_hit + blks_read)::bigint AS cache_reads
  FROM pg_stat_database
