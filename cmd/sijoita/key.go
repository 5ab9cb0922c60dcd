package main

import (
	"errors"
	"os"
	"os/exec"

	"sijoita/internal/store"
	"sijoita/problem"
)

// keyFlags say where the key is by which the database's file, and backups, are
// encrypted. The key itself is never an argument: others see those.
type keyFlags struct {
	DBKeyFile    string `name:"db-key-file" env:"SIJOITA_DB_KEY_FILE" placeholder:"FILE" help:"cli.help.db_key_file"`
	DBKeyCommand string `name:"db-key-command" env:"SIJOITA_DB_KEY_COMMAND" placeholder:"COMMAND" help:"cli.help.db_key_command"`
}

// options are how the database's files are kept, by the key where there is one.
func (k keyFlags) options(c *call) ([]store.Option, error) {
	var text []byte
	var err error
	switch {
	case k.DBKeyFile != "" && k.DBKeyCommand != "":
		return nil, misused("cli.key.two")
	case k.DBKeyFile != "":
		text, err = os.ReadFile(k.DBKeyFile)
	case k.DBKeyCommand != "":
		command := exec.CommandContext(c, "/bin/sh", "-c", k.DBKeyCommand)
		command.Stderr = c.err
		text, err = command.Output()
	default:
		return nil, nil
	}
	if err != nil {
		return nil, problem.New(problem.Invalid, "cli.key.unreadable").With("what", err.Error())
	}
	key, err := store.ParseKey(string(text))
	if err != nil {
		return nil, problem.New(problem.Invalid, "cli.key.none")
	}
	return []store.Option{store.WithKey(key)}, nil
}

// openStore opens the database that the command is for, by its key.
func (c *call) openStore() (*store.DB, error) {
	options, err := c.key.options(c)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(c, c.db, options...)
	if errors.Is(err, store.ErrLocked) {
		return nil, problem.New(problem.Conflict, "cli.key.wrong").With("address", c.db)
	}
	return db, err
}
