package web

import (
	"database/sql"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/store"
	"sijoita/rules"
)

// asking is the form of jobs at so many hours, for one pay.
func asking(pay string, hours ...string) url.Values {
	fields := url.Values{"offers.1.hourly_pay": {pay}}
	for i, h := range hours {
		fields.Set(field(i+1, "hours_per_week"), h)
	}
	return fields
}

// stories are those whom the calculator must serve, as forms.
var stories = []struct {
	name  string
	facts string
}{
	{"general support and housing allowance in Kajaani", "benefit_kinds=general_support housing_allowance; home_kind=rent; home_cost=560.00; adults=1"},
	{"a disability pension from Kela", "benefit_kinds=disability_pension_kela pensioner_housing_allowance; home_cost=560.00; adults=1"},
	{"an earnings-related pension and a debt in enforcement", "benefit_kinds=disability_pension_earnings pensioner_housing_allowance; amount_disability_pension_earnings=1400.00; " +
		"stable_disability_pension_earnings=2600.00; home_cost=610.00; church_tax=yes; enforcement=yes"},
}

// TestThePagesFiguresAreTheComputedOnes asks the public calculator about three
// people at 8, 15 and 30 hours and finds every sum of every line, every net and
// every hour of the slider as package benefits computes them.
func TestThePagesFiguresAreTheComputedOnes(t *testing.T) {
	w := newTown(t)
	edition, err := rules.Published()
	if err != nil {
		t.Fatal(err)
	}
	words := i18n.For(i18n.FI)
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			facts, ok := casework.ParseFacts(s.facts)
			if !ok {
				t.Fatalf("%q are no facts", s.facts)
			}
			fields := asking("12,50", "8", "15", "30")
			fields.Set("municipality", "205")
			for key, answer := range facts {
				fields[key] = []string{answer}
				if key == casework.AskBenefits {
					fields[key] = strings.Fields(answer)
				}
			}
			a := (&visitor{t: t, town: w, lang: "fi"}).post("/calculator/suvanto", fields)
			if a.status != http.StatusOK {
				t.Fatalf("%d %s", a.status, a.page)
			}
			page := html.UnescapeString(a.page)
			offers := []casework.Offer{{HourlyPay: 12_50, HoursPerWeek: 8}, {HourlyPay: 12_50, HoursPerWeek: 15}, {HourlyPay: 12_50, HoursPerWeek: 30}}
			list, err := benefits.Compare(edition, facts, "205", w.app.Day(), offers)
			if err != nil {
				t.Fatal(err)
			}
			sees := func(what, text string) {
				if !strings.Contains(page, text) {
					t.Errorf("%s: the page has no %q", what, text)
				}
			}
			for _, e := range list {
				for _, p := range []benefits.Picture{e.Before, e.InHand()} {
					sees("net", `<p class="money-net">`+words.Euro(p.Net)+"</p>")
					for _, l := range p.Lines {
						sees(l.Key, `<span class="cell-value">`+words.Euro(l.Amount)+"</span>")
						sees(l.Key, words.Problem(l.Basis.Key, l.Basis.Args))
						for _, law := range l.Laws() {
							sees(l.Key, law)
						}
						for _, note := range l.Notes() {
							sees(l.Key, note)
						}
					}
				}
				for _, warning := range e.Warnings {
					sees(warning.Key, words.Problem(warning.Text.Key, warning.Text.Args))
				}
			}
			of := moneyAnswer{words, offers, list, 1, false}
			for _, p := range list[0].Curve {
				if hours := p.Hours.Shown(); hours == float64(int(hours)) {
					sees("slider", `"`+of.atHours(hours, p.Net, list[0].Before.Net)+`"`)
				}
			}
			sees("who decides", "Tämä on arvio")
		})
	}
}

// TestTheCalculatorKeepsNothing: no session, no cookie, no row, no entry, and
// no input in what the program says of itself.
func TestTheCalculatorKeepsNothing(t *testing.T) {
	w := newTown(t)
	before := w.logged(t)
	v := &visitor{t: t, town: w, lang: "fi"}
	fields := asking("47,11", "8")
	fields.Set("municipality", "205")
	fields.Set("offers.1.name", "kanarialintu")
	for _, a := range []answer{v.get("/calculator/suvanto"), v.post("/calculator/suvanto", fields)} {
		if a.status != http.StatusOK {
			t.Fatalf("%d %s", a.status, a.page)
		}
		if a.header.Get("Set-Cookie") != "" {
			t.Errorf("a cookie is set: %s", a.header.Get("Set-Cookie"))
		}
	}
	if after := w.logged(t); after != before {
		t.Errorf("the log has %d entries, before %d", after, before)
	}
	if said := w.said(); strings.Contains(said, "kanarialintu") || strings.Contains(said, "47,11") {
		t.Error("what was typed is in the program's log")
	}
	if a := v.get("/calculator"); a.status != http.StatusSeeOther || a.to != "/calculator/suvanto" {
		t.Errorf("the one county's calculator is at %d %s", a.status, a.to)
	}
	if a := v.get("/calculator/nowhere"); a.status != http.StatusNotFound {
		t.Errorf("a county that is not there has a calculator: %d", a.status)
	}
	refused := v.post("/calculator/suvanto", asking("", "8"))
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.page, "Anna tuntipalkka euroina") {
		t.Errorf("a job without a pay is refused with %d", refused.status)
	}
	fields.Set("benefit_kinds", "disability_pension_earnings")
	refused = v.post("/calculator/suvanto", fields)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.page, `id="amount_disability_pension_earnings-error"`) {
		t.Errorf("a pension without its amount is refused with %d, not beside its field", refused.status)
	}
}

