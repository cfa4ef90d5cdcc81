package millwright.collector.cases;

/** The SQL of the forecasts' ledger, in words that H2, PostgreSQL and SQL Server share. */
final class ForecastStatements {
    static final String IS_KEPT =
            "select count(*) from forecast where subject = :subject and made_at = :made_at";

    static final String KEEP =
            """
            insert into forecast (subject, made_at, host, indicator, resource, class_hash,
                horizon_seconds, what, reason, limit_name, direction, limit_value, hard,
                probability, expected, early_at, median_at, late_at, last_value, model, since_at,
                value_at, value_low, value_middle, value_high, due_at)
            values (:subject, :made_at, :host, :indicator, :resource, :class_hash,
                :horizon_seconds, :what, :reason, :limit_name, :direction, :limit_value, :hard,
                :probability, :expected, :early_at, :median_at, :late_at, :last_value, :model,
                :since_at, :value_at, :value_low, :value_middle, :value_high, :due_at)
            """;

    static final String RESTAND =
            """
            update forecast_standing set verdicts = :verdicts, kept_at = :kept_at,
                kept_what = :kept_what, kept_reason = :kept_reason, kept_limit = :kept_limit,
                kept_median_at = :kept_median_at
            where subject = :subject
            """;

    static final String STAND =
            """
            insert into forecast_standing (subject, host, indicator, resource, verdicts, kept_at,
                kept_what, kept_reason, kept_limit, kept_median_at)
            values (:subject, :host, :indicator, :resource, :verdicts, :kept_at, :kept_what,
                :kept_reason, :kept_limit, :kept_median_at)
            """;

    static final String STANDINGS = "select * from forecast_standing";

    static final String DUE =
            """
            select * from forecast where due_at <= :now
            order by due_at, subject, made_at offset 0 rows fetch next :limit rows only
            """;

    static final String SCORE =
            """
            update forecast set due_at = :next, scored_at = :scored_at,
                value_outcome = :value_outcome, value_actual = :value_actual,
                outcome = :outcome, outcome_reason = :outcome_reason, crossed_at = :crossed_at,
                lead_seconds = :lead_seconds
            where subject = :subject and made_at = :made_at and due_at = :due_at
            """;

    static final String COUNT =
            """
            update forecast_tally set amount = amount + :amount
            where class_hash = :class_hash and scored_month = :scored_month and outcome = :outcome
            """;

    static final String COUNT_FIRST =
            """
            insert into forecast_tally (class_hash, scored_month, outcome, indicator, amount)
            values (:class_hash, :scored_month, :outcome, :indicator, :amount)
            """;

    static final String TALLIES =
            """
            select indicator, outcome, sum(amount) as total from forecast_tally
            where scored_month >= :since group by indicator, outcome
            """;

    /** Of a prediction that was kept several times the hits are of one crossing. */
    static final String LEADS =
            """
            select indicator, subject, since_at, lead_seconds from forecast
            where outcome = 'HIT' and scored_at >= :since
            order by scored_at desc offset 0 rows fetch next :limit rows only
            """;

    static final String ENTRY =
            "select * from forecast where subject = :subject and made_at = :made_at";

    static final String ENTRIES =
            """
            select * from forecast where subject = :subject
            order by made_at desc offset 0 rows fetch next :limit rows only
            """;

    /** The last one of a portion that is old enough. */
    static final String PORTION =
            """
            select made_at from forecast where made_at < :before and what in (<what>)
            order by made_at offset :portion rows fetch next 1 rows only
            """;

    static final String FORGET =
            "delete from forecast where made_at < :before and what in (<what>)";

    static final String FORGET_STANDINGS = "delete from forecast_standing where kept_at < :before";

    private ForecastStatements() {}
}
