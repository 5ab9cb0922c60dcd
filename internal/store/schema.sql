-- What the migrations make, on either database (PostgreSQL reads INTEGER PRIMARY KEY as an identity column
-- and BLOB as BYTEA). Made by `go generate ./internal/store`; a test holds it against both.

CREATE TABLE account (
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    login TEXT NOT NULL,
    password TEXT NOT NULL DEFAULT '',
    secret TEXT NOT NULL DEFAULT '',
    next_secret TEXT NOT NULL DEFAULT '',
    code_step BIGINT NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (staff),
    UNIQUE (login),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX account_county ON account (county);

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    lead BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    prepared BOOLEAN NOT NULL,
    interview_on TEXT,
    interview_at TEXT NOT NULL,
    with_coach BOOLEAN NOT NULL,
    result TEXT NOT NULL,
    result_on TEXT,
    feedback TEXT NOT NULL,
    learned TEXT NOT NULL,
    feeling BIGINT NOT NULL,
    told TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (lead) REFERENCES lead (id)
);
CREATE INDEX application_episode ON application (episode, on_day);
CREATE INDEX application_lead ON application (lead);

CREATE TABLE audit (
    county BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    request TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    relation TEXT NOT NULL,
    basis TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (county, seq)
);

CREATE TABLE audit_client (
    client BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    county BIGINT NOT NULL,
    PRIMARY KEY (county, seq, client)
);
CREATE INDEX audit_client_client ON audit_client (client, seq);

CREATE TABLE audit_head (
    county BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (county)
);