// logged counts the entries of the log of use.
func (w *town) logged(t *testing.T) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+w.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM audit").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTheCalculatorIsClosed: the administrator closes it, and its page says so
// in place of the form; what is sent is not computed.
func TestTheCalculatorIsClosed(t *testing.T) {
	w := newTown(t)
	admin := w.as(t, administrator)
	if page := admin.mustGet("/setup"); !strings.Contains(page, "/calculator/suvanto") {
		t.Error("the administrator is not told where it is")
	}
	if a := admin.post("/setup/calculator", url.Values{"open": {"no"}}); a.status != http.StatusSeeOther {
		t.Fatalf("closing it: %d", a.status)
	}
	v := &visitor{t: t, town: w, lang: "fi"}
	fields := asking("12,50", "8")
	fields.Set("municipality", "205")
	for _, a := range []answer{v.get("/calculator/suvanto"), v.get("/calculator"), v.post("/calculator/suvanto", fields)} {
		if a.status != http.StatusOK || !strings.Contains(a.page, "Laskuri ei ole nyt käytössä") || strings.Contains(a.page, "money-net") {
			t.Errorf("a closed calculator answers %d", a.status)
		}
	}
	if page := v.mustGet("/sign-in"); strings.Contains(page, `href="/calculator"`) {
		t.Error("the door leads to a closed calculator")
	}
	if a := admin.post("/setup/calculator", url.Values{"open": {"yes"}}); a.status != http.StatusSeeOther {
		t.Fatalf("opening it: %d", a.status)
	}
	if page := v.mustGet("/sign-in"); !strings.Contains(page, `href="/calculator"`) {
		t.Error("the door does not lead to an open calculator")
	}
}

// TestPace: an address has so many questions in a minute, all have so many, and
// the next minute begins anew.
func TestPace(t *testing.T) {
	var p pace
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for i := range mostOfAddress {
		if !p.allows("a", now) {
			t.Fatalf("question %d is too many", i+1)
		}
	}
	if p.allows("a", now.Add(59*time.Second)) {
		t.Error("one more is allowed in the same minute")
	}
	if !p.allows("b", now) {
		t.Error("another address waits too")
	}
	for i := mostOfAddress + 1; i < mostOfAll; i++ {
		p.allows(string(rune(i)), now)
	}
	if p.allows("c", now) {
		t.Error("all together have no bound")
	}
	if !p.allows("a", now.Add(time.Minute)) {
		t.Error("the next minute does not begin anew")
	}
}

