-- One text for both databases: PostgreSQL reads "INTEGER PRIMARY KEY" as an
-- identity column and BLOB as BYTEA (see dialect.go); everything else is
-- common. Days are TEXT YYYY-MM-DD, moments Unix microseconds, money cents.

-- +goose Up

CREATE TABLE county (
    id      INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,
    name_fi TEXT NOT NULL DEFAULT '',
    name_sv TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT ''
);

CREATE TABLE programme (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on   TEXT,
    scale     TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);

CREATE TABLE team (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    programme BIGINT NOT NULL REFERENCES programme (id),
    name      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);

CREATE TABLE care_team (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    municipality TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);

CREATE TABLE staff (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    name      TEXT NOT NULL,
    UNIQUE (county, sender_id)
);

CREATE TABLE staff_grant (
    id        INTEGER PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    staff     BIGINT NOT NULL REFERENCES staff (id),
    role      TEXT NOT NULL,
    team      BIGINT REFERENCES team (id),
    care_team BIGINT REFERENCES care_team (id),
    fte       DOUBLE PRECISION,
    from_on   TEXT NOT NULL,
    to_on     TEXT
);
CREATE INDEX staff_grant_staff ON staff_grant (staff);
CREATE INDEX staff_grant_team ON staff_grant (team);

CREATE TABLE care_team_assignment (
    id        INTEGER PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    care_team BIGINT NOT NULL REFERENCES care_team (id),
    coach     BIGINT NOT NULL REFERENCES staff (id),
    from_on   TEXT NOT NULL,
    to_on     TEXT
);
CREATE INDEX care_team_assignment_county ON care_team_assignment (county, care_team);

CREATE TABLE client (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    given_name   TEXT NOT NULL,
    family_name  TEXT NOT NULL,
    folded       TEXT NOT NULL,
    birth_on     TEXT NOT NULL,
    municipality TEXT NOT NULL DEFAULT '',
    language     TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);

CREATE TABLE income (
    id      INTEGER PRIMARY KEY,
    county  BIGINT NOT NULL REFERENCES county (id),
    client  BIGINT NOT NULL REFERENCES client (id),
    kind    TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on   TEXT
);
CREATE INDEX income_client ON income (client);

