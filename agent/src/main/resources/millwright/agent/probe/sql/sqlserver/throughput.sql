-- group: throughput
-- measurement: db_throughput
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
-- rate: batches_per_second = batches
-- rate: transactions_per_second = transactions
-- rate: compilations_per_second = compilations
-- change: cache_hit_percent = cache_hits / cache_reads
--
-- What the server has done since its start, and from one reading to the next (what the counters call /sec counts up).
-- Page life expectancy is for how long, in seconds, a page stays in memory unread.
SELECT MAX(CASE WHEN c.counter_name LIKE 'Batch Requests/sec%' THEN c.cntr_value END) AS batches,
       MAX(CASE WHEN c.counter_name LIKE 'Transactions/sec%' AND c.instance_name LIKE '[_]Total%'
                THEN c.cntr_value END) AS transactions,
       MAX(CASE WHEN c.counter_name LIKE 'SQL Compilations/sec%' THEN c.cntr_value END) AS compilations,
       MAX(CASE WHEN c.counter_name LIKE 'Number of Deadlocks/sec%' AND c.instance_name LIKE '[_]Total%'
                THEN c.cntr_value END) AS deadlocks,
       MAX(CASE WHEN c.counter_name LIKE 'Lock Waits/sec%' AND c.instance_name LIKE '[_]Total%'
                THEN c.cntr_value END) AS lock_waits,
       MAX(CASE WHEN c.counter_name LIKE 'Memory Grants Pending%' THEN c.cntr_value END) AS memory_grants_pending,
       MAX(CASE WHEN c.counter_name LIKE 'Page life expectancy%' AND c.object_name LIKE '%Buffer Manager%'
                THEN c.cntr_value END) AS page_life_expectancy_seconds,
       MAX(CASE WHEN c.counter_name LIKE 'Page lookups/sec%' THEN c.cntr_value END)
           - MAX(CASE WHEN c.counter_name LIKE 'Page reads/sec%' THEN c.cntr_value END) AS cache_hits,
       MAX(CASE WHEN c.counter_name LIKE 'Page lookups/sec%' THEN c.cntr_value END) AS cache_reads
  FROM sys.dm_os_performance_counters AS c
 WHERE c.object_name LIKE '%:SQL Statistics%' OR c.object_name LIKE '%:Buffer Manager%'
    OR c.object_name LIKE '%:Locks%' OR c.object_name LIKE '%:Memory Manager%' OR c.object_name LIKE '%:Databases%'
