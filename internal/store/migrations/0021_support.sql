-- Support in a job and its end: the support plan in versions, the talk about how
-- coaching goes on, and what else is noted of a start, a work trial and an end.

-- +goose Up
CREATE TABLE support_plan (
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
    placement      BIGINT NOT NULL REFERENCES placement (id),
    first_day      TEXT NOT NULL,
    places         TEXT NOT NULL, -- words with a space between them
    first_week     TEXT NOT NULL, -- cadences
    first_month    TEXT NOT NULL,
    three_months   TEXT NOT NULL,
    later          TEXT NOT NULL,
    needs          TEXT NOT NULL, -- words with a space between them
    coach_does     TEXT NOT NULL,
    client_does    TEXT NOT NULL,
    employer_does  TEXT NOT NULL,
    care_team_does TEXT NOT NULL,
    others_do      TEXT NOT NULL,
    adaptations    TEXT NOT NULL, -- words with a space between them
    adapted        TEXT NOT NULL,
    early_signs    TEXT NOT NULL,
    helps          TEXT NOT NULL,
    call           TEXT NOT NULL,
    employer_told  TEXT NOT NULL,
    limits         TEXT NOT NULL,
    review_on      TEXT,
    agreed         BOOLEAN NOT NULL DEFAULT FALSE,
    changed        TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX support_plan_episode ON support_plan (episode, on_day);
CREATE INDEX support_plan_placement ON support_plan (placement);

CREATE TABLE closing_talk (
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
    cause       TEXT NOT NULL,
    present     TEXT NOT NULL, -- words with a space between them
    text        TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    handed_to   TEXT NOT NULL,
    look_on     TEXT,
    benefit     TEXT NOT NULL,
    fares       TEXT NOT NULL,
    recommend   BIGINT,
    words       TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX closing_talk_episode ON closing_talk (episode, on_day);

ALTER TABLE episode ADD COLUMN closing_summary TEXT NOT NULL DEFAULT '';

ALTER TABLE placement ADD COLUMN study_level TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN found TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN matches TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN trial_goal TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN trial_own_wish BOOLEAN;
ALTER TABLE placement ADD COLUMN trial_check_on TEXT;
ALTER TABLE placement ADD COLUMN trial_feedback TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN end_planned BOOLEAN;
ALTER TABLE placement ADD COLUMN end_benefits BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE placement ADD COLUMN end_next TEXT NOT NULL DEFAULT '';
