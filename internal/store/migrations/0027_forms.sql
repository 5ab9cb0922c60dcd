-- What comes to be known of a job or a work trial once it has begun, what was
-- seen in a meeting, and whether a client was in care when referred.

-- +goose Up
ALTER TABLE placement ADD COLUMN matches_why TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN job_form TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN probation_to TEXT;
ALTER TABLE placement ADD COLUMN four_hours_on TEXT;
ALTER TABLE placement ADD COLUMN trial_tasks TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN trial_agreed_on TEXT;
ALTER TABLE placement ADD COLUMN trial_in_plan BOOLEAN;
ALTER TABLE placement ADD COLUMN trial_expenses BOOLEAN;
ALTER TABLE placement ADD COLUMN trial_checked_on TEXT;
ALTER TABLE placement ADD COLUMN trial_midway TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN end_client TEXT NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN end_employer TEXT NOT NULL DEFAULT '';

ALTER TABLE meeting ADD COLUMN present TEXT NOT NULL DEFAULT ''; -- words with a space between them
ALTER TABLE meeting ADD COLUMN topics TEXT NOT NULL DEFAULT '';  -- words with a space between them
ALTER TABLE meeting ADD COLUMN going TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN care_team_told BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE referral ADD COLUMN care_contact BOOLEAN;

-- +goose Down
ALTER TABLE referral DROP COLUMN care_contact;

ALTER TABLE meeting DROP COLUMN care_team_told;
ALTER TABLE meeting DROP COLUMN going;
ALTER TABLE meeting DROP COLUMN topics;
ALTER TABLE meeting DROP COLUMN present;

ALTER TABLE placement DROP COLUMN end_employer;
ALTER TABLE placement DROP COLUMN end_client;
ALTER TABLE placement DROP COLUMN trial_midway;
ALTER TABLE placement DROP COLUMN trial_checked_on;
ALTER TABLE placement DROP COLUMN trial_expenses;
ALTER TABLE placement DROP COLUMN trial_in_plan;
ALTER TABLE placement DROP COLUMN trial_agreed_on;
ALTER TABLE placement DROP COLUMN trial_tasks;
ALTER TABLE placement DROP COLUMN four_hours_on;
ALTER TABLE placement DROP COLUMN probation_to;
ALTER TABLE placement DROP COLUMN job_form;
ALTER TABLE placement DROP COLUMN matches_why;
