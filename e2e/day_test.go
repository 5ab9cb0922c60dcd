package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sijoita/e2e/browser"
)

// TestAClientsWay follows one client from the referral to the end, by the
// phones of those who work with her. What happened earlier is dated so; the
// figures then count her in the state that she was in on each day.
func TestAClientsWay(t *testing.T) {
	t.Parallel()
	w := &way{address: demo(t)}
	w.worker = signIn(t, w.address, careWorker, "fi", browser.Phone)
	w.leader = signIn(t, w.address, leader, "fi", browser.Phone)
	w.coach = signIn(t, w.address, coach, "fi", browser.Phone)
	w.open(t)
	w.today = w.leader.Value("Tilanne päivänä")

	queued, active, paused := w.count(t, 30, "Jonossa"), w.count(t, 15, "Aktiiviset"), w.count(t, 3, "Tauolla")
	queuedNow, activeNow, endedNow := w.count(t, 0, "Jonossa"), w.count(t, 0, "Aktiiviset"), w.count(t, 0, "Päättyneet")

	for _, step := range []struct {
		name string
		take func(*testing.T)
	}{
		{"the care worker refers her", w.refer},
		{"the team leader receives her and promises her to a coach", w.promise},
		{"today she waits", func(t *testing.T) { w.counts(t, 0, "Jonossa", queuedNow, 1) }},
		{"the coach calls her while she waits", w.call},
		{"they meet and decide to start", w.meet},
		{"coaching starts", w.start},
		{"today she is active", func(t *testing.T) {
			w.counts(t, 0, "Aktiiviset", activeNow, 1)
			w.counts(t, 0, "Jonossa", queuedNow, 0)
		}},
		{"a meeting leaves tasks for both", w.agreeTasks},
		{"she tells what may be said and to whom", w.consent},
		{"an employer is met for her", w.visit},
		{"a work trial comes and ends", w.try},
		{"a job begins and its hours change", w.work},
		{"a pause has its check day and ends", w.pause},
		{"another coach goes on", w.handOver},
		{"her service ends with its reason", w.end},
		{"each day counts her in the state of that day", func(t *testing.T) {
			w.counts(t, 30, "Jonossa", queued, 1)
			w.counts(t, 15, "Aktiiviset", active, 1)
			w.counts(t, 3, "Tauolla", paused, 1)
			w.counts(t, 0, "Päättyneet", endedNow, 1)
			w.counts(t, 0, "Aktiiviset", activeNow, 0)
		}},
		{"the care worker reads the answer", w.answer},
	} {
		if !t.Run(step.name, step.take) {
			return
		}
	}
}

// way is a client's way through the service and the phones of those who walk
// it with her.
type way struct {
	address                string
	worker, leader, coach  *browser.Page
	today                  string
	referral, client, name string
}

// ago is the day so many days before today.
func (w *way) ago(t testing.TB, days int) string { return before(t, w.today, days) }

// written is the day so many days before today as pages write it.
func (w *way) written(t testing.TB, days int) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, w.ago(t, days))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d.%d.%d", d.Day(), d.Month(), d.Year())
}

// short is the day without its year.
func (w *way) short(t testing.TB, days int) string {
	t.Helper()
	return strings.TrimRight(w.written(t, days), "0123456789")
}

// open brings the leader to the figures of today.
func (w *way) open(t testing.TB) {
	t.Helper()
	w.leader.For(t).Visit(w.address + "/figures")
}

// count is a figure as the leader reads it of a day.
func (w *way) count(t testing.TB, days int, word string) int {
	t.Helper()
	p := w.leader.For(t)
	w.open(t)
	if days > 0 {
		p.Fill("Tilanne päivänä", w.ago(t, days))
		p.Press("Näytä")
	}
	return figure(t, p, word)
}

// counts makes sure that a figure has grown by so much since the journey began,
// and that the client stands behind it if it has.
func (w *way) counts(t *testing.T, days int, word string, before, more int) {
	t.Helper()
	p := w.leader.For(t)
	got := w.count(t, days, word)
	if got != before+more {
		t.Errorf("%d days ago the figures count %d: %s, not %d", days, got, word, before+more)
	}
	p.Press(": " + word)
	if rows := len(p.Texts("tbody tr")); rows != got {
		t.Errorf("behind %d: %s stand %d rows", got, word, rows)
	}
	if more > 0 {
		p.See(w.name)
	} else {
		p.NotSee(w.name)
	}
}

// at opens the client's page on the coach's phone.
func (w *way) at(t testing.TB) *browser.Page {
	t.Helper()
	p := w.coach.For(t)
	p.Visit(w.address + w.client)
	return p
}

