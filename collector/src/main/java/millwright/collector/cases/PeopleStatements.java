package millwright.collector.cases;

/** The SQL of people, in words that H2, PostgreSQL and SQL Server share. */
final class PeopleStatements {
    static final String ACCOUNTS = "select * from person order by name";

    static final String TOKENS = "select * from person_token order by created_at, id";

    static final String DISABLED_AT = "select disabled_at from person where name = :name";

    static final String ADD =
            """
            insert into person (name, display_name, granted, created_at)
            values (:name, :display_name, :granted, :at)
            """;

    static final String ADD_AGAIN =
            """
            update person set display_name = :display_name, granted = :granted, created_at = :at,
                disabled_at = null
            where name = :name
            """;

    static final String GIVE_ROLES =
            "update person set granted = :granted where name = :name and disabled_at is null";

    static final String DISABLE =
            "update person set disabled_at = :at where name = :name and disabled_at is null";

    static final String COUNT_ENABLED =
            "select count(*) from person where name = :name and disabled_at is null";

    static final String ADD_TOKEN =
            """
            insert into person_token (id, hash, person, created_at, expires_at)
            values (:id, :hash, :person, :created_at, :expires_at)
            """;

    static final String OWNER =
            "select person from person_token where id = :id and revoked_at is null";

    static final String REVOKE_TOKEN =
            "update person_token set revoked_at = :at where id = :id and revoked_at is null";

    static final String REVOKE_TOKENS =
            """
            update person_token set revoked_at = :at
            where person = :person and revoked_at is null
            """;

    static final String NOTE_USE = "update person_token set last_used_at = :at where hash = :hash";

    static final String FORGET_TOKENS =
            "delete from person_token where expires_at < :before or revoked_at < :before";

    private PeopleStatements() {}
}
