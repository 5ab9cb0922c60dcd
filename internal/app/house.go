package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Operator is the actor of a command: who runs it, in one county of the
// database. No key means the only county there is. It returns problem.NotFound
// when there is none of the key, or several and no key to tell which.
func (a *App) Operator(ctx context.Context, name, county string) (access.Actor, error) {
	actor := operator(name)
	err := a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		found, err := countyOf(tx, actor, county)
		actor.County = found.ID
		return err
	})
	return actor, err
}

// HouseKeeper is the actor of a command that works on the whole database.
func HouseKeeper(name string) access.Actor { return operator(name) }

func operator(name string) access.Actor {
	return access.Actor{Kind: access.Operator, ID: "cli:" + name, Name: name}
}

// Counties lists the counties that the database holds, for the operator.
func (a *App) Counties(ctx context.Context) (all []casework.County, err error) {
	err = a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		all, err = tx.Counties()
		return err
	})
	return all, err
}

// inEachCounty does something with the whole house in the name of the actor,
// once for each county: each has a log of its own, and each may refuse.
func inEachCounty(counties []casework.County, actor access.Actor, do func(casework.County, access.Actor) error) error {
	for _, c := range counties {
		actor.County = c.ID
		if err := do(c, actor); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) mayKeepHouse() error {
	return t.may(access.KeepHouse, access.Resource{County: t.tx.County}, "database", "")
}

// noteHouse writes into every county's log what is done with the house.
func (a *App) noteHouse(ctx context.Context, actor access.Actor, action audit.Action, detail string) error {
	counties, err := a.Counties(ctx)
	if err != nil {
		return err
	}
	return inEachCounty(counties, actor, func(_ casework.County, actor access.Actor) error {
		_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
			if err := t.mayKeepHouse(); err != nil {
				return struct{}{}, err
			}
			t.did(action, "database", "", detail)
			return struct{}{}, nil
		})
		return err
	})
}

// Migrate brings the schema up to date and tells what it did; nothing to do is
// no error and not logged. Only operators may.
func (a *App) Migrate(ctx context.Context, actor access.Actor) ([]store.Migration, error) {
	if !access.Decide(actor, access.KeepHouse, access.Resource{}, a.Day()).Allowed {
		return nil, problem.New(problem.Forbidden, access.KeepHouse.RefusedKey())
	}
	done, err := a.Store.Migrate(ctx)
	if err != nil || len(done) == 0 {
		return done, err
	}
	detail := fmt.Sprintf("schema %d", done[len(done)-1].Version)
	return done, a.noteHouse(ctx, actor, audit.Migrated, detail)
}

// Backup writes everything into one file, while others work. The log tells of
// it, in the file too. Only operators may.
func (a *App) Backup(ctx context.Context, actor access.Actor, path string) error {
	if err := a.noteHouse(ctx, actor, audit.BackedUp, filepath.Base(path)); err != nil {
		return err
	}
	return a.Store.Backup(ctx, path)
}

// LogCheck is what a walk through a county's log found.
type LogCheck struct {
	County  string
	Entries int64 // that are as they were written
	Touched int64 // number of the first entry that is not; 0: all are
}

// Problem tells of a touched log; of one that is as it was written, nil.
func (c LogCheck) Problem() error {
	if c.Touched == 0 {
		return nil
	}
	return problem.New(problem.Conflict, "house.log_touched").With("county", c.County).With("entry", int(c.Touched))
}