CREATE TABLE consent (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    client    BIGINT NOT NULL REFERENCES client (id),
    kind      TEXT NOT NULL,
    given     BOOLEAN NOT NULL,
    leave     TEXT NOT NULL DEFAULT '',
    scope     TEXT NOT NULL DEFAULT '',
    from_on   TEXT NOT NULL,
    to_on     TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX consent_client ON consent (client);

CREATE TABLE episode (
    id                INTEGER PRIMARY KEY,
    uid               BLOB NOT NULL UNIQUE,
    county            BIGINT NOT NULL REFERENCES county (id),
    sender_id         TEXT,
    revision          BIGINT NOT NULL DEFAULT 1,
    recorded_by       BIGINT NOT NULL DEFAULT 0,
    recorded_at       BIGINT NOT NULL,
    withdrawn         BOOLEAN NOT NULL DEFAULT FALSE,
    client            BIGINT NOT NULL REFERENCES client (id),
    programme         BIGINT NOT NULL REFERENCES programme (id),
    team              BIGINT NOT NULL REFERENCES team (id),
    pathway           TEXT NOT NULL,
    referred_on       TEXT NOT NULL,
    referring_unit    BIGINT REFERENCES care_team (id),
    cancelled_on      TEXT,
    started_on        TEXT,
    employed_at_start BOOLEAN,
    ended_on          TEXT,
    end_reason        TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX episode_client ON episode (client, referred_on);
CREATE INDEX episode_team ON episode (team, referred_on);
CREATE INDEX episode_programme ON episode (programme, referred_on);

CREATE TABLE episode_coach (
    id      INTEGER PRIMARY KEY,
    county  BIGINT NOT NULL REFERENCES county (id),
    episode BIGINT NOT NULL REFERENCES episode (id),
    staff   BIGINT NOT NULL REFERENCES staff (id),
    from_on TEXT,
    to_on   TEXT
);
CREATE INDEX episode_coach_episode ON episode_coach (episode);
CREATE INDEX episode_coach_staff ON episode_coach (staff);

CREATE TABLE episode_care_team (
    id        INTEGER PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    episode   BIGINT NOT NULL REFERENCES episode (id),
    care_team BIGINT NOT NULL REFERENCES care_team (id),
    from_on   TEXT,
    to_on     TEXT
);
CREATE INDEX episode_care_team_episode ON episode_care_team (episode);
CREATE INDEX episode_care_team_care_team ON episode_care_team (care_team);

CREATE TABLE pause (
    id      INTEGER PRIMARY KEY,
    county  BIGINT NOT NULL REFERENCES county (id),
    episode BIGINT NOT NULL REFERENCES episode (id),
    from_on TEXT NOT NULL,
    to_on   TEXT,
    reason  TEXT NOT NULL DEFAULT ''
);
CREATE INDEX pause_episode ON pause (episode);

CREATE TABLE meeting (
    id          INTEGER PRIMARY KEY,
    uid         BLOB NOT NULL UNIQUE,
    county      BIGINT NOT NULL REFERENCES county (id),
    sender_id   TEXT,
    revision    BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn   BOOLEAN NOT NULL DEFAULT FALSE,
    episode     BIGINT NOT NULL REFERENCES episode (id),
    on_day      TEXT NOT NULL,
    minutes     BIGINT,
    place       TEXT NOT NULL,
    channel     TEXT NOT NULL,
    kind        TEXT NOT NULL,
    UNIQUE (county, sender_id)
);
CREATE INDEX meeting_episode ON meeting (episode, on_day);

CREATE TABLE meeting_staff (
    meeting BIGINT NOT NULL REFERENCES meeting (id),
    place   BIGINT NOT NULL, -- order in which they were named
    staff   BIGINT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (meeting, place)
);

CREATE TABLE employer (
    id           INTEGER PRIMARY KEY,
    uid          BLOB NOT NULL UNIQUE,
    county       BIGINT NOT NULL REFERENCES county (id),
    sender_id    TEXT,
    revision     BIGINT NOT NULL DEFAULT 1,
    recorded_by  BIGINT NOT NULL DEFAULT 0,
    recorded_at  BIGINT NOT NULL,
    withdrawn    BOOLEAN NOT NULL DEFAULT FALSE,
    name         TEXT NOT NULL,
    folded       TEXT NOT NULL,
    business_id  TEXT NOT NULL DEFAULT '',
    industry     TEXT NOT NULL DEFAULT '',
    municipality TEXT NOT NULL DEFAULT '',
    sector       TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX employer_folded ON employer (county, folded);

CREATE TABLE employer_contact (
    id             INTEGER PRIMARY KEY,
    uid            BLOB NOT NULL UNIQUE,
    county         BIGINT NOT NULL REFERENCES county (id),
    sender_id      TEXT,
    revision       BIGINT NOT NULL DEFAULT 1,
    recorded_by    BIGINT NOT NULL DEFAULT 0,
    recorded_at    BIGINT NOT NULL,
    withdrawn      BOOLEAN NOT NULL DEFAULT FALSE,
    employer       BIGINT NOT NULL REFERENCES employer (id),
    on_day         TEXT NOT NULL,
    channel        TEXT NOT NULL,
    kind           TEXT NOT NULL DEFAULT '',
    episode        BIGINT REFERENCES episode (id),
    decision_maker BOOLEAN,
    matches_plan   BOOLEAN,
    reached        TEXT NOT NULL DEFAULT '',
    next           TEXT NOT NULL DEFAULT '',
    return_on      TEXT,
    learned        TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX employer_contact_episode ON employer_contact (episode, on_day);
CREATE INDEX employer_contact_employer ON employer_contact (employer, on_day);
CREATE INDEX employer_contact_day ON employer_contact (county, on_day);

CREATE TABLE employer_contact_staff (
    contact BIGINT NOT NULL REFERENCES employer_contact (id),
    place   BIGINT NOT NULL, -- order in which they were named
    staff   BIGINT NOT NULL REFERENCES staff (id),
    on_day  TEXT NOT NULL, -- the contact's, for one coach's newest
    PRIMARY KEY (contact, place)
);
CREATE INDEX employer_contact_staff_staff ON employer_contact_staff (staff, on_day);

CREATE TABLE placement (
    id              INTEGER PRIMARY KEY,
    uid             BLOB NOT NULL UNIQUE,
    county          BIGINT NOT NULL REFERENCES county (id),
    sender_id       TEXT,
    revision        BIGINT NOT NULL DEFAULT 1,
    recorded_by     BIGINT NOT NULL DEFAULT 0,
    recorded_at     BIGINT NOT NULL,
    withdrawn       BOOLEAN NOT NULL DEFAULT FALSE,
    episode         BIGINT NOT NULL REFERENCES episode (id),
    kind            TEXT NOT NULL,
    employer        BIGINT REFERENCES employer (id),
    occupation      TEXT NOT NULL DEFAULT '',
    starts_on       TEXT NOT NULL,
    ends_on         TEXT,
    end_reason      TEXT NOT NULL DEFAULT '',
    hours_per_week  DOUBLE PRECISION,
    monthly_pay     BIGINT,
    open_market     BOOLEAN,
    permanent       BOOLEAN,
    subsidy         TEXT NOT NULL DEFAULT '',
    subsidy_percent DOUBLE PRECISION,
    subsidy_from    TEXT,
    subsidy_to      TEXT,
    UNIQUE (county, sender_id)
);
CREATE INDEX placement_episode ON placement (episode, starts_on);

CREATE TABLE counselling (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    episode   BIGINT NOT NULL REFERENCES episode (id),
    on_day    TEXT NOT NULL,
    by_staff  BIGINT REFERENCES staff (id),
    adviser   TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id)
);
CREATE INDEX counselling_episode ON counselling (episode);

CREATE TABLE worktime (
    county              BIGINT NOT NULL REFERENCES county (id),
    staff               BIGINT NOT NULL REFERENCES staff (id),
    week                BIGINT NOT NULL, -- ISO year × 100 + week
    hours               DOUBLE PRECISION NOT NULL,
    employment_services DOUBLE PRECISION NOT NULL,
    community           DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (staff, week)
);

CREATE TABLE care_team_meeting (
    id        INTEGER PRIMARY KEY,
    county    BIGINT NOT NULL REFERENCES county (id),
    care_team BIGINT NOT NULL REFERENCES care_team (id),
    on_day    TEXT NOT NULL
);
CREATE INDEX care_team_meeting_county ON care_team_meeting (county, care_team, on_day);

CREATE TABLE care_team_meeting_staff (
    meeting BIGINT NOT NULL REFERENCES care_team_meeting (id),
    place   BIGINT NOT NULL,
    staff   BIGINT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (meeting, place)
);

CREATE TABLE supervision (
    id     INTEGER PRIMARY KEY,
    county BIGINT NOT NULL REFERENCES county (id),
    team   BIGINT NOT NULL REFERENCES team (id),
    on_day TEXT NOT NULL,
    kind   TEXT NOT NULL
);
CREATE INDEX supervision_team ON supervision (team, on_day);

CREATE TABLE supervision_staff (
    supervision BIGINT NOT NULL REFERENCES supervision (id),
    place       BIGINT NOT NULL,
    staff       BIGINT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (supervision, place)
);

CREATE TABLE review (
    id        INTEGER PRIMARY KEY,
    uid       BLOB NOT NULL UNIQUE,
    county    BIGINT NOT NULL REFERENCES county (id),
    sender_id TEXT,
    revision  BIGINT NOT NULL DEFAULT 1,
    team      BIGINT NOT NULL REFERENCES team (id),
    from_on   TEXT NOT NULL,
    to_on     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    scale     TEXT NOT NULL,
    total     BIGINT,
    UNIQUE (county, sender_id)
);
CREATE INDEX review_team ON review (team, to_on);

CREATE TABLE review_score (
    review BIGINT NOT NULL REFERENCES review (id),
    item   BIGINT NOT NULL,
    score  BIGINT NOT NULL,
    PRIMARY KEY (review, item)
);

-- Summaries, kept in the transaction that writes their rows.

CREATE TABLE coach_week (
    week         BIGINT NOT NULL, -- ISO year × 100 + week
    staff        BIGINT NOT NULL REFERENCES staff (id),
    county       BIGINT NOT NULL REFERENCES county (id),
    face_to_face BIGINT NOT NULL,
    other        BIGINT NOT NULL,
    PRIMARY KEY (week, staff)
);

CREATE TABLE client_last (
    client  BIGINT NOT NULL REFERENCES client (id),
    kind    TEXT NOT NULL, -- meeting, employer_contact, employer_face_to_face
    on_day  TEXT NOT NULL,
    PRIMARY KEY (client, kind)
);

-- What a row said before it was changed, as JSON, for every kind of record.

CREATE TABLE revisions (
    county   BIGINT NOT NULL REFERENCES county (id),
    kind     TEXT NOT NULL,
    record   BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    actor    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (kind, record, revision)
);

-- The log of use. No foreign keys: a line outlives what it tells of.

CREATE TABLE audit (
    county   BIGINT NOT NULL,
    seq      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    request  TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor    TEXT NOT NULL,
    role     TEXT NOT NULL,
    unit     TEXT NOT NULL,
    action   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    target   TEXT NOT NULL,
    relation TEXT NOT NULL,
    basis    TEXT NOT NULL,
    result   TEXT NOT NULL,
    detail   TEXT NOT NULL,
    hash     BLOB NOT NULL,
    PRIMARY KEY (county, seq)
);

CREATE TABLE audit_client (
    client BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    county BIGINT NOT NULL,
    PRIMARY KEY (county, seq, client)
);
CREATE INDEX audit_client_client ON audit_client (client, seq);

CREATE TABLE audit_head (
    county BIGINT PRIMARY KEY,
    seq    BIGINT NOT NULL,
    hash   BLOB NOT NULL
);

-- Signing in.

CREATE TABLE account (
    staff       BIGINT PRIMARY KEY REFERENCES staff (id),
    county      BIGINT NOT NULL REFERENCES county (id),
    login       TEXT NOT NULL UNIQUE, -- e-mail address in small letters
    password    TEXT NOT NULL DEFAULT '', -- argon2id; empty until a link is used
    secret      TEXT NOT NULL DEFAULT '', -- of the second factor; empty: none
    next_secret TEXT NOT NULL DEFAULT '', -- shown, and not yet proven by a code
    code_step   BIGINT NOT NULL DEFAULT 0, -- last step used, against replay
    language    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX account_county ON account (county);

CREATE TABLE session (
    uid       BLOB PRIMARY KEY,
    token     BLOB NOT NULL UNIQUE, -- SHA-256 of the cookie; a new one when unlocked
    staff     BIGINT NOT NULL REFERENCES staff (id),
    county    BIGINT NOT NULL REFERENCES county (id),
    how       TEXT NOT NULL, -- password, code, link, demo
    state     TEXT NOT NULL, -- code, open, locked, ended
    opened_at BIGINT NOT NULL,
    seen_at   BIGINT NOT NULL,
    agent     TEXT NOT NULL
);
CREATE INDEX session_staff ON session (staff);
CREATE INDEX session_opened ON session (opened_at);

CREATE TABLE sign_in_link (
    token      BLOB PRIMARY KEY, -- SHA-256 of what the link holds
    county     BIGINT NOT NULL REFERENCES county (id),
    staff      BIGINT REFERENCES staff (id), -- none: the first administrator
    kind       TEXT NOT NULL, -- first, invitation, reset
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_link_county ON sign_in_link (county);

CREATE TABLE throttle (
    key       TEXT PRIMARY KEY, -- a login or an address, hashed
    failures  BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    until_at  BIGINT NOT NULL
);

-- What somebody typed when their session had ended, until they are back.
CREATE TABLE kept_form (
    uid     BLOB PRIMARY KEY,
    staff   BIGINT NOT NULL REFERENCES staff (id),
    county  BIGINT NOT NULL REFERENCES county (id),
    path    TEXT NOT NULL,
    body    TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX kept_form_staff ON kept_form (staff);
