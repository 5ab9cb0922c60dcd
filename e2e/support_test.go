package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestSupportAfterAStart lives through a job that begins: from its start to the
// support plan, the card that the client keeps, and the talk about going on.
func TestSupportAfterAStart(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, coach, "fi", browser.Phone)
	p.Press("Työn alku")
	p.See("Tuesta sovittu", "Tukea ei ole merkitty sovituksi")
	p.In("#support").Press("Tee tukisuunnitelma")
	p.Fill("Ensimmäinen päivä", "Takaovi kello 7, valmentaja mukana")
	p.Press("Tallenna suunnitelma")
	p.See("Kirjoita ainakin yksi, jolle soitetaan")
	p.Fill("Kenelle soitetaan", "Valmentaja 040 555 0101")
	p.Fill("Varomerkit", "Valvon yöt")
	p.Press("Tallenna suunnitelma")
	p.See("Tukisuunnitelma on tallennettu", "Takaovi kello 7", "Valvon yöt", "Yhteydenpito alusta")
	p.Check()

	p.Press("Turvakortti")
	p.See("Turvakorttini", "Valvon yöt", "Valmentaja 040 555 0101")
	p.NotSee("Takaovi")
	p.Check()
	p.Visit(address + "/today")
	p.Press("Työn alku")
	p.See("Tukisuunnitelma tehty")

	p.Visit(address + "/talks")
	p.See("Haku ei etene", "Eetu Seppänen")
	p.Press("Kirjaa keskustelu")
	p.Press("Jatketaan toisella tavalla")
	p.Press("Tallenna")
	p.See("Keskustelu on kirjattu. Mikään ei päättynyt vielä.", "Jatketaan toisella tavalla")
	p.Check()
	p.Visit(address + "/talks")
	p.NotSee("Eetu Seppänen")
}
