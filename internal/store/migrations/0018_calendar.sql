-- The secret address by which a person's own calendar reads their meetings.

-- +goose Up
CREATE TABLE calendar_feed (
    staff   BIGINT PRIMARY KEY REFERENCES staff (id),
    county  BIGINT NOT NULL REFERENCES county (id),
    token   BLOB NOT NULL UNIQUE, -- SHA-256 of what the address holds
    made_at BIGINT NOT NULL
);
