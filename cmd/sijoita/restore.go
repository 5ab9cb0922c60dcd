package main

import "sijoita/internal/app"

type restoreCommand struct {
	Force   bool   `help:"cli.help.restore_force"`
	KeyFile string `name:"backup-key-file" placeholder:"FILE" help:"cli.help.backup_key_file"`
	Source  string `arg:"" name:"src" help:"cli.help.restore_src"`
}

// Help is the command's example.
func (restoreCommand) Help() string { return "  sijoita restore /var/backups/sijoita-2026-11-21.db" }

// Run puts a backup in the place of what the database holds, and then walks its logs.
func (r restoreCommand) Run(c *call) error {
	other, err := keyFlags{DBKeyFile: r.KeyFile}.options(c)
	if err != nil {
		return err
	}
	return c.withHouse(func(a *app.App) error {
		actor := app.HouseKeeper(userName())
		if err := a.Restore(c, actor, r.Source, r.Force, other...); err != nil {
			return err
		}
		c.tell("cli.restored", "path", r.Source, "address", a.Store.Address())
		checks, err := a.VerifyLogs(c, actor)
		if err != nil {
			return err
		}
		c.tellChecks(checks)
		return touched(checks)
	})
}
