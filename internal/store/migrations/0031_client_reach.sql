-- How a client is reached.

-- +goose Up
ALTER TABLE client ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE client ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE client ADD COLUMN manner TEXT NOT NULL DEFAULT ''; -- what to mind when reaching them
ALTER TABLE merge ADD COLUMN reached BOOLEAN NOT NULL DEFAULT FALSE; -- how the client is reached came with it

-- +goose Down
ALTER TABLE merge DROP COLUMN reached;
ALTER TABLE client DROP COLUMN manner;
ALTER TABLE client DROP COLUMN email;
ALTER TABLE client DROP COLUMN phone;
