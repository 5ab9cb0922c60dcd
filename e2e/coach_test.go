package e2e

import (
	"slices"
	"strings"
	"testing"

	"sijoita/e2e/browser"
)

// sixTaps is the most that noting a visit may take from Today to saved.
const sixTaps = 6

func TestACoachNotesVisitsByPhone(t *testing.T) {
	t.Parallel()
	p := signIn(t, demo(t), coach, "fi", browser.Phone)

	t.Run("a known employer is noted in six taps and counted in the weekly six", func(t *testing.T) {
		p := p.For(t)
		before, taps := met(t, p), p.Presses()
		p.In(".bottom").Press("Kirjaa")
		p.Press(employers(p)[0])
		p.Press("Tapasin päättäjän")
		p.Press("Työvihje")
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.")
		if taken := p.Presses() - taps; taken > sixTaps {
			t.Errorf("from Today to saved it takes %d taps, more than %d", taken, sixTaps)
		}
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
		p.Check()
	})

	t.Run("an employer is found while its name is typed", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Kirjaa")
		name := employers(p)[1]
		p.Press("+ Uusi tai hae")
		p.Fill("Työnantajan nimi", name[:len(name)-2])
		p.In("#found-employers").See(name)
		p.Check()
		p.In("#found-employers").Press(name)
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.")
	})

	t.Run("an employer whom nobody knows is added with the visit", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		p.In(".bottom").Press("Kirjaa")
		p.Press("+ Uusi tai hae")
		p.Fill("Työnantajan nimi", "Öljy & Åke Oy")
		p.Fill("Opittua", "Hakevat kesäksi kahta")
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.")
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
		p.In(".bottom").Press("Kirjaa")
		if known := employers(p); known[0] != "Öljy & Åke Oy" {
			t.Errorf("the next form offers first %q, not the employer met last", known[0])
		}
	})

	t.Run("a visit for a client stands in the client's timeline", func(t *testing.T) {
		p := p.For(t)
		openClient(p, "Asiakkaat", "Moilanen, Joona")
		p.Press("Kirjaa työnantajakontakti")
		p.Press("Öljy & Åke Oy")
		p.Fill("Opittua", "Aamuvuoro sopisi Joonalle")
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.", "Joona Moilanen")
		if first := p.Texts(".event")[0]; !strings.Contains(first, "Öljy & Åke Oy") || !strings.Contains(first, "Aamuvuoro sopisi Joonalle") {
			t.Errorf("the timeline begins with %q", first)
		}
		p.Check()
	})

	t.Run("a client who has not given leave cannot be named, and the form says why", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Asiakkaat")
		p.Press("Koko tiimi")
		p.Press("Seuraavat")
		p.Press("Väisänen, Jukka")
		p.Press("Kirjaa työnantajakontakti")
		p.See("Jukka Väisänen", "ei ole antanut lupaa")
		p.Press("muuta")
		if offered := p.Texts("select[name=client] option"); slices.Contains(offered, "Jukka Väisänen") {
			t.Errorf("the form offers a client without leave: %q", offered)
		}
		p.Check()
	})
}

// employers are the names of the known employers that the log form offers.
func employers(p *browser.Page) []string {
	all := p.Texts("label:has(input[name=employer]), input[name=employer] + label")
	return slices.DeleteFunc(all, func(name string) bool { return strings.HasPrefix(name, "+") })
}

// openClient opens a client's page from the menu; list is the menu's word for
// clients.
func openClient(p *browser.Page, list, name string) {
	openMenu(p, list)
	p.Press(name)
}

// openMenu follows a line of the main menu.
func openMenu(p *browser.Page, line string) {
	nav := ".side nav"
	if p.Screen().Touch {
		nav = ".bottom"
	}
	p.In(nav).Press(line)
}

