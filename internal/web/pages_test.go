package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/i18n"
	"sijoita/internal/testkit/htmlcheck"
)

// TestPagesAreWellMade lints every main page in every language: one heading,
// labels, table headers, no text missing, and no client's name in a title.
func TestPagesAreWellMade(t *testing.T) {
	w := newTown(t)
	joona := w.find(t, "Joona", "Moilanen").String()
	setUp := w.as(t, administrator).mustGet("/setup")
	work := w.as(t, leader).mustGet("/team/work")
	groups := w.as(t, leader).mustGet("/groups")
	careTeam := firstIn(t, w.as(t, coach).mustGet("/care-teams"), "/care-teams/")
	meeting := firstIn(t, w.as(t, coach).mustGet("/care-teams/"+careTeam), "/care-team-meetings/")
	link := func(path string) string { return path + firstIn(t, setUp, path) }
	pages := map[string][]string{
		coach: {"/today", "/clients", "/clients?view=team", "/clients?view=queue", "/clients?view=ended", "/clients/" + joona,
			"/clients/" + joona + "/lookers", "/clients/" + joona + "/placements/new", "/log", "/log?client=" + joona, "/team", "/figures",
			"/team/work", "/week", "/team/training/new", "/care-teams/" + careTeam + "/meeting", "/care-team-meetings/" + meeting,
			"/fidelity", "/fidelity/1", "/fidelity/17", "/figures/rows/employer_contacts.total", "/figures/rows/rates.quarterly.numerator", "/account"},
		leader: {"/team/capacity", "/team/work", "/team/supervision/new", "/team/supervision/new?kind=field_mentoring", "/team/supervision/new?kind=outcome_review", "/team/notes/new",
			"/team/notes/new?kind=steering_meeting", "/team/notes/new?kind=staff_message", "/team/notes/new?kind=joint_group", "/team/training/new", "/today",
			"/groups", "/groups?by=meeting", "/groups/agenda?kind=joint_group", "/groups/agenda?kind=rooting_group", "/team/notes/new?kind=joint_group&same=yes", "/team/notes/new?kind=peer_group",
			"/service-notes/" + firstIn(t, groups, "/service-notes/"), "/group-actions/" + firstIn(t, groups, "/group-actions/"),
			"/supervision/" + firstIn(t, work, "/supervision/"), "/service-notes/" + firstIn(t, work, "/service-notes/"), "/trainings/" + firstIn(t, work, "/trainings/"),
			"/team", "/fidelity", "/fidelity?on=2026-06-30", "/fidelity/2", "/fidelity/4", "/fidelity/15", "/fidelity/21", "/figures", "/figures/rows/job_starts", "/figures/outcomes", "/figures/outcomes?view=published",
			"/figures/rows/flows.started", "/figures/rows/tenure.13w.denominator?outcomes=2026-11-20",
			"/figures/rows/age_groups.25_to_34.rates.quarterly.denominator", "/figures/rows/time_to_first_job.waiting"},
		careWorker: {"/clients", "/clients?view=queue"},
		manager: {"/fidelity", "/figures", "/figures/outcomes", "/figures/outcomes?view=whole", "/team", "/team/work", "/team/notes/new", "/team/capacity", "/funding", "/funding/new",
			"/funding/" + firstIn(t, strings.ReplaceAll(w.as(t, manager).mustGet("/funding"), "/funding/new", ""), "/funding/")},
		administrator: {"/people", "/people/new", "/people/" + w.people[coach].String(), "/setup", "/setup/areas", "/setup/programmes/new",
			"/setup/teams/new", "/setup/care-teams/new", link("/setup/programmes/"), link("/setup/teams/"), link("/setup/care-teams/"), "/setup/subsidies", "/setup/subsidies/new", "/setup/subsidies/new?known=0", "/setup/subsidies/new?known=99",
			"/setup/subsidies/" + firstIn(t, strings.ReplaceAll(w.as(t, administrator).mustGet("/setup/subsidies"), "/setup/subsidies/new", ""), "/setup/subsidies/")},
		dpo:      {"/audit", "/audit?verify=yes"},
		reviewer: {"/account"},
	}
	for name, list := range pages {
		v := w.as(t, name)
		for _, lang := range []string{"fi", "sv", "en"} {
			v.lang = lang
			for _, path := range list {
				page := v.mustGet(path)
				if missing := i18n.Missing(page); len(missing) > 0 {
					t.Errorf("%s in %s lacks %v", path, lang, missing)
				}
				if title := htmlcheck.In(t, page, "title").Text(); strings.Contains(title, "Moilanen") {
					t.Errorf("the title of %s names a client: %q", path, title)
				}
				if got := htmlcheck.In(t, page, "html").Attr("lang"); got != lang {
					t.Errorf("%s is in %q, want %q", path, got, lang)
				}
				for _, fault := range htmlcheck.Faults(page) {
					t.Errorf("%s in %s: %s", path, lang, fault)
				}
			}
		}
	}
}

