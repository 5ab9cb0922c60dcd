-- Work trials and studies, and what changes while a placement runs.

-- +goose Up

ALTER TABLE placement ADD COLUMN days_per_week DOUBLE PRECISION;
ALTER TABLE placement ADD COLUMN subsidy_amount BIGINT;
ALTER TABLE placement ADD COLUMN school TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN funding TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN end_learned TEXT NOT NULL DEFAULT '';

CREATE TABLE placement_change (
    id             INTEGER PRIMARY KEY,
    county         BIGINT NOT NULL REFERENCES county (id),
    placement      BIGINT NOT NULL REFERENCES placement (id),
    from_on        TEXT NOT NULL,
    hours_per_week DOUBLE PRECISION,
    monthly_pay    BIGINT
);
CREATE INDEX placement_change_placement ON placement_change (placement);

CREATE TABLE placement_subsidy ( -- beside or after the one that stands in the placement
    id        INTEGER PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    placement BIGINT NOT NULL REFERENCES placement (id),
    kind      TEXT NOT NULL,
    percent   DOUBLE PRECISION,
    amount    BIGINT,
    from_on   TEXT,
    to_on     TEXT
);
CREATE INDEX placement_subsidy_placement ON placement_subsidy (placement);
