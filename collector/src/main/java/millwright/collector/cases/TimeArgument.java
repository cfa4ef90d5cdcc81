package millwright.collector.cases;

import java.sql.Types;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds times as themselves: SQL Server's driver turns an OffsetDateTime into a datetimeoffset only
 * if it is told no other type, and it knows no NULL of that type: there it is one of text, which
 * the server takes for a column of any kind.
 */
final class TimeArgument extends AbstractArgumentFactory<OffsetDateTime> {
    TimeArgument(DatabaseKind kind) {
        super(kind == DatabaseKind.SQL_SERVER ? Types.VARCHAR : Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(OffsetDateTime value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setObject(position, value);
    }
}