// contactFields are those of the log form as a browser sends it untouched.
func contactFields(t *testing.T, page string) url.Values {
	t.Helper()
	fields := url.Values{}
	for _, name := range []string{"uid", "new_employer_uid", "on"} {
		fields.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"]`).Attr("value"))
	}
	return fields
}

func TestLoggingAContact(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	page := v.mustGet("/log")
	fields := contactFields(t, page)
	fields.Set("employer", htmlcheck.In(t, page, `input[name="employer"]`).Attr("value"))

	t.Run("with nothing but an employer it is saved and counted", func(t *testing.T) {
		before := metThisWeek(t, v)
		a := v.post("/log", fields)
		if a.status != http.StatusSeeOther || a.to != "/today" {
			t.Fatalf("saving gives %d to %q", a.status, a.to)
		}
		if after := metThisWeek(t, v); after == before {
			t.Errorf("the weekly six stays at %q", after)
		}
	})
	t.Run("sent twice it is one contact", func(t *testing.T) {
		before := metThisWeek(t, v)
		if a := v.post("/log", fields); a.status != http.StatusSeeOther {
			t.Fatalf("sending again gives %d", a.status)
		}
		if after := metThisWeek(t, v); after != before {
			t.Errorf("the weekly six goes from %q to %q", before, after)
		}
	})
	t.Run("refused it keeps what was typed and says beside the field what to mend", func(t *testing.T) {
		wrong := contactFields(t, v.mustGet("/log"))
		wrong.Set("learned", "tarvetta <b>keväällä</b>")
		wrong.Set("on", "2031-01-01")
		a := v.post("/log", wrong)
		if a.status != http.StatusUnprocessableEntity {
			t.Fatalf("a day ahead gives %d", a.status)
		}
		if got := htmlcheck.In(t, a.page, `input[name="learned"]`).Attr("value"); got != "tarvetta <b>keväällä</b>" {
			t.Errorf("what was typed became %q", got)
		}
		if got := htmlcheck.In(t, a.page, `input[name="on"]`).Attr("aria-invalid"); got != "true" {
			t.Errorf("the field is not marked: aria-invalid=%q", got)
		}
		if got := htmlcheck.In(t, a.page, `input[name="uid"]`).Attr("value"); got != wrong.Get("uid") {
			t.Errorf("the refused form has another uid, so that it could be saved twice")
		}
		for _, fault := range htmlcheck.Faults(a.page) {
			t.Error(fault)
		}
	})
	t.Run("bad input never gives a page of ours that failed", func(t *testing.T) {
		for _, bad := range []url.Values{
			{}, {"uid": {"x"}}, {"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer": {"zzz"}, "employer_name": {strings.Repeat("ä", 500)}},
			{"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer": {fields.Get("employer")}, "channel": {"telepathy"}, "partner": {"x", "y"}},
			{"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer": {w.app.IDs().String()}},
			{"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer": {fields.Get("employer")}, "client": {w.app.IDs().String()}},
		} {
			if a := v.post("/log", bad); a.status != http.StatusUnprocessableEntity && a.status != http.StatusNotFound {
				t.Errorf("%v gives %d", bad, a.status)
			}
		}
	})
}

// metThisWeek is the weekly six as Today shows it: 4 / 6.
func metThisWeek(t *testing.T, v *visitor) string {
	t.Helper()
	return htmlcheck.In(t, v.mustGet("/today"), ".figure").Text()
}

func TestAStaleCorrectionShowsBothTexts(t *testing.T) {
	w := newTown(t)
	first, second := w.as(t, coach), w.as(t, colleague)
	path := "/contacts/" + firstIn(t, first.mustGet("/clients/"+w.find(t, "Joona", "Moilanen").String()), "/contacts/")
	page := first.mustGet(path)
	fields := func(learned string) url.Values {
		f := contactFields(t, page)
		for _, name := range []string{"employer", "channel", "kind", "reached", "next"} {
			f.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"][checked]`).Attr("value"))
		}
		f.Set("client", htmlcheck.In(t, page, `select[name="client"] option[selected]`).Attr("value"))
		f.Set("revision", htmlcheck.In(t, page, `input[name="revision"]`).Attr("value"))
		f.Set("reason", "tarkennus")
		f.Set("learned", learned)
		return f
	}
	if a := second.post(path, fields("Sami kirjoitti ensin")); a.status != http.StatusSeeOther {
		t.Fatalf("the first correction gives %d", a.status)
	}
	a := first.post(path, fields("Riikka kirjoitti samaan aikaan"))
	if a.status != http.StatusConflict {
		t.Fatalf("the second gives %d, want 409", a.status)
	}
	if got := htmlcheck.In(t, a.page, `input[name="learned"]`).Attr("value"); got != "Riikka kirjoitti samaan aikaan" {
		t.Errorf("what was typed became %q", got)
	}
	if !strings.Contains(a.page, "Sami kirjoitti ensin") {
		t.Error("the text that stands now is not shown")
	}
	again := fields("Riikka kirjoitti samaan aikaan")
	again.Set("revision", htmlcheck.In(t, a.page, `input[name="revision"]`).Attr("value"))
	if a := first.post(path, again); a.status != http.StatusSeeOther {
		t.Errorf("saving after having seen both gives %d", a.status)
	}
	if page := first.mustGet(path); !strings.Contains(page, "Sami kirjoitti ensin") {
		t.Error("the earlier text is not on the page any more")
	}
}

