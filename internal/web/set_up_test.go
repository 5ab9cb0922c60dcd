package web

import (
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/i18n"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/internal/testkit/htmlcheck"
)

// bareHouse is the whole site on a database in which there is nothing yet.
func bareHouse(t *testing.T) *town {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "house.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	passwords, err := auth.NewPasswords(2, auth.Cost{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	w := &town{clock: testkit.ClockAt(t, "2026-11-21 14:35")}
	w.app = &app.App{Store: db, Clock: w.clock.Now, IDs: testkit.NewIDs(7).New, Random: rand.Reader, Passwords: passwords}
	w.handler = (&Server{App: w.app, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}).Handler()
	return w
}

// filled is the form on a page as a browser sends it, with what is typed into it.
func filled(t *testing.T, page string, typed url.Values) url.Values {
	t.Helper()
	for _, name := range []string{"uid", "revision"} {
		if field := `input[name="` + name + `"]`; strings.Contains(page, `name="`+name+`"`) {
			typed.Set(name, htmlcheck.In(t, page, field).Attr("value"))
		}
	}
	return typed
}

// TestAServiceIsSetUp goes from the link of the first start to a service in
// which work can begin, each time by the step that the page calls next.
func TestAServiceIsSetUp(t *testing.T) {
	w := bareHouse(t)
	made, _, err := w.app.FirstRun(t.Context(), app.HouseKeeper("test"))
	if err != nil {
		t.Fatal(err)
	}
	link := "/sign-in/link/" + string(made.Token)
	v := &visitor{t: t, town: w, lang: "fi"}
	for _, lang := range []string{"fi", "sv", "en"} {
		v.lang = lang
		page := v.mustGet(link)
		for _, fault := range append(htmlcheck.Faults(page), i18n.Missing(page)...) {
			t.Errorf("the first page in %s: %s", lang, fault)
		}
	}
	v.lang = "fi"
	first := url.Values{"name": {"Eeva Salo"}, "login": {"eeva@kainuu.fi"}, "password": {"punainen mökki rannalla"}}
	if a := v.post(link, first); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, `value="Eeva Salo"`) {
		t.Fatalf("without a county it gives %d", a.status)
	}
	first.Set("county", "kainuu")
	a := v.post(link, first)
	if a.status != http.StatusSeeOther || a.to != "/setup" {
		t.Fatalf("the first administrator is led to %q with %d", a.to, a.status)
	}
	v.cookie = &http.Cookie{Name: "sijoita", Value: cookieOf(t, a)}

	next := func(want string) {
		t.Helper()
		page := v.mustGet("/setup")
		for _, fault := range append(htmlcheck.Faults(page), i18n.Missing(page)...) {
			t.Error(fault)
		}
		if want == "" {
			if strings.Contains(page, `id="steps"`) {
				t.Error("there is still a next step")
			}
			return
		}
		if got := htmlcheck.In(t, page, "#steps .row-action a").Attr("href"); got != want {
			t.Fatalf("the next step is at %q, want %q", got, want)
		}
	}
	send := func(path string, typed url.Values) answer {
		t.Helper()
		a := v.post(path, typed)
		if a.status != http.StatusSeeOther {
			t.Fatalf("POST %s gives %d: %s", path, a.status, a.page)
		}
		return a
	}
	next("/setup/programmes/new")
	programme := filled(t, v.mustGet("/setup/programmes/new"), url.Values{"kind": {"latu"}, "name": {"Kainuun LATU"}, "starts_on": {"2026-11-01"}})
	send("/setup/programmes/new", programme)
	next("/setup/teams/new")
	page := v.mustGet("/setup/teams/new")
	send("/setup/teams/new", filled(t, page, url.Values{"name": {"LATU-tiimi"}, "programme": {programme.Get("uid")}}))
	next("/people/new")
	team := firstIn(t, v.mustGet("/setup"), "/setup/teams/")
	coach := filled(t, v.mustGet("/people/new"), url.Values{"name": {"Riikka Tolonen"}, "title": {"sosionomi"}, "role": {"coach"}, "unit": {team}, "from": {"2026-11-01"}})
	send("/people/new", coach)
	next("/setup/care-teams/new")
	careTeam := filled(t, v.mustGet("/setup/care-teams/new"), url.Values{"name": {"Työikäisten palvelut"}, "kind": {"social"}, "municipality": {"205"}})
	to := send("/setup/care-teams/new", careTeam).to
	next("/setup#care-teams")
	if page := v.mustGet(to); !strings.Contains(page, "Riikka Tolonen") {
		t.Error("the new care team's page does not offer the coach")
	}
	send(to+"/coaches", url.Values{"coach": {coach.Get("uid")}, "from": {"2026-11-01"}})
	next("/setup/areas")
	if page := v.mustGet("/setup/areas"); !strings.Contains(page, "Ristijärvi") || strings.Count(page, `type="checkbox"`) != 8 {
		t.Error("the page of areas does not offer Kainuu's eight municipalities")
	}
	send("/setup/areas", url.Values{"coach": {coach.Get("uid")}, "from": {"2026-11-01"}, "municipality": {"205", "697"}})
	next("")
}

