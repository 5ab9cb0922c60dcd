-- Leads with what came of them, and the talks on what employers are told.

-- +goose Up
CREATE TABLE lead (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT REFERENCES episode (id), -- NULL: for nobody yet
    on_day      TEXT NOT NULL,
    employer    BIGINT NOT NULL REFERENCES employer (id),
    sought      TEXT NOT NULL, -- the words of the title, each with a space before it
    source      TEXT NOT NULL,
    title       TEXT NOT NULL,
    occupation  TEXT NOT NULL,
    tasks       TEXT NOT NULL,
    hours       DOUBLE PRECISION,
    times       TEXT NOT NULL,
    pay         TEXT NOT NULL,
    contract    TEXT NOT NULL,
    place       TEXT NOT NULL,
    starts_on   TEXT,
    apply_by    TEXT,
    link        TEXT NOT NULL,
    fit         TEXT NOT NULL,
    mode        TEXT NOT NULL,
    next_step   TEXT NOT NULL,
    next_on     TEXT,
    next_by     TEXT NOT NULL,
    ended_on    TEXT,
    ended_why   TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX lead_episode ON lead (episode, on_day);
CREATE INDEX lead_employer ON lead (employer, on_day);
CREATE INDEX lead_recorded ON lead (recorded_by, episode, on_day);
CREATE INDEX lead_sought ON lead (county, ended_on, withdrawn, sought, id);

CREATE TABLE lead_win (
    lead   BIGINT NOT NULL REFERENCES lead (id),
    place  BIGINT NOT NULL,
    win    TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (lead, place)
);

CREATE TABLE application (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    recorded_by  BIGINT NOT NULL DEFAULT 0,
    recorded_at  BIGINT NOT NULL,
    withdrawn    BOOLEAN NOT NULL DEFAULT FALSE,
    episode      BIGINT NOT NULL REFERENCES episode (id),
    on_day       TEXT NOT NULL,
    lead         BIGINT NOT NULL REFERENCES lead (id),
    by_whom      TEXT NOT NULL,
    prepared     BOOLEAN NOT NULL,
    interview_on TEXT,
    interview_at TEXT NOT NULL,
    with_coach   BOOLEAN NOT NULL,
    result       TEXT NOT NULL,
    result_on    TEXT,
    feedback     TEXT NOT NULL,
    learned      TEXT NOT NULL,
    feeling      BIGINT NOT NULL, -- 1–5; 0: not asked
    told         TEXT NOT NULL,
    sentence     TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX application_episode ON application (episode, on_day);
CREATE INDEX application_lead ON application (lead);

CREATE TABLE disclosure_talk (
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
    occasion    TEXT NOT NULL,
    weighed     TEXT NOT NULL, -- words with a space between them
    thoughts    TEXT NOT NULL,
    told        TEXT NOT NULL,
    sentence    TEXT NOT NULL,
    not_said    TEXT NOT NULL,
    by_whom     TEXT NOT NULL,
    whom        TEXT NOT NULL,
    at_what     TEXT NOT NULL,
    agreed      BOOLEAN NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX disclosure_talk_episode ON disclosure_talk (episode, on_day);
