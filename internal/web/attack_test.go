package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestNothingLeadsToAnotherSite asks to be led, after signing in and after
// choosing a language, to addresses that a browser takes for another site's.
func TestNothingLeadsToAnotherSite(t *testing.T) {
	v := newTown(t).as(t, coach)
	for _, to := range []string{
		"//evil.example", "https://evil.example", `/\evil.example`, "/\t/evil.example", "/\t\\evil.example", "/\n/evil.example",
		"/\r/evil.example", "\t//evil.example", "evil.example", "javascript:alert(1)",
	} {
		if a := v.get("/sign-in?next=" + url.QueryEscape(to)); a.to != "/" {
			t.Errorf("signing in leads to %q when %q was asked for", a.to, to)
		}
		if a := v.post("/language", url.Values{"lang": {"fi"}, "back": {to}}); a.to != "/" {
			t.Errorf("choosing a language leads to %q when %q was asked for", a.to, to)
		}
	}
	if a := v.get("/sign-in?next=" + url.QueryEscape("/clients?view=team&from=50")); a.to != "/clients?view=team&from=50" {
		t.Errorf("signing in leads to %q instead of the page that was asked for", a.to)
	}
}

// TestAFormHoldsNothingButText sends each form what no database and no exported
// file takes, in a field that is kept.
func TestAFormHoldsNothingButText(t *testing.T) {
	w := newTown(t)
	paths := visits(t, w)
	for _, row := range []struct{ who, route, field string }{
		{coach, "POST /log", "learned"}, {coach, "POST /log", "employer_name"},
		{coach, "POST /contacts/{contact}", "reason"}, {coach, "POST /contacts/{contact}/withdraw", "reason"},
		{coach, "POST /contacts/{contact}/move", "reason"}, {coach, "POST /placements/{placement}", "reason"},
		{coach, "POST /placements/{placement}/withdraw", "reason"}, {coach, "POST /placements/{placement}/move", "reason"},
		{coach, "POST /clients/{client}/placements/new", "employer_name"}, {coach, "POST /clients/{client}/start", "coach"},
		{administrator, "POST /people/new", "name"}, {administrator, "POST /people/{person}/invite", "login"},
		{"", "POST /sign-in", "login"}, {coach, "POST /account/password", "new"},
	} {
		for _, text := range []string{"Lähi\x00kauppa", "Lähi\xffkauppa"} {
			v := &visitor{t: t, town: w, lang: "fi"}
			if row.who != "" {
				v = w.as(t, row.who)
			}
			fields := url.Values{
				"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer_name": {"Lähikauppa"},
				"reason": {"tarkennus"}, "revision": {"1"}, "starts_on": {"2026-11-20"}, "hours_per_week": {"20"}, "permanent": {"yes"},
				"name": {"Uusi Ihminen"}, "role": {"manager"}, "from": {"2026-11-20"},
			}
			fields.Set(row.field, text)
			if a := v.post(paths[row.route], fields); a.status != http.StatusUnprocessableEntity {
				t.Errorf("%s takes %q as %s: %d", row.route, text, row.field, a.status)
			}
		}
	}
	if a := w.as(t, coach).get("/log/employers?employer_name=l%00%ff"); a.status != http.StatusOK {
		t.Errorf("looking for an employer by what is no text gives %d", a.status)
	}
}

// TestALongNameIsRefusedAtOnce sends as an employer's name more words than a
// database takes conditions.
func TestALongNameIsRefusedAtOnce(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	for _, name := range []string{strings.Repeat("a ", 9000), strings.Repeat("a", 60000)} {
		a := v.post("/log", url.Values{"uid": {w.app.IDs().String()}, "new_employer_uid": {w.app.IDs().String()}, "employer_name": {name}})
		if a.status != http.StatusUnprocessableEntity {
			t.Errorf("a name of %d letters gives %d", len(name), a.status)
		}
		if a := v.get("/log/employers?employer_name=" + url.QueryEscape(name)); a.status != http.StatusOK {
			t.Errorf("looking for a name of %d letters gives %d", len(name), a.status)
		}
	}
}

// TestABodySaysHowItIsPacked reads the few words under a redirect, which is sent
// without saying that it is packed.
func TestABodySaysHowItIsPacked(t *testing.T) {
	w := newTown(t)
	r := httptest.NewRequest(http.MethodGet, "/today", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	answer := httptest.NewRecorder()
	w.handler.ServeHTTP(answer, r)
	if answer.Code != http.StatusSeeOther || answer.Header().Get("Content-Encoding") != "" || !strings.Contains(answer.Body.String(), "<a href=") {
		t.Errorf("a redirect is %d, packed as %q: %q", answer.Code, answer.Header().Get("Content-Encoding"), answer.Body)
	}
}
