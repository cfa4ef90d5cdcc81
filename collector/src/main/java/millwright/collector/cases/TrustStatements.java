package millwright.collector.cases;

/** The SQL of who is trusted, in words that H2, PostgreSQL and SQL Server share. */
final class TrustStatements {
    static final String CREDENTIALS = "select * from agent_credential";

    static final String ADD_CREDENTIAL =
            """
            insert into agent_credential (hash, host, agent_version, created_at)
            values (:hash, :host, :agent_version, :created_at)
            """;

    static final String SUPERSEDE =
            "update agent_credential set superseded_at = :at where hash = :hash";

    static final String REVOKE_HOST =
            """
            update agent_credential set revoked_at = :at
            where host = :host and revoked_at is null
            """;

    static final String REMOVE_HOST = "delete from agent_credential where host = :host";

    static final String REMOVE_OTHERS =
            "delete from agent_credential where host = :host and hash <> :hash";

    static final String REMOVE =
            "delete from agent_credential where hash = :hash and revoked_at is null";

    static final String NOTE_USE =
            "update agent_credential set last_used_at = :at where hash = :hash";

    static final String ASK_ROTATION =
            """
            update agent_credential set rotate_asked_at = :at
            where revoked_at is null
            """;

    static final String ASK_ROTATION_OF_HOST = ASK_ROTATION + " and host = :host";

    static final String COUNT_HOSTS =
            "select count(distinct host) from agent_credential where revoked_at is null";

    static final String ENROLMENTS = "select * from enrolment order by created_at desc, id";

    static final String ENROLMENT = "select * from enrolment where hash = :hash";

    static final String ADD_ENROLMENT =
            """
            insert into enrolment (id, hash, created_at, created_by, expires_at, uses_max,
                uses_left, collectors)
            values (:id, :hash, :created_at, :created_by, :expires_at, :uses, :uses, :collectors)
            """;

    static final String USE_ENROLMENT =
            "update enrolment set uses_left = uses_left - 1 where hash = :hash";

    static final String REVOKE_ENROLMENT =
            "update enrolment set revoked_at = :at where id = :id and revoked_at is null";

    static final String FORGET_ENROLMENTS = "delete from enrolment where expires_at < :before";

    private TrustStatements() {}
}
