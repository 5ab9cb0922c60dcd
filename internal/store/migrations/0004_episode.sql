-- The episode from the first meeting to the end: suitability, agreement, pauses
-- with a day to look at them, and how an episode was closed.

-- +goose Up

ALTER TABLE episode ADD COLUMN agreement_on TEXT;
ALTER TABLE episode ADD COLUMN initiative TEXT NOT NULL DEFAULT '';
ALTER TABLE episode ADD COLUMN situation TEXT NOT NULL DEFAULT '';
ALTER TABLE episode ADD COLUMN handed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE episode ADD COLUMN care_team_told BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE episode ADD COLUMN way_back_told BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE pause ADD COLUMN check_on TEXT;
ALTER TABLE pause ADD COLUMN contact TEXT NOT NULL DEFAULT '';

CREATE TABLE suitability (
    id             INTEGER PRIMARY KEY,
    uid            BLOB NOT NULL UNIQUE,
    county         BIGINT NOT NULL REFERENCES county (id),
    sender_id      TEXT,
    revision       BIGINT NOT NULL DEFAULT 1,
    recorded_by    BIGINT NOT NULL DEFAULT 0,
    recorded_at    BIGINT NOT NULL,
    withdrawn      BOOLEAN NOT NULL DEFAULT FALSE,
    episode        BIGINT NOT NULL REFERENCES episode (id),
    on_day         TEXT NOT NULL,
    present        TEXT NOT NULL DEFAULT '', -- words with a space between them
    model_told     BOOLEAN NOT NULL DEFAULT FALSE,
    voluntary_told BOOLEAN NOT NULL DEFAULT FALSE,
    free_told      BOOLEAN NOT NULL DEFAULT FALSE,
    wish           TEXT NOT NULL DEFAULT '',
    keenness       BIGINT,
    goal           TEXT NOT NULL DEFAULT '',
    concerns       TEXT NOT NULL DEFAULT '', -- words with a space between them
    decision       TEXT NOT NULL,
    think_until    TEXT,
    reason         TEXT NOT NULL DEFAULT '',
    service        TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX suitability_episode ON suitability (episode, on_day);
