/**
 * Databases: what SQL Server, PostgreSQL, MariaDB and MySQL say of themselves, asked through JDBC.
 * The questions are {@code *.sql} files beside the classes. Nothing here is loaded where no
 * database is configured, and of the drivers only the one that is needed.
 */
package millwright.agent.probe.sql;
