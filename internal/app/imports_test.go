package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// stage hands in a file as somebody.
func (o *office) stage(actor access.Actor, text string) (casework.UID, error) {
	o.t.Helper()
	uid := o.IDs()
	return uid, o.StageImport(o.t.Context(), actor, app.StageInput{UID: uid, Name: "palvelu.xlsx", File: []byte(text)})
}

func (o *office) stagedAs(actor access.Actor, uid casework.UID) app.StagedImport {
	o.t.Helper()
	s, err := o.StagedImport(o.t.Context(), actor, uid)
	must(o.t, err)
	return s
}

func TestAFileIsStagedShownAndImported(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor := o.as(o.admin)
		uid, err := o.stage(actor, document("suvanto", twoClients))
		must(t, err)
		s := o.stagedAs(actor, uid)
		if s.State != app.ImportChecked || s.WithoutConsents != 1 || countOf(s.Counts, "clients") != 2 {
			t.Errorf("what would come is %+v", s)
		}
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		if s := o.stagedAs(actor, uid); s.State != app.ImportRunning {
			t.Errorf("the import is %s", s.State)
		}
		wantProblem(t, o.ConfirmImport(t.Context(), actor, uid), problem.Conflict, "imports.not_waiting")
		wantProblem(t, o.DropImport(t.Context(), actor, uid), problem.Conflict, "imports.not_waiting")
		must(t, waiting())
		if s := o.stagedAs(actor, uid); s.State != app.ImportDone || countOf(s.Counts, "clients") != 2 || s.WithoutConsents != 1 {
			t.Errorf("what has come is %+v", s)
		}
		if o.concerned("p1") != 1 || o.concerned("p2") != 1 {
			t.Error("the log does not tell whose records were added")
		}
		if !strings.Contains(o.export(), `"Ahola"`) {
			t.Error("the client is not there")
		}
		if err := waiting(); err == nil {
			t.Error("a second run of the same finds something to do")
		}
		if s := o.stagedAs(actor, uid); s.State != app.ImportDone {
			t.Errorf("the import is %s", s.State)
		}
	})
}

// TestARunningImportTellsHowFarItIs looks whenever the import makes a record:
// the clients have been added when the episodes are made.
func TestARunningImportTellsHowFarItIs(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor := o.as(o.admin)
		uid, err := o.stage(actor, document("suvanto", twoClients))
		must(t, err)
		_, _, err = o.ImportProgress(actor, uid)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		var most, of int64
		ids := o.IDs
		o.IDs = func() casework.UID {
			added, total, err := o.ImportProgress(actor, uid)
			must(t, err)
			most, of = max(most, added), max(of, total)
			return ids()
		}
		somebodyElse := actor
		somebodyElse.StaffID++
		_, _, err = o.ImportProgress(somebodyElse, uid)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		must(t, waiting())
		if most < 2 || of <= most {
			t.Errorf("it was seen at %d of %d", most, of)
		}
		o.IDs = ids
		_, _, err = o.ImportProgress(actor, uid)
		wantProblem(t, err, problem.NotFound, "problem.not_found")
	})
}

// many is a document of so many people, more than one part holds.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id": "m%d", "given_name": "Aino", "family_name": "Ahola %d", "birth_date": "1990-01-01"},`, i, i)
	}
	return document("suvanto", `"clients": [`+strings.TrimSuffix(b.String(), ",")+`]`)
}

// TestALargeFileGoesOnWhereItStopped pulls the plug in the middle of the second
// part: the first stays, the second has left nothing, and both come once.
func TestALargeFileGoesOnWhereItStopped(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor := o.as(o.admin)
		uid, err := o.stage(actor, many(1500))
		must(t, err)
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		ids, made := o.IDs, 0
		o.IDs = func() casework.UID {
			if made++; made == 1200 {
				panic("the plug is pulled")
			}
			return ids()
		}
		func() {
			defer func() { _ = recover() }()
			t.Errorf("the plug was not pulled: %v", waiting())
		}()
		o.IDs = ids
		o.clock.Advance(3 * time.Minute)
		if s := o.stagedAs(actor, uid); s.State != app.ImportBroken || s.Added != 1000 || s.Total != 1500 {
			t.Errorf("it stopped at %d of %d: %s", s.Added, s.Total, s.State)
		}
		if n := strings.Count(o.export(), `"Aino"`); n != 1000 {
			t.Errorf("%d people have come, want the first part", n)
		}
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		must(t, waiting())
		if s := o.stagedAs(actor, uid); s.State != app.ImportDone || s.Added != 1500 {
			t.Errorf("it is %s with %d added", s.State, s.Added)
		}
		if n := strings.Count(o.export(), `"Aino"`); n != 1500 {
			t.Errorf("%d people have come, want all, each once", n)
		}
	})
}