// more presses what stands among the further deeds of the client's page.
func more(p *browser.Page, deed string) {
	p.Press("Muut toimet")
	p.Press(deed)
}

func (w *way) refer(t *testing.T) {
	p := w.worker.For(t)
	p.Visit(w.address + "/care-teams")
	p.Press("Uusi lähete")
	p.Fill("Etunimi", "Hilla")
	p.Fill("Sukunimi", "Vuorenmaa")
	p.Fill("Syntymäaika", "1995-03-14")
	p.Fill("Asiakkaan oma toive työstä", "Kukkien kanssa, aamupäivisin")
	p.Press("Asiakas suostuu lähetteeseen")
	p.Press("Lisätietoja, jos niitä on")
	p.Fill("Lähetteen päivä", w.ago(t, 40))
	p.Press("Lähetä")
	p.See("Lähete on lähetetty", "Kukkien kanssa", "Lähetetty")
	p.Check()
	w.referral, w.name = p.Place(), "Vuorenmaa, Hilla"
}

func (w *way) promise(t *testing.T) {
	p := w.leader.For(t)
	p.Visit(w.address + w.referral)
	p.Press("Ota vastaan")
	p.Fill("Vastaanotettu", w.ago(t, 39))
	p.Press("Ota vastaan")
	p.See("Lähete on otettu vastaan")

	p.Visit(w.address + "/queue")
	p.See("Hilla Vuorenmaa", "Odottanut 40 päivää")
	p.Press("Valitse valmentaja : Hilla Vuorenmaa")
	p.Check()
	p.Press(coach)
	p.Press("Tallenna")
	p.See("Valmentaja on valittu.", "Luvattu: "+coach)
	p.Check()
	p.Press("Hilla Vuorenmaa")
	p.See("Jonossa")
	w.client = p.Place()
}

func (w *way) call(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa yhteydenotto")
	p.Press("Puhelimessa")
	p.Press("muuta")
	p.Fill("Mistä puhuttiin", "Soitin ja kerroin, että paikka vapautuu pian.")
	p.In("details").Fill("Päivä", w.ago(t, 35))
	p.Press("Tallenna")
	p.See("Tapaaminen on kirjattu.")
	p = w.at(t)
	p.See(w.written(t, 35), "Soitin ja kerroin", "Jonossa")
	p.Check()
}

func (w *way) meet(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa ensitapaaminen")
	p.Fill("Päivä", w.ago(t, 25))
	p.Press("Aloitetaan")
	p.Press("Tallenna")
	p.See("Kerro ennen aloitusta, että palvelu on vapaaehtoista")
	p.Check()
	p.Press("Vapaaehtoista, eikä lopettamisesta seuraa mitään")
	p.Fill("Haluaako töihin", "Haluan taas herätä johonkin.")
	p.Press("Tallenna")
	p.See("Ensitapaaminen on kirjattu. Aloita nyt valmennus.")
}

func (w *way) start(t *testing.T) {
	p := w.coach.For(t)
	p.Fill("Aloituspäivä", w.ago(t, 24))
	p.Check()
	p.Press("Aloita valmennus")
	p.See("Valmennus on alkanut.", "Aktiivinen", "Haluan taas herätä johonkin.")
	p.Check()
}

func (w *way) agreeTasks(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa tapaaminen")
	p.Press("Muualla")
	p.In(".ds-field:has(#task-1)").Fill("Tehtävä", "Kysyn kukkakaupasta")
	p.In(".ds-field:has(#task-4)").Fill("Tehtävä", "Mietin, mihin aikaan jaksan")
	p.Press("Tallenna")
	p.See("Tapaaminen on kirjattu.")
	p = w.at(t)
	p.See("valmentaja: Kysyn kukkakaupasta", "asiakas: Mietin, mihin aikaan jaksan")
	p.Press("Tehty : Kysyn kukkakaupasta")
	p.See("Tehtävä on merkitty tehdyksi.")
	p.Check()
}

func (w *way) consent(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa työnantajakontakti")
	p.See("ei ole antanut lupaa")
	p = w.at(t)
	p.Press("Suostumukset")
	p.Press("Kaikki sopivat")
	p.Press("Suullisesti")
	p.Check()
	p.Press("Tallenna vastaukset")
	p.See("Vastaukset on tallennettu.")
	p.See("Työnantajiin saa olla suoraan yhteydessä")
	p.Check()
}

