-- A file that is imported is cut into parts, each of which is imported whole.

-- +goose Up
ALTER TABLE staged_import ADD COLUMN cut BOOLEAN NOT NULL DEFAULT FALSE; -- its content stands in staged_part

CREATE TABLE staged_part (
    import  BLOB NOT NULL REFERENCES staged_import (uid),
    place   BIGINT NOT NULL, -- in which order they are imported
    records BIGINT NOT NULL, -- how many it holds
    content BLOB NOT NULL,   -- an interchange document
    PRIMARY KEY (import, place)
);

-- +goose Down
DROP TABLE staged_part;
ALTER TABLE staged_import DROP COLUMN cut;
