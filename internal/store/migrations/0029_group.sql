-- Meetings of groups whole: how, where and of what, who came, what was seen and
-- decided, and what each municipality is to do.

-- +goose Up
ALTER TABLE service_note ADD COLUMN way TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN theme TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN cost BIGINT; -- cents
ALTER TABLE service_note ADD COLUMN feedback TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN agenda TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN observations TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN decisions TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN wishes TEXT NOT NULL DEFAULT '';
ALTER TABLE service_note ADD COLUMN next_on TEXT;
ALTER TABLE service_note_staff ADD COLUMN led BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE service_note_attendee (
    service_note BIGINT NOT NULL REFERENCES service_note (id),
    place        BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    municipality TEXT NOT NULL,
    role         TEXT NOT NULL,
    people       BIGINT NOT NULL,
    PRIMARY KEY (service_note, place)
);

CREATE TABLE service_note_phase (
    service_note BIGINT NOT NULL REFERENCES service_note (id),
    phase        TEXT NOT NULL,
    people       BIGINT NOT NULL,
    PRIMARY KEY (service_note, phase)
);

CREATE TABLE group_action (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    recorded_by  BIGINT NOT NULL DEFAULT 0,
    recorded_at  BIGINT NOT NULL,
    withdrawn    BOOLEAN NOT NULL DEFAULT FALSE,
    service_note BIGINT NOT NULL REFERENCES service_note (id),
    what         TEXT NOT NULL,
    municipality TEXT NOT NULL,
    staff        BIGINT REFERENCES staff (id),
    who          TEXT NOT NULL,
    due_on       TEXT,
    state        TEXT NOT NULL,
    closed_on    TEXT,
    outcome      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX group_action_note ON group_action (service_note);
CREATE INDEX group_action_staff ON group_action (staff);

-- +goose Down
DROP TABLE group_action;
DROP TABLE service_note_phase;
DROP TABLE service_note_attendee;
ALTER TABLE service_note_staff DROP COLUMN led;
ALTER TABLE service_note DROP COLUMN next_on;
ALTER TABLE service_note DROP COLUMN wishes;
ALTER TABLE service_note DROP COLUMN decisions;
ALTER TABLE service_note DROP COLUMN observations;
ALTER TABLE service_note DROP COLUMN agenda;
ALTER TABLE service_note DROP COLUMN feedback;
ALTER TABLE service_note DROP COLUMN cost;
ALTER TABLE service_note DROP COLUMN theme;
ALTER TABLE service_note DROP COLUMN place;
ALTER TABLE service_note DROP COLUMN way;
