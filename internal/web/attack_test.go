package web

import (
	"net/url"
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
