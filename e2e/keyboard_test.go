package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"sijoita/e2e/browser"
)

func TestAContactByKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := signIn(t, demo(t), coach, "fi", browser.Desk)
	before := met(t, p)
	p.TabTo("Kirjaa")
	p.Key(kb.Enter)
	p.See("Työnantajan luona")
	p.TabTo(employers(p)[0])
	p.Key(" ")
	p.TabTo("Tapasin muun") // chosen beforehand; the arrows choose another
	p.Key(kb.ArrowLeft)
	p.TabTo("Opittua")
	p.Type("Aamuvuoro sopisi")
	p.TabTo("Kylmäkäynti") // what is saved unless it is changed
	p.Key(kb.Enter)
	p.TabTo("Päivä")
	p.TabTo("Tallenna")
	p.Key(" ")
	p.See("Kontakti on kirjattu.")
	if after := met(t, p); after != before+1 {
		t.Errorf("the weekly six goes from %d to %d", before, after)
	}
	openNewest(p)
	p.See("Tapasin päättäjän", "Aamuvuoro sopisi")
}

func TestTheSkipLinkComesFirst(t *testing.T) {
	t.Parallel()
	p := signIn(t, demo(t), coach, "fi", browser.Desk)
	p.Key(kb.Tab)
	if at := p.Focused(); at.Name != "Siirry sisältöön" || !at.Ringed {
		t.Errorf("the first stop is %+v", at)
	}
	p.Key(kb.Enter)
	p.Key(kb.Tab)
	if at := p.Focused(); at.Name != "Kirjaa" {
		t.Errorf("after the skip link the keyboard is at %q, not in the content", at.Name)
	}
}

func TestEverythingWorksWithoutScripts(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, coach, "fi", browser.Phone.WithoutScript())

	t.Run("a known employer", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		p.In(".bottom").Press("Kirjaa")
		p.Press(employers(p)[0])
		p.PressTwice("Tallenna")
		p.See("Kontakti on kirjattu.")
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})

	t.Run("a new employer, for a client", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Kirjaa")
		p.Press("+ Uusi tai hae")
		p.Fill("Työnantajan nimi", "Suvannon Saha Oy")
		p.Press("muuta")
		p.Fill("Asiakas, jonka asialla", "Joona Moilanen")
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.", "Joona Moilanen", "Suvannon Saha Oy")
	})

	t.Run("the menu of a phone", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Valikko")
		p.In("#menu").Press("Luvut")
		p.See("Tilanne")
	})

	t.Run("a note mended", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Tänään")
		openNewest(p)
		correct(p, "Korjattu ilman skriptejä")
		p.See("Korjaus on tallennettu", "Korjattu ilman skriptejä")
	})

	t.Run("a client starts", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Asiakkaat")
		p.Press("Jonossa")
		p.Press(p.Texts("tbody tr a")[0])
		p.Press("Aloita valmennus")
		p.In("main form").Press("Aloita valmennus")
		p.See("Valmennus on alkanut.")
	})
}
