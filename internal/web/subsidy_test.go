package web

import (
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/testkit/htmlcheck"
)

// TestSubsidyTermsArePages: an administrator adds terms, corrects and withdraws
// them, and what is wrong stands beside its field with what was typed.
func TestSubsidyTermsArePages(t *testing.T) {
	w := newTown(t)
	v := w.as(t, administrator)
	form := url.Values{"uid": {w.app.IDs().String()}, "area": {"27"}, "municipality": {"205"}, "kind": {"municipal_supplement"}, "granted": {"yes"},
		"amount": {"500,50"}, "months": {"8"}, "pensioners": {"no"}, "from": {"2026-01-01"}, "source": {"Alueen sivu"}}
	refused := v.ask("POST", pathNewSubsidyTerms, form)
	if refused.status != 422 || !strings.Contains(refused.page, "Kunta ei kuulu tähän työllisyysalueeseen") || !strings.Contains(refused.page, `value="500,50"`) {
		t.Errorf("a municipality of another area is answered with %d", refused.status)
	}
	form.Set("municipality", "729")
	if a := v.ask("POST", pathNewSubsidyTerms, form); a.status != 303 {
		t.Fatalf("the terms are answered with %d", a.status)
	}
	list := v.mustGet(pathSubsidyTerms)
	if !strings.Contains(list, "enintään 500,50") || !strings.Contains(list, "enintään 8 kuukautta") {
		t.Error("the list does not tell the new terms")
	}
	if !strings.Contains(list, "Ehdotuksia pohjaksi") || strings.Contains(list, `?known=2"`) {
		t.Error("what the county has already is offered again, or nothing is offered")
	}
	one := pathSubsidyTerms + "/" + form.Get("uid")
	form.Set("granted", "no")
	form.Set("revision", "1")
	form.Set("reason", "loppui")
	if a := v.ask("POST", one, form); a.status != 422 || !strings.Contains(a.page, "Kun tukea ei myönnetä") {
		t.Errorf("a sum of what is not granted is answered with %d", a.status)
	}
	form.Set("amount", "")
	form.Set("months", "")
	if a := v.ask("POST", one, form); a.status != 303 {
		t.Errorf("the correction is answered with %d", a.status)
	}
	if page := v.mustGet(one); !strings.Contains(page, "loppui") || !strings.Contains(page, "500,50") {
		t.Error("the earlier text is not told")
	}
}

// TestASubsidyIsHeldAgainstItsTerms: while a job is written, the terms of where
// the client lives come with a warning beside the field that does not fit them;
// the job is kept all the same, and its page says it too.
func TestASubsidyIsHeldAgainstItsTerms(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	client := w.find(t, "Antero", "Kinnunen").String() // lives in the area of Raahe
	form := url.Values{"starts_on": {"2025-09-01"}, "subsidy": {"wage_subsidy"}, "subsidy_percent": {"80"}, "subsidy_to": {"2026-09-30"}, "subsidy_decided_on": {"2025-09-02"}}
	help := v.ask("POST", "/clients/"+client+"/subsidy-help", form)
	if help.status != 200 {
		t.Fatalf("the help is answered with %d", help.status)
	}
	for end, want := range map[string]string{
		"subsidy_percent": "enintään 70 %", "subsidy_to": "30.6.2026", "subsidy_decided_on": "ennen kuin työ alkaa", "subsidy_amount": "",
	} {
		place := htmlcheck.In(t, help.page, "#"+end+"-warning")
		if got := place.Text(); want == "" && got != "" || !strings.Contains(got, want) || place.Attr("hx-swap-oob") != "true" {
			t.Errorf("beside %s it says %q, want %q", end, got, want)
		}
	}
	if !strings.Contains(help.page, "Raahe") || !strings.Contains(help.page, "enintään 10 kuukautta") {
		t.Error("the terms are not told")
	}
	form = url.Values{"uid": {w.app.IDs().String()}, "kind": {"employment"}, "new_employer_uid": {w.app.IDs().String()}, "employer": {"new"}, "employer_name": {"Halkoliiteri"},
		"starts_on": {"2026-11-20"}, "permanent": {"yes"}, "open_market": {"yes"}, "subsidy": {"wage_subsidy"}, "subsidy_percent": {"70"}, "subsidy_decision": {"TE/7"}}
	if a := v.ask("POST", "/clients/"+client+"/placements/new", form); a.status != 303 {
		t.Fatalf("a job whose subsidy is doubted is answered with %d", a.status)
	}
	page := v.mustGet("/placements/" + form.Get("uid"))
	if !strings.Contains(page, "ei myönnetä sen alkamispäivänä") || !strings.Contains(page, "Päätös TE/7") {
		t.Error("the job's page tells neither the doubt nor the decision")
	}
	if a := v.ask("POST", "/placements/"+form.Get("uid")+"/decision", url.Values{"revision": {"1"}, "decision": {"TE/8"}, "decided_on": {"2026-11-12"}}); a.status != 303 {
		t.Errorf("the decision is answered with %d", a.status)
	}
	if page := v.mustGet("/placements/" + form.Get("uid")); !strings.Contains(page, "Päätös TE/8, 12.11.2026") {
		t.Error("the decision is not told")
	}
	if a := v.ask("POST", "/placements/"+form.Get("uid")+"/decision", url.Values{"revision": {"2"}, "decision": {"TE/8"}, "decided_on": {"2027-01-01"}}); a.status != 422 ||
		!strings.Contains(a.page, `value="2027-01-01"`) {
		t.Errorf("a decision ahead is answered with %d", a.status)
	}
}
