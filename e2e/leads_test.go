package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestALeadIsWorkedAsFarAsTheClientLets: a coach notes on the phone a job that
// there may be, what was dared and sent, and what is told of the client; when the
// client takes the leave back it stops, Today says so, and the client goes on
// alone.
func TestALeadIsWorkedAsFarAsTheClientLets(t *testing.T) {
	t.Parallel()
	address := demo(t)
	phone := signIn(t, address, coach, "fi", browser.Phone)
	phone.Visit(address + "/clients")
	phone.Press("Huotari, Kaisa")
	client := address + phone.Place()

	steps := []struct {
		name string
		take func(*browser.Page)
	}{
		{"what is told is talked over", func(p *browser.Page) {
			p.Visit(client + "/disclosure")
			p.See("Kertomisesta ei ole vielä sovittu", "Palvelu ei edellytä kertomista")
			p.Check()
			p.Press("Kirjaa keskustelu")
			p.Press("Kertomisen hyödyt")
			p.Press("Kertomisen haitat")
			p.Press("Kerrotaan osin")
			p.Fill("Mitä sanotaan, sana sanalta", "Aloitan lyhyillä päivillä.")
			p.Check()
			p.Press("Tallenna keskustelu")
			p.See("Keskustelu on tallennettu.", "Aloitan lyhyillä päivillä.")
			p.Check()
		}},
		{"a lead is noted with its next step", func(p *browser.Page) {
			p.Visit(client + "/leads")
			p.Check()
			p.Press("Kirjaa vihje")
			p.Press("+ Uusi tai hae")
			p.Fill("Työnantajan nimi", "Suvannon Koekirjasto")
			p.Fill("Miksi sopii asiakkaan toiveisiin", "Hiljainen paikka lähellä kotia")
			p.Fill("Mitä tehdään seuraavaksi", "Soitan kirjastonhoitajalle")
			p.Check()
			p.Press("Tallenna vihje")
			p.See("Kirjoita, mitä työtä se on.")
			p.Fill("Tehtävänimike", "Hyllyttäjä kirjastoon")
			p.Press("Tallenna vihje")
			p.See("Vihje on tallennettu.", "Uusi", "Aloitan lyhyillä päivillä.", "Valmentaja ottaa yhteyttä")
			p.Check()
		}},
		{"a small win is one tap", func(p *browser.Page) {
			p.Press("Uskalsi soittaa")
			p.See("Onnistuminen on kirjattu.")
		}},
		{"and an application a few", func(p *browser.Page) {
			p.Press("Merkitse haetuksi")
			p.Check()
			p.Press("Tallenna hakemus")
			p.See("Hakemus on tallennettu.", "Haettu", "Lähetti hakemuksen")
			p.Check()
		}},
		{"an employer contact follows from it", func(p *browser.Page) {
			p.Press("Kirjaa työnantajakontakti")
			p.See("Mitä saa sanoa", "Aloitan lyhyillä päivillä.", "Suvannon Koekirjasto")
			p.Press("Tallenna")
			p.See("Kontakti on kirjattu.")
		}},
		{"it is found by its words", func(p *browser.Page) {
			p.Visit(address + "/search")
			p.Fill("Hae asiakasta, työnantajaa tai vihjettä", "kirjastoon")
			p.Press("Hae")
			p.See("Hyllyttäjä kirjastoon", "Kaisa Huotari")
			p.Check()
		}},
		{"the leave is taken back, and it stops", func(p *browser.Page) {
			p.Visit(client + "/consents")
			p.In(".rows > li:first-child").Press("Peru")
			p.See("avoin vihje pysähtyy")
			p.In(".rows > li:first-child").Press("Peru lupa")
			p.See("vihje on pysähtynyt", "Hyllyttäjä kirjastoon")
			p.Check()
			p.Visit(address + "/today")
			p.See("Kaisa Huotari · Hyllyttäjä kirjastoon: vihje on pysähtynyt")
		}},
		{"the client goes on alone", func(p *browser.Page) {
			p.Press("Kaisa Huotari · Hyllyttäjä kirjastoon")
			p.See("Asiakas ei anna tähän lupaa")
			p.NotSee("Kirjaa työnantajakontakti", "Tallenna askel")
			p.Check()
			p.Press("Asiakas jatkaa itse")
			p.See("Asiakas hakee itse")
			p.NotSee("Pysähtynyt")
			p.Visit(address + "/today")
			p.NotSee("vihje on pysähtynyt")
		}},
	}
	for _, step := range steps {
		if !t.Run(step.name, func(t *testing.T) { step.take(phone.For(t)) }) {
			return
		}
	}
}
