package app_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/internal/app"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
	"sijoita/problem"
)

// document is a document of a county with the records in it.
func document(county, records string) string {
	return fmt.Sprintf(`{"format": "sijoita-interchange", "version": 1, "county": {"id": %q, "name": {"fi": "Alue"}}, %s}`, county, records)
}

const twoClients = `"clients": [
	{"id": "p1", "given_name": "Aino", "family_name": "Ahola", "birth_date": "1990-01-01"},
	{"id": "p2", "given_name": "Bo", "family_name": "Berg", "birth_date": "1991-01-01"}],
	"consents": [{"id": "s1", "client": "p2", "kind": "kela", "given": false, "from": "2026-01-01"}]`

func (o *office) importAs(actor access.Actor, text string) (app.Imported, error) {
	return o.Import(o.t.Context(), actor, app.ImportInput{File: strings.NewReader(text)})
}

func (o *office) export() string {
	o.t.Helper()
	actor, err := o.Operator(o.t.Context(), "tiina", "suvanto")
	must(o.t, err)
	done, err := o.Export(o.t.Context(), actor, app.ExportInput{WithProtected: true})
	must(o.t, err)
	var b bytes.Buffer
	must(o.t, interchange.Write(&b, done.Document))
	return b.String()
}

// concerned counts the log's entries about the client that a sender calls id.
func (o *office) concerned(id string) (n int) {
	o.t.Helper()
	must(o.t, o.Store.Read(o.t.Context(), o.county, o.clock.Now(), func(tx *store.Tx) error {
		client, err := tx.ClientBySender(id)
		if err != nil {
			return err
		}
		entries, err := tx.EntriesOfClient(client.ID, 0, 100)
		n = len(entries)
		return err
	}))
	return n
}

func TestImportIsLogged(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		done, err := o.importAs(o.as(o.admin), document("suvanto", twoClients))
		must(t, err)
		if done.WithoutConsents != 1 || done.County.ID != o.county {
			t.Errorf("it says %+v", done)
		}
		o.wantLogged("Aino Lehto|admin|import|document||done|clients 2, consents 1")
		for _, id := range []string{"p1", "p2"} {
			if n := o.concerned(id); n != 1 {
				t.Errorf("%d entries concern %s, want 1", n, id)
			}
		}
	})
}

func TestImportNamesEveryClientItAddsTo(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		_, err := o.importAs(app.HouseKeeper("tiina"), document("suvanto", twoClients))
		must(t, err)
		programme, team := o.programme().Outward(), o.team.Outward()
		episode := fmt.Sprintf(`"episodes": [{"id": "e1", "client": "p1", "programme": %q, "team": %q, "pathway": "self", "referred_on": "2026-02-01"}]`, programme, team)
		_, err = o.importAs(app.HouseKeeper("tiina"), document("suvanto", episode))
		must(t, err)
		_, err = o.importAs(app.HouseKeeper("tiina"), document("suvanto", `"counselling": [{"id": "b1", "episode": "e1", "on": "2026-03-01"}]`))
		must(t, err)
		o.wantLogged("tiina|operator|import|document||done|clients 2, consents 1",
			"tiina|operator|import|document||done|episodes 1",
			"tiina|operator|import|document||done|counselling 1")
		if one, two := o.concerned("p1"), o.concerned("p2"); one != 3 || two != 1 {
			t.Errorf("%d entries concern p1 and %d p2, want 3 and 1", one, two)
		}
	})
}

func TestRefusedImportsChangeNothing(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		_, err := o.importAs(app.HouseKeeper("tiina"), document("suvanto", twoClients))
		must(t, err)
		before := o.export()
		o.logged()
		tests := []struct {
			rule  string
			actor access.Actor
			text  string
			kind  problem.Kind
			key   string
			log   string
		}{
			{"an id that is held is a fault", app.HouseKeeper("tiina"), document("suvanto", twoClients), problem.Invalid, "clients[0].id: interchange.id_held", ""},
			{"so is a uid that an export wrote", app.HouseKeeper("tiina"), document("suvanto", `"teams": [{"id": "`+o.team.Outward()+`", "programme": "`+o.programme().Outward()+`", "name": "T"}]`),
				problem.Invalid, "teams[0].id: interchange.id_held", ""},
			{"a coach may not import", o.as(o.coach), document("suvanto", twoClients), problem.Forbidden, "access.refused.import",
				"Riikka Tolonen|coach|attempt|document||refused|import"},
			{"an administrator may not import into another county", o.as(o.admin), document("kainuu", twoClients), problem.Forbidden, "access.refused.import",
				"Aino Lehto|admin|attempt|document||refused|import"},
			{"a document of another county than was asked for is a conflict", app.HouseKeeper("tiina"), document("kainuu", twoClients), problem.Conflict, "house.county_other", ""},
		}
		for _, tt := range tests {
			input := app.ImportInput{File: strings.NewReader(tt.text)}
			if tt.key == "house.county_other" {
				input.County = "suvanto"
			}
			_, err := o.Import(t.Context(), tt.actor, input)
			t.Run(tt.rule, func(t *testing.T) { wantProblem(t, err, tt.kind, tt.key) })
			if got := strings.Join(o.logged(), "\n"); got != tt.log {
				t.Errorf("%s: the log says %q, want %q", tt.rule, got, tt.log)
			}
		}
		dry, err := o.Import(t.Context(), app.HouseKeeper("tiina"), app.ImportInput{
			File: strings.NewReader(document("suvanto", `"employers": [{"id": "o1", "name": "Uusi"}]`)), DryRun: true})
		must(t, err)
		if dry.County.Key != "suvanto" {
			t.Errorf("the dry run says %+v", dry)
		}
		o.wantLogged()
		if after := o.export(); after != before {
			t.Errorf("something was changed:\n%s\nbefore:\n%s", after, before)
		}
	})
}

func TestCountiesDoNotMeet(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		before := o.export()
		done, err := o.importAs(app.HouseKeeper("tiina"), document("kainuu", twoClients))
		must(t, err)
		if done.County.ID == o.county {
			t.Fatal("the records went into the wrong county")
		}
		again, err := o.importAs(app.HouseKeeper("tiina"), document("suvanto", twoClients))
		must(t, err)
		if again.County.ID != o.county {
			t.Errorf("the same ids in another county are other records, but they went into %+v", again.County)
		}
		if before == o.export() {
			t.Error("nothing was added")
		}
		_, err = o.Operator(t.Context(), "tiina", "")
		wantProblem(t, err, problem.NotFound, "house.county_which")
		_, err = o.Operator(t.Context(), "tiina", "lappi")
		wantProblem(t, err, problem.NotFound, "house.county_unknown")
	})
}

func TestExportIsTheOperatorsAlone(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		for _, actor := range []access.Actor{o.as(o.admin), o.as(o.coach)} {
			_, err := o.Export(t.Context(), actor, app.ExportInput{})
			wantProblem(t, err, problem.Forbidden, "access.refused.export")
		}
		o.wantLogged("Aino Lehto|admin|attempt|document||refused|export", "Riikka Tolonen|coach|attempt|document||refused|export")
		_ = o.export()
		o.wantLogged("tiina|operator|export|document||shown|programmes 1, teams 1, staff 2, care_teams 1")
	})
}
