package e2e

import (
	"regexp"
	"testing"

	"sijoita/e2e/browser"
)

// TestATeamNotesItsOwnWork: the leader goes through the contacts and notes a day
// in the field on her phone, the coach confirms her working week on hers, and
// the live scores move with it.
func TestATeamNotesItsOwnWork(t *testing.T) {
	t.Parallel()
	address := demo(t)
	boss := signIn(t, address, leader, "fi", browser.Phone)
	worker := signIn(t, address, coach, "fi", browser.Phone)
	scores := func(p *browser.Page) string {
		p.Visit(address + "/fidelity")
		p.Unfold()
		return p.Text()
	}
	found := func(p *browser.Page, pattern string) string { return regexp.MustCompile(pattern).FindString(scores(p)) }
	const log, weeks = `kontaktien läpikäynti \d+ viikossa lisää`, `työaika \d+ valmentaja\pL* ?\pL*`
	logBefore, weeksBefore := found(boss, log), found(boss, weeks)
	if logBefore == "" || weeksBefore == "" {
		t.Fatalf("of criteria 17 and 2 nothing lacks: %q, %q", logBefore, weeksBefore)
	}

	t.Run("the leader goes through the contacts", func(t *testing.T) {
		p := boss.For(t)
		p.Visit(address + "/today")
		p.Press("Käy kontaktit läpi tiimin kanssa")
		p.See("Eetu Seppänen", "viime viikolla")
		p.Check()
		p.Press("Tuuli Komulainen") // she is away
		p.Fill("Mitä sovittiin", "Kaksi uutta työnantajaa kullekin")
		today := p.Value("Päivä")
		p.Press("Tallenna")
		p.See("Kirjattu.", "Kaksi uutta työnantajaa kullekin")
		p.Check()
		for _, ago := range []int{7, 14, 21, 28, 35, 42, 49} { // what was held and not noted
			p.Press("Kontaktien läpikäynti")
			p.Fill("Päivä", before(t, today, ago))
			p.Press("Tallenna")
			p.See("Kirjattu.")
		}
	})

	t.Run("and notes a day in the field", func(t *testing.T) {
		p := boss.For(t)
		p.Press("Kenttämentorointi")
		p.Press("Tuuli Komulainen")
		p.Fill("Mitä näin", "Avaus oli luonteva")
		p.Fill("Mitä harjoitellaan seuraavaksi", "Kysy seuraavasta kerrasta")
		p.Press("Tallenna")
		p.See("Kirjattu.", "Avaus oli luonteva")
	})

	t.Run("the coach sees of it what is hers", func(t *testing.T) {
		p := worker.For(t)
		p.Visit(address + "/team/work")
		p.See("Kaksi uutta työnantajaa kullekin")
		p.NotSee("Avaus oli luonteva", "Sami Karjalainen\nviikko")
		p.Check()
	})

	t.Run("the coach confirms her week", func(t *testing.T) {
		p := worker.For(t)
		p.Visit(address + "/today")
		p.Press("on vahvistamatta")
		p.See("Mistä ehdotus tulee", "Työnantajat")
		p.Check()
		p.Fill("Niistä toimiston ulkopuolella", "99")
		p.Press("Vahvista viikko")
		p.See("Osa ei voi olla suurempi kuin kaikki tunnit.")
		p.Fill("Niistä toimiston ulkopuolella", "26,5")
		p.Press("Vahvista viikko")
		p.See("Työviikko on vahvistettu.", "ulkona 26,5 h")
		p.Check()
	})

	t.Run("the live scores have moved", func(t *testing.T) {
		if after := found(boss.For(t), log); after != "" {
			t.Errorf("criterion 17 lacks %q, before %q", after, logBefore)
		}
		if after := found(boss.For(t), weeks); after == weeksBefore {
			t.Errorf("criteria 2 and 24 lack %q as before", after)
		}
	})
}
