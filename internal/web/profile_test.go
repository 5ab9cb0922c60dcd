package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"sijoita/casework"
)

var hiddenField = regexp.MustCompile(`type="hidden" name="([a-z_]+)" value="([^"]*)"`)

// hiddenFields are the hidden fields of a page's forms.
func hiddenFields(page string) url.Values {
	fields := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(page, -1) {
		fields.Set(m[1], html.UnescapeString(m[2]))
	}
	return fields
}

// TestNoWordOfAHealthSectionReachesTheSummary answers every private question
// with a word of its own and reads the draft for employers.
func TestNoWordOfAHealthSectionReachesTheSummary(t *testing.T) {
	w := newTown(t)
	base := "/clients/" + w.find(t, "Kaisa", "Huotari").String() + "/profile"
	v := w.as(t, coach)
	fill := func(section casework.ProfileSection, word string) {
		t.Helper()
		fields := hiddenFields(v.mustGet(base + "/" + string(section)))
		for _, q := range casework.QuestionsOf(section) {
			switch q.Form {
			case casework.AnswerNumber:
				fields.Set(q.Key, "7")
				if section.Private() {
					fields.Set(q.Key, "4711")
				}
			case casework.AnswerText:
				fields.Set(q.Key, word+q.Key)
			}
		}
		fields.Set("on", w.app.Day().String())
		fields.Set("source", "client")
		if a := v.ask(http.MethodPost, base+"/"+string(section), fields); a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", section, a.status, a.page)
		}
	}
	for _, section := range casework.ProfileSections {
		if len(casework.QuestionsOf(section)) == 0 {
			continue
		}
		if section.Private() {
			fill(section, "kanarialintu-")
		} else {
			fill(section, "kerrottavaa-")
		}
	}
	job := hiddenFields(v.mustGet(base + "/history/new"))
	for name, value := range map[string]string{"title": "Hitsaaja", "why_ended": "kanarialintu", "disliked": "kanarialintu", "on": w.app.Day().String(), "source": "client"} {
		job.Set(name, value)
	}
	if a := v.ask(http.MethodPost, base+"/history/new", job); a.status != http.StatusSeeOther {
		t.Fatalf("the job: %d", a.status)
	}
	draft := v.mustGet(base + "/summary")
	if strings.Contains(draft, "kanarialintu") || strings.Contains(draft, "4711") {
		t.Error("a private answer stands in the summary")
	}
	if !strings.Contains(draft, "kerrottavaa-goal_now") || !strings.Contains(draft, "Hitsaaja") {
		t.Error("the summary holds nothing that may be told")
	}
}

// TestAnOldSectionFormIsAConflict has two people answer one question: the later
// sees both answers, keeps what was typed, and may send it again.
func TestAnOldSectionFormIsAConflict(t *testing.T) {
	w := newTown(t)
	path := "/clients/" + w.find(t, "Joona", "Moilanen").String() + "/profile/goal"
	first, second := w.as(t, coach), w.as(t, leader)
	form := func(v *visitor, dream string) url.Values {
		fields := hiddenFields(v.mustGet(path))
		fields.Set("dream", dream)
		fields.Set("on", w.app.Day().String())
		fields.Set("source", "client")
		for _, kept := range []string{"goal_now", "why_work"} { // as the page shows them
			fields.Del(kept + "_uid")
		}
		return fields
	}
	theirs, ours := form(first, "Leipomo"), form(second, "Kirjasto")
	for _, fields := range []url.Values{theirs, ours} {
		fields.Set("goal_now", "Kaupan hyllytystä tai varastotyötä, lyhyitä päiviä.")
		fields.Set("why_work", "Päivään tulee rytmi, ja rahaa jää pojan harrastuksiin.")
	}
	if a := first.ask(http.MethodPost, path, theirs); a.status != http.StatusSeeOther {
		t.Fatalf("the first: %d", a.status)
	}
	refused := second.ask(http.MethodPost, path, ours)
	if refused.status != http.StatusConflict || !strings.Contains(refused.page, "Leipomo") || !strings.Contains(refused.page, "Kirjasto") {
		t.Fatalf("the second: %d", refused.status)
	}
	again := ours
	again.Set("dream_showed", hiddenFields(refused.page).Get("dream_showed"))
	if a := second.ask(http.MethodPost, path, again); a.status != http.StatusSeeOther {
		t.Errorf("sent again: %d", a.status)
	}
	earlier := second.mustGet(path + "/dream")
	for _, text := range []string{"Kirjasto", "Leipomo", "Oma pieni korjauspaja"} {
		if !strings.Contains(earlier, text) {
			t.Errorf("%q is not among the answers", text)
		}
	}
	empty := form(first, "")
	empty.Set("goal_now", "")
	if a := first.ask(http.MethodPost, path, empty); a.status != http.StatusUnprocessableEntity {
		t.Errorf("an emptied answer: %d", a.status)
	}
}

func TestDifference(t *testing.T) {
	for _, row := range []struct{ old, next, removed, added string }{
		{"Kaupan hyllytys", "Kaupan kassa", "hyllytys", "kassa"},
		{"a b c d", "a c d e", "b", "e"},
		{"sama", "sama", "", ""},
		{"", "uusi", "", "uusi"},
		{"vanha teksti tässä", "", "vanha teksti tässä", ""},
		{"a x b y", "a b", "x … y", ""},
	} {
		if removed, added := difference(row.old, row.next); removed != row.removed || added != row.added {
			t.Errorf("from %q to %q: gone %q, new %q", row.old, row.next, removed, added)
		}
	}
}
