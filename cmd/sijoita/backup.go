package main

import (
	"errors"
	"os"

	"sijoita/internal/app"
	"sijoita/problem"
)

type backupCommand struct {
	Force bool   `help:"cli.help.backup_force"`
	Dest  string `arg:"" help:"cli.help.backup_dest"`
}

// Help is the command's example.
func (backupCommand) Help() string { return "  sijoita backup /var/backups/sijoita-2026-11-21.db" }

// Run writes everything into one file, while others work.
func (b backupCommand) Run(c *call) error {
	if err := b.checkDest(); err != nil {
		return err
	}
	return c.withHouse(func(a *app.App) error {
		if a.Store.IsFile(b.Dest) {
			return problem.New(problem.Conflict, "cli.backup_onto_itself").With("path", b.Dest)
		}
		if err := a.Backup(c, app.HouseKeeper(userName()), b.Dest); err != nil {
			return err
		}
		c.tell("cli.backed_up", "path", b.Dest)
		return nil
	})
}

// checkDest refuses to replace a file with something in it unless that is meant.
func (b backupCommand) checkDest() error {
	there, err := os.Stat(b.Dest)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case there.IsDir():
		return problem.New(problem.Conflict, "cli.backup_folder").With("path", b.Dest)
	case there.Size() > 0 && !b.Force:
		return problem.New(problem.Conflict, "cli.backup_there").With("path", b.Dest)
	}
	return nil
}