func (w *way) visit(t *testing.T) {
	p := w.at(t)
	p.See("Työnantajiin saa olla suoraan yhteydessä")
	p.Press("Kirjaa työnantajakontakti")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Suvannon Koekukka Oy")
	p.Press("Tapasin päättäjän")
	p.Fill("Opittua", "Sidonnassa tarvitaan aamuihin lisää käsiä")
	p.Press("Tallenna")
	p.See("Kontakti on kirjattu.", "Hilla Vuorenmaa")
	p = w.at(t)
	p.See("Suvannon Koekukka Oy", "Sidonnassa tarvitaan")
}

func (w *way) try(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa työ tai opinnot")
	p.Press("Työkokeilu")
	p.Press("Suvannon Koekukka Oy")
	p.Fill("Alkaa", w.ago(t, 20))
	p.Fill("Tunnit viikossa", "15")
	p.Press("Tallenna")
	p.See("Työkokeilu on kirjattu.", "Suvannon Koekukka Oy")
	p.Press("Suvannon Koekukka Oy")
	p.Press("Merkitse päättyneeksi")
	p.Fill("Viimeinen päivä", w.ago(t, 12))
	p.Fill("Miksi se päättyi", "Sovittu aika täyttyi")
	p.Fill("Mitä opittiin", "Aamut sopivat, varasto ei.")
	p.Press("Merkitse päättyneeksi")
	p.See("Päättyminen on kirjattu. Valmennus jatkuu.")
	p.Check()
}

func (w *way) work(t *testing.T) {
	p := w.at(t)
	p.Press("Kirjaa työ tai opinnot")
	p.Press("Suvannon Koekukka Oy")
	p.Fill("Alkaa", w.ago(t, 10))
	p.Press("Toistaiseksi")
	p.Fill("Tunnit viikossa", "20")
	p.Fill("Palkka kuukaudessa", "1100")
	p.Press("Tallenna")
	p.See("Työ on kirjattu", "Työn alku")
	p.Press("Asiakkaan sivulle")
	p.See("20 h/vk")
	p.Press("Suvannon Koekukka Oy")
	p.Press("Tunnit tai palkka muuttuvat")
	p.Fill("Mistä päivästä", w.ago(t, 6))
	p.Fill("Tunnit viikossa", "25")
	p.Press("Tallenna muutos")
	p.See("Muutos on kirjattu.", "25 h/vk")
	p.Check()
}

func (w *way) pause(t *testing.T) {
	p := w.at(t)
	more(p, "Kirjaa tauko")
	p.Fill("Tauon ensimmäinen päivä", w.ago(t, 4))
	p.Press("Oma toive")
	p.Fill("Tarkistuspäivä", w.ago(t, -10))
	p.Press("Työhönvalmentaja")
	p.Press("Tallenna")
	p.See("Tauko on kirjattu. Muistutamme tarkistuspäivästä.", "Tauolla", w.written(t, -10))
	p.Check()
	p.Press("Jatka valmennusta")
	p.Fill("Valmennus jatkuu", w.ago(t, 2))
	p.Press("Tallenna")
	p.See("Valmennus jatkuu.", "Aktiivinen")
}

func (w *way) handOver(t *testing.T) {
	p := w.at(t)
	more(p, "Vaihda valmentajaa")
	p.Press(colleague)
	p.Press("Tallenna")
	p.See("raja on 20")
	p.Check()
	p.Press("Ylitän rajan tietoisesti")
	p.Press("Tallenna")
	p.See("Valmentajan vaihto on kirjattu.", "valmentaja "+colleague)
	p.Check()
}

func (w *way) end(t *testing.T) {
	p := w.at(t)
	more(p, "Päätä asiakkuus")
	p.Press("Yhdessä sovittu")
	p.Fill("Päättymisen syy", "Tavoite saavutettu, tuki jatkuu muualla")
	p.Press("Palkkatyössä")
	p.Fill("Tuki jatkuu", "Työterveyshuolto")
	p.Press("Hoitotiimille on kerrottu")
	p.Press("Tallenna")
	p.See("Asiakkuus on päättynyt.", "Päättynyt", "Kirjaa paluu")
	p.Check()
}

func (w *way) answer(t *testing.T) {
	p := w.worker.For(t)
	p.Visit(w.address + w.referral)
	p.See(w.short(t, 39)+" Otettiin vastaan", w.short(t, 24)+" Valmennus alkoi")
	p.NotSee("Soitin ja kerroin", "Aamut sopivat")
	p.Check()
	p.Visit(w.address + "/clients?view=ended")
	if list := p.Text(); !strings.Contains(list, w.name) {
		t.Errorf("the ended clients of the care team are without her: %s", list)
	}
}
