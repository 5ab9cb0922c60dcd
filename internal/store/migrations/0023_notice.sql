-- What people are told of at once, the letters that say so, talks with partners,
-- and texts that are carried into the patient or social record by hand.

-- +goose Up
CREATE TABLE notice (
    id       INTEGER PRIMARY KEY,
    uid      BLOB NOT NULL UNIQUE,
    county   BIGINT NOT NULL REFERENCES county (id),
    staff    BIGINT NOT NULL REFERENCES staff (id), -- who is told
    kind     TEXT NOT NULL,
    client   BIGINT NOT NULL REFERENCES client (id),
    about    BLOB NOT NULL, -- uid of the record that it tells of
    detail   TEXT NOT NULL,
    by_staff BIGINT NOT NULL, -- who did it; 0: nobody
    at       BIGINT NOT NULL,
    read_at  BIGINT
);
CREATE INDEX notice_staff ON notice (staff, at);
CREATE INDEX notice_unread ON notice (staff) WHERE read_at IS NULL;
CREATE INDEX notice_about ON notice (about);

CREATE TABLE mail_choice (
    staff  BIGINT PRIMARY KEY REFERENCES staff (id),
    county BIGINT NOT NULL REFERENCES county (id),
    choice TEXT NOT NULL -- at_once, daily, never
);

CREATE TABLE letter ( -- what it says is made when it goes: nothing of it is kept here
    id       INTEGER PRIMARY KEY,
    uid      BLOB NOT NULL UNIQUE,
    county   BIGINT NOT NULL REFERENCES county (id),
    staff    BIGINT NOT NULL REFERENCES staff (id),
    kind     TEXT NOT NULL, -- news, test
    made_at  BIGINT NOT NULL,
    due_at   BIGINT NOT NULL, -- when it is to be tried next
    tries    BIGINT NOT NULL,
    failure  TEXT NOT NULL, -- why the last try failed: a word, never an answer of a mail server
    sent_at  BIGINT,
    ended_at BIGINT -- given up, or not needed any more
);
CREATE UNIQUE INDEX letter_waiting ON letter (staff, kind) WHERE sent_at IS NULL AND ended_at IS NULL;
CREATE INDEX letter_due ON letter (due_at) WHERE sent_at IS NULL AND ended_at IS NULL;
CREATE INDEX letter_made ON letter (county, made_at);

CREATE TABLE setback ( -- told to the care team
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
    UNIQUE (county, sender_id)
);
CREATE INDEX setback_episode ON setback (episode, on_day);

CREATE TABLE partner_talk (
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
    supporter   BIGINT NOT NULL REFERENCES supporter (id),
    at_time     TEXT NOT NULL,
    minutes     BIGINT NOT NULL,
    place       TEXT NOT NULL,
    channel     TEXT NOT NULL,
    by_staff    BIGINT REFERENCES staff (id),
    with_client BOOLEAN NOT NULL,
    present     TEXT NOT NULL,
    matter      TEXT NOT NULL,
    agreed      TEXT NOT NULL,
    next_on     TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX partner_talk_episode ON partner_talk (episode, on_day);

CREATE TABLE record_text (
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
    from_day    TEXT NOT NULL,
    to_day      TEXT NOT NULL,
    register    TEXT NOT NULL, -- patient, social
    text        TEXT NOT NULL,
    carried_on  TEXT, -- by hand, into the register
    carried_at  TEXT NOT NULL,
    carried_by  BIGINT REFERENCES staff (id),
    UNIQUE (county, sender_id)
);
CREATE INDEX record_text_episode ON record_text (episode, on_day);
