-- What an administrator sets up: the words a programme speaks, professional
-- titles, and which municipalities a coach works in.

-- +goose Up

ALTER TABLE programme ADD COLUMN terms TEXT NOT NULL DEFAULT 'care';
UPDATE programme SET terms = 'social' WHERE kind = 'latu';

ALTER TABLE staff ADD COLUMN title TEXT NOT NULL DEFAULT '';

CREATE TABLE coach_area (
    id           INTEGER PRIMARY KEY,
    county       BIGINT NOT NULL REFERENCES county (id),
    coach        BIGINT NOT NULL REFERENCES staff (id),
    municipality TEXT NOT NULL,
    from_on      TEXT NOT NULL,
    to_on        TEXT
);
CREATE INDEX coach_area_county ON coach_area (county, municipality);

-- The link of a database without a county: whoever uses it chooses the county
-- and becomes its first administrator.
CREATE TABLE first_run_link (
    token      BLOB PRIMARY KEY, -- SHA-256 of what the link holds
    expires_at BIGINT NOT NULL
);
