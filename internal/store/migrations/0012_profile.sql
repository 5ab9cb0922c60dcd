-- +goose Up
-- The vocational profile: dated answers to its questions, the rows that are no
-- answers (jobs, wishes, network), and what an employer may be told of it.

CREATE TABLE profile_answer (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    question    TEXT NOT NULL,
    on_day      TEXT NOT NULL,
    source      TEXT NOT NULL, -- client, coach, care_team, network, record
    state       TEXT NOT NULL, -- told, unknown, not_now
    answer      TEXT NOT NULL, -- a text, a number, or words of the question
    UNIQUE (county, sender_id)
);
CREATE INDEX profile_answer_episode ON profile_answer (episode, question);

CREATE TABLE job (
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
    source         TEXT NOT NULL,
    title          TEXT NOT NULL,
    employer       TEXT NOT NULL, -- as the client names it
    from_year      BIGINT,
    to_year        BIGINT,
    hours_per_week DOUBLE PRECISION,
    liked          TEXT NOT NULL,
    disliked       TEXT NOT NULL,
    why_ended      TEXT NOT NULL,
    helped         TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX job_episode ON job (episode);

CREATE TABLE wish (
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
    source      TEXT NOT NULL,
    wanted      BOOLEAN NOT NULL, -- FALSE: not that
    words       TEXT NOT NULL,
    industry    TEXT NOT NULL, -- TOL, or empty
    dropped_on  TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX wish_episode ON wish (episode);

CREATE TABLE supporter (
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
    source      TEXT NOT NULL,
    party       TEXT NOT NULL,
    name        TEXT NOT NULL,
    helps       TEXT NOT NULL,
    may_contact BOOLEAN NOT NULL,
    matters     TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX supporter_episode ON supporter (episode);

CREATE TABLE profile_summary (
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
    text        TEXT NOT NULL,
    agreed_on   TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX profile_summary_episode ON profile_summary (episode, on_day);
