package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/i18n"
	"sijoita/internal/testkit/htmlcheck"
)

// arranged plans a meeting with a client, agrees on a task and writes a note,
// and gives the uids of the three.
func arranged(t testing.TB, w *town, client string) (planned, task, note string) {
	t.Helper()
	v := w.as(t, coach)
	planned, task, note = w.app.IDs().String(), w.app.IDs().String(), w.app.IDs().String()
	for path, fields := range map[string]url.Values{
		"/clients/" + client + "/meetings/new": {"uid": {planned}, "on": {"2026-11-21"}, "at": {"15.30"}, "manner": {"community"}, "where": {"Kahvila Kulma"}, "kind": {"job_search"}},
		"/clients/" + client + "/tasks/new":    {"uid": {task}, "whose": {"client"}, "text": {"Tuo ansioluettelo"}, "due_on": {"2026-11-27"}},
		"/clients/" + client + "/notes/new":    {"uid": {note}, "text": {"Soitti: haastattelu sovittu."}},
	} {
		if a := v.post(path, fields); a.status != http.StatusSeeOther {
			t.Fatalf("%s gives %d", path, a.status)
		}
	}
	return planned, task, note
}

// meetingFields are those of the log form as a browser sends it untouched.
func meetingFields(t *testing.T, page string) url.Values {
	t.Helper()
	fields := url.Values{}
	for _, name := range []string{"uid", "client", "planned", "on", "at", "next-uid", "task-1-uid", "task-2-uid", "task-4-uid"} {
		fields.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"]`).Attr("value"))
	}
	for _, name := range []string{"manner", "kind", "minutes"} {
		fields.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"][checked]`).Attr("value"))
	}
	fields.Set("next-manner", htmlcheck.In(t, page, `select[name="next-manner"] option[selected]`).Attr("value"))
	return fields
}

func TestMeetingPagesAreWellMade(t *testing.T) {
	w := newTown(t)
	joona := w.find(t, "Joona", "Moilanen").String()
	planned, task, note := arranged(t, w, joona)
	v := w.as(t, coach)
	meeting := firstIn(t, v.mustGet("/clients/"+joona), "/meetings/")
	for _, lang := range []string{"fi", "sv", "en"} {
		v.lang = lang
		for _, path := range []string{"/today", "/clients/" + joona, "/log/meeting", "/log/meeting?client=" + joona, "/log/meeting?planned=" + planned, "/meetings/" + meeting,
			"/planned/" + planned, "/tasks/" + task, "/notes/" + note, "/clients/" + joona + "/meetings/new", "/clients/" + joona + "/tasks",
			"/clients/" + joona + "/tasks/new", "/clients/" + joona + "/notes/new"} {
			page := v.mustGet(path)
			if missing := i18n.Missing(page); len(missing) > 0 {
				t.Errorf("%s in %s lacks %v", path, lang, missing)
			}
			if title := htmlcheck.In(t, page, "title").Text(); strings.Contains(title, "Moilanen") {
				t.Errorf("the title of %s names a client: %q", path, title)
			}
			for _, fault := range htmlcheck.Faults(page) {
				t.Errorf("%s in %s: %s", path, lang, fault)
			}
		}
	}
}

