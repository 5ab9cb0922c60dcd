package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

// abroad is a word in every name of the neighbouring county.
const abroad = "Naapuri"

// neighbours puts a second county into the town's database: the demo once more,
// with the same senders' ids and every name another. It gives the neighbours'
// ids by kind of thing.
func (w *town) neighbours(t *testing.T) map[string][]string {
	t.Helper()
	d := demo.Document(casework.MustDay("2026-11-21"))
	d.County = interchange.County{ID: "naapuri", Name: casework.Names{FI: abroad}}
	for i := range d.Programmes {
		d.Programmes[i].Name = abroad
	}
	for i := range d.ProgrammeFunding {
		d.ProgrammeFunding[i].Funder = abroad + " " + d.ProgrammeFunding[i].Funder
	}
	for i := range d.SubsidyTerms {
		d.SubsidyTerms[i].Source = abroad + " " + d.SubsidyTerms[i].Source
	}
	for i := range d.Teams {
		d.Teams[i].Name = abroad
	}
	for i := range d.CareTeams {
		d.CareTeams[i].Name = abroad
	}
	for i := range d.Staff {
		d.Staff[i].Name = abroad + " " + d.Staff[i].Name
	}
	for i := range d.Clients {
		d.Clients[i].FamilyName = abroad
	}
	for i := range d.Employers {
		d.Employers[i].Name = abroad + " " + d.Employers[i].Name
	}
	for i := range d.ServiceNotes {
		d.ServiceNotes[i].Theme, d.ServiceNotes[i].Wishes = abroad, abroad
	}
	for i := range d.GroupActions {
		d.GroupActions[i].What = abroad
	}
	for i := range d.EmployerContacts {
		d.EmployerContacts[i].Learned = abroad
	}
	var document bytes.Buffer
	if err := interchange.Write(&document, d); err != nil {
		t.Fatal(err)
	}
	operator := access.Actor{Kind: access.Operator, ID: "cli:test", Name: "cli:test"}
	if _, err := w.app.Import(t.Context(), operator, app.ImportInput{File: &document}); err != nil {
		t.Fatal(err)
	}
	ids := map[string][]string{}
	err := w.app.Store.Read(t.Context(), 0, w.clock.Now(), func(tx *store.Tx) error {
		counties, err := tx.Counties()
		for _, c := range counties {
			if c.Key == "naapuri" {
				tx.County = c.ID
			}
		}
		add := func(kind string, r casework.Record) { ids[kind] = append(ids[kind], r.UID.String()) }
		episodes, _ := tx.Episodes()
		var keys []int64
		for _, e := range episodes {
			keys = append(keys, e.ID)
			add("episode", e.Record)
			client, err := tx.ClientByID(e.ClientID)
			if err != nil {
				return err
			}
			add("client", client.Record)
		}
		contacts, _ := tx.ContactsOfEpisodes(keys)
		for _, c := range contacts {
			add("contact", c.Record)
			employers, _ := tx.EmployersByID([]int64{c.EmployerID})
			add("employer", employers[0].Record)
		}
		placements, _ := tx.PlacementsOfEpisodes(keys)
		for _, p := range placements {
			add("placement", p.Record)
		}
		staff, _ := tx.Staff()
		for _, s := range staff {
			add("person", s.Record)
		}
		teams, _ := tx.Teams()
		add("team", teams[0].Record)
		programmes, _ := tx.Programmes()
		add("programme", programmes[0].Record)
		funding, _ := tx.EveryFunding()
		add("funding", funding[0].Record)
		meetings, _ := tx.GroupMeetingsOf(teams[0].ID)
		add("note", meetings[0].Record)
		actions, _ := tx.GroupActionsOf(teams[0].ID)
		add("action", actions[0].Record)
		terms, _ := tx.EverySubsidyTerms()
		add("terms", terms[0].Record)
		careTeams, _ := tx.CareTeams()
		add("care_team", careTeams[0].Record)
		attendances, _ := tx.CareTeamAssignments()
		ids["attendance"] = []string{strconv.FormatInt(attendances[0].ID, 10)}
		areas, _ := tx.CoachAreas()
		ids["area"] = []string{strconv.FormatInt(areas[0].ID, 10)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestNothingCrossesTheBorder asks, as everybody of one county, for every route
// with the ids of another county in the path, the query and the form. Nothing is
// found, and no answer holds a word of the neighbours.
func TestNothingCrossesTheBorder(t *testing.T) {
	w := newTown(t)
	paths := visits(t, w)
	home := w.find(t, "Joona", "Moilanen").String()
	ids := w.neighbours(t)
	for _, kind := range []string{"client", "contact", "placement", "person", "employer", "team", "episode", "programme", "care_team", "attendance", "area", "funding", "note", "action", "terms"} {
		if len(ids[kind]) == 0 {
			t.Fatalf("the neighbours have no %s", kind)
		}
	}
	one := func(kind string) string { return ids[kind][0] }
	in := strings.NewReplacer("{client}", one("client"), "{contact}", one("contact"), "{placement}", one("placement"), "{person}", one("person"),
		"{session}", one("person"), "{form}", one("contact"), "{grant}", "1", "{programme}", one("programme"), "{team}", one("team"), "{care_team}", one("care_team"), "{attendance}", one("attendance"), "{area}", one("area"), "{funding}", one("funding"), "{note}", one("note"), "{action}", one("action"), "{terms}", one("terms"),
		"{figure}", "active", "{token}", "none", "{$}", "")
	form := func() url.Values {
		return url.Values{"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "reason": {"tarkennus"}, "revision": {"1"},
			"starts_on": {"2026-11-20"}, "started_on": {"2026-11-20"}, "hours_per_week": {"20"}, "permanent": {"yes"}, "subsidy": {"none"},
			"client": {one("client")}, "employer": {one("employer")}, "coach": {one("person")}, "partner": {one("person")},
			"unit": {one("team")}, "role": {"coach"}, "from": {"2026-11-20"}, "to": {"2026-11-21"}, "name": {"Uusi Ihminen"}, "login": {"uusi@example.org"}}
	}
	queries := "?client=" + one("client") + "&employer=" + one("employer") + "&team=" + one("team") + "&programme=ips&employer_name=" + abroad
	routes := (&Server{App: w.app}).everyRoute()
	for _, name := range []string{coach, leader, careWorker, manager, administrator, dpo} {
		for _, route := range routes {
			method, pattern, _ := strings.Cut(route.pattern, " ")
			if pattern == "/sign-out" || pattern == "/sign-in/demo" {
				continue
			}
			own := strings.Split(paths[route.pattern], "?")[0]
			for _, path := range []string{in.Replace(pattern), own, own + queries} {
				a := w.as(t, name).ask(method, path, form())
				if strings.Contains(a.page, abroad+" ") || strings.Contains(a.page, abroad+",") || strings.Contains(a.page, ">"+abroad) {
					t.Errorf("%s as %s tells of the neighbours", path, name)
				}
				named := path == in.Replace(pattern) && strings.ContainsAny(pattern, "{") && !strings.Contains(pattern, "{figure}") && !strings.Contains(pattern, "{$}")
				if named && a.status != http.StatusNotFound && a.status != http.StatusForbidden {
					t.Errorf("%s as %s gives %d", route.pattern, name, a.status)
				}
				if a.status >= http.StatusInternalServerError {
					t.Errorf("%s as %s gives %d", path, name, a.status)
				}
			}
		}
	}
	// What the form of a visit names must be one's own, each by itself.
	page := w.as(t, coach).mustGet("/log")
	mine := firstEmployer(t, page)
	for field, value := range map[string]string{"client": one("client"), "employer": one("employer"), "partner": one("person")} {
		f := contactFields(t, page)
		f.Set("employer", mine)
		f.Set(field, value)
		if a := w.as(t, coach).post("/log", f); a.status != http.StatusNotFound || strings.Contains(a.page, abroad) {
			t.Errorf("a contact with the neighbours' %s gives %d", field, a.status)
		}
	}
	if a := w.as(t, coach).get("/clients/" + home); a.status != http.StatusOK {
		t.Errorf("one's own client gives %d", a.status)
	}
}

// firstEmployer is the first employer that the form of a visit offers.
func firstEmployer(t *testing.T, page string) string {
	t.Helper()
	const field = `name="employer" value="`
	i := strings.Index(page, field)
	if i < 0 {
		t.Fatal("the form offers no employer")
	}
	return page[i+len(field):][:26]
}
