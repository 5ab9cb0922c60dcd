package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/testkit/htmlcheck"
)

// TestAGroupMeets: the form of a meeting goes on from the last one, keeps what was
// typed when it is refused, and leads to its minutes, where actions are agreed on,
// done and dropped.
func TestAGroupMeets(t *testing.T) {
	w := newTown(t)
	v := w.as(t, leader)
	form := v.mustGet("/team/notes/new?kind=joint_group")
	carried := htmlcheck.In(t, form, `input[name="found_done"]`).Attr("value")
	if agenda := htmlcheck.In(t, form, `textarea[name="agenda"]`).Text(); agenda == "" {
		t.Error("the wishes of the last meeting are not on the agenda")
	}
	if same := v.mustGet("/team/notes/new?kind=joint_group&same=yes"); htmlcheck.In(t, same, `input[name="attendee-0-organisation"]`).Attr("value") == "" {
		t.Error("who came the last time is not taken over")
	}
	team := htmlcheck.In(t, form, `input[name="team"]`).Attr("value")
	typed := filled(t, form, url.Values{"kind": {"joint_group"}, "team": {team}, "on": {"2026-11-20"}, "way": {"remote"}, "theme": {"Jono <b>"}, "present": {"2"}, "found_done": {carried},
		"attendee-0-organisation": {"Kela"}, "attendee-0-count": {"3"}, "attendee-1-organisation": {""}, "attendee-2-organisation": {""}, "attendee-2-role": {"johtaja"},
		"next_on": {"2027-01-20"}, "wishes": {"Etuudet"}})
	a := v.post("/team/notes/new", typed)
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("lines of more than came give %d", a.status)
	}
	for selector, want := range map[string]string{`input[name="theme"]`: "Jono <b>", `input[name="attendee-0-organisation"]`: "Kela", `input[name="attendee-2-role"]`: "johtaja", `input[name="next_on"]`: "2027-01-20"} {
		if got := htmlcheck.In(t, a.page, selector).Attr("value"); got != want {
			t.Errorf("%s has become %q", selector, got)
		}
	}
	for _, selector := range []string{`input[name="present"]`, `input[name="attendee-2-organisation"]`} {
		if htmlcheck.In(t, a.page, selector).Attr("aria-invalid") != "true" {
			t.Errorf("%s is not marked", selector)
		}
	}
	for _, fault := range htmlcheck.Faults(a.page) {
		t.Error(fault)
	}
	typed.Set("present", "")
	typed.Set("attendee-2-organisation", "Kajaani")
	if a = v.post("/team/notes/new", typed); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/service-notes/") {
		t.Fatalf("noted it gives %d to %q:\n%s", a.status, a.to, a.page)
	}
	meeting := strings.TrimSuffix(a.to, "#actions")
	minutes := v.mustGet(meeting)
	if !strings.Contains(minutes, "<dd>4") || !strings.Contains(minutes, "Jono &lt;b&gt;") {
		t.Errorf("the minutes do not tell that four came, or of what:\n%s", minutes)
	}
	if state := v.mustGet("/group-actions/" + firstIn(t, minutes[strings.Index(minutes, `id="earlier"`):], "/group-actions/")); !strings.Contains(state, "20.11.") {
		t.Error("what was found done was not done on the day of the meeting")
	}

	action := filled(t, minutes, url.Values{"what": {""}, "who": {"Kuhmo"}, "due_on": {"2026-12-10"}})
	action.Del("revision")
	a = v.post(meeting+"/actions", action)
	if a.status != http.StatusUnprocessableEntity || htmlcheck.In(t, a.page, `form[action="`+meeting+`/actions"] input[name="who"]`).Attr("value") != "Kuhmo" {
		t.Fatalf("an action of nothing gives %d", a.status)
	}
	for _, fault := range htmlcheck.Faults(a.page) {
		t.Error(fault)
	}
	action.Set("what", "Lista palkkatuesta")
	for range 2 { // sent twice
		if a = v.post(meeting+"/actions", action); a.status != http.StatusSeeOther {
			t.Fatalf("agreed on it gives %d:\n%s", a.status, a.page)
		}
	}
	minutes = v.mustGet(meeting)
	agreed := minutes[strings.Index(minutes, `id="actions"`):]
	if n := strings.Count(agreed, "Lista palkkatuesta</a>"); n != 1 {
		t.Fatalf("it stands %d times in the minutes", n)
	}
	one := "/group-actions/" + firstIn(t, agreed, "/group-actions/")
	if a = v.post(one+"/done", url.Values{"done": {"yes"}, "back": {meeting}}); a.status != http.StatusSeeOther || a.to != meeting {
		t.Fatalf("done it gives %d to %q", a.status, a.to)
	}
	if page := v.mustGet("/groups/agenda?kind=joint_group"); !strings.Contains(page, "Lista palkkatuesta") || !strings.Contains(page, "Etuudet") {
		t.Error("the agenda of the next meeting tells neither what was done nor what was wished")
	}
	v.post(one+"/done", url.Values{"done": {"no"}})
	drop := filled(t, v.mustGet(one), url.Values{"outcome": {""}})
	a = v.post(one+"/drop", drop)
	if a.status != http.StatusUnprocessableEntity || htmlcheck.In(t, a.page, "#drop-outcome").Attr("aria-invalid") != "true" {
		t.Errorf("dropped without a reason it gives %d", a.status)
	}
	drop.Set("outcome", "Kunta teki jo")
	if a = v.post(one+"/drop", drop); a.status != http.StatusSeeOther {
		t.Errorf("dropped it gives %d", a.status)
	}
	if page := v.mustGet(one); !strings.Contains(page, "Kunta teki jo") || strings.Contains(page, one+"/drop") {
		t.Error("a dropped action does not say why, or can be dropped again")
	}
}

// TestNothingOfWhoCameToThePeerGroup: who came is not asked, and not kept when a
// stranger's form sends it.
func TestNothingOfWhoCameToThePeerGroup(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	form := v.mustGet("/team/notes/new?kind=peer_group")
	if strings.Contains(form, `name="attendee-`) || !strings.Contains(form, `name="phase-job_search"`) {
		t.Error("the peer group asks who came, or not of which phase")
	}
	a := v.post("/team/notes/new", filled(t, form, url.Values{"kind": {"peer_group"}, "team": {htmlcheck.In(t, form, `input[name="team"]`).Attr("value")}, "on": {"2026-11-20"}, "phase-job_search": {"3"}, "phase-support": {"1"}, "cost": {"12,50"},
		"attendee-0-organisation": {"Meikäläinen"}}))
	if a.status != http.StatusSeeOther {
		t.Fatalf("noted it gives %d:\n%s", a.status, a.page)
	}
	page := v.mustGet(strings.TrimSuffix(a.to, "#actions"))
	if strings.Contains(page, "Meikäläinen") || !strings.Contains(page, "12,50") || !strings.Contains(page, "<dd>4") {
		t.Errorf("the minutes are:\n%s", page)
	}
}
