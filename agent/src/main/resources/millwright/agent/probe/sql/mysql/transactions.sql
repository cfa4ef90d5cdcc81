-- group: transactions
-- measurement: db_transactions
-- rights: PROCESS
--
-- InnoDB transactions that are open now. A long one keeps old row versions from being purged and may hold locks.
SELECT COUNT(*) AS open,
       CAST(COALESCE(MAX(TIMESTAMPDIFF(MICROSECOND, trx_started, SYSDATE())), 0) / 1e6 AS DOUBLE) AS longest_seconds
  FROM information_schema.INNODB_TRX
 WHERE trx_mysql_thread_id <> CONNECTION_ID()
