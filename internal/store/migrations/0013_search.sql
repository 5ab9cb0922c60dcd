-- +goose Up

-- A client is found by the beginnings of their names; the names of a county are
-- read from here and nothing beside it.
CREATE INDEX client_folded ON client (county, folded, merged_into);
