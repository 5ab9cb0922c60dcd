package main

import (
	"errors"

	"sijoita/internal/app"
	"sijoita/internal/store"
)

type migrateCommand struct{}

// Help is the command's example.
func (migrateCommand) Help() string { return "  sijoita migrate --db sqlite:data/sijoita.db" }

// Run brings the schema up to date and says what it did.
func (migrateCommand) Run(c *call) (err error) {
	db, err := c.openStore()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	done, err := wire(db).Migrate(c, app.HouseKeeper(userName()))
	for _, m := range done {
		c.tell("cli.migrated", "name", m.Name, "ms", int(m.Took.Milliseconds()))
	}
	if err == nil && len(done) == 0 {
		c.tell("cli.migrated_before", "schema", int(store.LatestSchema()))
	}
	return err
}
