package app_test

import (
	"bytes"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/interchange"
	"sijoita/problem"
)

// whole is all that the county exports.
func (u *town) whole() string {
	u.t.Helper()
	done, err := u.Export(u.ctx, u.operator(), app.ExportInput{WithProtected: true})
	must(u.t, err)
	var b bytes.Buffer
	must(u.t, interchange.Write(&b, done.Document))
	return b.String()
}

// TestTwoRecordsOfOnePersonBecomeOneAndTwoAgain merges a client with the record
// of a double referral, and takes it back.
func TestTwoRecordsOfOnePersonBecomeOneAndTwoAgain(t *testing.T) {
	inTown(t, func(u *town) {
		double := u.move("Joona", "Moilanen", home{u.team, u.riikka, u.otherCare, casework.Cancelled, nil})
		riikka, paivi := u.asRiikka(), u.asPaivi()
		before := u.whole()
		m, err := u.ProposeMerge(u.ctx, riikka, app.MergeInput{UID: u.IDs(), Keep: u.joona.UID, From: double.UID, Reason: "sama syntymäaika"})
		must(u.t, err)
		_, err = u.ConfirmMerge(u.ctx, riikka, app.Revised{UID: m.UID, Revision: 1})
		wantProblem(u.t, err, problem.Forbidden, "merge.another_confirms")
		_, err = u.ConfirmMerge(u.ctx, paivi, app.Revised{UID: m.UID, Revision: 1})
		must(u.t, err)

		page, err := u.Client(u.ctx, riikka, double.UID)
		must(u.t, err)
		if page.Into == nil || page.Into.UID != u.joona.UID {
			u.t.Errorf("the emptied record leads to %+v", page.Into)
		}
		for _, view := range app.Views {
			list, err := u.Caseload(u.ctx, riikka, view, 0)
			must(u.t, err)
			for _, c := range list.Clients {
				if c.Client.UID == double.UID {
					u.t.Errorf("the emptied record is in the view %s", view)
				}
			}
		}
		joona, err := u.Client(u.ctx, riikka, u.joona.UID)
		must(u.t, err)
		if joona.State != casework.Active {
			u.t.Errorf("the kept client is %s, want active", joona.State)
		}
		if merged := u.whole(); strings.Count(merged, `"merged_into"`) != 1 {
			u.t.Error("the export does not say which record is merged into another")
		}

		_, err = u.ProposeUnmerge(u.ctx, riikka, app.Revised{UID: m.UID, Revision: 2})
		must(u.t, err)
		_, err = u.ConfirmMerge(u.ctx, paivi, app.Revised{UID: m.UID, Revision: 3})
		must(u.t, err)
		if after := u.whole(); after != before {
			u.t.Errorf("taking it back gives\n%s\nbefore:\n%s", after, before)
		}
	})
}

// TestTwoWithOverlappingEpisodesAreNotMerged keeps two who are both coached two.
func TestTwoWithOverlappingEpisodesAreNotMerged(t *testing.T) {
	u := sqliteCopy(t)
	_, err := u.ProposeMerge(u.ctx, u.asRiikka(), app.MergeInput{UID: u.IDs(), Keep: u.joona.UID, From: u.mirja.UID, Reason: "x"})
	wantProblem(t, err, problem.Conflict, "merge.overlap")
}

// TestTheOtherRecordIsFound finds a second record by the beginnings of a name
// and by the day of birth, and without a word those who are like the client.
func TestTheOtherRecordIsFound(t *testing.T) {
	u := sqliteCopy(t)
	double := u.move("Jona", "Moilanen", home{u.team, u.riikka, u.otherCare, casework.Cancelled, nil})
	elsewhere := u.move("Joona", "Moilanen", home{u.other, u.elina, u.otherCare, casework.Cancelled, nil})
	for _, row := range []struct {
		rule, typed string
		found       bool
	}{
		{"one who is like the client is found without a word", "", true},
		{"by the beginnings of the names", "moi jon", true},
		{"by the day of birth", double.Client.BirthOn.Time().Format("2.1.2006"), true},
		{"not by another name", "Jalmari", false},
		{"nor by another day", "1.1.1901", false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			page, err := u.Merging(u.ctx, u.asRiikka(), u.joona.UID, casework.UID{}, row.typed)
			must(t, err)
			found := false
			for _, c := range page.Found {
				found = found || c.UID == double.UID
				if c.UID == elsewhere.UID {
					t.Error("a client of another team is listed")
				}
			}
			if found != row.found {
				t.Errorf("found: %v", found)
			}
		})
	}
}

// merged puts a double of that name together with Joona's record.
func (u *town) merged(given, family string) (casework.Client, error) {
	double := u.move(given, family, home{u.team, u.riikka, u.otherCare, casework.Cancelled, nil})
	m, err := u.ProposeMerge(u.ctx, u.asRiikka(), app.MergeInput{UID: u.IDs(), Keep: u.joona.UID, From: double.UID, Reason: "sama syntymäaika"})
	if err != nil {
		return casework.Client{}, err
	}
	return u.ConfirmMerge(u.ctx, u.asPaivi(), app.Revised{UID: m.UID, Revision: 1})
}