func TestLoggingAMeeting(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	joona := w.find(t, "Joona", "Moilanen").String()
	planned, task, _ := arranged(t, w, joona)

	t.Run("it begins with whom it was with: the planned one first", func(t *testing.T) {
		page := v.mustGet("/log/meeting")
		for _, link := range []string{"/log/meeting?planned=" + planned, "/log/meeting?client=" + joona} {
			if htmlcheck.Count(t, page, `a[href="`+link+`"]`) != 1 {
				t.Errorf("there is no %s", link)
			}
		}
	})
	page := v.mustGet("/log/meeting?planned=" + planned)
	fields := meetingFields(t, page)
	if fields.Get("manner") != "community" || fields.Get("kind") != "job_search" || fields.Get("at") != "15:30" || fields.Get("on") != "2026-11-21" {
		t.Errorf("the form does not say what was planned: %v", fields)
	}
	fields.Set("text", "CV on valmis.\n<b>Hyvä mieli.</b>")
	fields.Set("minutes", "45")
	fields.Set("done", task)
	fields.Set("task-1", "Soita leipomoon")
	fields.Set("task-1-due", "2026-11-22")
	fields.Set("task-4", "Pyydä todistus")
	fields.Set("next-on", "2026-11-30")
	fields.Set("next-at", "9")
	fields.Set("next-where", "Kirjasto")

	t.Run("refused it keeps what was typed, down to the tasks and the next meeting", func(t *testing.T) {
		wrong := url.Values{}
		for name, values := range fields {
			wrong[name] = values
		}
		wrong.Set("task-4-due", "2026-11-01")
		wrong.Set("next-on", "2026-11-01")
		a := v.post("/log/meeting", wrong)
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("days that have passed give %d", a.status)
		}
		for field, want := range map[string]string{"task-1": "Soita leipomoon", "task-4": "Pyydä todistus", "next-where": "Kirjasto", "uid": fields.Get("uid"), "task-4-uid": fields.Get("task-4-uid")} {
			if got := htmlcheck.In(t, a.page, `input[name="`+field+`"]`).Attr("value"); got != want {
				t.Errorf("%s became %q, want %q", field, got, want)
			}
		}
		for _, field := range []string{"task-4-due", "next-on"} {
			if got := htmlcheck.In(t, a.page, `input[name="`+field+`"]`).Attr("aria-invalid"); got != "true" {
				t.Errorf("%s is not marked", field)
			}
		}
		if htmlcheck.Count(t, a.page, `input[name="done"][checked]`) != 1 {
			t.Error("the ticked task is not ticked any more")
		}
		for _, fault := range htmlcheck.Faults(a.page) {
			t.Error(fault)
		}
	})
	for _, time := range []string{"saved it is there with all that was agreed", "sent twice it is there once"} {
		t.Run(time, func(t *testing.T) {
			if a := v.post("/log/meeting", fields); a.status != http.StatusSeeOther || a.to != "/clients/"+joona {
				t.Fatalf("saving gives %d to %q", a.status, a.to)
			}
			page := v.mustGet("/clients/" + joona)
			for _, text := range []string{"CV on valmis.", "&lt;b&gt;Hyvä mieli.", "valmentaja: Soita leipomoon", "asiakas: Pyydä todistus"} {
				if n := strings.Count(page, text); n != 1 {
					t.Errorf("the page says %q %d times", text, n)
				}
			}
			for _, text := range []string{"Kirjasto", "30.11. klo 9.00"} {
				if !strings.Contains(page, text) {
					t.Errorf("the page does not say %q", text)
				}
			}
			if htmlcheck.Count(t, page, `form[action="/tasks/`+task+`/done"]`) != 0 {
				t.Error("the task that was done still waits")
			}
		})
	}
	t.Run("Today does not wait for it any more, and waits for what the coach promised", func(t *testing.T) {
		page := v.mustGet("/today")
		if strings.Contains(page, planned) || !strings.Contains(page, "Soita leipomoon") {
			t.Error("Today is not up to date")
		}
	})
	t.Run("sent again with another text it is told, and nothing is lost", func(t *testing.T) {
		fields.Set("text", "Toinen teksti")
		a := v.post("/log/meeting", fields)
		if a.status != http.StatusConflict || !strings.Contains(a.page, "Toinen teksti") || !strings.Contains(a.page, "CV on valmis.") {
			t.Errorf("it gives %d", a.status)
		}
	})
	t.Run("bad input never gives a page of ours that failed", func(t *testing.T) {
		uid := func() []string { return []string{w.app.IDs().String()} }
		for _, bad := range []url.Values{
			{"uid": {"x"}}, {"client": {"zzz"}}, {"client": uid()}, {"planned": uid()}, {"client": {joona}, "uid": uid(), "on": {"soon"}, "at": {"noon"}, "minutes": {"long"}},
			{"client": {joona}, "uid": uid(), "manner": {"moon"}, "kind": {"party"}}, {"client": {joona}, "uid": uid(), "partner": {"x"}, "done": uid(), "manner": {"office"}, "kind": {"other"}},
			{"client": {joona}, "uid": uid(), "manner": {"office"}, "kind": {"other"}, "minutes": {"-5"}, "text": {strings.Repeat("ä", 5000)}},
		} {
			if a := v.post("/log/meeting", bad); a.status != http.StatusUnprocessableEntity && a.status != http.StatusNotFound {
				t.Errorf("%v gives %d", bad, a.status)
			}
		}
	})
}

func TestACareWorkerReadsWhatWasAgreedAndNotWhatWasWritten(t *testing.T) {
	w := newTown(t)
	joona := w.find(t, "Joona", "Moilanen").String()
	arranged(t, w, joona)
	v := w.as(t, coach)
	fields := meetingFields(t, v.mustGet("/log/meeting?client="+joona))
	fields.Set("text", "Salainen teksti")
	fields.Set("task-1", "Soita leipomoon")
	if a := v.post("/log/meeting", fields); a.status != http.StatusSeeOther {
		t.Fatalf("saving gives %d", a.status)
	}
	page := w.as(t, careWorker).mustGet("/clients/" + joona)
	if !strings.Contains(page, "Soita leipomoon") || !strings.Contains(page, "Tuo ansioluettelo") {
		t.Error("what was agreed is not shown")
	}
	for _, hidden := range []string{"Salainen teksti", "haastattelu sovittu", `href="/meetings/`, `href="/notes/`, `href="/tasks/`, `action="/tasks/`} {
		if strings.Contains(page, hidden) {
			t.Errorf("a care worker is shown %q", hidden)
		}
	}
}

func TestTheClientsListSpeaksTheClientsLanguageAndOfNobodyElse(t *testing.T) {
	w := newTown(t)
	linnea := w.find(t, "Linnea", "Backlund").String()
	arranged(t, w, linnea)
	page := w.as(t, coach).mustGet("/clients/" + linnea + "/tasks")
	sheet := htmlcheck.In(t, page, `section[lang="sv"]`).Text()
	for _, text := range []string{"Din lista", "Tuo ansioluettelo", "Kahvila Kulma", "kl. 15.30"} {
		if !strings.Contains(sheet, text) {
			t.Errorf("the sheet does not say %q", text)
		}
	}
	if strings.Contains(sheet, "Soitti") {
		t.Error("the sheet shows a case note")
	}
	if message := htmlcheck.In(t, page, "textarea").Text(); !strings.Contains(message, "Hej!") || strings.Contains(message, "Backlund") {
		t.Errorf("the message is %q", message)
	}
}