// TestALargeFileThatCannotGoOnSaysHowFarItCame meets, in its second part, a
// record that another import has added since the file was cut.
func TestALargeFileThatCannotGoOnSaysHowFarItCame(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor := o.as(o.admin)
		uid, err := o.stage(actor, many(1500))
		must(t, err)
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		var first casework.UID
		ids, made := o.IDs, 0
		o.IDs = func() casework.UID {
			if made++; made > 1200 {
				return first
			}
			first = ids()
			return first
		}
		must(t, waiting())
		o.IDs = ids
		s := o.stagedAs(actor, uid)
		if s.State != app.ImportFailed || s.Added != 1000 || s.Problem == nil || s.Problem.Key != "house.import_meanwhile" {
			t.Errorf("it is %s with %d added, because of %v", s.State, s.Added, s.Problem)
		}
		wantProblem(t, o.ConfirmImport(t.Context(), actor, uid), problem.Conflict, "imports.not_waiting")
		must(t, o.DropImport(t.Context(), actor, uid))
	})
}

func countOf(counts []app.Counted, list string) int {
	for _, c := range counts {
		if c.List == list {
			return c.N
		}
	}
	return 0
}

func TestFaultsAreKeptWithTheirPlaces(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		actor := o.as(o.admin)
		uid, err := o.stage(actor, document("suvanto", `"reviews": [{"id": "r1", "team": "nowhere", "from": "2026-02-30", "to": "2026-01-01", "kind": "self", "scale": "x"}]`))
		must(t, err)
		s := o.stagedAs(actor, uid)
		if s.State != app.ImportFaulty || len(s.Faults) != 2 || s.Faults[0].Name != "reviews[0].from" || s.Faults[1].Name != "reviews[0].team" {
			t.Errorf("the faults are %+v", s)
		}
		wantProblem(t, o.ConfirmImport(t.Context(), actor, uid), problem.Conflict, "imports.not_waiting")
		must(t, o.Store.Read(t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error {
			content, err := tx.StagedContent(uid)
			if len(content) > 0 {
				t.Error("a file that cannot be imported is kept")
			}
			return err
		}))
	})
}

func TestWhatIsNoFileOfOursIsRefused(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		_, err := o.stage(o.as(o.admin), document("suvanto", `"clients": []`))
		wantProblem(t, err, problem.Invalid, "imports.nothing")
		_, err = o.stage(o.as(o.admin), document("lappi", twoClients))
		wantProblem(t, err, problem.Invalid, "imports.other_county")
		_, err = o.stage(o.as(o.coach), document("suvanto", twoClients))
		wantProblem(t, err, problem.Forbidden, "access.refused.import")
	})
}

func TestTheSameFormTwiceStagesOnce(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		in := app.StageInput{UID: o.IDs(), Name: "a.json", File: []byte(document("suvanto", twoClients))}
		must(t, o.StageImport(t.Context(), o.as(o.admin), in))
		must(t, o.StageImport(t.Context(), o.as(o.admin), in))
		if n := o.filesOf(o.admin); n != 1 {
			t.Errorf("%d files are kept", n)
		}
		_, err := o.stage(o.as(o.admin), document("suvanto", twoClients))
		must(t, err)
		if n := o.filesOf(o.admin); n != 1 {
			t.Errorf("a newer file does not take the place of one that was not imported: %d are kept", n)
		}
	})
}

