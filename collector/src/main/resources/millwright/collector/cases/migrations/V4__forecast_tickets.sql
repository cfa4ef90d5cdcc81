-- What a ticket shows of a prediction of one of its keys; its evidence has the rest. forecast_episode: identifies the
-- prediction, and is the member's episode as long as no breach has joined. forecast_deadline: the earliest that the limit
-- may be passed. Null: of nothing is foreseen.
alter table ticket_member add forecast_episode ${instant};
alter table ticket_member add forecast_deadline ${instant};
