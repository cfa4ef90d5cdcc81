package millwright.collector.cases;

import org.jdbi.v3.core.Handle;

/** Whether a database compares and keeps names as the statements expect it to. */
final class ServerChecks {
    private static final String ENCODING = "select current_setting('server_encoding')";

    private static final String COLLATION =
            "select cast(databasepropertyex(db_name(), 'Collation') as varchar(128))";

    private ServerChecks() {}

    static void refuseUnfit(CasesConfig config, Handle handle) {
        switch (config.kind()) {
            case POSTGRESQL -> refuseEncoding(config, ask(handle, ENCODING));
            case SQL_SERVER -> refuseCollation(config, ask(handle, COLLATION));
            case H2 -> {
                // it compares and keeps Unicode as it is
            }
        }
    }

    private static String ask(Handle handle, String question) {
        return handle.createQuery(question).mapTo(String.class).one();
    }

    static void refuseEncoding(CasesConfig config, String encoding) {
        if (!encoding.equals("UTF8")) {
            throw new CaseStoreException(
                    "The database %s has the encoding %s, which cannot hold every name of a host or mount. Create it with: create database millwright encoding 'UTF8' template template0"
                            .formatted(config.where(), encoding),
                    null);
        }
    }

    /**
     * Names that differ in case are two hosts. And our parameters are nvarchar: only a binary or a
     * Windows collation still finds them through an index of varchar.
     */
    static void refuseCollation(CasesConfig config, String collation) {
        if (!collation.contains("_BIN2")) {
            throw new CaseStoreException(
                    "The database %s has the collation %s, which takes names for equal that are not. Create it with: create database millwright collate Latin1_General_100_BIN2"
                            .formatted(config.where(), collation),
                    null);
        }
    }
}