// TestMoneyPage follows a coach: the facts, the slider, an estimate that is
// kept, its copy, and its withdrawal.
func TestMoneyPage(t *testing.T) {
	w := newTown(t)
	v := w.as(t, coach)
	path := moneyPath(w.find(t, "Kaisa", "Huotari"))
	form := hiddenFields(v.mustGet(path + "/facts"))
	form.Set("on", w.app.Day().String())
	form.Set("source", "client")
	form[casework.AskBenefits] = []string{"general_support", "housing_allowance"}
	form.Set(casework.AskHomeCost, "5 60,5")
	form.Set(casework.AskAssets+"_state", "unknown")
	form.Set(casework.AskEnforcement, "unknown")
	form.Set(casework.AskAdults, "yksi")
	refused := v.post(path+"/facts", form)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.page, `id="adults-error"`) || !strings.Contains(refused.page, "5 60,5") {
		t.Fatalf("a number in words is refused with %d", refused.status)
	}
	form.Set(casework.AskAdults, "1")
	if a := v.post(path+"/facts", form); a.status != http.StatusSeeOther || a.to != path {
		t.Fatalf("the facts are taken with %d %s", a.status, a.page)
	}
	page := v.mustGet(path)
	if !strings.Contains(page, "Yleistuki ja Yleinen asumistuki") || !strings.Contains(page, "560,50") || strings.Contains(page, "Etuudet on otettu asiakkaan tiedoista") {
		t.Error("what was told is not on the page")
	}
	fields := asking("12,50", "8", "15")
	a := v.post(path, fields)
	if a.status != http.StatusOK || !strings.Contains(a.page, `value="8" aria-describedby="slide-said"`) {
		t.Fatalf("asked about two jobs: %d", a.status)
	}
	fields.Set("slide", "20")
	fields.Set("slid", "8")
	fields.Set("drawn", "1")
	if a = v.post(path, fields); !strings.Contains(a.page, `id="offers.1.hours_per_week" name="offers.1.hours_per_week" value="20"`) {
		t.Error("the slider's hours are not the job's")
	}
	fields.Set("slid", "20")
	if a = v.post(path, fields); !strings.Contains(a.page, `name="offers.1.hours_per_week" value="8"`) {
		t.Error("a slider that was not moved has taken the place of the hours that were typed")
	}
	fields.Set("uid", w.app.IDs().String())
	if a = v.post(path+"/estimates", fields); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/estimates/") {
		t.Fatalf("it is kept with %d", a.status)
	}
	if page = v.mustGet(a.to); !strings.Contains(page, "12,50") || !strings.Contains(page, "Mitätöi") {
		t.Error("the kept estimate tells no pay")
	}
	if page = v.mustGet(a.to + "/copy"); !strings.Contains(page, "Mitä työ muuttaa rahoissasi") || strings.Contains(page, "Huotari") {
		t.Error("the copy is none, or names the client")
	}
	withdraw := url.Values{"revision": {"1"}}
	if refused := v.post(a.to+"/withdraw", withdraw); refused.status != http.StatusUnprocessableEntity {
		t.Errorf("withdrawn without a reason: %d", refused.status)
	}
	withdraw.Set("reason", "Väärä palkka")
	if done := v.post(a.to+"/withdraw", withdraw); done.status != http.StatusSeeOther {
		t.Errorf("withdrawn with %d", done.status)
	}
	if page = v.mustGet(path); !strings.Contains(page, "Mitätöity") {
		t.Error("a withdrawn estimate is not told to be")
	}
}

// TestALawsOwnPlaceIsHidden: of a client under an order no rule of their
// municipality is shown.
func TestALawsOwnPlaceIsHidden(t *testing.T) {
	edition, err := rules.Published()
	if err != nil {
		t.Fatal(err)
	}
	facts := casework.Facts{casework.AskBenefits: "general_support"}
	offers := []casework.Offer{{HourlyPay: 12_50, HoursPerWeek: 30}}
	list, err := benefits.Compare(edition, facts, "205", casework.MustDay("2026-11-21"), offers)
	if err != nil {
		t.Fatal(err)
	}
	told := func(hidden bool) (n int) {
		for _, l := range (moneyAnswer{i18n.For(i18n.FI), offers, list, 1, hidden}).lines() {
			n += len(l.Rules)
		}
		return n
	}
	if open, hidden := told(false), told(true); hidden >= open {
		t.Errorf("under an order %d rules are shown, else %d", hidden, open)
	}
}

// TestAnOldEstimateStandsBesideTheRulesOfNow: what was told stays, and the page
// says what the rules that there are would give; where they say nothing, what
// was told stands alone.
func TestAnOldEstimateStandsBesideTheRulesOfNow(t *testing.T) {
	w := newTown(t)
	joona := w.find(t, "Joona", "Moilanen")
	old := casework.Estimate{
		Edition: "2025-01-01-0123456789ab", Municipality: "205", Facts: casework.Facts{casework.AskBenefits: "general_support"},
		Offers: []casework.Offer{{Name: "Kahvila", HourlyPay: 12_50, HoursPerWeek: 8}},
		Lines:  []casework.EstimateLine{{Key: "general_support", Amount: 123_45}, {Offer: 1, Key: "wage", Amount: 430_00}},
	}
	for on, want := range map[string][]string{
		"2026-11-20": {"Silloin ja nyt", "123,45", "Nykyisillä säännöillä", "800,02", "2025-01-01-0123456789ab"},
		"2023-11-20": {"Silloin ja nyt", "123,45", "2025-01-01-0123456789ab"},
	} {
		e := old
		e.On, e.UID = casework.MustDay(on), w.app.IDs()
		err := w.app.Store.Write(t.Context(), 1, w.clock.Now(), func(tx *store.Tx) error {
			client, err := tx.ClientByUID(joona)
			if err != nil {
				return err
			}
			episodes, err := tx.EpisodesOfClients([]int64{client.ID})
			if err != nil {
				return err
			}
			e.EpisodeID = episodes[0].ID
			return tx.AddEstimates([]casework.Estimate{e})
		})
		if err != nil {
			t.Fatal(err)
		}
		path := "/estimates/" + e.UID.String()
		page := html.UnescapeString(w.as(t, coach).mustGet(path))
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("of %s: %q is not on the page", on, text)
			}
		}
		if sheet := w.as(t, coach).mustGet(path + "/copy"); !strings.Contains(sheet, "123,45") {
			t.Errorf("of %s: the copy does not tell what was told", on)
		}
	}
}