func cookieOf(t *testing.T, a answer) string {
	t.Helper()
	for _, line := range a.header.Values("Set-Cookie") {
		if c, err := http.ParseSetCookie(line); err == nil && c.Name == "sijoita" && c.Value != "" {
			return c.Value
		}
	}
	t.Fatal("no session came with the answer")
	return ""
}

func TestTheSetUpIsMended(t *testing.T) {
	w := newTown(t)
	v := w.as(t, administrator)
	setUp := v.mustGet("/setup")
	programme := "/setup/programmes/" + firstIn(t, setUp, "/setup/programmes/")
	careTeam := "/setup/care-teams/" + firstIn(t, setUp, "/setup/care-teams/")

	t.Run("a refused text comes back as it was typed", func(t *testing.T) {
		a := v.post(programme, filled(t, v.mustGet(programme), url.Values{"kind": {"ips"}, "name": {""}, "starts_on": {"2026-01-01"}, "terms": {"social"}}))
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("it gives %d", a.status)
		}
		if got := htmlcheck.In(t, a.page, `input[name="starts_on"]`).Attr("value"); got != "2026-01-01" {
			t.Errorf("the day became %q", got)
		}
		if got := htmlcheck.In(t, a.page, `input[name="name"]`).Attr("aria-invalid"); got != "true" {
			t.Errorf("the name is not marked: %q", got)
		}
	})
	t.Run("whoever comes second sees both texts, and can go on", func(t *testing.T) {
		first := filled(t, v.mustGet(careTeam), url.Values{"name": {"Ensimmäinen"}, "kind": {"psychiatry"}})
		second := filled(t, v.mustGet(careTeam), url.Values{"name": {"Toinen"}, "kind": {"psychiatry"}})
		if a := v.post(careTeam, first); a.status != http.StatusSeeOther {
			t.Fatalf("the first gives %d", a.status)
		}
		a := v.post(careTeam, second)
		if a.status != http.StatusConflict || !strings.Contains(a.page, "Ensimmäinen") || !strings.Contains(a.page, `value="Toinen"`) {
			t.Fatalf("the second gives %d", a.status)
		}
		if a := v.post(careTeam, filled(t, a.page, second)); a.status != http.StatusSeeOther {
			t.Errorf("sending it again gives %d", a.status)
		}
		if page := v.mustGet(careTeam); !strings.Contains(page, "Ensimmäinen") {
			t.Error("the earlier text cannot be read")
		}
	})
	t.Run("what is in use stays, and the page says so", func(t *testing.T) {
		if a := v.post(programme+"/remove", nil); a.status != http.StatusConflict || !strings.Contains(a.page, i18n.For(i18n.FI).T(app.InUseKey)) {
			t.Errorf("it gives %d", a.status)
		}
	})
	t.Run("an end without a day is refused beside its field", func(t *testing.T) {
		page := v.mustGet("/setup/areas")
		end := htmlcheck.In(t, page, `form[action^="/setup/areas/"]`).Attr("action")
		a := v.post(end, url.Values{"to": {"31.2."}})
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, `value="31.2."`) {
			t.Errorf("it gives %d", a.status)
		}
		for _, fault := range htmlcheck.Faults(a.page) {
			t.Error(fault)
		}
	})
	t.Run("a person's name is corrected", func(t *testing.T) {
		person := "/people/" + w.people[coach].String()
		a := v.post(person+"/name", filled(t, v.mustGet(person), url.Values{"name": {"Riikka Niemi"}, "title": {"sosionomi"}}))
		if a.status != http.StatusSeeOther || !strings.Contains(v.mustGet("/people"), "Riikka Niemi") {
			t.Errorf("it gives %d", a.status)
		}
	})
}

