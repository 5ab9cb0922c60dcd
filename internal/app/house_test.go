package app_test

import (
	"path/filepath"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

func (o *office) programme() (p casework.Programme) {
	o.t.Helper()
	must(o.t, o.Store.Read(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error {
		all, err := tx.Programmes()
		p = all[0]
		return err
	}))
	return p
}

func TestBackupAndRestore(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, keeper := t.Context(), app.HouseKeeper("tiina")
		file := filepath.Join(t.TempDir(), "backup.db")
		token := o.signIn(coachLogin, coachPassword)
		must(t, o.Backup(ctx, keeper, file))
		backedUp := o.export()
		o.logged()

		wantProblem(t, o.Restore(ctx, keeper, file, false), problem.Conflict, "house.not_empty")
		o.wantLogged()

		o.hire("Sami Karjalainen", "", "")
		must(t, o.Restore(ctx, keeper, file, true))
		if o.export() != backedUp {
			t.Error("the restored records are others than those of the backup")
		}
		o.wantState(token, app.VisitNone)
		o.signIn(coachLogin, coachPassword)
		checks, err := o.VerifyLogs(ctx, keeper)
		must(t, err)
		if len(checks) != 1 || checks[0].Touched != 0 {
			t.Errorf("the log after the restore: %+v", checks)
		}
		o.read = 0
		got := o.logged()
		want := []string{
			"Riikka Tolonen|coach|sign_in|session|…|done|password",
			"tiina|operator|backup|database||done|backup.db",
			"tiina|operator|restore|database||done|backup.db",
			"tiina|operator|export|document||shown|programmes 1, teams 1, staff 2, care_teams 1",
			"Riikka Tolonen|coach|sign_in|session|…|done|password",
			"tiina|operator|verify|log||shown|5 entries",
		}
		if len(got) != len(want) {
			t.Fatalf("the log says %q", got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("entry %d says %s, want %s", i+1, got[i], want[i])
			}
		}
	})
}

func TestTheHouseIsTheOperators(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		file := filepath.Join(t.TempDir(), "backup.db")
		wantProblem(t, o.Backup(ctx, admin, file), problem.Forbidden, "access.refused.keep_house")
		_, err := o.VerifyLogs(ctx, admin)
		wantProblem(t, err, problem.Forbidden, "access.refused.keep_house")
		_, err = o.Migrate(ctx, admin)
		wantProblem(t, err, problem.Forbidden, "access.refused.keep_house")
		o.wantLogged("Aino Lehto|admin|attempt|database||refused|keep_house", "Aino Lehto|admin|attempt|database||refused|keep_house")

		must(t, o.Backup(ctx, app.HouseKeeper("tiina"), file))
		wantProblem(t, o.Restore(ctx, admin, file, true), problem.Forbidden, "access.refused.keep_house")
		o.wantState(o.signIn(coachLogin, coachPassword), app.VisitOpen)
	})
}
