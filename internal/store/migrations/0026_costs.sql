-- What a programme costs: who pays how much of it, and for which days.

-- +goose Up
CREATE TABLE programme_funding (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    programme   BIGINT NOT NULL REFERENCES programme (id),
    funder      TEXT NOT NULL,
    amount      BIGINT NOT NULL, -- cents
    from_day    TEXT NOT NULL,
    to_day      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX programme_funding_programme ON programme_funding (programme, from_day);

-- +goose Down
DROP TABLE programme_funding;
