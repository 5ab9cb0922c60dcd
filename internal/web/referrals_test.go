package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/casework"
)

// newClient is the least that a referral asks for.
func (w *town) newClient() url.Values {
	return url.Values{
		"uid": {w.app.IDs().String()}, "given_name": {"Uuno"}, "family_name": {"Uunola"}, "birth_on": {"1991-07-03"}, "language": {"fi"},
		"on": {"2026-11-21"}, "pathway": {"carer"}, "agreed": {"yes"}, "wish": {"Keittiötöitä <lähellä>"},
	}
}

// ask has a coach ask the care team for a referral, and gives its uid.
func (w *town) ask(t *testing.T, careTeam string) string {
	t.Helper()
	v := w.as(t, coach)
	form := w.newClient()
	form.Set("care_team", careTeam)
	form.Set("team", hiddenIn(t, v.mustGet("/referrals/ask"), "team"))
	form.Set("family_name", "Kysytty")
	a := v.post("/referrals/ask", form)
	if a.status != http.StatusSeeOther {
		t.Fatalf("asking for a referral: %d", a.status)
	}
	return strings.TrimPrefix(a.to, "/referrals/")
}

// hiddenIn finds the value of a hidden field of a page.
func hiddenIn(t *testing.T, page, name string) string {
	t.Helper()
	_, after, found := strings.Cut(page, `name="`+name+`" value="`)
	value, _, ended := strings.Cut(after, `"`)
	if !found || !ended {
		t.Fatalf("the page has no hidden %s", name)
	}
	return value
}

