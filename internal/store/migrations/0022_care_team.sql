-- What care teams do with the service: their own lists of work interest, by marks
-- and never by names; surveys of need, answered once by a secret link; messages
-- between a care team and the coaches.

-- +goose Up
CREATE TABLE unit_client (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    care_team   BIGINT NOT NULL REFERENCES care_team (id),
    mark        TEXT NOT NULL, -- of the care team's own choosing; no name
    from_day    TEXT NOT NULL,
    to_day      TEXT,
    referral    BIGINT REFERENCES referral (id),
    UNIQUE (county, sender_id)
);
CREATE INDEX unit_client_care_team ON unit_client (care_team);

CREATE TABLE interest_answer (
    unit_client BIGINT NOT NULL REFERENCES unit_client (id),
    on_day      TEXT NOT NULL,
    interest    TEXT NOT NULL,
    told        BOOLEAN NOT NULL,
    meet        BOOLEAN NOT NULL,
    in_plan     BOOLEAN NOT NULL,
    next_on     TEXT,
    staff       BIGINT REFERENCES staff (id),
    PRIMARY KEY (unit_client, on_day)
);

CREATE TABLE need_survey (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    team        BIGINT NOT NULL REFERENCES team (id),
    name        TEXT NOT NULL,
    from_day    TEXT NOT NULL,
    to_day      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX need_survey_team ON need_survey (team);

CREATE TABLE need_unit (
    need_survey BIGINT NOT NULL REFERENCES need_survey (id),
    place       BIGINT NOT NULL,
    name        TEXT NOT NULL,
    care_team   BIGINT REFERENCES care_team (id),
    answered_on TEXT,
    answered_by TEXT NOT NULL,
    clients     BIGINT,
    want        BIGINT,
    named       BIGINT,
    discuss     BIGINT,
    text        TEXT NOT NULL,
    PRIMARY KEY (need_survey, place)
);

CREATE TABLE need_link (
    need_survey BIGINT NOT NULL REFERENCES need_survey (id),
    place       BIGINT NOT NULL, -- of the unit
    county      BIGINT NOT NULL REFERENCES county (id),
    token       BLOB NOT NULL UNIQUE, -- SHA-256 of what the address holds
    made_at     BIGINT NOT NULL,
    spent_at    BIGINT, -- answered
    PRIMARY KEY (need_survey, place)
);

CREATE TABLE care_message (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    care_team   BIGINT NOT NULL REFERENCES care_team (id),
    episode     BIGINT REFERENCES episode (id),
    toward      TEXT NOT NULL,
    on_day      TEXT NOT NULL,
    text        TEXT NOT NULL,
    done_on     TEXT,
    done_by     BIGINT REFERENCES staff (id),
    UNIQUE (county, sender_id)
);
CREATE INDEX care_message_care_team ON care_message (care_team, on_day);
CREATE INDEX care_message_episode ON care_message (episode);