func TestAQueuedClientStartsAndFindsWork(t *testing.T) {
	t.Parallel()
	p := signIn(t, demo(t), coach, "fi", browser.Desk)
	openMenu(p, "Luvut")
	before := figure(t, p, "Alkaneet työsuhteet")
	active, queue := figure(t, p, "Aktiiviset"), figure(t, p, "Jonossa")

	openMenu(p, "Asiakkaat")
	p.Press("Jonossa")
	name := p.Texts("tbody tr a")[0]
	p.Press(name)
	p.See("Lähete tuli")

	p.Press("Aloita valmennus")
	p.See("vapaaehtoista")
	p.Check()
	p.In("main form").Press("Aloita valmennus")
	p.See("Valmennus on alkanut.", "Aktiivinen")

	p.Press("Kirjaa työ tai opinnot")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Suvannon Koepesula Oy")
	p.Fill("Tunnit viikossa", "paljon")
	p.Press("Tallenna")
	p.In(".ds-error-summary").See("Tämä ei ole luku.")
	if told := p.Texts(".ds-error-summary li"); len(told) != 1 {
		t.Errorf("one mistake is told as %q", told)
	}
	p.Fill("Tunnit viikossa", "22,5")
	p.Fill("Palkka kuukaudessa", "1250,50")
	p.Press("Palkkatuki")
	p.Fill("Osuus palkasta", "50")
	p.Check()
	p.Press("Tallenna")
	p.See("Työ on kirjattu", "Työn alku", "Suvannon Koepesula Oy", "3 asiaa on vielä auki")
	p.Check()
	p.Press("Kirjaa neuvonta")
	p.Press("Käteen jäävä raha")
	p.Press("Ansaintaraja")
	p.Fill("Asiakkaan päätös tai seuraava askel", "Ottaa työn.")
	p.Check()
	p.Press("Tallenna")
	p.See("Etuusneuvonta on kirjattu.", "Käyty läpi", "2 asiaa on vielä auki")
	p.Check()
	p.Press("Asiakkaan sivulle")
	p.See("Suvannon Koepesula Oy", "22,5 h/vk", "palkkatuki", "käteen jäävä raha")
	p.Check()

	openMenu(p, "Luvut")
	if after := figure(t, p, "Alkaneet työsuhteet"); after != before+1 {
		t.Errorf("the job starts go from %d to %d", before, after)
	}
	if now := figure(t, p, "Aktiiviset"); now != active+1 {
		t.Errorf("the active go from %d to %d", active, now)
	}
	if now := figure(t, p, "Jonossa"); now != queue-1 {
		t.Errorf("the queue goes from %d to %d", queue, now)
	}
	p.Press(": Alkaneet työsuhteet")
	p.See(name, "Suvannon Koepesula Oy")
	if rows := len(p.Texts("tbody tr")); rows != before+1 {
		t.Errorf("behind the number %d stand %d rows", before+1, rows)
	}
	p.Check()
}

func TestARefusedFormSaysWhatToMend(t *testing.T) {
	t.Parallel()
	p := signIn(t, demo(t), coach, "fi", browser.Phone)
	p.In(".bottom").Press("Kirjaa")
	p.Fill("Opittua", "Tarvetta keväällä, aamuvuoro")
	p.Press("Palataan")
	p.Press("Tallenna")
	p.See("Tarkista merkityt kohdat")
	if got := p.Value("Opittua"); got != "Tarvetta keväällä, aamuvuoro" {
		t.Errorf("what was typed became %q", got)
	}
	if at := p.Focused(); !strings.Contains(at.Is, "error-summary") {
		t.Errorf("the keyboard is at %q, not at what needs mending", at.Is)
	}
	p.Check()
	p.In(".ds-error-summary").Press("Valitse työnantaja tai lisää uusi.")
	if at := p.Focused(); at.Is == "" {
		t.Error("the summary's link leads to no field")
	}
	before := employers(p)[0]
	p.Press(before)
	p.Press("Tallenna")
	p.See("Kontakti on kirjattu.")
}
