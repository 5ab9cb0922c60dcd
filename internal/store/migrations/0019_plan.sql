-- What client and coach have agreed on for the search of work: one row a version.

-- +goose Up
CREATE TABLE plan (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    on_day      TEXT NOT NULL,
    goal        TEXT NOT NULL,
    jobs        TEXT NOT NULL,
    min_hours   BIGINT,
    max_hours   BIGINT,
    times       TEXT NOT NULL,
    area        TEXT NOT NULL,
    must_have   TEXT NOT NULL,
    must_avoid  TEXT NOT NULL,
    mode        TEXT NOT NULL,
    told        TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    not_said    TEXT NOT NULL,
    review_on   TEXT,
    changed     TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX plan_episode ON plan (episode, on_day);
