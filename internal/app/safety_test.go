package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/interchange"
	"sijoita/problem"
)

// hiddenPlace is where a client lives who is under an order: no other lives there.
const hiddenPlace = "977"

// hiddenPhone is the number of the same client.
const hiddenPhone = "050 977 0977"

// ordered is a client of Riikka's under an order of non-disclosure, with a job
// at an employer whose name is the canary.
func (u *town) ordered() resident {
	u.t.Helper()
	r := u.move("Pihla", "Salo", home{u.team, u.riikka, u.otherCare, casework.Active, []casework.Consent{direct}})
	_, err := u.raw.ExecContext(u.t.Context(), fmt.Sprintf("UPDATE client SET municipality = '%s', phone = '%s' WHERE id = %d", hiddenPlace, hiddenPhone, r.ID))
	must(u.t, err)
	employer := u.addEmployer(u.county, canary)
	u.job(r, employer, -3)
	u.visit(u.riikka, employer, -2, &r)
	_, err = u.OrderNonDisclosure(u.ctx, u.as(u.riikka), because(r.UID), true)
	must(u.t, err)
	u.planFor(r, u.riikka, 3)
	return r
}

// TestAnOrderHidesWhereAClientLivesAndWorks looks for both in everything that
// is handed over, and finds them in the one step that shows them.
func TestAnOrderHidesWhereAClientLivesAndWorks(t *testing.T) {
	inTown(t, func(u *town) {
		r, riikka, operator := u.ordered(), u.as(u.riikka), u.operator()
		given := map[string]any{}
		keep := func(what string, value any, err error) {
			must(u.t, err)
			given[what] = value
		}
		page, err := u.Client(u.ctx, riikka, r.UID)
		keep("page", page, err)
		list, err := u.Caseload(u.ctx, riikka, app.ViewTeam, 0)
		keep("caseload", list, err)
		day, err := u.Today(u.ctx, riikka)
		day.Employers, day.Contacts = nil, nil // the coach's own contacts, whoever they were made for
		keep("today", day, err)
		theirs, err := u.ClientsList(u.ctx, riikka, r.UID)
		keep("client's list", theirs, err)
		elsewhere, err := u.Employer(u.ctx, riikka, u.purola.UID)
		keep("employer", elsewhere, err)
		form, err := u.PlacementForm(u.ctx, riikka, r.UID, casework.UID{})
		form.Last = nil // the coach's own latest employers, whoever they were met for
		form.Client.HiddenMunicipality, form.Client.HiddenReach = "", casework.Reach{}
		keep("placement form", form, err)
		for _, figure := range []string{"job_starts", "contacts.face_to_face", "started", "municipalities." + hiddenPlace + ".started"} {
			rows, err := u.FigureRows(u.ctx, riikka, app.FiguresInput{}, figure)
			if problem.Is(err, problem.NotFound) {
				continue
			}
			keep("rows of "+figure, rows, err)
		}
		table, err := u.Monitoring(u.ctx, riikka, app.FiguresInput{})
		must(u.t, err)
		figures, err := json.Marshal(table.Table.Municipalities) // the codes stand behind pointers
		keep("figures", string(figures), err)
		export, err := u.Export(u.ctx, operator, app.ExportInput{})
		must(u.t, err)
		if export.Protected != 1 {
			u.t.Errorf("the export left out what is protected of %d", export.Protected)
		}
		for _, p := range export.Document.Placements {
			if p.ID == "" || strings.Contains(fmt.Sprintf("%+v", p), employerOf(export.Document)) && p.Episode == r.Episode.UID.String() {
				u.t.Errorf("the export says where the client works: %+v", p)
			}
		}
		given["exported clients"] = export.Document.Clients
		place := regexp.MustCompile(`\b` + hiddenPlace + `\b`) // not some digits of an address in memory
		for what, value := range given {
			text := fmt.Sprintf("%+v", value)
			if strings.Contains(text, canary) || strings.Contains(text, hiddenPhone) || place.MatchString(text) {
				u.t.Errorf("the %s tells where the client lives or works, or their number: %s", what, text)
			}
		}
		u.logged()
		shown, err := u.ClientRevealed(u.ctx, riikka, r.UID)
		must(u.t, err)
		if text := fmt.Sprintf("%+v", shown); shown.Client.Municipality != hiddenPlace || shown.Client.Phone != hiddenPhone || !strings.Contains(text, canary) {
			u.t.Errorf("the step that shows it shows %s", text)
		}
		u.wantLogged(asRiikka + "show|client|Pihla|" + own + "shown|header, timeline, protected|Pihla")
		whole, err := u.Export(u.ctx, operator, app.ExportInput{WithProtected: true})
		must(u.t, err)
		var b bytes.Buffer
		must(u.t, interchange.Write(&b, whole.Document))
		if !strings.Contains(b.String(), hiddenPlace) {
			u.t.Error("what was asked for is not in the export")
		}
		if log := u.logged(); len(log) != 1 || !strings.Contains(log[0], "with what is protected of 1") {
			u.t.Errorf("the log says %q", log)
		}
		_, err = u.OrderNonDisclosure(u.ctx, riikka, app.Correction{UID: r.UID, Revision: 2, Reason: "lifted"}, false)
		must(u.t, err)
		page, err = u.Client(u.ctx, riikka, r.UID)
		must(u.t, err)
		if page.Client.Municipality != hiddenPlace || page.Hidden {
			u.t.Errorf("the order is lifted and the page says %q", page.Client.Municipality)
		}
	})
}

