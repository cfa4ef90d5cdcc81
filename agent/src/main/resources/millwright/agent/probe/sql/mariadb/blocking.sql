-- group: blocking
-- measurement: db_blocking
-- rights: PROCESS
--
-- Transactions that wait for a row lock of another one, and how long the longest has waited; and sessions that wait
-- for the definition of a table (an ALTER TABLE behind a forgotten transaction), which then hold up all who follow.
SELECT (SELECT COUNT(*) FROM information_schema.INNODB_TRX
         WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id <> CONNECTION_ID()) AS blocked,
       (SELECT CAST(COALESCE(MAX(TIMESTAMPDIFF(MICROSECOND, trx_wait_started, SYSDATE())), 0) / 1e6 AS DOUBLE)
          FROM information_schema.INNODB_TRX
         WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id <> CONNECTION_ID()) AS longest_wait_seconds,
       (SELECT COUNT(*) FROM information_schema.PROCESSLIST
         WHERE STATE LIKE 'Waiting for table%' AND ID <> CONNECTION_ID()) AS blocked_on_tables
