package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

type demoCommand struct {
	Addr string  `default:":8080" placeholder:"HOST:PORT" help:"cli.help.addr"`
	On   dayFlag `placeholder:"DATE" help:"cli.help.demo_on"`
}

// Help is the command's example.
func (demoCommand) Help() string { return "  sijoita demo --addr :8080 --on 2026-11-23" }

// Run serves an invented service out of a database that is removed at the end.
func (d demoCommand) Run(c *call) (err error) {
	settings := config.Server{Addr: d.Addr}
	if err := settings.Check(); err != nil {
		return usageError{err}
	}
	dir, err := os.MkdirTemp("", "sijoita-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	db, err := store.Open(c, "sqlite:"+filepath.Join(dir, "demo.db"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	a := wire(db)
	clock := demo.ClockOn(d.On.Day, a.Clock)
	a.Demo, a.Clock, a.MoveClock = true, clock.Now, clock.MoveTo
	if err := errors.Join(letIn(a), fill(c, a)); err != nil {
		return err
	}
	return c.serve(a, settings, func(url string) error {
		c.tell("cli.demo_invented")
		return c.print("cli.serve.at", "url", url)
	})
}

// fill makes the invented county as it is on the day that it is, by the way that every import goes.
func fill(c *call, a *app.App) error {
	if _, err := a.Store.Migrate(c); err != nil {
		return err
	}
	var document bytes.Buffer
	if err := interchange.Write(&document, demo.Whole(a.Day())); err != nil {
		return err
	}
	_, err := a.Import(c, app.HouseKeeper(userName()), app.ImportInput{File: &document})
	return err
}