func TestReferralFromTheFormToTheAnswer(t *testing.T) {
	w := newTown(t)
	nurse, boss := w.as(t, careWorker), w.as(t, leader)
	page := nurse.mustGet("/referrals/new")
	form := w.newClient()
	form.Set("team", hiddenIn(t, page, "team"))
	form.Set("care_team", hiddenIn(t, page, "care_team"))

	empty := nurse.post("/referrals/new", url.Values{"uid": {w.app.IDs().String()}, "family_name": {"Uunola"}})
	for _, want := range []string{`value="Uunola"`, "Anna etunimi.", "Anna syntymäaika.", "Lähete tehdään vain, kun asiakas on siihen suostunut."} {
		if empty.status != http.StatusUnprocessableEntity || !strings.Contains(empty.page, want) {
			t.Errorf("an empty form gives %d without %q", empty.status, want)
		}
	}

	form["motives"], form["own_nurse"], form["presented_on"] = []string{"money", "everyday"}, []string{"Sairaanhoitaja Pirjo"}, []string{"2026-11-12"}
	form.Set("coach_wish", "Mieluiten ruotsiksi")
	sent := nurse.post("/referrals/new", form)
	if sent.status != http.StatusSeeOther {
		t.Fatalf("sending gives %d:\n%s", sent.status, sent.page)
	}
	if page := nurse.mustGet(sent.to); !strings.Contains(page, "Keittiötöitä &lt;lähellä&gt;") || !strings.Contains(page, ">Lähetetty<") || strings.Contains(page, "<title>Uuno") {
		t.Error("the care worker does not see what was sent, or sees it in the title")
	}
	for _, want := range []string{"talous ja arjen rytmi", "Sairaanhoitaja Pirjo", "12.11.2026", "Mieluiten ruotsiksi"} {
		if !strings.Contains(nurse.mustGet(sent.to), want) {
			t.Errorf("the referral does not tell %q", want)
		}
	}
	again := w.newClient()
	again.Set("team", form.Get("team"))
	again.Set("care_team", form.Get("care_team"))
	like := nurse.post("/referrals/new", again)
	if like.status != http.StatusUnprocessableEntity || !strings.Contains(like.page, "Hän on Uuno Uunola") || !strings.Contains(like.page, `value="other"`) {
		t.Errorf("a second referral of the same person gives %d", like.status)
	}
	client := firstIn(t, nurse.mustGet(sent.to), "/clients/")
	again.Set("known", client)
	if a := nurse.post("/referrals/new", again); a.status != http.StatusConflict || !strings.Contains(a.page, "on jo jonossa") || !strings.Contains(a.page, "Keittiötöitä") {
		t.Errorf("it is that person, who waits already: %d", a.status)
	}

	if a := boss.post("/clients/"+client+"/receive", url.Values{"on": {"2026-11-21"}, "expected_on": {"2026-12-14"}, "revision": {"1"}}); a.status != http.StatusSeeOther {
		t.Errorf("receiving gives %d", a.status)
	}
	if page := nurse.mustGet(sent.to); !strings.Contains(page, "arvioitu aloitus 14.12.2026") || !strings.Contains(page, ">Jonossa<") {
		t.Error("the sender does not see the answer")
	}
	if a := boss.post("/clients/"+client+"/return", url.Values{"on": {"2026-11-21"}, "revision": {"1"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("returning without a reason gives %d", a.status)
	}
	if a := boss.post("/clients/"+client+"/return", url.Values{"on": {"2026-11-21"}, "revision": {"1"}, "reason": {string(casework.ReturnMoved)}}); a.status != http.StatusSeeOther {
		t.Errorf("returning gives %d", a.status)
	}
	if page := nurse.mustGet(sent.to); !strings.Contains(page, ">Palautettu<") || !strings.Contains(page, "Asiakas muutti pois") {
		t.Error("the sender does not see why it was returned")
	}
	if page := boss.mustGet(sent.to); !strings.Contains(page, "/take-back") {
		t.Error("the leader cannot take it back")
	}
	if a := boss.post("/clients/"+client+"/take-back", url.Values{"revision": {"2"}}); a.status != http.StatusSeeOther {
		t.Errorf("taking it back gives %d", a.status)
	}
}

func TestThreePartyMeetingOnOnePage(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	page := v.mustGet("/referrals/three-party")
	for _, want := range []string{"Kolmikantaneuvottelu", "hänestä ei jää palveluun merkintää"} {
		if !strings.Contains(page, want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	if strings.Contains(page, `value="other_service"`) {
		t.Error("the form of a referral offers another service")
	}
	form := w.newClient()
	form.Set("meeting", hiddenIn(t, page, "meeting"))
	form.Set("team", hiddenIn(t, page, "team"))
	form.Set("care_team", strings.TrimPrefix(w.as(t, careWorker).get("/care-teams").to, "/care-teams/"))
	form.Set("decision", "start")
	form.Set("keenness", "paljon")

	missing := v.post("/referrals/three-party", form)
	for _, want := range []string{`value="paljon"`, `value="Uunola"`, "Anna numero 0–10 tai jätä tyhjäksi."} {
		if missing.status != http.StatusUnprocessableEntity || !strings.Contains(missing.page, want) {
			t.Errorf("a keenness in words gives %d without %q", missing.status, want)
		}
	}
	form.Set("keenness", "8")
	untold := v.post("/referrals/three-party", form)
	if untold.status != http.StatusUnprocessableEntity || !strings.Contains(untold.page, "vapaaehtoi") {
		t.Errorf("a start without having told that it is voluntary gives %d", untold.status)
	}
	form.Set("voluntary_told", "yes")
	sent := v.post("/referrals/three-party", form)
	if sent.status != http.StatusSeeOther || !strings.HasSuffix(sent.to, "/start") {
		t.Fatalf("a meeting that decides to start leads to %d %s", sent.status, sent.to)
	}
	client := v.mustGet(strings.TrimSuffix(sent.to, "/start"))
	for _, want := range []string{"Ensitapaaminen", "Keittiötöitä &lt;lähellä&gt;", "Kolmikantaneuvottelu"} {
		if !strings.Contains(client, want) {
			t.Errorf("the client's page does not say %q", want)
		}
	}
	if again := v.post("/referrals/three-party", form); again.to != sent.to {
		t.Errorf("sent twice it leads to %d %s", again.status, again.to)
	}
}

func TestAskedReferralIsWrittenByTheCareTeam(t *testing.T) {
	w := newTown(t)
	nurse := w.as(t, careWorker)
	home := nurse.get("/care-teams")
	if home.status != http.StatusSeeOther {
		t.Fatalf("a care worker of one care team is led to it: %d", home.status)
	}
	referral := w.ask(t, strings.TrimPrefix(home.to, "/care-teams/"))
	page := nurse.mustGet(home.to)
	if !strings.Contains(page, "/referrals/"+referral) || !strings.Contains(page, "Lähete kirjoitettavana") {
		t.Error("the care team's page does not tell of what is asked")
	}
	form := nurse.mustGet("/referrals/" + referral + "/write")
	if !strings.Contains(form, "Keittiötöitä") {
		t.Error("what the client said to the coach is not in the form")
	}
	if a := nurse.post("/referrals/"+referral+"/write", url.Values{"on": {"2026-11-21"}, "revision": {"1"}, "wish": {"Kirjastoon"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, "Kirjastoon") {
		t.Errorf("without the client's agreement: %d", a.status)
	}
	if a := nurse.post("/referrals/"+referral+"/write", url.Values{"on": {"2026-11-21"}, "revision": {"1"}, "agreed": {"yes"}}); a.status != http.StatusSeeOther {
		t.Errorf("writing gives %d", a.status)
	}
	if a := nurse.post("/referrals/"+referral+"/drop", url.Values{"on": {"2026-11-21"}, "revision": {"2"}, "reason": {"declined"}}); a.status != http.StatusConflict {
		t.Errorf("dropping what is written gives %d", a.status)
	}
}
