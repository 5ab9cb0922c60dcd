package main

import (
	"crypto/rand"
	"errors"
	"os"
	"os/user"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/sheet"
	"sijoita/internal/store"
	"sijoita/problem"
)

// open opens the database and puts the use cases over it. A database without
// records is brought up to date first; any other must be so already.
func (c *call) open() (*app.App, error) {
	db, err := c.openStore()
	if err != nil {
		return nil, err
	}
	if err := c.checkSchema(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return wire(db), nil
}

func wire(db *store.DB) *app.App {
	return &app.App{Store: db, Clock: time.Now, IDs: randomUID, ReadDocument: sheet.ReadDocument}
}

func (c *call) checkSchema(db *store.DB) error {
	version, err := db.SchemaVersion(c)
	switch {
	case err != nil:
		return err
	case version == 0:
		_, err = db.Migrate(c)
		return err
	case version < store.LatestSchema():
		return problem.New(problem.Conflict, "cli.schema_old").With("address", db.Address())
	case version > store.LatestSchema():
		return problem.New(problem.Conflict, "cli.schema_new").With("address", db.Address())
	}
	return nil
}

// with opens the database, does something in the one county that the command
// is for, and closes the database again.
func (c *call) with(do func(*app.App, access.Actor) error) error {
	return c.withHouse(func(a *app.App) error {
		actor, err := a.Operator(c, userName(), c.county)
		if err != nil {
			return err
		}
		return do(a, actor)
	})
}

// withHouse does something with the whole database.
func (c *call) withHouse(do func(*app.App) error) error {
	a, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Store.Close())
}

// userName is who runs the command, for the log.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "unknown"
}

// randomUID makes the uid of a new record.
func randomUID() casework.UID {
	var u casework.UID
	_, _ = rand.Read(u[:]) // never fails
	return u
}
