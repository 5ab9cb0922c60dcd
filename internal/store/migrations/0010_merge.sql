-- +goose Up

-- Two records of one person: the emptied one names the one that is kept.
ALTER TABLE client ADD COLUMN merged_into BIGINT REFERENCES client (id);

CREATE TABLE merge (
    id               INTEGER PRIMARY KEY,
    uid              BLOB NOT NULL UNIQUE,
    county           BIGINT NOT NULL REFERENCES county (id),
    sender_id        TEXT,
    revision         BIGINT NOT NULL DEFAULT 1,
    recorded_by      BIGINT NOT NULL DEFAULT 0,
    recorded_at      BIGINT NOT NULL,
    withdrawn        BOOLEAN NOT NULL DEFAULT FALSE,
    keep             BIGINT NOT NULL REFERENCES client (id),
    emptied          BIGINT NOT NULL REFERENCES client (id),
    reason           TEXT NOT NULL,
    proposed_by      BIGINT NOT NULL REFERENCES staff (id),
    proposed_on      TEXT NOT NULL,
    dropped_by       BIGINT REFERENCES staff (id),
    dropped_on       TEXT,
    confirmed_by     BIGINT REFERENCES staff (id),
    confirmed_on     TEXT,
    undo_proposed_by BIGINT REFERENCES staff (id),
    undo_proposed_on TEXT,
    undone_by        BIGINT REFERENCES staff (id),
    undone_on        TEXT,
    ordered          BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (county, sender_id)
);
CREATE INDEX merge_keep ON merge (keep);
CREATE INDEX merge_emptied ON merge (emptied);

-- What a merge has moved, so that taking it back puts back exactly that.
CREATE TABLE merge_row (
    merge  BIGINT NOT NULL REFERENCES merge (id),
    kind   TEXT NOT NULL, -- episode, referral, consent; double: an episode that it withdrew
    record BIGINT NOT NULL,
    PRIMARY KEY (merge, kind, record)
);
CREATE TABLE merge_income (
    id      INTEGER PRIMARY KEY,
    merge   BIGINT NOT NULL REFERENCES merge (id),
    kind    TEXT NOT NULL,
    from_on TEXT,
    to_on   TEXT
);
CREATE INDEX merge_income_merge ON merge_income (merge);
CREATE TABLE merge_ban (
    id      INTEGER PRIMARY KEY,
    merge   BIGINT NOT NULL REFERENCES merge (id),
    staff   BIGINT NOT NULL REFERENCES staff (id),
    from_on TEXT NOT NULL,
    to_on   TEXT
);
CREATE INDEX merge_ban_merge ON merge_ban (merge);
