-- What was computed for clients of their money, and what a county has set for
-- itself by day.

-- +goose Up
CREATE TABLE estimate (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    recorded_by  BIGINT NOT NULL DEFAULT 0,
    recorded_at  BIGINT NOT NULL,
    withdrawn    BOOLEAN NOT NULL DEFAULT FALSE,
    episode      BIGINT NOT NULL REFERENCES episode (id),
    on_day       TEXT NOT NULL, -- whose rules were asked
    edition      TEXT NOT NULL,
    municipality TEXT NOT NULL,
    facts        TEXT NOT NULL, -- key=answer of the livelihood, apart by semicolons
    earnings_limit BIGINT, -- the earnings limit a month, where one applies
    UNIQUE (county, sender_id)
);
CREATE INDEX estimate_episode ON estimate (episode, on_day);

CREATE TABLE estimate_offer (
    id             INTEGER PRIMARY KEY,
    county         BIGINT NOT NULL REFERENCES county (id),
    estimate       BIGINT NOT NULL REFERENCES estimate (id),
    name           TEXT NOT NULL,
    hourly_pay     BIGINT NOT NULL,
    hours_per_week DOUBLE PRECISION NOT NULL,
    starts_on      TEXT,
    commute_cost   BIGINT NOT NULL
);
CREATE INDEX estimate_offer_estimate ON estimate_offer (estimate);

CREATE TABLE estimate_line (
    id       INTEGER PRIMARY KEY,
    county   BIGINT NOT NULL REFERENCES county (id),
    estimate BIGINT NOT NULL REFERENCES estimate (id),
    offer    BIGINT NOT NULL, -- counted from 1; 0: today
    settled  BOOLEAN NOT NULL,
    line     TEXT NOT NULL,
    amount   BIGINT NOT NULL
);
CREATE INDEX estimate_line_estimate ON estimate_line (estimate);

CREATE TABLE setting (
    id          INTEGER PRIMARY KEY,
    county      BIGINT NOT NULL REFERENCES county (id),
    name        TEXT NOT NULL,
    value       TEXT NOT NULL,
    from_day    TEXT NOT NULL, -- holds from this day, until another row's
    recorded_by BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX setting_name ON setting (county, name);
