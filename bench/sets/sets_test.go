package sets_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/bench/sets"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
)

var today = casework.Date(2026, 11, 20)

type chance struct{ *rand.Rand }

func (c chance) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(c.Uint32())
	}
	return len(p), nil
}

func open(t *testing.T, shape sets.Shape) *app.App {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "set.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := sets.Make(t.Context(), db, shape, 1, today, func(int) {}); err != nil {
		t.Fatal(err)
	}
	a := &app.App{Store: db, Clock: func() time.Time { return today.Time().Add(15 * time.Hour) }, Random: chance{rand.New(rand.NewPCG(1, 2))}}
	a.IDs = func() (u casework.UID) { _, _ = a.Random.Read(u[:]); return u }
	if a.Passwords, err = auth.NewPasswords(1, auth.Recommended); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestASetIsADatabaseLikeAnyOther(t *testing.T) {
	shape := sets.Town
	shape.Counties = 2
	a := open(t, shape)
	checks, err := a.VerifyLogs(t.Context(), app.HouseKeeper("test"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Touched != 0 || c.Entries < int64(shape.Contacts+shape.Clients) {
			t.Errorf("the log of %s: %d entries, the first bad one %d", c.County, c.Entries, c.Touched)
		}
	}
	if len(checks) != shape.Counties {
		t.Errorf("%d logs, want %d", len(checks), shape.Counties)
	}
	for county := 1; county <= shape.Counties; county++ {
		actor := signIn(t, a, sets.Login("coach", county, 2))
		list, err := a.Caseload(t.Context(), actor, app.ViewOwn, 0)
		if err != nil || list.Total < 15 || list.Total > 20 {
			t.Errorf("a coach of county %d coaches %d clients (%v), want at most twenty and not many fewer", county, list.Total, err)
		}
		count(t, a.Store, int64(county), shape)
	}
	signIn(t, a, sets.Login("leader", 1, 1))
	signIn(t, a, sets.Login("admin", 2, 1))
}

func signIn(t *testing.T, a *app.App, login string) access.Actor {
	t.Helper()
	entrance, err := a.SignIn(t.Context(), app.Credentials{Login: login, Password: sets.Password})
	if err != nil {
		t.Fatalf("%s cannot sign in: %v", login, err)
	}
	visit, err := a.Visit(t.Context(), entrance.Token)
	if err != nil {
		t.Fatal(err)
	}
	return visit.Actor
}

func count(t *testing.T, db *store.DB, county int64, shape sets.Shape) {
	t.Helper()
	err := db.Read(context.Background(), county, today.Time(), func(tx *store.Tx) error {
		h, err := tx.Holding()
		if len(h.Clients) != shape.Clients || len(h.Employers) != shape.Employers || len(h.Contacts) != shape.Contacts {
			t.Errorf("county %d holds %d clients, %d employers and %d contacts, want %+v", county, len(h.Clients), len(h.Employers), len(h.Contacts), shape)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
