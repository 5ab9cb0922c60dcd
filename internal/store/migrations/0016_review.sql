-- +goose Up

-- A review from its plan to its report. What stood here before was signed.
ALTER TABLE review ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review ADD COLUMN state TEXT NOT NULL DEFAULT 'signed';
ALTER TABLE review ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN strengths TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN recommendations TEXT NOT NULL DEFAULT '';
ALTER TABLE review ADD COLUMN corrects BIGINT REFERENCES review (id);
ALTER TABLE review ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX review_corrects ON review (corrects);

CREATE TABLE review_step (
    review BIGINT NOT NULL REFERENCES review (id),
    step   TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (review, step)
);

CREATE TABLE review_source (
    review BIGINT NOT NULL REFERENCES review (id),
    place  BIGINT NOT NULL,
    source TEXT NOT NULL,
    n      BIGINT, -- how many people, documents or visits; NULL: not known yet
    PRIMARY KEY (review, place)
);

CREATE TABLE reviewer (
    review       BIGINT NOT NULL REFERENCES review (id),
    place        BIGINT NOT NULL,
    staff        BIGINT NOT NULL REFERENCES staff (id),
    organisation TEXT NOT NULL,
    from_on      TEXT NOT NULL, -- the days on which they may see the review
    to_on        TEXT,
    handed_in_on TEXT,
    signed_on    TEXT,
    PRIMARY KEY (review, place)
);
CREATE INDEX reviewer_staff ON reviewer (staff);

-- What one reviewer gives an item: nobody else reads it until all have handed in.
CREATE TABLE review_rating (
    review BIGINT NOT NULL REFERENCES review (id),
    staff  BIGINT NOT NULL REFERENCES staff (id),
    item   BIGINT NOT NULL,
    rating TEXT NOT NULL, -- 1 to 5, not_rated, or empty
    reason TEXT NOT NULL,
    PRIMARY KEY (review, staff, item)
);

CREATE TABLE review_item (
    id             INTEGER PRIMARY KEY,
    uid            BLOB NOT NULL UNIQUE,
    county         BIGINT NOT NULL REFERENCES county (id),
    sender_id      TEXT,
    revision       BIGINT NOT NULL DEFAULT 1,
    recorded_by    BIGINT NOT NULL DEFAULT 0,
    recorded_at    BIGINT NOT NULL,
    withdrawn      BOOLEAN NOT NULL DEFAULT FALSE,
    review         BIGINT NOT NULL REFERENCES review (id),
    item           BIGINT NOT NULL,
    rating         TEXT NOT NULL, -- agreed; empty: not yet
    reason         TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    comment        TEXT NOT NULL, -- the service's
    further        TEXT NOT NULL, -- further evidence that it names
    draft_rating   TEXT NOT NULL, -- where it was changed after the service saw it
    change_reason  TEXT NOT NULL,
    live_score     BIGINT, -- what the records came to at the visit
    live_value     DOUBLE PRECISION,
    live_n         BIGINT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (review, item)
);

-- The evidence of each item as it was at the visit, with codes in the place of
-- names. It is deleted two weeks after the report.
CREATE TABLE review_rows (
    review BIGINT NOT NULL REFERENCES review (id),
    item   BIGINT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (review, item)
);

CREATE TABLE interview (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    review      BIGINT NOT NULL REFERENCES review (id),
    on_day      TEXT NOT NULL,
    role        TEXT NOT NULL,
    text        TEXT NOT NULL,
    personal    BOOLEAN NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX interview_review ON interview (review);

-- The yearly development plan.
CREATE TABLE plan_action (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    team        BIGINT NOT NULL REFERENCES team (id),
    review      BIGINT REFERENCES review (id),
    year        BIGINT NOT NULL,
    item        BIGINT NOT NULL, -- 0: of no one criterion
    goal        TEXT NOT NULL,
    action      TEXT NOT NULL,
    owner       TEXT NOT NULL,
    staff       BIGINT REFERENCES staff (id),
    responsible TEXT NOT NULL,
    measure     TEXT NOT NULL,
    due_on      TEXT,
    state       TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX plan_action_team ON plan_action (team, year);
CREATE INDEX plan_action_staff ON plan_action (staff);
