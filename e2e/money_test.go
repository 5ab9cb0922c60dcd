package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"sijoita/e2e/browser"
)

// TestWhatAJobLeaves asks for three people what 8, 15 and 30 hours a week leave
// in the hand, each in another language, by somebody who has not signed in; then
// a coach does so with a client, keeps it and prints it.
func TestWhatAJobLeaves(t *testing.T) {
	t.Parallel()
	address := demo(t)
	for _, story := range []struct {
		name, lang, pay, town, compute string
		tell                           func(*browser.Page)
		sees                           []string
		line, law                      string // one tap opens the line, and there stands its law
	}{
		{
			"general support and housing allowance in Kajaani", "fi", "Tuntipalkka", "Kotikunta", "Laske",
			func(p *browser.Page) {
				p.Press("Yleistuki")
				p.Press("Yleinen asumistuki")
				p.In(".card:has(#home_kind)").Press("Vuokra-asunto")
				p.Fill("Asumismenot kuukaudessa", "560")
				p.Fill("Aikuisia kotona", "1")
			},
			[]string{"Käteen kuukaudessa", "8 h viikossa", "15 h viikossa", "30 h viikossa", "jokaisesta eurosta", "Mistä ilmoitetaan, kenelle ja milloin", "Tämä on arvio"},
			"Yleistuki", "Työttömyysturvalaki",
		},
		{
			"a disability pension from Kela", "sv", "Timlön", "Hemkommun", "Räkna",
			func(p *browser.Page) {
				p.Press("Sjukpension (FPA)")
				p.Press("Bostadsbidrag för pensionstagare")
				p.Fill("Boendekostnader i månaden", "560")
			},
			[]string{"I handen i månaden", "Inkomstgränsen är 990,90", "Inkomstgränsen överskrids", "gräns 18,25 h", "FPA", "uppskattning"},
			"Folkpension", "Kansaneläkelaki",
		},
		{
			"an earnings-related pension and a debt in enforcement", "en", "Hourly pay", "Home municipality", "Compute",
			func(p *browser.Page) {
				p.Press("Disability pension (earnings-related)")
				p.Press("Housing allowance for pensioners")
				p.Fill("Disability pension (earnings-related), euros a month", "1400")
				p.Fill("Disability pension (earnings-related): stable average earnings", "2600")
				p.Fill("Cost of the home a month", "610")
				p.In(".card:has(#enforcement)").In(".fact:has(#enforcement)").Press("Yes")
			},
			[]string{"In the hand each month", "Debt enforcement", "the earnings limit", "The enforcement office", "This is an estimate"},
			"Debt enforcement", "Ulosottokaari",
		},
	} {
		t.Run(story.name, func(t *testing.T) {
			t.Parallel()
			p := browser.Open(t, browser.Phone)
			p.Visit(address + "/calculator")
			if story.lang != "fi" {
				p.Press(languages[story.lang])
			}
			p.Check()
			story.tell(p)
			p.Fill(story.town, map[string]string{"fi": "Kajaani", "sv": "Kajana", "en": "Kajaani"}[story.lang])
			p.In("#offers > .offer").Fill(story.pay, "12.50")
			p.In("#offers > .actions").Press(story.compute)
			p.See(story.sees...)
			if heads := len(p.Texts(".money-net")); heads != 4 {
				t.Errorf("%d situations are told, not 4", heads)
			}
			p.In(".money-lines").Press(story.line)
			p.In(".money-lines").See(story.law)
			p.Unfold()
			p.Check()
		})
	}
	t.Run("a coach with a client", func(t *testing.T) {
		t.Parallel()
		p := signIn(t, address, coach, "fi", browser.Desk)
		p.Visit(address + "/clients")
		p.Press("Moilanen, Joona")
		p.Press("Rahat: mitä työ muuttaisi")
		p.See("Mistä lasketaan", "560,00", "Säilytetyt laskelmat")
		p.Press("Muuta tietoja")
		p.Unfold()
		p.Check()
		p.Fill("Maksettava elatusapu kuukaudessa", "sata")
		p.Press("Tallenna ja laske")
		p.See("Anna eurot luvulla")
		p.Check()
		p.Fill("Maksettava elatusapu kuukaudessa", "100")
		p.Press("Tallenna ja laske")
		p.See("Tiedot tallennettu", "100,00")
		p.TabTo("Liu’uta tunteja viikossa: Kaupan hyllytys")
		for presses := 0; presses < 8 && !strings.Contains(p.Text(), "12 h viikossa: käteen"); presses++ {
			p.Key(kb.ArrowRight) // four, unless a busy browser drops one
		}
		p.See("12 h viikossa: käteen")
		p.Unfold()
		p.Check()
		p.Press("Säilytä laskelma")
		p.See("Laskelma säilytetty", "12 h viikossa")
		p.Unfold()
		p.Check()
		p.Press("Tuloste asiakkaalle")
		p.See("Mitä työ muuttaa rahoissasi", "Mistä ilmoitetaan")
		p.Check()
	})
}