// VerifyLogs walks every county's log, or only that of the actor's county when
// it has one, from its first entry to its last. A log that was touched is told
// of in its check and gets no entry; the others get one. Only operators may.
func (a *App) VerifyLogs(ctx context.Context, actor access.Actor) ([]LogCheck, error) {
	counties, err := a.Counties(ctx)
	if err != nil {
		return nil, err
	}
	if counties, err = a.withStrangers(ctx, counties); err != nil {
		return nil, err
	}
	checks := []LogCheck{}
	err = inEachCounty(counties, actor, func(c casework.County, each access.Actor) error {
		if actor.County != 0 && actor.County != c.ID {
			return nil
		}
		check := LogCheck{County: c.Key}
		_, err := show(ctx, a, each, func(t *turn) (struct{}, error) {
			if err := t.mayKeepHouse(); err != nil {
				return struct{}{}, err
			}
			err := check.walk(t.tx)
			t.shows(audit.Verified, "log", "", fmt.Sprintf("%d entries", check.Entries))
			return struct{}{}, err
		})
		if err == nil || errors.Is(err, store.ErrBroken) {
			checks = append(checks, check)
			return nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return checks, nil
}

// withStrangers adds to the counties the log of what belongs to none of them,
// where there is one: somebody whom no county knows has tried to sign in.
func (a *App) withStrangers(ctx context.Context, counties []casework.County) ([]casework.County, error) {
	err := a.Store.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		entries, err := tx.Entries(0, 1)
		if len(entries) > 0 {
			counties = append(counties, casework.County{Key: "-"})
		}
		return err
	})
	return counties, err
}

// walk fills in the check; its error is store.ErrBroken when the log was touched.
func (c *LogCheck) walk(tx *store.Tx) (err error) {
	c.Entries, err = tx.VerifyLog()
	if errors.Is(err, store.ErrBroken) {
		c.Touched = c.Entries + 1
	}
	return err
}

// Restore puts a backup in the place of everything that the database holds,
// and notes it in each county's log. Unless it is forced it returns
// problem.Conflict when the database holds a county or when the backup's log
// was touched. It returns problem.NotFound for a file that is not there and
// problem.Invalid for one that is no backup, or of a newer Sijoita. Sessions
// and links are not restored: everybody signs in anew. The options are those of
// the backup where it has another key than the database. Only operators may.
func (a *App) Restore(ctx context.Context, actor access.Actor, path string, force bool, options ...store.Option) error {
	counties, err := a.Counties(ctx)
	if err != nil {
		return err
	}
	if len(counties) > 0 && !force {
		return problem.New(problem.Conflict, "house.not_empty").With("counties", countyKeys(counties))
	}
	backup, err := a.openBackup(ctx, path, options)
	if err != nil {
		return err
	}
	defer backup.Close() //nolint:errcheck // a copy in a temporary folder
	if err := a.checkBackup(ctx, backup); err != nil && !force {
		return err
	}
	return a.Store.Restore(ctx, backup, a.Clock(), func(tx *store.Tx) error {
		restored, err := tx.Counties()
		if err != nil {
			return err
		}
		return inEachCounty(restored, actor, func(c casework.County, actor access.Actor) error {
			tx.County = c.ID
			t := a.turn(ctx, tx, actor)
			if err := t.mayKeepHouse(); err != nil {
				return err
			}
			t.did(audit.Restored, "database", "", filepath.Base(path))
			return tx.Append(t.entries...)
		})
	})
}

func (a *App) openBackup(ctx context.Context, path string, options []store.Option) (*store.Backup, error) {
	backup, err := a.Store.OpenBackup(ctx, path, options...)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w (%v)", problem.New(problem.NotFound, "house.no_backup").With("path", path), err)
	case errors.Is(err, store.ErrNotBackup):
		return nil, fmt.Errorf("%w (%v)", problem.New(problem.Invalid, "house.not_backup").With("path", path), err)
	case errors.Is(err, store.ErrNewerSchema):
		return nil, fmt.Errorf("%w (%v)", problem.New(problem.Invalid, "house.newer_schema"), err)
	}
	return backup, err
}

// checkBackup walks the logs in a backup.
func (a *App) checkBackup(ctx context.Context, backup *store.Backup) error {
	return backup.Read(ctx, 0, a.Clock(), func(tx *store.Tx) error {
		counties, err := tx.Counties()
		if err != nil {
			return err
		}
		for _, c := range counties {
			tx.County = c.ID
			check := LogCheck{County: c.Key}
			if err := check.walk(tx); errors.Is(err, store.ErrBroken) {
				return problem.New(problem.Conflict, "house.backup_touched").With("county", c.Key).With("entry", int(check.Touched))
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}
