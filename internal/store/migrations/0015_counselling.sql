-- The record of benefits counselling whole, what is asked when a job starts, and
-- what is earned against the limit of a pension.

-- +goose Up

ALTER TABLE counselling ADD COLUMN recorded_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counselling ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counselling ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE counselling ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
ALTER TABLE counselling ADD COLUMN placement BIGINT REFERENCES placement (id);
ALTER TABLE counselling ADD COLUMN topics TEXT NOT NULL DEFAULT ''; -- words with a space between them
ALTER TABLE counselling ADD COLUMN asked TEXT NOT NULL DEFAULT ''; -- words with a space between them
ALTER TABLE counselling ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE counselling ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE counselling ADD COLUMN written BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE counselling ADD COLUMN earnings_limit BIGINT; -- cents a month, as the pension company told it
ALTER TABLE counselling ADD COLUMN limit_source TEXT NOT NULL DEFAULT '';
ALTER TABLE counselling ADD COLUMN estimate BIGINT REFERENCES estimate (id);
CREATE INDEX counselling_placement ON counselling (placement);

CREATE TABLE start_answer ( -- the one noted last holds
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
    placement   BIGINT NOT NULL REFERENCES placement (id),
    question    TEXT NOT NULL, -- counselling, care_team, support
    reply       TEXT NOT NULL, -- done, declined, open
    text        TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX start_answer_placement ON start_answer (placement);
CREATE INDEX start_answer_episode ON start_answer (episode);

CREATE TABLE earnings ( -- a month's, all jobs together; the one noted last holds
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    on_day      TEXT NOT NULL, -- the first day of the month
    pay         BIGINT NOT NULL, -- cents
    one_off     BIGINT NOT NULL, -- cents, beside it
    what        TEXT NOT NULL, -- what the one-off payment was
    source      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX earnings_episode ON earnings (episode, on_day);

CREATE TABLE dormancy (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    on_day      TEXT NOT NULL, -- the first of it
    to_on       TEXT,
    payer       TEXT NOT NULL,
    text        TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX dormancy_episode ON dormancy (episode);