func TestAProgrammeOfSocialServicesSpeaksItsOwnWords(t *testing.T) {
	w := newTown(t)
	client := "/clients/" + w.find(t, "Joona", "Moilanen").String()
	if page := w.as(t, coach).mustGet(client); strings.Contains(page, "Palvelupäätös") {
		t.Error("a programme of care speaks of service decisions")
	}
	err := w.app.Store.Write(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
		all, err := tx.Programmes()
		if err != nil {
			return err
		}
		changed := all[0]
		changed.Terms = casework.TermsSocial
		_, err = tx.ReviseProgramme(all[0], changed, "test", "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if page := w.as(t, coach).mustGet(client); !strings.Contains(page, "Palvelupäätös") || strings.Contains(page, "Lähettävä yksikkö") {
		t.Error("a programme of social services speaks of referrals")
	}
}

func TestWhomAProgrammeIsForIsSaidWhereverSomebodyComes(t *testing.T) {
	w := newTown(t)
	v := w.as(t, administrator)
	programme := "/setup/programmes/" + firstIn(t, v.mustGet("/setup"), "/setup/programmes/")
	terms := url.Values{"kind": {"ips"}, "name": {"IPS"}, "starts_on": {"2026-01-01"}, "terms": {"care"}, "age_from": {"18"}, "age_to": {"29"}, "no_kela": {"yes"}}
	a := v.post(programme, filled(t, v.mustGet(programme), terms))
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, "kuka ehdoista päätti") || !strings.Contains(a.page, `value="29"`) {
		t.Fatalf("terms without their ground give %d", a.status)
	}
	terms.Set("eligibility_why", "Kokeilun rahoituspäätös 2026")
	if a := v.post(programme, filled(t, v.mustGet(programme), terms)); a.status != http.StatusSeeOther {
		t.Fatalf("it gives %d: %s", a.status, a.page)
	}
	wants := func(page string, texts ...string) {
		t.Helper()
		for _, want := range texts {
			if !strings.Contains(page, want) {
				t.Errorf("the page does not say %q", want)
			}
		}
	}
	wants(v.mustGet(programme), "Ehto heikentää laatukriteeriä 9", "ikä 18–29 vuotta, ei käynnissä olevaa Kelan ammatillista kuntoutusta", "Valmius työhön ei voi olla ehto")
	wants(v.mustGet("/setup"), "ikä 18–29 vuotta")

	nurse := w.as(t, careWorker)
	page := nurse.mustGet("/referrals/new")
	wants(page, "Ohjelman ehdot: ikä 18–29 vuotta", "Kokeilun rahoituspäätös 2026", "Ehto ei estä lähetteen tekemistä")
	form := w.newClient() // born 1991
	form.Set("team", hiddenIn(t, page, "team"))
	form.Set("care_team", hiddenIn(t, page, "care_team"))
	sent := nurse.post("/referrals/new", form)
	if sent.status != http.StatusSeeOther {
		t.Fatalf("one outside the terms cannot be referred: %d", sent.status)
	}
	wants(nurse.mustGet(sent.to), "Asiakas näyttää olevan ohjelman ehtojen ulkopuolella", "Ehto: ikä 18–29 vuotta.")
	boss := w.as(t, leader)
	wants(boss.mustGet("/queue"), "Ohjelman ehdot: ikä 18–29 vuotta", "Näyttää olevan ehdon ulkopuolella: ikä 18–29 vuotta")
	client := firstIn(t, nurse.mustGet(sent.to), "/clients/")
	wants(boss.mustGet("/clients/"+client+"/receive"), "Asiakas näyttää olevan ohjelman ehtojen ulkopuolella")
	wants(boss.mustGet("/fidelity"), "rajaa ulkopuolelle työhön haluavia")
}

func TestATeamThatNobodyLeadsIsToldWhatItMeans(t *testing.T) {
	w := newTown(t)
	page := w.as(t, coach).mustGet("/team")
	if strings.Contains(page, "Tiimillä ei ole tiiminvetäjää") {
		t.Error("a team that is led is told that it is not")
	}
	boss := w.people[leader]
	err := w.app.Store.Write(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
		s, err := tx.StaffByUID(boss)
		if err != nil {
			return err
		}
		for _, g := range s.Grants {
			if g.Role == casework.RoleTeamLeader {
				err = errors.Join(err, tx.EndGrant(s.ID, g.ID, casework.MustDay("2026-11-20")))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	v := w.as(t, coach)
	for path, want := range map[string]string{
		"/team":      "Kriteeri 8: tiiminvetäjällä on viisi tehtävää",
		"/fidelity":  "vähintään kahta kokoaikaista valmentajaa, tiiminvetäjää ja viikoittaista ryhmäohjausta",
		"/team/work": "Ohjausta ja mentorointia ei voi kirjata itselleen",
		"/queue":     "/assign", // the coach promises clients to coaches
	} {
		if !strings.Contains(v.mustGet(path), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	if a := v.get("/team/supervision/new"); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
		t.Errorf("a coach may note guidance of themself: %d", a.status)
	}
}

// The words follow the person's own work on pages that speak of no programme.
func TestWhoWorksInSocialServicesIsSpokenToInTheirWords(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	if page := v.mustGet("/today"); !strings.Contains(page, "Hoitotiimit<") {
		t.Fatal("the menu of a coach in care does not name the care teams")
	}
	err := w.app.Store.Write(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
		all, err := tx.Programmes()
		if err != nil {
			return err
		}
		changed := all[0]
		changed.Terms = casework.TermsSocial
		_, err = tx.ReviseProgramme(all[0], changed, "test", "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/today", "/care-teams", "/account"} {
		if page := v.mustGet(path); strings.Contains(page, "Hoitotiimit<") || !strings.Contains(page, "Sosiaalipalvelujen tiimit<") {
			t.Errorf("%s speaks of care teams to a coach of social services", path)
		}
	}
	if page := w.as(t, careWorker).mustGet("/account"); strings.Contains(page, "Sosiaalipalvelujen tiimi") {
		t.Error("a care worker is spoken to in the words of social services")
	}
}
