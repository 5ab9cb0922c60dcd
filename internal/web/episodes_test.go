package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/testkit/htmlcheck"
)

// TestAnEpisodeFromFirstMeetingToReturn goes a client's way by the forms, as
// each page offers them.
func TestAnEpisodeFromFirstMeetingToReturn(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	client := "/clients/" + firstIn(t, v.mustGet("/clients?view=queue"), "/clients/")
	me, other := w.people[coach].String(), w.people[colleague].String()

	// do sends a form that the client's page leads to.
	do := func(deed string, typed url.Values) {
		t.Helper()
		if page := v.mustGet(client); !strings.Contains(page, client+"/"+deed+`"`) {
			t.Fatalf("the client's page does not offer %s", deed)
		}
		form := v.mustGet(client + "/" + deed)
		for _, fault := range htmlcheck.Faults(form) {
			t.Errorf("%s: %s", deed, fault)
		}
		if a := v.post(client+"/"+deed, filled(t, form, typed)); a.status != http.StatusSeeOther {
			t.Fatalf("%s gives %d:\n%s", deed, a.status, a.page)
		}
	}
	// cannot opens and sends a form that the page does not offer, and asks for
	// what stands in the way.
	cannot := func(deed string, typed url.Values, sentence string) {
		t.Helper()
		if page := v.mustGet(client); strings.Contains(page, client+"/"+deed+`"`) {
			t.Errorf("the client's page offers %s", deed)
		}
		if a := v.get(client + "/" + deed); a.status != http.StatusConflict || !strings.Contains(a.page, sentence) || strings.Contains(a.page, `action="`+client) {
			t.Errorf("opening %s gives %d, not only %q:\n%s", deed, a.status, sentence, a.page)
		}
		typed.Set("uid", me)
		typed.Set("revision", "0")
		a := v.post(client+"/"+deed, typed)
		if a.status != http.StatusConflict || strings.Count(a.page, sentence) < 2 || !strings.Contains(a.page, `aria-invalid="true"`) {
			t.Errorf("%s gives %d without %q beside its field:\n%s", deed, a.status, sentence, a.page)
		}
		for _, fault := range htmlcheck.Faults(a.page) {
			t.Errorf("%s: %s", deed, fault)
		}
	}
	pause := url.Values{"from": {"2026-11-21"}, "reason": {"own_wish"}, "check_on": {"2026-12-19"}, "contact": {"coach"}}
	end := url.Values{"ended_on": {"2026-11-21"}, "initiative": {"client"}, "reason": {"client_wish"}, "situation": {"not_in_work"}}

	cannot("pause", pause, "Asiakas on vielä jonossa")
	cannot("end", end, "Asiakas on vielä jonossa")
	do("suitability", url.Values{"on": {"2026-11-21"}, "present": {"client", "coach"}, "wish": {"Haluan töihin."}, "decision": {"think"}, "think_until": {"2026-12-05"}})
	if page := v.mustGet(client); !strings.Contains(page, "Haluan töihin.") || !strings.Contains(page, "Mietitään · 5.12.2026 asti") {
		t.Error("what has happened does not tell of the first meeting")
	}
	do("start", url.Values{"started_on": {"2026-11-21"}, "coach": {me}, "agreement_on": {"2026-11-21"}})
	cannot("resume", url.Values{"resumed_on": {"2026-11-21"}}, "Asiakas ei ole tauolla")
	cannot("comeback", url.Values{"on": {"2026-11-21"}, "pathway": {"self"}, "start": {"no"}}, "Asiakkuus on käynnissä")
	do("pause", pause)
	cannot("pause", pause, "Asiakas on tauolla 21.11.2026 alkaen")
	do("check", url.Values{"check_on": {"2026-12-01"}})
	do("coach", url.Values{"coach": {other}, "from": {"2026-11-21"}, "to": {"2026-11-30"}, "stand_in": {"yes"}})
	do("resume", url.Values{"resumed_on": {"2026-11-21"}})
	do("care-team", url.Values{"care_team": {""}, "from": {"2026-11-21"}})
	do("end", end)
	cannot("end", end, "Asiakkuus on päättynyt 21.11.2026")

	episode := "/episodes/" + firstIn(t, v.mustGet(client), "/episodes/")
	page := v.mustGet(episode)
	for _, said := range []string{"Asiakas ei halua jatkaa", "21.11.2026–30.11.2026", "Valmennus on vapaaehtoista", "Päättyminen oli virhe"} {
		if !strings.Contains(page, said) {
			t.Errorf("the episode's page does not say %q", said)
		}
	}
	if a := v.post(episode+"/reopen", filled(t, page, url.Values{})); a.status != http.StatusUnprocessableEntity {
		t.Errorf("reopening without a reason gives %d", a.status)
	}
	if a := v.post(episode+"/reopen", filled(t, page, url.Values{"reason": {"väärä asiakas"}})); a.status != http.StatusSeeOther {
		t.Errorf("reopening gives %d", a.status)
	}
	if page := v.mustGet(episode); !strings.Contains(page, "väärä asiakas") || strings.Contains(page, "Päättyminen oli virhe") {
		t.Error("the page does not tell of it")
	}
	do("end", end)
	w.clock.Advance(24 * 60 * 60 * 1e9)
	v = w.as(t, coach)
	do("comeback", url.Values{"on": {"2026-11-22"}, "pathway": {"self"}, "start": {"yes"}, "coach": {me}})
	if page := v.mustGet(client); !strings.Contains(page, ">Aktiivinen<") {
		t.Error("who came back is not coached")
	}
}

// TestAStaleFormShowsBothTexts: what was typed stays, and how the episode stands
// comes beside it.
func TestAStaleFormShowsBothTexts(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	client := "/clients/" + w.find(t, "Joona", "Moilanen").String()
	stale := filled(t, v.mustGet(client+"/end"), url.Values{
		"ended_on": {"2026-11-21"}, "initiative": {"client"}, "reason": {"moved"}, "situation": {"not_in_work"}, "handed_to": {"Kelan omaneuvoja"}})
	if a := v.post(client+"/agreement", filled(t, v.mustGet(client+"/agreement"), url.Values{"agreement_on": {"2026-11-20"}})); a.status != http.StatusSeeOther {
		t.Fatalf("the agreement gives %d", a.status)
	}
	a := v.post(client+"/end", stale)
	if a.status != http.StatusConflict || !strings.Contains(a.page, "Kelan omaneuvoja") || !strings.Contains(a.page, "20.11.2026") {
		t.Errorf("it gives %d:\n%s", a.status, a.page)
	}
	if a := v.post(client+"/end", filled(t, a.page, stale)); a.status != http.StatusSeeOther {
		t.Errorf("sent again it gives %d", a.status)
	}
}
