-- +goose Up

-- What was told of a client when they came. One an episode; one without an
-- episode is asked of a care team and not written yet, or was dropped.
CREATE TABLE referral (
    id             INTEGER PRIMARY KEY,
    uid            BLOB NOT NULL UNIQUE,
    county         BIGINT NOT NULL REFERENCES county (id),
    sender_id      TEXT,
    revision       BIGINT NOT NULL DEFAULT 1,
    recorded_by    BIGINT NOT NULL DEFAULT 0,
    recorded_at    BIGINT NOT NULL,
    withdrawn      BOOLEAN NOT NULL DEFAULT FALSE,
    client         BIGINT NOT NULL REFERENCES client (id),
    programme      BIGINT NOT NULL REFERENCES programme (id),
    team           BIGINT NOT NULL REFERENCES team (id),
    episode        BIGINT UNIQUE REFERENCES episode (id),
    pathway        TEXT NOT NULL,
    asked_on       TEXT,
    care_team      BIGINT REFERENCES care_team (id),
    referrer       BIGINT REFERENCES staff (id),
    wish           TEXT NOT NULL DEFAULT '',
    employed       TEXT NOT NULL DEFAULT '',
    rehabilitation TEXT NOT NULL DEFAULT '',
    job_seeker     BOOLEAN,
    interpreter    BOOLEAN NOT NULL DEFAULT FALSE,
    notes          TEXT NOT NULL DEFAULT '',
    agreed         BOOLEAN NOT NULL DEFAULT FALSE,
    met_on         TEXT,
    likeness       TEXT NOT NULL DEFAULT '',
    received_on    TEXT,
    received_by    BIGINT REFERENCES staff (id),
    expected_on    TEXT,
    dropped_on     TEXT,
    drop_reason    TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX referral_client ON referral (client);
CREATE INDEX referral_team ON referral (team, asked_on);
CREATE INDEX referral_care_team ON referral (care_team, asked_on);

-- Why an episode was cancelled before it began: a word of a closed list.
ALTER TABLE episode ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '';

-- A person already known is found by birth date before a second record is made.
CREATE INDEX client_birth ON client (county, birth_on);
