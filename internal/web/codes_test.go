package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sijoita/internal/testkit/htmlcheck"
)

// TestAnOccupationIsChosenByItsName: an administrator brings a list, forms offer
// its names, a name that is typed is kept as its code, and pages say both.
func TestAnOccupationIsChosenByItsName(t *testing.T) {
	w := newTown(t)
	admin, v := w.as(t, administrator), w.as(t, coach)
	const field = `input[name="occupation"]`
	form := "/clients/" + w.find(t, "Joona", "Moilanen").String() + "/placements/new"
	if page := v.mustGet(form); htmlcheck.Count(t, page, "#occupation-list option") != 0 || !strings.Contains(page, "neljä numeroa, esim. 9112") {
		t.Error("without a list the form does not ask for the code")
	}

	refused := admin.post("/setup/occupations", url.Values{"list": {"5223;Myyjä\r\n5223;Kauppias"}})
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.page, "Rivin 2 koodi 5223 on luettelossa jo aiemmin") || !strings.Contains(refused.page, "Kauppias") {
		t.Errorf("a code that stands twice: %d", refused.status)
	}
	if a := admin.post("/setup/occupations", url.Values{"list": {"Koodi\tNimi\r\n9112\tSiivooja\tStädare\r\n5223\tMyyjä\tFörsäljare\r\n"}}); a.status != http.StatusSeeOther {
		t.Fatalf("bringing a list: %d", a.status)
	}
	for _, path := range []string{"/setup", "/setup/occupations"} {
		if page := admin.mustGet(path); !strings.Contains(page, "tuntevat 2 ammattia nimeltä") {
			t.Errorf("%s does not tell of the list", path)
		}
	}

	page := v.mustGet(form)
	if first := htmlcheck.In(t, page, "#occupation-list option").Attr("value"); first != "5223 Myyjä" {
		t.Errorf("the form offers %q first", first)
	}
	fields := url.Values{"employer_name": {"Uusi Kahvila"}, "starts_on": {"2026-11-20"}, "permanent": {"yes"}, "open_market": {"yes"}, "subsidy": {"none"}, "occupation": {"myyj"}}
	for _, name := range []string{"uid", "new_employer_uid"} {
		fields.Set(name, htmlcheck.In(t, page, `input[name="`+name+`"]`).Attr("value"))
	}
	if a := v.post(form, fields); a.status != http.StatusUnprocessableEntity || htmlcheck.In(t, a.page, field).Attr("value") != "myyj" {
		t.Errorf("what is no name of the list: %d", a.status)
	}
	fields.Set("occupation", "Försäljare")
	done := v.post(form, fields)
	if done.status != http.StatusSeeOther {
		t.Fatalf("noting a job: %d", done.status)
	}
	note := v.mustGet("/placements/" + firstIn(t, v.mustGet("/clients/"+w.find(t, "Joona", "Moilanen").String()), "/placements/"))
	if !strings.Contains(note, "5223 Myyjä") || htmlcheck.In(t, note, field).Attr("value") != "5223 Myyjä" {
		t.Error("the job's page does not say the occupation by its name")
	}
}

// TestAnIndustryIsChosenByItsName: without a list the divisions are offered; with
// one, brought as a file, a class is found by its name, and pages say it.
func TestAnIndustryIsChosenByItsName(t *testing.T) {
	w := newTown(t)
	admin, v := w.as(t, administrator), w.as(t, coach)
	const form = "/employers/new"
	if page := v.mustGet(form); htmlcheck.Count(t, page, `select[name="industry"] option[value="47"]`) != 1 {
		t.Error("without a list the form does not offer the divisions")
	}
	if a := admin.uploadTo("/setup/industries", "tol.xlsx", []byte("PK\x03\x04\x00")); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, "Tiedosto ei ole tekstiä") {
		t.Errorf("a workbook: %d", a.status)
	}
	if a := admin.uploadTo("/setup/industries", "tol.csv", []byte("koodi;nimi\n'4711';Marketkauppa;Detaljhandel med brett sortiment\n47112;Pikkumyym\xe4l\xe4t\n")); a.status != http.StatusSeeOther {
		t.Fatalf("bringing a file: %d", a.status)
	}
	if page := admin.mustGet("/setup"); !strings.Contains(page, "tuntevat 2 toimialaa nimeltä") {
		t.Error("the set-up does not tell of the list")
	}

	page := v.mustGet(form)
	if !strings.Contains(page, `value="47112 Pikkumyymälät"`) || !strings.Contains(page, `value="47 Vähittäiskauppa"`) {
		t.Error("the form does not offer the list and the divisions")
	}
	fields := url.Values{"uid": {htmlcheck.In(t, page, `input[name="uid"]`).Attr("value")}, "name": {"Kulman kioski"}, "sector": {"company"}, "industry": {"pikku"}}
	if a := v.post(form, fields); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, "Valitse toimiala luettelosta") || !strings.Contains(a.page, `value="pikku"`) {
		t.Errorf("what is no name of the list: %d", a.status)
	}
	fields.Set("industry", "pikkumyymälät")
	done := v.post(form, fields)
	if done.status != http.StatusSeeOther {
		t.Fatalf("adding an employer: %d %s", done.status, done.page)
	}
	if page := v.mustGet(done.to); !strings.Contains(page, "Pikkumyymälät (47112)") {
		t.Error("the employer's page does not say the industry by its name")
	}

	joona := w.find(t, "Joona", "Moilanen").String()
	wish := v.mustGet("/clients/" + joona + "/profile/wishes/new")
	sent := v.post("/clients/"+joona+"/profile/wishes/new", url.Values{"uid": {htmlcheck.In(t, wish, `input[name="uid"]`).Attr("value")}, "on": {"2026-11-20"},
		"source": {"client"}, "wanted": {"yes"}, "words": {"Pieni kauppa"}, "industry": {"Marketkauppa"}, "occupation": {"5223"}})
	if sent.status != http.StatusSeeOther {
		t.Fatalf("noting a wish: %d %s", sent.status, sent.page)
	}
	if page := v.mustGet("/clients/" + joona + "/profile/wishes"); !strings.Contains(page, "Marketkauppa · 5223") {
		t.Error("the wish does not say its industry and occupation")
	}
}