// employerOf is what a document calls the employer with the canary's name.
func employerOf(d *interchange.Document) string {
	for _, e := range d.Employers {
		if e.Name == canary {
			return e.ID
		}
	}
	return canary
}

// TestABanStandsOverEveryRight: whoever is kept from a client meets them
// nowhere, not even as their coach, and is told no more than of a client who is
// not there.
func TestABanStandsOverEveryRight(t *testing.T) {
	inTown(t, func(u *town) {
		paivi := u.as(u.paivi)
		_, err := u.BanStaff(u.ctx, paivi, because(u.joona.UID), u.riikka.UID, casework.Span{})
		must(u.t, err)
		riikka := u.as(u.riikka)
		u.logged()
		_, err = u.Client(u.ctx, riikka, u.joona.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.wantLogged(asRiikka + "attempt|client|Joona|none|named_person_ban|refused|read_client|Joona")
		_, err = u.Contact(u.ctx, riikka, u.dressing.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		_, err = u.Placement(u.ctx, riikka, u.joonasJob.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		_, err = u.Lookers(u.ctx, riikka, u.joona.UID, 0)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")

		given := map[string]any{}
		keep := func(what string, value any, err error) {
			must(u.t, err)
			given[what] = value
		}
		for _, view := range app.Views {
			list, err := u.Caseload(u.ctx, riikka, view, 0)
			keep("caseload "+string(view), list, err)
		}
		day, err := u.Today(u.ctx, riikka)
		keep("today", day, err)
		for _, c := range day.Contacts {
			if c.UID == u.dressing.UID {
				u.t.Error("today leads to a contact that names the client")
			}
		}
		form, err := u.ContactForm(u.ctx, riikka, "", casework.UID{}, casework.UID{})
		keep("contact form", form, err)
		for _, figure := range []string{"started", "active", "employed_ever", "job_starts"} {
			rows, err := u.FigureRows(u.ctx, riikka, app.FiguresInput{}, figure)
			if err == nil {
				keep("rows of "+figure, rows, nil)
			}
		}
		for what, value := range given {
			if strings.Contains(fmt.Sprintf("%+v", value), "Moilanen") {
				u.t.Errorf("the %s names the client", what)
			}
		}
		for _, entry := range u.entries() {
			for _, id := range entry.Clients {
				if id == u.joona.ID && entry.Result != "refused" {
					u.t.Errorf("the log says that the client was handed over: %+v", entry)
				}
			}
		}

		page, err := u.Client(u.ctx, u.as(u.sami), u.joona.UID)
		must(u.t, err)
		if page.Client.Bans != nil {
			u.t.Error("a colleague is told who is banned")
		}
		safety, err := u.Safety(u.ctx, u.as(u.sami), u.joona.UID)
		must(u.t, err)
		if safety.Guard || safety.Bans != nil || safety.Changes != nil {
			u.t.Errorf("a coach is told of bans: %+v", safety)
		}
		safety, err = u.Safety(u.ctx, paivi, u.joona.UID)
		must(u.t, err)
		if !safety.Guard || len(safety.Bans) != 1 || len(safety.Changes) != 1 {
			u.t.Errorf("the leader is told %+v", safety)
		}
		_, err = u.BanStaff(u.ctx, u.as(u.sami), app.Correction{UID: u.joona.UID, Revision: 2, Reason: "x"}, u.kaisa.UID, casework.Span{})
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		_, err = u.LiftBan(u.ctx, paivi, app.Correction{UID: u.joona.UID, Revision: 2, Reason: "moved away"}, u.riikka.UID)
		must(u.t, err)
		_, err = u.Client(u.ctx, riikka, u.joona.UID)
		must(u.t, err)
	})
}
