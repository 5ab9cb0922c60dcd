-- What the pages that are open all day ask for, by index: who is in coaching or
-- waits in a team, of all who ever were; and to whom each of the staff has
-- promised to go back.

-- +goose Up

CREATE TABLE employer_return (
    staff     BIGINT NOT NULL REFERENCES staff (id), -- took part in the employer's newest contact
    return_on TEXT NOT NULL,
    employer  BIGINT NOT NULL REFERENCES employer (id),
    PRIMARY KEY (staff, return_on, employer)
);
CREATE INDEX employer_return_employer ON employer_return (employer);

INSERT INTO employer_return (staff, return_on, employer)
    SELECT DISTINCT s.staff, l.return_on, l.employer
    FROM employer_last l JOIN employer_contact_staff s ON s.contact = l.contact WHERE l.return_on IS NOT NULL;

-- The weeks of one coach, and of a county's, without a look at the table.
CREATE INDEX coach_week_staff ON coach_week (staff, week, face_to_face, other);
CREATE INDEX coach_week_county ON coach_week (county, week, staff, face_to_face, other);

CREATE INDEX episode_state ON episode (team, ended_on, started_on, cancelled_on, client);
DROP INDEX episode_coach_staff;
CREATE INDEX episode_coach_staff ON episode_coach (staff, episode);
DROP INDEX episode_care_team_care_team;
CREATE INDEX episode_care_team_care_team ON episode_care_team (care_team, episode);