CREATE TABLE ban (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    client BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX ban_client ON ban (client);
CREATE INDEX ban_staff ON ban (staff);

CREATE TABLE calendar_feed (
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    token BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (staff),
    UNIQUE (token),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE care_message (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    care_team BIGINT NOT NULL,
    episode BIGINT,
    toward TEXT NOT NULL,
    on_day TEXT NOT NULL,
    text TEXT NOT NULL,
    done_on TEXT,
    done_by BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (done_by) REFERENCES staff (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX care_message_care_team ON care_message (care_team, on_day);
CREATE INDEX care_message_episode ON care_message (episode);

CREATE TABLE care_team (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    municipality TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id)
);

CREATE TABLE care_team_assignment (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    care_team BIGINT NOT NULL,
    coach BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (coach) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX care_team_assignment_county ON care_team_assignment (county, care_team);

CREATE TABLE care_team_meeting (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    care_team BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    uid BLOB,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL DEFAULT 0,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    discussed BIGINT,
    proposed BIGINT,
    text TEXT NOT NULL DEFAULT '',
    UNIQUE (uid),
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX care_team_meeting_county ON care_team_meeting (county, care_team, on_day);

CREATE TABLE care_team_meeting_staff (
    meeting BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    in_part BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (meeting, place),
    FOREIGN KEY (meeting) REFERENCES care_team_meeting (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    folded TEXT NOT NULL,
    birth_on TEXT NOT NULL,
    municipality TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    non_disclosure BOOLEAN NOT NULL DEFAULT FALSE,
    merged_into BIGINT,
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    manner TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (merged_into) REFERENCES client (id)
);
CREATE INDEX client_birth ON client (county, birth_on);
CREATE INDEX client_folded ON client (county, folded, merged_into);

CREATE TABLE client_last (
    client BIGINT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (client, kind),
    FOREIGN KEY (client) REFERENCES client (id)
);

CREATE TABLE closing_talk (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    cause TEXT NOT NULL,
    present TEXT NOT NULL,
    text TEXT NOT NULL,
    outcome TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    look_on TEXT,
    benefit TEXT NOT NULL,
    fares TEXT NOT NULL,
    recommend BIGINT,
    words TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX closing_talk_episode ON closing_talk (episode, on_day);

CREATE TABLE coach_area (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    coach BIGINT NOT NULL,
    municipality TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (coach) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX coach_area_county ON coach_area (county, municipality);

CREATE TABLE coach_week (
    week BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    face_to_face BIGINT NOT NULL,
    other BIGINT NOT NULL,
    PRIMARY KEY (week, staff),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX coach_week_county ON coach_week (county, week, staff, face_to_face, other);
CREATE INDEX coach_week_staff ON coach_week (staff, week, face_to_face, other);

CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    client BIGINT NOT NULL,
    kind TEXT NOT NULL,
    given BOOLEAN NOT NULL,
    leave TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL DEFAULT '',
    from_on TEXT NOT NULL,
    to_on TEXT,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL DEFAULT 0,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    counterparty TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    withdrawn_on TEXT,
    withdrawn_how TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX consent_client ON consent (client);

CREATE TABLE consent_employer (
    consent BIGINT NOT NULL,
    place BIGINT NOT NULL,
    employer BIGINT NOT NULL,
    PRIMARY KEY (consent, place),
    FOREIGN KEY (consent) REFERENCES consent (id),
    FOREIGN KEY (employer) REFERENCES employer (id)
);
CREATE INDEX consent_employer_employer ON consent_employer (employer);

CREATE TABLE counselling (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    by_staff BIGINT,
    adviser TEXT NOT NULL DEFAULT '',
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL DEFAULT 0,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    given_by TEXT NOT NULL DEFAULT '',
    placement BIGINT,
    topics TEXT NOT NULL DEFAULT '',
    asked TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    written BOOLEAN NOT NULL DEFAULT FALSE,
    earnings_limit BIGINT,
    limit_source TEXT NOT NULL DEFAULT '',
    estimate BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (by_staff) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (estimate) REFERENCES estimate (id),
    FOREIGN KEY (placement) REFERENCES placement (id)
);
CREATE INDEX counselling_episode ON counselling (episode);
CREATE INDEX counselling_placement ON counselling (placement);

CREATE TABLE county (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    name_fi TEXT NOT NULL DEFAULT '',
    name_sv TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    UNIQUE (key)
);

CREATE TABLE disclosure_talk (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    occasion TEXT NOT NULL,
    weighed TEXT NOT NULL,
    thoughts TEXT NOT NULL,
    told TEXT NOT NULL,
    sentence TEXT NOT NULL,
    not_said TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    whom TEXT NOT NULL,
    at_what TEXT NOT NULL,
    agreed BOOLEAN NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX disclosure_talk_episode ON disclosure_talk (episode, on_day);

CREATE TABLE dormancy (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    to_on TEXT,
    payer TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX dormancy_episode ON dormancy (episode);

CREATE TABLE earnings (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    pay BIGINT NOT NULL,
    one_off BIGINT NOT NULL,
    what TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX earnings_episode ON earnings (episode, on_day);

CREATE TABLE employer (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    business_id TEXT NOT NULL DEFAULT '',
    industry TEXT NOT NULL DEFAULT '',
    municipality TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    sought TEXT NOT NULL DEFAULT '',
    claimed TEXT,
    address TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '',
    hiring TEXT NOT NULL DEFAULT '',
    owner BIGINT,
    stopped_on TEXT,
    stop_reason TEXT NOT NULL DEFAULT '',
    apart BOOLEAN NOT NULL DEFAULT FALSE,
    same_as BIGINT,
    UNIQUE (county, claimed),
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (owner) REFERENCES staff (id)
);
CREATE INDEX employer_business_id ON employer (county, business_id);
CREATE INDEX employer_folded ON employer (county, folded);
CREATE INDEX employer_owner ON employer (owner);
CREATE INDEX employer_sought ON employer (county, withdrawn, sought);
CREATE INDEX employer_stopped ON employer (county, stopped_on);

CREATE TABLE employer_contact (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    employer BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    episode BIGINT,
    decision_maker BOOLEAN,
    matches_plan BOOLEAN,
    reached TEXT NOT NULL DEFAULT '',
    next TEXT NOT NULL DEFAULT '',
    return_on TEXT,
    learned TEXT NOT NULL DEFAULT '',
    knowingly BOOLEAN NOT NULL DEFAULT FALSE,
    person TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    objections TEXT NOT NULL DEFAULT '',
    client_along BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (employer) REFERENCES employer (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX employer_contact_day ON employer_contact (county, on_day);
CREATE INDEX employer_contact_employer ON employer_contact (employer, on_day);
CREATE INDEX employer_contact_episode ON employer_contact (episode, on_day);

CREATE TABLE employer_contact_staff (
    contact BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (contact, place),
    FOREIGN KEY (contact) REFERENCES employer_contact (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX employer_contact_staff_staff ON employer_contact_staff (staff, on_day);

CREATE TABLE employer_last (
    employer BIGINT NOT NULL,
    county BIGINT NOT NULL,
    on_day TEXT NOT NULL DEFAULT '',
    contact BIGINT,
    return_on TEXT,
    PRIMARY KEY (employer),
    FOREIGN KEY (contact) REFERENCES employer_contact (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (employer) REFERENCES employer (id)
);
CREATE INDEX employer_last_day ON employer_last (county, on_day, employer);
CREATE INDEX employer_last_return ON employer_last (county, return_on);

CREATE TABLE employer_person (
    employer BIGINT NOT NULL,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    decides BOOLEAN NOT NULL,
    PRIMARY KEY (employer, place),
    FOREIGN KEY (employer) REFERENCES employer (id)
);

CREATE TABLE employer_return (
    staff BIGINT NOT NULL,
    return_on TEXT NOT NULL,
    employer BIGINT NOT NULL,
    PRIMARY KEY (staff, return_on, employer),
    FOREIGN KEY (employer) REFERENCES employer (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX employer_return_employer ON employer_return (employer);

CREATE TABLE episode (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    client BIGINT NOT NULL,
    programme BIGINT NOT NULL,
    team BIGINT NOT NULL,
    pathway TEXT NOT NULL,
    referred_on TEXT NOT NULL,
    referring_unit BIGINT,
    cancelled_on TEXT,
    started_on TEXT,
    employed_at_start BOOLEAN,
    ended_on TEXT,
    end_reason TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT '',
    agreement_on TEXT,
    initiative TEXT NOT NULL DEFAULT '',
    situation TEXT NOT NULL DEFAULT '',
    handed_to TEXT NOT NULL DEFAULT '',
    care_team_told BOOLEAN NOT NULL DEFAULT FALSE,
    way_back_told BOOLEAN NOT NULL DEFAULT FALSE,
    closing_summary TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (programme) REFERENCES programme (id),
    FOREIGN KEY (referring_unit) REFERENCES care_team (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX episode_client ON episode (client, referred_on);
CREATE INDEX episode_programme ON episode (programme, referred_on);
CREATE INDEX episode_state ON episode (team, ended_on, started_on, cancelled_on, client);
CREATE INDEX episode_team ON episode (team, referred_on);

CREATE TABLE episode_care_team (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    episode BIGINT NOT NULL,
    care_team BIGINT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX episode_care_team_care_team ON episode_care_team (care_team, episode);
CREATE INDEX episode_care_team_episode ON episode_care_team (episode);

CREATE TABLE episode_coach (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    episode BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX episode_coach_episode ON episode_coach (episode);
CREATE INDEX episode_coach_staff ON episode_coach (staff, episode);

CREATE TABLE estimate (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    edition TEXT NOT NULL,
    municipality TEXT NOT NULL,
    facts TEXT NOT NULL,
    earnings_limit BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX estimate_episode ON estimate (episode, on_day);

CREATE TABLE estimate_line (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    estimate BIGINT NOT NULL,
    offer BIGINT NOT NULL,
    settled BOOLEAN NOT NULL,
    line TEXT NOT NULL,
    amount BIGINT NOT NULL,
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (estimate) REFERENCES estimate (id)
);
CREATE INDEX estimate_line_estimate ON estimate_line (estimate);

CREATE TABLE estimate_offer (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    estimate BIGINT NOT NULL,
    name TEXT NOT NULL,
    hourly_pay BIGINT NOT NULL,
    hours_per_week DOUBLE PRECISION NOT NULL,
    starts_on TEXT,
    commute_cost BIGINT NOT NULL,
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (estimate) REFERENCES estimate (id)
);
CREATE INDEX estimate_offer_estimate ON estimate_offer (estimate);

CREATE TABLE first_run_link (
    token BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token)
);

CREATE TABLE group_action (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    service_note BIGINT NOT NULL,
    what TEXT NOT NULL,
    municipality TEXT NOT NULL,
    staff BIGINT,
    who TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL,
    closed_on TEXT,
    outcome TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (service_note) REFERENCES service_note (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX group_action_note ON group_action (service_note);
CREATE INDEX group_action_staff ON group_action (staff);

CREATE TABLE income (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    client BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX income_client ON income (client);

CREATE TABLE interest_answer (
    unit_client BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    interest TEXT NOT NULL,
    told BOOLEAN NOT NULL,
    meet BOOLEAN NOT NULL,
    in_plan BOOLEAN NOT NULL,
    next_on TEXT,
    staff BIGINT,
    PRIMARY KEY (unit_client, on_day),
    FOREIGN KEY (staff) REFERENCES staff (id),
    FOREIGN KEY (unit_client) REFERENCES unit_client (id)
);

CREATE TABLE interview (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    review BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    personal BOOLEAN NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (review) REFERENCES review (id)
);
CREATE INDEX interview_review ON interview (review);

CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    employer TEXT NOT NULL,
    from_year BIGINT,
    to_year BIGINT,
    hours_per_week DOUBLE PRECISION,
    liked TEXT NOT NULL,
    disliked TEXT NOT NULL,
    why_ended TEXT NOT NULL,
    helped TEXT NOT NULL,
    duties TEXT NOT NULL DEFAULT '',
    pay TEXT NOT NULL DEFAULT '',
    found TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX job_episode ON job (episode);

CREATE TABLE kept_form (
    uid BLOB NOT NULL,
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX kept_form_staff ON kept_form (staff);

CREATE TABLE lead (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT,
    on_day TEXT NOT NULL,
    employer BIGINT NOT NULL,
    sought TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    occupation TEXT NOT NULL,
    tasks TEXT NOT NULL,
    hours DOUBLE PRECISION,
    times TEXT NOT NULL,
    pay TEXT NOT NULL,
    contract TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_on TEXT,
    apply_by TEXT,
    link TEXT NOT NULL,
    fit TEXT NOT NULL,
    mode TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_on TEXT,
    next_by TEXT NOT NULL,
    ended_on TEXT,
    ended_why TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (employer) REFERENCES employer (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX lead_employer ON lead (employer, on_day);
CREATE INDEX lead_episode ON lead (episode, on_day);
CREATE INDEX lead_recorded ON lead (recorded_by, episode, on_day);
CREATE INDEX lead_sought ON lead (county, ended_on, withdrawn, sought, id);

CREATE TABLE lead_win (
    lead BIGINT NOT NULL,
    place BIGINT NOT NULL,
    win TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (lead, place),
    FOREIGN KEY (lead) REFERENCES lead (id)
);

CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    kind TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    failure TEXT NOT NULL,
    sent_at BIGINT,
    ended_at BIGINT,
    UNIQUE (staff, kind),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX letter_due ON letter (due_at);
CREATE INDEX letter_made ON letter (county, made_at);

CREATE TABLE mail_choice (
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (staff),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    minutes BIGINT,
    place TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    at_time TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    present TEXT NOT NULL DEFAULT '',
    topics TEXT NOT NULL DEFAULT '',
    going TEXT NOT NULL DEFAULT '',
    care_team_told BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX meeting_episode ON meeting (episode, on_day);

CREATE TABLE meeting_staff (
    meeting BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    PRIMARY KEY (meeting, place),
    FOREIGN KEY (meeting) REFERENCES meeting (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE merge (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    keep BIGINT NOT NULL,
    emptied BIGINT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by BIGINT NOT NULL,
    proposed_on TEXT NOT NULL,
    dropped_by BIGINT,
    dropped_on TEXT,
    confirmed_by BIGINT,
    confirmed_on TEXT,
    undo_proposed_by BIGINT,
    undo_proposed_on TEXT,
    undone_by BIGINT,
    undone_on TEXT,
    ordered BOOLEAN NOT NULL DEFAULT FALSE,
    reached BOOLEAN NOT NULL DEFAULT FALSE,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (confirmed_by) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (dropped_by) REFERENCES staff (id),
    FOREIGN KEY (emptied) REFERENCES client (id),
    FOREIGN KEY (keep) REFERENCES client (id),
    FOREIGN KEY (proposed_by) REFERENCES staff (id),
    FOREIGN KEY (undo_proposed_by) REFERENCES staff (id),
    FOREIGN KEY (undone_by) REFERENCES staff (id)
);
CREATE INDEX merge_emptied ON merge (emptied);
CREATE INDEX merge_keep ON merge (keep);

CREATE TABLE merge_ban (
    id INTEGER PRIMARY KEY,
    merge BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (merge) REFERENCES merge (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX merge_ban_merge ON merge_ban (merge);

CREATE TABLE merge_income (
    id INTEGER PRIMARY KEY,
    merge BIGINT NOT NULL,
    kind TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT,
    FOREIGN KEY (merge) REFERENCES merge (id)
);
CREATE INDEX merge_income_merge ON merge_income (merge);

CREATE TABLE merge_row (
    merge BIGINT NOT NULL,
    kind TEXT NOT NULL,
    record BIGINT NOT NULL,
    PRIMARY KEY (merge, kind, record),
    FOREIGN KEY (merge) REFERENCES merge (id)
);

CREATE TABLE need_link (
    need_survey BIGINT NOT NULL,
    place BIGINT NOT NULL,
    county BIGINT NOT NULL,
    token BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    spent_at BIGINT,
    PRIMARY KEY (need_survey, place),
    UNIQUE (token),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (need_survey) REFERENCES need_survey (id)
);

CREATE TABLE need_survey (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    team BIGINT NOT NULL,
    name TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX need_survey_team ON need_survey (team);

CREATE TABLE need_unit (
    need_survey BIGINT NOT NULL,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    care_team BIGINT,
    answered_on TEXT,
    answered_by TEXT NOT NULL,
    clients BIGINT,
    want BIGINT,
    named BIGINT,
    discuss BIGINT,
    text TEXT NOT NULL,
    PRIMARY KEY (need_survey, place),
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (need_survey) REFERENCES need_survey (id)
);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX note_episode ON note (episode, on_day);

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    kind TEXT NOT NULL,
    client BIGINT NOT NULL,
    about BLOB NOT NULL,
    detail TEXT NOT NULL,
    by_staff BIGINT NOT NULL,
    at BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (uid),
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX notice_about ON notice (about);
CREATE INDEX notice_staff ON notice (staff, at);
CREATE INDEX notice_unread ON notice (staff);

CREATE TABLE partner_talk (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    supporter BIGINT NOT NULL,
    at_time TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    channel TEXT NOT NULL,
    by_staff BIGINT,
    with_client BOOLEAN NOT NULL,
    present TEXT NOT NULL,
    matter TEXT NOT NULL,
    agreed TEXT NOT NULL,
    next_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (by_staff) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (supporter) REFERENCES supporter (id)
);
CREATE INDEX partner_talk_episode ON partner_talk (episode, on_day);

CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    episode BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    check_on TEXT,
    contact TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX pause_episode ON pause (episode);

CREATE TABLE placement (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    kind TEXT NOT NULL,
    employer BIGINT,
    occupation TEXT NOT NULL DEFAULT '',
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    end_reason TEXT NOT NULL DEFAULT '',
    hours_per_week DOUBLE PRECISION,
    monthly_pay BIGINT,
    open_market BOOLEAN,
    permanent BOOLEAN,
    subsidy TEXT NOT NULL DEFAULT '',
    subsidy_percent DOUBLE PRECISION,
    subsidy_from TEXT,
    subsidy_to TEXT,
    days_per_week DOUBLE PRECISION,
    subsidy_amount BIGINT,
    school TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    funding TEXT NOT NULL DEFAULT '',
    end_learned TEXT NOT NULL DEFAULT '',
    study_level TEXT NOT NULL DEFAULT '',
    found TEXT NOT NULL DEFAULT '',
    matches TEXT NOT NULL DEFAULT '',
    trial_goal TEXT NOT NULL DEFAULT '',
    trial_own_wish BOOLEAN,
    trial_check_on TEXT,
    trial_feedback TEXT NOT NULL DEFAULT '',
    end_planned BOOLEAN,
    end_benefits BOOLEAN NOT NULL DEFAULT FALSE,
    end_next TEXT NOT NULL DEFAULT '',
    matches_why TEXT NOT NULL DEFAULT '',
    job_form TEXT NOT NULL DEFAULT '',
    probation_to TEXT,
    four_hours_on TEXT,
    trial_tasks TEXT NOT NULL DEFAULT '',
    trial_agreed_on TEXT,
    trial_in_plan BOOLEAN,
    trial_expenses BOOLEAN,
    trial_checked_on TEXT,
    trial_midway TEXT NOT NULL DEFAULT '',
    end_client TEXT NOT NULL DEFAULT '',
    end_employer TEXT NOT NULL DEFAULT '',
    subsidy_decision TEXT NOT NULL DEFAULT '',
    subsidy_decided_on TEXT,
    agreement TEXT NOT NULL DEFAULT '',
    business TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (employer) REFERENCES employer (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX placement_employer ON placement (employer, starts_on);
CREATE INDEX placement_ends ON placement (county, ends_on);
CREATE INDEX placement_episode ON placement (episode, starts_on);

CREATE TABLE placement_change (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    placement BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    hours_per_week DOUBLE PRECISION,
    monthly_pay BIGINT,
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (placement) REFERENCES placement (id)
);
CREATE INDEX placement_change_placement ON placement_change (placement);

CREATE TABLE placement_subsidy (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    placement BIGINT NOT NULL,
    kind TEXT NOT NULL,
    percent DOUBLE PRECISION,
    amount BIGINT,
    from_on TEXT,
    to_on TEXT,
    decision TEXT NOT NULL DEFAULT '',
    decided_on TEXT,
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (placement) REFERENCES placement (id)
);
CREATE INDEX placement_subsidy_placement ON placement_subsidy (placement);

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    goal TEXT NOT NULL,
    jobs TEXT NOT NULL,
    min_hours BIGINT,
    max_hours BIGINT,
    times TEXT NOT NULL,
    area TEXT NOT NULL,
    must_have TEXT NOT NULL,
    must_avoid TEXT NOT NULL,
    mode TEXT NOT NULL,
    told TEXT NOT NULL,
    sentence TEXT NOT NULL,
    not_said TEXT NOT NULL,
    review_on TEXT,
    changed TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX plan_episode ON plan (episode, on_day);

CREATE TABLE plan_action (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    team BIGINT NOT NULL,
    review BIGINT,
    year BIGINT NOT NULL,
    item BIGINT NOT NULL,
    goal TEXT NOT NULL,
    action TEXT NOT NULL,
    owner TEXT NOT NULL,
    staff BIGINT,
    responsible TEXT NOT NULL,
    measure TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL,
    outcome TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (review) REFERENCES review (id),
    FOREIGN KEY (staff) REFERENCES staff (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX plan_action_staff ON plan_action (staff);
CREATE INDEX plan_action_team ON plan_action (team, year);

CREATE TABLE planned_meeting (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    at_time TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL,
    channel TEXT NOT NULL,
    location TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    cancelled_on TEXT,
    held_as BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (held_as) REFERENCES meeting (id)
);
CREATE INDEX planned_meeting_episode ON planned_meeting (episode, on_day);
CREATE INDEX planned_meeting_held_as ON planned_meeting (held_as);

CREATE TABLE planned_meeting_staff (
    planned_meeting BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (planned_meeting, place),
    FOREIGN KEY (planned_meeting) REFERENCES planned_meeting (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX planned_meeting_staff_staff ON planned_meeting_staff (staff, on_day);

CREATE TABLE profile_answer (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    question TEXT NOT NULL,
    on_day TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX profile_answer_episode ON profile_answer (episode, question);

CREATE TABLE profile_summary (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    text TEXT NOT NULL,
    agreed_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX profile_summary_episode ON profile_summary (episode, on_day);

CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    scale TEXT NOT NULL DEFAULT '',
    terms TEXT NOT NULL DEFAULT 'care',
    age_from BIGINT,
    age_to BIGINT,
    no_kela BOOLEAN NOT NULL DEFAULT FALSE,
    care_contact BOOLEAN NOT NULL DEFAULT FALSE,
    eligibility_why TEXT NOT NULL DEFAULT '',
    eligible_from TEXT,
    eligible_to TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id)
);

CREATE TABLE programme_funding (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    programme BIGINT NOT NULL,
    funder TEXT NOT NULL,
    amount BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (programme) REFERENCES programme (id)
);
CREATE INDEX programme_funding_programme ON programme_funding (programme, from_day);

CREATE TABLE record_text (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    register TEXT NOT NULL,
    text TEXT NOT NULL,
    carried_on TEXT,
    carried_at TEXT NOT NULL,
    carried_by BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (carried_by) REFERENCES staff (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX record_text_episode ON record_text (episode, on_day);

CREATE TABLE referral (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    client BIGINT NOT NULL,
    programme BIGINT NOT NULL,
    team BIGINT NOT NULL,
    episode BIGINT,
    pathway TEXT NOT NULL,
    asked_on TEXT,
    care_team BIGINT,
    referrer BIGINT,
    wish TEXT NOT NULL DEFAULT '',
    employed TEXT NOT NULL DEFAULT '',
    rehabilitation TEXT NOT NULL DEFAULT '',
    job_seeker BOOLEAN,
    interpreter BOOLEAN NOT NULL DEFAULT FALSE,
    notes TEXT NOT NULL DEFAULT '',
    agreed BOOLEAN NOT NULL DEFAULT FALSE,
    met_on TEXT,
    likeness TEXT NOT NULL DEFAULT '',
    received_on TEXT,
    received_by BIGINT,
    expected_on TEXT,
    dropped_on TEXT,
    drop_reason TEXT NOT NULL DEFAULT '',
    care_contact BOOLEAN,
    own_nurse BIGINT,
    own_nurse_name TEXT NOT NULL DEFAULT '',
    motives TEXT NOT NULL DEFAULT '',
    coach_wish TEXT NOT NULL DEFAULT '',
    presented_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (episode),
    UNIQUE (uid),
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (client) REFERENCES client (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (own_nurse) REFERENCES staff (id),
    FOREIGN KEY (programme) REFERENCES programme (id),
    FOREIGN KEY (received_by) REFERENCES staff (id),
    FOREIGN KEY (referrer) REFERENCES staff (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX referral_care_team ON referral (care_team, asked_on);
CREATE INDEX referral_client ON referral (client);
CREATE INDEX referral_team ON referral (team, asked_on);

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    team BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    scale TEXT NOT NULL,
    total BIGINT,
    edition BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'signed',
    summary TEXT NOT NULL DEFAULT '',
    strengths TEXT NOT NULL DEFAULT '',
    recommendations TEXT NOT NULL DEFAULT '',
    corrects BIGINT,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (corrects) REFERENCES review (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX review_corrects ON review (corrects);
CREATE INDEX review_team ON review (team, to_on);

CREATE TABLE review_item (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    review BIGINT NOT NULL,
    item BIGINT NOT NULL,
    rating TEXT NOT NULL,
    reason TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    comment TEXT NOT NULL,
    further TEXT NOT NULL,
    draft_rating TEXT NOT NULL,
    change_reason TEXT NOT NULL,
    live_score BIGINT,
    live_value DOUBLE PRECISION,
    live_n BIGINT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (review, item),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (review) REFERENCES review (id)
);

CREATE TABLE review_rating (
    review BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    item BIGINT NOT NULL,
    rating TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (review, staff, item),
    FOREIGN KEY (review) REFERENCES review (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE review_rows (
    review BIGINT NOT NULL,
    item BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (review, item),
    FOREIGN KEY (review) REFERENCES review (id)
);

CREATE TABLE review_score (
    review BIGINT NOT NULL,
    item BIGINT NOT NULL,
    score BIGINT NOT NULL,
    PRIMARY KEY (review, item),
    FOREIGN KEY (review) REFERENCES review (id)
);

CREATE TABLE review_source (
    review BIGINT NOT NULL,
    place BIGINT NOT NULL,
    source TEXT NOT NULL,
    n BIGINT,
    PRIMARY KEY (review, place),
    FOREIGN KEY (review) REFERENCES review (id)
);

CREATE TABLE review_step (
    review BIGINT NOT NULL,
    step TEXT NOT NULL,
    on_day TEXT NOT NULL,
    PRIMARY KEY (review, step),
    FOREIGN KEY (review) REFERENCES review (id)
);

CREATE TABLE reviewer (
    review BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT,
    handed_in_on TEXT,
    signed_on TEXT,
    PRIMARY KEY (review, place),
    FOREIGN KEY (review) REFERENCES review (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX reviewer_staff ON reviewer (staff);

CREATE TABLE revisions (
    county BIGINT NOT NULL,
    kind TEXT NOT NULL,
    record BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, record, revision),
    FOREIGN KEY (county) REFERENCES county (id)
);

CREATE TABLE service_note (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    team BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    with_whom TEXT NOT NULL,
    executive BOOLEAN NOT NULL,
    present BIGINT,
    text TEXT NOT NULL,
    way TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    cost BIGINT,
    feedback TEXT NOT NULL DEFAULT '',
    agenda TEXT NOT NULL DEFAULT '',
    observations TEXT NOT NULL DEFAULT '',
    decisions TEXT NOT NULL DEFAULT '',
    wishes TEXT NOT NULL DEFAULT '',
    next_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX service_note_team ON service_note (team, on_day);

CREATE TABLE service_note_attendee (
    service_note BIGINT NOT NULL,
    place BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    municipality TEXT NOT NULL,
    role TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (service_note, place),
    FOREIGN KEY (service_note) REFERENCES service_note (id)
);

CREATE TABLE service_note_phase (
    service_note BIGINT NOT NULL,
    phase TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (service_note, phase),
    FOREIGN KEY (service_note) REFERENCES service_note (id)
);

CREATE TABLE service_note_staff (
    service_note BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    led BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (service_note, place),
    FOREIGN KEY (service_note) REFERENCES service_note (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);

CREATE TABLE session (
    uid BLOB NOT NULL,
    token BLOB NOT NULL,
    staff BIGINT NOT NULL,
    county BIGINT NOT NULL,
    how TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (uid),
    UNIQUE (token),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX session_opened ON session (opened_at);
CREATE INDEX session_staff ON session (staff);

CREATE TABLE setback (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX setback_episode ON setback (episode, on_day);

CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    from_day TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX setting_name ON setting (county, name);

CREATE TABLE sign_in_link (
    token BLOB NOT NULL,
    county BIGINT NOT NULL,
    staff BIGINT,
    kind TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX sign_in_link_county ON sign_in_link (county);

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id)
);

CREATE TABLE staff_grant (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    role TEXT NOT NULL,
    team BIGINT,
    care_team BIGINT,
    fte DOUBLE PRECISION,
    from_on TEXT NOT NULL,
    to_on TEXT,
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX staff_grant_staff ON staff_grant (staff);
CREATE INDEX staff_grant_team ON staff_grant (team);

CREATE TABLE staged_import (
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL,
    result TEXT NOT NULL,
    staged_at BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    runner BLOB NOT NULL,
    running BIGINT,
    cut BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (uid),
    UNIQUE (running),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX staged_import_staff ON staged_import (staff);
CREATE INDEX staged_import_staged ON staged_import (staged_at);

CREATE TABLE staged_part (
    import BLOB NOT NULL,
    place BIGINT NOT NULL,
    records BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (import, place),
    FOREIGN KEY (import) REFERENCES staged_import (uid)
);

CREATE TABLE start_answer (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    placement BIGINT NOT NULL,
    question TEXT NOT NULL,
    reply TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (placement) REFERENCES placement (id)
);
CREATE INDEX start_answer_episode ON start_answer (episode);
CREATE INDEX start_answer_placement ON start_answer (placement);

CREATE TABLE subsidy_terms (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    area TEXT NOT NULL,
    municipality TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    not_granted BOOLEAN NOT NULL DEFAULT FALSE,
    percent DOUBLE PRECISION,
    amount BIGINT,
    months BIGINT,
    pensioners BOOLEAN,
    ask TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_day TEXT NOT NULL,
    to_day TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id)
);
CREATE INDEX subsidy_terms_area ON subsidy_terms (area, kind, from_day);

CREATE TABLE suitability (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    present TEXT NOT NULL DEFAULT '',
    model_told BOOLEAN NOT NULL DEFAULT FALSE,
    voluntary_told BOOLEAN NOT NULL DEFAULT FALSE,
    free_told BOOLEAN NOT NULL DEFAULT FALSE,
    wish TEXT NOT NULL DEFAULT '',
    keenness BIGINT,
    goal TEXT NOT NULL DEFAULT '',
    concerns TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL,
    think_until TEXT,
    reason TEXT NOT NULL DEFAULT '',
    service TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX suitability_episode ON suitability (episode, on_day);

CREATE TABLE supervision (
    id INTEGER PRIMARY KEY,
    county BIGINT NOT NULL,
    team BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    uid BLOB,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL DEFAULT 0,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    text TEXT NOT NULL DEFAULT '',
    practise TEXT NOT NULL DEFAULT '',
    employer BIGINT,
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (employer) REFERENCES employer (id),
    FOREIGN KEY (team) REFERENCES team (id)
);
CREATE INDEX supervision_team ON supervision (team, on_day);

CREATE TABLE supervision_staff (
    supervision BIGINT NOT NULL,
    place BIGINT NOT NULL,
    staff BIGINT NOT NULL,
    PRIMARY KEY (supervision, place),
    FOREIGN KEY (staff) REFERENCES staff (id),
    FOREIGN KEY (supervision) REFERENCES supervision (id)
);

CREATE TABLE support_plan (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    placement BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    places TEXT NOT NULL,
    first_week TEXT NOT NULL,
    first_month TEXT NOT NULL,
    three_months TEXT NOT NULL,
    later TEXT NOT NULL,
    needs TEXT NOT NULL,
    coach_does TEXT NOT NULL,
    client_does TEXT NOT NULL,
    employer_does TEXT NOT NULL,
    care_team_does TEXT NOT NULL,
    others_do TEXT NOT NULL,
    adaptations TEXT NOT NULL,
    adapted TEXT NOT NULL,
    early_signs TEXT NOT NULL,
    helps TEXT NOT NULL,
    call TEXT NOT NULL,
    employer_told TEXT NOT NULL,
    limits TEXT NOT NULL,
    review_on TEXT,
    agreed BOOLEAN NOT NULL DEFAULT FALSE,
    changed TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (placement) REFERENCES placement (id)
);
CREATE INDEX support_plan_episode ON support_plan (episode, on_day);
CREATE INDEX support_plan_placement ON support_plan (placement);

CREATE TABLE supporter (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    source TEXT NOT NULL,
    party TEXT NOT NULL,
    name TEXT NOT NULL,
    helps TEXT NOT NULL,
    may_contact BOOLEAN NOT NULL,
    matters TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX supporter_episode ON supporter (episode);

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    meeting BIGINT,
    whose TEXT NOT NULL,
    text TEXT NOT NULL,
    due_on TEXT,
    done_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id),
    FOREIGN KEY (meeting) REFERENCES meeting (id)
);
CREATE INDEX task_episode ON task (episode, done_on);
CREATE INDEX task_meeting ON task (meeting);
CREATE INDEX task_recorded_by ON task (recorded_by, done_on);

CREATE TABLE team (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    programme BIGINT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (programme) REFERENCES programme (id)
);

CREATE TABLE throttle (
    key TEXT NOT NULL,
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE training (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    staff BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    done_on TEXT,
    due_on TEXT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
CREATE INDEX training_staff ON training (staff);

CREATE TABLE unit_client (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    care_team BIGINT NOT NULL,
    mark TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    referral BIGINT,
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (care_team) REFERENCES care_team (id),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (referral) REFERENCES referral (id)
);
CREATE INDEX unit_client_care_team ON unit_client (care_team);

CREATE TABLE wish (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    sender_id TEXT,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
    episode BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    source TEXT NOT NULL,
    wanted BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    industry TEXT NOT NULL,
    dropped_on TEXT,
    occupation TEXT NOT NULL DEFAULT '',
    UNIQUE (county, sender_id),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (episode) REFERENCES episode (id)
);
CREATE INDEX wish_episode ON wish (episode);

CREATE TABLE worktime (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL,
    county BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    recorded_by BIGINT NOT NULL DEFAULT 0,
    recorded_at BIGINT NOT NULL DEFAULT 0,
    staff BIGINT NOT NULL,
    week BIGINT NOT NULL,
    hours DOUBLE PRECISION NOT NULL,
    employment_services DOUBLE PRECISION NOT NULL,
    community DOUBLE PRECISION NOT NULL,
    UNIQUE (staff, week),
    UNIQUE (uid),
    FOREIGN KEY (county) REFERENCES county (id),
    FOREIGN KEY (staff) REFERENCES staff (id)
);