func TestOneImportAtATime(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor, other := o.as(o.admin), o.as(o.secondAdmin())
		first, err := o.stage(actor, document("suvanto", twoClients))
		must(t, err)
		second, err := o.stage(other, document("suvanto", strings.ReplaceAll(twoClients, `"p`, `"q`)))
		must(t, err)
		if _, err := o.StagedImport(t.Context(), other, first); problem.As(err) == nil || problem.As(err).Kind != problem.NotFound {
			t.Errorf("somebody else sees the file: %v", err)
		}
		must(t, o.ConfirmImport(t.Context(), actor, first))
		lost := waiting
		wantProblem(t, o.ConfirmImport(t.Context(), other, second), problem.Conflict, "imports.another")

		// The server is stopped: nothing was added, the page says so, and another may begin.
		o.clock.Advance(3 * time.Minute)
		if s := o.stagedAs(actor, first); s.State != app.ImportBroken {
			t.Errorf("the import is %s", s.State)
		}
		must(t, o.ConfirmImport(t.Context(), other, second))
		done := waiting
		if err := lost(); err == nil { // it wakes up again, and finds that it is not its turn
			t.Error("a run that was given up goes on")
		}
		if strings.Contains(o.export(), `"p1"`) {
			t.Error("a run that was given up has added something")
		}
		must(t, done())
		must(t, o.ConfirmImport(t.Context(), actor, first))
	})
}

func TestAFailedImportSaysWhy(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var waiting func() error
		o.Background = func(do func() error) { waiting = do }
		actor := o.as(o.admin)
		uid, err := o.stage(actor, document("suvanto", twoClients))
		must(t, err)
		_, err = o.importAs(actor, document("suvanto", twoClients))
		must(t, err)
		must(t, o.ConfirmImport(t.Context(), actor, uid))
		must(t, waiting())
		s := o.stagedAs(actor, uid)
		if s.State != app.ImportFailed || s.Problem == nil || s.Problem.Key != "interchange.refused" || len(s.Faults) != 3 {
			t.Errorf("the import is %+v", s)
		}
	})
}

func TestStagedFilesAreGoneAfterADay(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		actor := o.as(o.admin)
		_, err := o.stage(actor, document("suvanto", twoClients))
		must(t, err)
		o.clock.Advance(25 * time.Hour)
		if all, err := o.Imports(t.Context(), actor); err != nil || len(all) != 0 {
			t.Errorf("got %v, %v", all, err)
		}
		_, err = o.stage(o.as(o.secondAdmin()), document("suvanto", twoClients))
		must(t, err)
		if n := o.filesOf(o.admin); n != 0 {
			t.Errorf("%d files are kept", n)
		}
	})
}

func TestTheAdministratorsExportHasNoCaseTexts(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		_, err := o.importAs(o.as(o.admin), document("suvanto", twoClients+`,
			"employers": [{"id": "o1", "name": "Purola"}],
			"employer_contacts": [{"id": "x1", "employer": "o1", "on": "2026-01-01", "staff": [], "channel": "phone", "learned": "`+canary+`"}]`))
		must(t, err)
		d, err := o.ExportRecords(t.Context(), o.as(o.admin))
		must(t, err)
		if len(d.Clients) != 2 || d.EmployerContacts[0].Learned != "" {
			t.Errorf("got %+v", d)
		}
		if o.concerned("p1") != 2 {
			t.Error("the log does not tell whose records went out")
		}
		_, err = o.ExportRecords(t.Context(), o.as(o.coach))
		wantProblem(t, err, problem.Forbidden, "access.refused.export_records")
	})
}

// filesOf counts the files that are kept for somebody.
func (o *office) filesOf(person casework.Staff) (n int) {
	o.t.Helper()
	must(o.t, o.Store.Read(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error {
		all, err := tx.StagedImports(person.ID)
		n = len(all)
		return err
	}))
	return n
}

// secondAdmin is another administrator.
func (o *office) secondAdmin() casework.Staff {
	o.t.Helper()
	people := []casework.Staff{{Record: casework.Record{UID: o.IDs()}, Name: "Toinen", Grants: []casework.Grant{{Role: casework.RoleAdministrator, Span: casework.Span{From: casework.MustDay("2020-01-01")}}}}}
	must(o.t, o.Store.Write(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error { return tx.AddPeople(people) }))
	return people[0]
}
