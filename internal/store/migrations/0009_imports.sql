-- A file that an administrator has handed in to be imported: checked, shown
-- what would come, and gone when it is imported or a day has passed.

-- +goose Up

CREATE TABLE staged_import (
    uid       BLOB PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    staff     BIGINT NOT NULL REFERENCES staff (id), -- whose it is: nobody else sees it
    name      TEXT NOT NULL, -- of the file
    content   BLOB NOT NULL, -- empty when there is nothing to import any more
    state     TEXT NOT NULL, -- faulty, checked, running, done, failed, broken
    result    TEXT NOT NULL, -- JSON: what would come, came, or is wrong
    staged_at BIGINT NOT NULL,
    begun_at  BIGINT NOT NULL, -- 0: not begun
    seen_at   BIGINT NOT NULL, -- when whoever imports it last said so
    runner    BLOB NOT NULL, -- who imports it: one run of many
    running   BIGINT UNIQUE -- the county while it is imported: one at a time
);
CREATE INDEX staged_import_staff ON staged_import (staff);
CREATE INDEX staged_import_staged ON staged_import (staged_at);
