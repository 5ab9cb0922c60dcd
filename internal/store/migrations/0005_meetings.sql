-- +goose Up
-- Meetings with their case notes, the meetings to come, what was promised in
-- them, and notes between them.

ALTER TABLE meeting ADD COLUMN at_time TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN text TEXT NOT NULL DEFAULT '';

CREATE TABLE planned_meeting (
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
    at_time      TEXT NOT NULL DEFAULT '',
    place        TEXT NOT NULL,
    channel      TEXT NOT NULL,
    location     TEXT NOT NULL DEFAULT '',
    kind         TEXT NOT NULL,
    cancelled_on TEXT,
    held_as      BIGINT REFERENCES meeting (id),
    UNIQUE (county, sender_id)
);
CREATE INDEX planned_meeting_episode ON planned_meeting (episode, on_day);
CREATE INDEX planned_meeting_held_as ON planned_meeting (held_as);

CREATE TABLE planned_meeting_staff (
    planned_meeting BIGINT NOT NULL REFERENCES planned_meeting (id),
    place           BIGINT NOT NULL, -- order in which they were named
    staff           BIGINT NOT NULL REFERENCES staff (id),
    on_day          TEXT NOT NULL, -- the meeting's, for one coach's next
    PRIMARY KEY (planned_meeting, place)
);
CREATE INDEX planned_meeting_staff_staff ON planned_meeting_staff (staff, on_day);

CREATE TABLE task (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    meeting     BIGINT REFERENCES meeting (id),
    whose       TEXT NOT NULL, -- coach, client
    text        TEXT NOT NULL,
    due_on      TEXT,
    done_on     TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX task_episode ON task (episode, done_on);
CREATE INDEX task_meeting ON task (meeting);
CREATE INDEX task_recorded_by ON task (recorded_by, done_on);

CREATE TABLE note (
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
CREATE INDEX note_episode ON note (episode, on_day);
