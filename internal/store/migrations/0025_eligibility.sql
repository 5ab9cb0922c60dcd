-- What a programme requires of who comes to it; nothing: open to all who want
-- to work.

-- +goose Up
ALTER TABLE programme ADD COLUMN age_from BIGINT; -- whole years
ALTER TABLE programme ADD COLUMN age_to BIGINT;
ALTER TABLE programme ADD COLUMN no_kela BOOLEAN NOT NULL DEFAULT FALSE; -- no vocational rehabilitation of Kela under way
ALTER TABLE programme ADD COLUMN care_contact BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE programme ADD COLUMN eligibility_why TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN eligible_from TEXT;
ALTER TABLE programme ADD COLUMN eligible_to TEXT;

-- +goose Down
ALTER TABLE programme DROP COLUMN eligible_to;
ALTER TABLE programme DROP COLUMN eligible_from;
ALTER TABLE programme DROP COLUMN eligibility_why;
ALTER TABLE programme DROP COLUMN care_contact;
ALTER TABLE programme DROP COLUMN no_kela;
ALTER TABLE programme DROP COLUMN age_to;
ALTER TABLE programme DROP COLUMN age_from;
