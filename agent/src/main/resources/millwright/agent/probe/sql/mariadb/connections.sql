-- group: connections
-- measurement: db_connections
-- rights: none
-- percent: used_percent = used / max
--
-- Open connections against max_connections. At 100 % applications are refused; refused counts how often that has
-- happened since the start. The agent's own connection is not counted.
SELECT MAX(CASE VARIABLE_NAME WHEN 'THREADS_CONNECTED' THEN CAST(VARIABLE_VALUE AS SIGNED) END) - 1 AS used,
       CAST(@@GLOBAL.max_connections AS SIGNED) AS max,
       MAX(CASE VARIABLE_NAME WHEN 'THREADS_RUNNING' THEN CAST(VARIABLE_VALUE AS SIGNED) END) - 1 AS active,
       MAX(CASE VARIABLE_NAME WHEN 'CONNECTION_ERRORS_MAX_CONNECTIONS' THEN CAST(VARIABLE_VALUE AS SIGNED) END) AS refused,
       MAX(CASE VARIABLE_NAME WHEN 'ABORTED_CONNECTS' THEN CAST(VARIABLE_VALUE AS SIGNED) END) AS aborted_connects,
       MAX(CASE VARIABLE_NAME WHEN 'ABORTED_CLIENTS' THEN CAST(VARIABLE_VALUE AS SIGNED) END) AS aborted_clients
  FROM information_schema.GLOBAL_STATUS
 WHERE VARIABLE_NAME IN ('THREADS_CONNECTED', 'THREADS_RUNNING', 'CONNECTION_ERRORS_MAX_CONNECTIONS',
                         'ABORTED_CONNECTS', 'ABORTED_CLIENTS')
