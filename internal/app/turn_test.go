package app

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

// TestAUseCaseThatForgetsEndsInAnError has use cases forget to ask whether the
// actor may, or to say what they did: they show nothing and keep nothing.
func TestAUseCaseThatForgetsEndsInAnError(t *testing.T) {
	a, actor := smallest(t)
	decide := func(t *turn) error {
		return t.may(access.NoteEmployer, access.Resource{County: t.tx.County}, "employer", "")
	}
	add := func(t *turn) error {
		_, err := t.tx.AddEmployer(casework.Employer{Noted: t.noted(t.app.IDs()), Name: "Purola " + t.app.IDs().String()})
		return err
	}
	log := func(t *turn) error { t.did(audit.Added, "employer", "", ""); return nil }
	tell := func(t *turn) error { t.shows(audit.Showed, "employer", "", ""); return nil }
	for _, row := range []struct {
		rule  string
		steps []func(*turn) error
		well  bool
	}{
		{"it decides, adds and logs", []func(*turn) error{decide, add, log}, true},
		{"it forgets to log", []func(*turn) error{decide, add}, false},
		{"it forgets to decide", []func(*turn) error{add, log}, false},
		{"it forgets both", []func(*turn) error{add}, false},
		{"it forgets to do anything", nil, false},
	} {
		t.Run("change: "+row.rule, func(t *testing.T) {
			before := count(t, a, actor)
			got, err := change(t.Context(), a, actor, steps(row.steps))
			if row.well {
				if err != nil || got != "done" || count(t, a, actor) != before+1 {
					t.Errorf("it ended with %q, %v and %d employers", got, err, count(t, a, actor))
				}
				return
			}
			if !errors.Is(err, errUnsaid) || got != "" || count(t, a, actor) != before {
				t.Errorf("it ended with %q, %v and %d employers, of %d before", got, err, count(t, a, actor), before)
			}
		})
	}
	for _, row := range []struct {
		rule  string
		steps []func(*turn) error
		well  bool
	}{
		{"it decides and logs", []func(*turn) error{decide, tell}, true},
		{"it forgets to log", []func(*turn) error{decide}, false},
		{"it forgets to decide", []func(*turn) error{tell}, false},
		{"it cannot change anything", []func(*turn) error{decide, add, tell}, false},
	} {
		t.Run("show: "+row.rule, func(t *testing.T) {
			before := count(t, a, actor)
			got, err := show(t.Context(), a, actor, steps(row.steps))
			if well := err == nil && got == "done"; well != row.well || (!row.well && got != "") || count(t, a, actor) != before {
				t.Errorf("it ended with %q, %v", got, err)
			}
		})
	}
}

func steps(all []func(*turn) error) func(*turn) (string, error) {
	return func(t *turn) (string, error) {
		for _, step := range all {
			if err := step(t); err != nil {
				return "", err
			}
		}
		return "done", nil
	}
}

// smallest is an app with a county and a coach in it.
func smallest(t *testing.T) (*App, access.Actor) {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "sijoita.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := &App{Store: db, Clock: testkit.ClockAt(t, "2026-11-23 08:00").Now, IDs: testkit.NewIDs(1).New}
	actor := access.Actor{Kind: access.Person, StaffID: 1, ID: "u1", Name: "Riikka Tolonen", Grants: []casework.Grant{{Role: casework.RoleCoach, TeamID: 1}}}
	err = db.Write(t.Context(), 0, time.Time{}, func(tx *store.Tx) error {
		c, err := tx.AddCounty(casework.County{Key: "suvanto"})
		actor.County = c.ID
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a, actor
}

func count(t *testing.T, a *App, actor access.Actor) (n int) {
	t.Helper()
	err := a.Store.Read(t.Context(), actor.County, time.Time{}, func(tx *store.Tx) error {
		found, err := tx.FindEmployers("purola", 100)
		n = len(found)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