func TestAJobIsCountedInTheTable(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	joona := w.find(t, "Joona", "Moilanen").String()
	before := htmlcheck.In(t, v.mustGet("/figures/rows/job_starts"), "tbody tr").Count()
	page := v.mustGet("/clients/" + joona + "/placements/new")
	fields := url.Values{"employer_name": {"Uusi Kahvila"}, "starts_on": {"2026-11-20"}, "permanent": {"yes"}, "hours_per_week": {"12,5"},
		"monthly_pay": {"812,50"}, "open_market": {"yes"}, "subsidy": {"wage_subsidy"}, "subsidy_percent": {"70"}}
	for _, name := range []string{"uid", "new_employer_uid"} {
		fields.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"]`).Attr("value"))
	}
	if a := v.post("/clients/"+joona+"/placements/new", fields); a.status != http.StatusSeeOther {
		t.Fatalf("noting a job gives %d", a.status)
	}
	rows := v.mustGet("/figures/rows/job_starts")
	if after := htmlcheck.In(t, rows, "tbody tr").Count(); after != before+1 {
		t.Errorf("the table counts %d job starts, want %d", after, before+1)
	}
	if !strings.Contains(rows, "Moilanen, Joona") || !strings.Contains(rows, "Uusi Kahvila") {
		t.Error("the rows behind the number do not show the client and the employer")
	}
	note := v.mustGet("/placements/" + firstIn(t, v.mustGet("/clients/"+joona), "/placements/"))
	for _, text := range []string{"12,5 h/vk", "812,50", "Palkkatuki 70 %"} {
		if !strings.Contains(strings.ReplaceAll(note, "\u00a0", " "), text) {
			t.Errorf("the note does not say %q", text)
		}
	}
}

func TestCareWorkerSeesAsFarAsTheConsentsAllow(t *testing.T) {
	w := newTown(t)
	v := w.as(t, careWorker)
	open := v.mustGet("/clients/" + w.find(t, "Joona", "Moilanen").String())
	if htmlcheck.Count(t, open, ".timeline li") == 0 {
		t.Error("with the client's leave the timeline is not shown")
	}
	if strings.Contains(open, `href="/contacts/`) || strings.Contains(open, `href="/log`) {
		t.Error("a care worker is offered to change notes")
	}
	queued := firstIn(t, v.mustGet("/clients?view=queue"), "/clients/")
	closed := v.mustGet("/clients/" + queued)
	if htmlcheck.Count(t, closed, ".timeline li") != 0 || !strings.Contains(closed, i18n.For(i18n.FI).T("client.closed_title")) {
		t.Error("without leave more is shown than the referral said, or it is not said why")
	}
}

// TestNothingOfAClientWithoutItsEntry breaks the log and asks for every page
// that shows clients: none may say a name.
func TestNothingOfAClientWithoutItsEntry(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	joona := w.find(t, "Joona", "Moilanen").String()
	contact := firstIn(t, v.mustGet("/clients/"+joona), "/contacts/")
	breakLog(t, w)
	for _, path := range []string{"/today", "/clients", "/clients/" + joona, "/clients/" + joona + "/lookers", "/clients/" + joona + "/placements/new",
		"/contacts/" + contact, "/log", "/figures/rows/active", "/clients/" + joona + "/start"} {
		a := v.get(path)
		if a.status < 400 || strings.Contains(a.page, "Moilanen") || strings.Contains(a.page, "Purola") {
			t.Errorf("%s is shown (%d) though it cannot be logged", path, a.status)
		}
	}
}

func TestHeadersAndCrossOrigin(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	a := v.get("/today")
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if csp := a.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("Content-Security-Policy: %q", csp)
	}
	r, _ := http.NewRequest(http.MethodPost, "/log", strings.NewReader(""))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	r.AddCookie(v.cookie)
	rec := newRecorder(w, r)
	if rec != http.StatusForbidden {
		t.Errorf("a form from another site gives %d, want 403", rec)
	}
}

func TestManyRowsComeAPageAtATime(t *testing.T) {
	w := newTown(t)
	v := w.as(t, leader)
	first := v.mustGet("/figures/rows/employer_contacts.total")
	if n := htmlcheck.In(t, first, "tbody tr").Count(); n != 200 {
		t.Errorf("the first page has %d rows, want 200", n)
	}
	second := v.mustGet("/figures/rows/employer_contacts.total?first=200")
	if htmlcheck.In(t, first, "tbody").Text() == htmlcheck.In(t, second, "tbody").Text() {
		t.Error("the second page shows the first again")
	}
	beyond := v.mustGet("/figures/rows/employer_contacts.total?first=999999")
	if n := htmlcheck.Count(t, beyond, "tbody tr"); n != 0 {
		t.Errorf("beyond the last row there are %d", n)
	}
}
