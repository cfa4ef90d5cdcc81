-- What was forecast, and how it turned out.

-- subject: SHA-256 of host, indicator and resource. class_hash: SHA-256 of the indicator's id. what: CROSSING, QUIET or UNFORECASTABLE. reason: why nothing could be said.
-- limit_… to probability: the crossing that it is scored by; no limit_name, no crossing. value_…: the interval in which it
-- expected the mean of one hour. due_at: when the next thing of it is scored; null when nothing is left.
-- outcome, value_outcome: null until scored. lead_seconds: of a hit, from since_at to crossed_at.
create table forecast (
    subject varchar(64) not null,
    made_at ${instant} not null,
    host ${name1024} not null,
    indicator ${name1024} not null,
    resource ${name4000} not null,
    class_hash varchar(64) not null,
    horizon_seconds bigint not null,
    what varchar(20) not null,
    reason varchar(40) not null,
    limit_name ${name200},
    direction varchar(10),
    limit_value float,
    hard smallint,
    probability float,
    expected smallint,
    early_at ${instant},
    median_at ${instant},
    late_at ${instant},
    last_value float not null,
    model ${name1000} not null,
    since_at ${instant} not null,
    value_at ${instant},
    value_low float,
    value_middle float,
    value_high float,
    due_at ${instant},
    value_outcome varchar(20),
    value_actual float,
    outcome varchar(20),
    outcome_reason ${name1000},
    crossed_at ${instant},
    lead_seconds bigint,
    scored_at ${instant},
    constraint forecast_key primary key (subject, made_at)
);
create index forecast_by_due on forecast (due_at);
create index forecast_by_making on forecast (made_at);
create index forecast_by_outcome on forecast (outcome, scored_at);

-- What the runs of a key have come to; verdicts: Verdicts' own text. kept_…: what the last row of forecast for it said.
create table forecast_standing (
    subject varchar(64) not null primary key,
    host ${name1024} not null,
    indicator ${name1024} not null,
    resource ${name4000} not null,
    verdicts ${name4000} not null,
    kept_at ${instant} not null,
    kept_what varchar(20) not null,
    kept_reason varchar(40) not null,
    kept_limit ${name200},
    kept_median_at ${instant}
);

-- How many forecasts of a class turned out how, by the month of scoring; stays when their rows go.
create table forecast_tally (
    class_hash varchar(64) not null,
    scored_month varchar(7) not null,
    outcome varchar(20) not null,
    indicator ${name1024} not null,
    amount bigint not null,
    constraint forecast_tally_key primary key (class_hash, scored_month, outcome)
);
