-- Consents get who noted them and how they were given or taken back, and the
-- employers that one may name; clients get what protects them.

-- +goose Up

ALTER TABLE consent ADD COLUMN recorded_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE consent ADD COLUMN counterparty TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN withdrawn_on TEXT;
ALTER TABLE consent ADD COLUMN withdrawn_how TEXT NOT NULL DEFAULT '';

CREATE TABLE consent_employer (
    consent  BIGINT NOT NULL REFERENCES consent (id),
    place    BIGINT NOT NULL, -- order in which they were named
    employer BIGINT NOT NULL REFERENCES employer (id),
    PRIMARY KEY (consent, place)
);

ALTER TABLE client ADD COLUMN non_disclosure BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE ban (
    id      INTEGER PRIMARY KEY,
    county  BIGINT NOT NULL REFERENCES county (id),
    client  BIGINT NOT NULL REFERENCES client (id),
    staff   BIGINT NOT NULL REFERENCES staff (id),
    from_on TEXT NOT NULL,
    to_on   TEXT
);
CREATE INDEX ban_client ON ban (client);
CREATE INDEX ban_staff ON ban (staff);
