-- +goose Up
-- What a team notes of itself: guidance, care-team meetings and working time
-- become notes that are corrected and withdrawn, and its deeds for the service
-- and its training are new. Every row has a uid; a column that comes later
-- cannot say so on both databases.

ALTER TABLE supervision ADD COLUMN uid BLOB;
ALTER TABLE supervision ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE supervision ADD COLUMN recorded_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE supervision ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE supervision ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE supervision ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE supervision ADD COLUMN practise TEXT NOT NULL DEFAULT '';
ALTER TABLE supervision ADD COLUMN employer BIGINT REFERENCES employer (id);
UPDATE supervision SET uid = randomblob(16);
CREATE UNIQUE INDEX supervision_uid ON supervision (uid);

ALTER TABLE care_team_meeting ADD COLUMN uid BLOB;
ALTER TABLE care_team_meeting ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE care_team_meeting ADD COLUMN recorded_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE care_team_meeting ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE care_team_meeting ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE care_team_meeting ADD COLUMN discussed BIGINT;
ALTER TABLE care_team_meeting ADD COLUMN proposed BIGINT;
ALTER TABLE care_team_meeting ADD COLUMN text TEXT NOT NULL DEFAULT '';
UPDATE care_team_meeting SET uid = randomblob(16);
CREATE UNIQUE INDEX care_team_meeting_uid ON care_team_meeting (uid);
ALTER TABLE care_team_meeting_staff ADD COLUMN in_part BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE worktime_was AS SELECT county, staff, week, hours, employment_services, community FROM worktime;
DROP TABLE worktime;
CREATE TABLE worktime (
    id                  INTEGER PRIMARY KEY,
    uid                 BLOB NOT NULL UNIQUE,
    county              BIGINT NOT NULL REFERENCES county (id),
    revision            BIGINT NOT NULL DEFAULT 1,
    recorded_by         BIGINT NOT NULL DEFAULT 0,
    recorded_at         BIGINT NOT NULL DEFAULT 0,
    staff               BIGINT NOT NULL REFERENCES staff (id),
    week                BIGINT NOT NULL, -- ISO year × 100 + week
    hours               DOUBLE PRECISION NOT NULL,
    employment_services DOUBLE PRECISION NOT NULL,
    community           DOUBLE PRECISION NOT NULL,
    UNIQUE (staff, week)
);
INSERT INTO worktime (uid, county, staff, week, hours, employment_services, community)
SELECT randomblob(16), county, staff, week, hours, employment_services, community FROM worktime_was ORDER BY week, staff;
DROP TABLE worktime_was;

CREATE TABLE service_note (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    team        BIGINT NOT NULL REFERENCES team (id),
    on_day      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    with_whom   TEXT NOT NULL,
    executive   BOOLEAN NOT NULL,
    present     BIGINT,
    text        TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX service_note_team ON service_note (team, on_day);

CREATE TABLE service_note_staff (
    service_note BIGINT NOT NULL REFERENCES service_note (id),
    place        BIGINT NOT NULL,
    staff        BIGINT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (service_note, place)
);

CREATE TABLE training (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    staff       BIGINT NOT NULL REFERENCES staff (id),
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    done_on     TEXT,
    due_on      TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX training_staff ON training (staff);
