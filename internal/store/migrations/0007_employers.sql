-- +goose Up

-- An employer is the team's memory: whom to ask for, what they need, how they
-- recruit, who goes back, and whether they want to be left alone.
ALTER TABLE employer ADD COLUMN sought TEXT NOT NULL DEFAULT ''; -- what a search looks in: name, business id and municipality, each word after a space, in the order of the alphabet
ALTER TABLE employer ADD COLUMN claimed TEXT; -- the folded name of one that was added here, so that two who add it at once make one
ALTER TABLE employer ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE employer ADD COLUMN website TEXT NOT NULL DEFAULT '';
ALTER TABLE employer ADD COLUMN needs TEXT NOT NULL DEFAULT '';
ALTER TABLE employer ADD COLUMN hiring TEXT NOT NULL DEFAULT '';
ALTER TABLE employer ADD COLUMN owner BIGINT REFERENCES staff (id);
ALTER TABLE employer ADD COLUMN stopped_on TEXT; -- do not contact, since
ALTER TABLE employer ADD COLUMN stop_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE employer ADD COLUMN apart BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE employer ADD COLUMN same_as BIGINT; -- an employer; no reference, for a copy is made in the order of keys

UPDATE employer SET sought = ' ' || folded || ' ' || business_id;

CREATE UNIQUE INDEX employer_claimed ON employer (county, claimed);
CREATE INDEX employer_sought ON employer (county, withdrawn, sought);
CREATE INDEX employer_business_id ON employer (county, business_id);
CREATE INDEX employer_owner ON employer (owner);
CREATE INDEX employer_stopped ON employer (county, stopped_on);

CREATE TABLE employer_person (
    employer BIGINT NOT NULL REFERENCES employer (id),
    place    BIGINT NOT NULL, -- order in which they were named
    name     TEXT NOT NULL,
    role     TEXT NOT NULL,
    phone    TEXT NOT NULL,
    email    TEXT NOT NULL,
    decides  BOOLEAN NOT NULL,
    PRIMARY KEY (employer, place)
);

ALTER TABLE employer_contact ADD COLUMN knowingly BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX consent_employer_employer ON consent_employer (employer);
CREATE INDEX placement_employer ON placement (employer, starts_on);
CREATE INDEX placement_ends ON placement (county, ends_on);

-- A summary: each employer's newest contact that stands, and the return it
-- promised. One that was never contacted has a row without a day.
CREATE TABLE employer_last (
    employer  BIGINT PRIMARY KEY REFERENCES employer (id),
    county    BIGINT NOT NULL REFERENCES county (id),
    on_day    TEXT NOT NULL DEFAULT '',
    contact   BIGINT REFERENCES employer_contact (id),
    return_on TEXT
);
CREATE INDEX employer_last_day ON employer_last (county, on_day, employer);
CREATE INDEX employer_last_return ON employer_last (county, return_on);

INSERT INTO employer_last (employer, county, on_day, contact, return_on)
SELECT o.id, o.county, COALESCE(k.on_day, ''), k.id, CASE WHEN k.next = 'return' THEN k.return_on END
FROM employer o LEFT JOIN employer_contact k ON k.id = (SELECT n.id FROM employer_contact n WHERE n.employer = o.id AND NOT n.withdrawn
    ORDER BY n.on_day DESC, n.id DESC LIMIT 1);
