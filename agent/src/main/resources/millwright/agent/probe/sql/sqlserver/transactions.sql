-- group: transactions
-- measurement: db_transactions
-- rights: VIEW SERVER STATE (from 2022 on, VIEW SERVER PERFORMANCE STATE is enough)
-- requires: 1 IN (HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE'), HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER PERFORMANCE STATE'))
--
-- Transactions of users that are open now. A long one keeps the log from being reused and may hold locks.
SELECT COUNT_BIG(*) AS [open],
       COALESCE(MAX(DATEDIFF_BIG(millisecond, a.transaction_begin_time, SYSDATETIME())), 0) / 1000e0 AS longest_seconds
  FROM sys.dm_tran_session_transactions AS t
  JOIN sys.dm_tran_active_transactions AS a ON a.transaction_id = t.transaction_id
 WHERE t.is_user_transaction = 1 AND t.session_id <> @@SPID
