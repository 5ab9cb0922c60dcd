-- On what terms subsidies are granted in the employment areas, and what was
-- decided on the subsidy of a job.

-- +goose Up
CREATE TABLE subsidy_terms (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    recorded_by  BIGINT NOT NULL DEFAULT 0,
    recorded_at  BIGINT NOT NULL,
    withdrawn    BOOLEAN NOT NULL DEFAULT FALSE,
    area         TEXT NOT NULL,            -- two digits
    municipality TEXT NOT NULL DEFAULT '', -- three digits; empty: the whole area
    kind         TEXT NOT NULL,
    not_granted  BOOLEAN NOT NULL DEFAULT FALSE,
    percent      DOUBLE PRECISION,
    amount       BIGINT,                   -- cents a month
    months       BIGINT,                   -- at most
    pensioners   BOOLEAN,
    ask          TEXT NOT NULL DEFAULT '',
    text         TEXT NOT NULL DEFAULT '',
    source       TEXT NOT NULL DEFAULT '',
    from_day     TEXT NOT NULL,
    to_day       TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX subsidy_terms_area ON subsidy_terms (area, kind, from_day);

ALTER TABLE placement ADD COLUMN subsidy_decision TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN subsidy_decided_on TEXT;
ALTER TABLE placement_subsidy ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE placement_subsidy ADD COLUMN decided_on TEXT;

-- +goose Down
ALTER TABLE placement_subsidy DROP COLUMN decided_on;
ALTER TABLE placement_subsidy DROP COLUMN decision;
ALTER TABLE placement DROP COLUMN subsidy_decided_on;
ALTER TABLE placement DROP COLUMN subsidy_decision;

DROP TABLE subsidy_terms;
