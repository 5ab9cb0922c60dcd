-- What a referral says of the own nurse, of the client's motives, of who is to
-- coach and of the presentation of the service, and where a first meeting was; and
-- what the forms of the job history, of wishes, of contacts and of jobs were
-- missing.

-- +goose Up
ALTER TABLE referral ADD COLUMN own_nurse BIGINT REFERENCES staff (id);
ALTER TABLE referral ADD COLUMN own_nurse_name TEXT NOT NULL DEFAULT '';
ALTER TABLE referral ADD COLUMN motives TEXT NOT NULL DEFAULT ''; -- words with a space between them
ALTER TABLE referral ADD COLUMN coach_wish TEXT NOT NULL DEFAULT '';
ALTER TABLE referral ADD COLUMN presented_on TEXT;

ALTER TABLE suitability ADD COLUMN place TEXT NOT NULL DEFAULT '';

ALTER TABLE job ADD COLUMN duties TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN pay TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN found TEXT NOT NULL DEFAULT '';

ALTER TABLE wish ADD COLUMN occupation TEXT NOT NULL DEFAULT '';

ALTER TABLE employer_contact ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE employer_contact ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE employer_contact ADD COLUMN objections TEXT NOT NULL DEFAULT ''; -- words with a space between them
ALTER TABLE employer_contact ADD COLUMN client_along BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE placement ADD COLUMN agreement TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN business TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE placement DROP COLUMN business;
ALTER TABLE placement DROP COLUMN agreement;

ALTER TABLE employer_contact DROP COLUMN client_along;
ALTER TABLE employer_contact DROP COLUMN objections;
ALTER TABLE employer_contact DROP COLUMN purpose;
ALTER TABLE employer_contact DROP COLUMN person;

ALTER TABLE wish DROP COLUMN occupation;

ALTER TABLE job DROP COLUMN found;
ALTER TABLE job DROP COLUMN pay;
ALTER TABLE job DROP COLUMN duties;

ALTER TABLE suitability DROP COLUMN place;

ALTER TABLE referral DROP COLUMN presented_on;
ALTER TABLE referral DROP COLUMN coach_wish;
ALTER TABLE referral DROP COLUMN motives;
ALTER TABLE referral DROP COLUMN own_nurse_name;
ALTER TABLE referral DROP COLUMN own_nurse;
