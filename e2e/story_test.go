package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestTheStoryOfTheGuide lives through the client story at the end of Kainuu's
// guide: a man of about forty, ten years out of work. What happened earlier is
// dated so; the coach works on the phone, and at each turn it is looked at what
// his own care team, another care team and the team leader see.
func TestTheStoryOfTheGuide(t *testing.T) {
	t.Parallel()
	s := &story{way: way{address: demo(t), name: "Kuusilehto, Veijo"}}
	s.coach = signIn(t, s.address, coach, "fi", browser.Phone)
	s.worker = signIn(t, s.address, careWorker, "fi", browser.Desk)
	s.stranger = signIn(t, s.address, "Pauliina Ojala", "fi", browser.Desk)
	s.leader = signIn(t, s.address, leader, "fi", browser.Desk)
	s.open(t)
	s.today = s.leader.Value("Tilanne päivänä")
	jobs, trials, subsidised := s.count(t, 0, "Alkaneet työsuhteet"), s.count(t, 0, "Työkokeilut"), s.count(t, 0, "Näistä tuettuja")
	employed := s.count(t, 0, "Työllistyneet")

	for _, step := range []struct {
		name string
		take func(*testing.T)
	}{
		{"he gets in touch, and his care team is asked for a referral", s.ask},
		{"they meet as three, and the nurse writes it", s.write},
		{"the team leader receives it and chooses the coach", s.receive},
		{"they meet for the first time and begin", s.begin},
		{"until he allows it, the nurse sees that it began and no more", func(t *testing.T) {
			p := s.worker.For(t)
			p.Visit(s.address + s.client)
			p.See("Aktiivinen")
			p.NotSee("Rahaa ja ihmisiä ympärille", "Mitä saa sanoa")
		}},
		{"he lets the coach be in touch with employers", s.allow},
		{"the profile is filled over several meetings", s.profile},
		{"they agree on what is told and how work is searched for", s.plan},
		{"the nearest shop has only work at the till", s.shop},
		{"the association next door takes him for a month, twice four hours a week", s.try},
		{"he does not go on unpaid", s.refuse},
		{"a trial is no job", func(t *testing.T) {
			s.grew(t, "Työkokeilut", trials, 1)
			s.grew(t, "Alkaneet työsuhteet", jobs, 0)
			s.grew(t, "Työllistyneet", employed, 0)
		}},
		{"four of them agree on a wage subsidy, and twenty hours a week begin", s.work},
		{"the subsidised job is a job", func(t *testing.T) {
			s.grew(t, "Alkaneet työsuhteet", jobs, 1)
			s.grew(t, "Työllistyneet", employed, 1)
			s.grew(t, "Näistä tuettuja", subsidised, 1)
			s.grew(t, "Työkokeilut", trials, 1)
		}},
		{"support is close, and then thins", s.support},
		{"the nurse is told of the job and reads no notes", func(t *testing.T) {
			p := s.worker.For(t)
			p.Visit(s.address + "/notices")
			p.See("Veijo Kuusilehto sai työpaikan")
			p.Visit(s.address + s.client)
			p.See("Naapurin Koeyhdistys ry", "20 h/vk")
			p.NotSee("Metallityöt", "Tehtäisiin neljästään", "Seuraava askel")
			p.Check()
		}},
		{"a care team that is not his never knew of him", func(t *testing.T) {
			p := s.stranger.For(t)
			p.Visit(s.address + s.client)
			p.NotSee("Kuusilehto", "Koeyhdistys")
			p.Visit(s.address + "/clients")
			p.NotSee("Kuusilehto")
		}},
	} {
		if !t.Run(step.name, step.take) {
			return
		}
	}
}

// story is his way, with a care worker of another team looking on.
type story struct {
	way
	stranger *browser.Page
}

// grew makes sure that a figure of today has grown by so much since the story
// began.
func (s *story) grew(t *testing.T, word string, before, more int) {
	t.Helper()
	if got := s.count(t, 0, word); got != before+more {
		t.Errorf("the figures count %d: %s, not %d", got, word, before+more)
	}
}

// next makes sure that the coach is told the next step, and takes it.
func (s *story) next(t *testing.T, step string) *browser.Page {
	t.Helper()
	p := s.at(t)
	p.See("Seuraava askel")
	p.Press(step)
	return p
}

func (s *story) ask(t *testing.T) {
	p := s.coach.For(t)
	p.Visit(s.address + "/care-teams")
	p.Press("Hoitotiimi 2")
	p.Press("Pyydä lähetettä")
	p.Fill("Etunimi", "Veijo")
	p.Fill("Sukunimi", "Kuusilehto")
	p.Fill("Syntymäaika", "1986-05-04")
	p.Fill("Milloin asiakas otti yhteyttä", s.ago(t, 150))
	p.Fill("Asiakkaan oma toive työstä", "Kauppaan avustajaksi. Rahaa ja ihmisiä.")
	p.Press("Asiakas suostuu")
	p.Check()
	p.Press("Pyydä lähetettä")
	p.See("Lähetettä on pyydetty hoitotiimiltä.")
}

func (s *story) write(t *testing.T) {
	p := s.worker.For(t)
	p.Visit(s.address + "/care")
	p.Press("Avaa : Kirjoita lähete: Veijo Kuusilehto")
	p.Press("Kirjoita lähete")
	p.Press("Lisätietoja")
	p.Fill("Lähetteen päivä", s.ago(t, 145))
	p.Fill("Kolmikantaneuvottelu pidetty", s.ago(t, 145))
	p.Press("Työkyvyttömyyseläke (Kela)")
	p.Press("Asiakas suostuu")
	p.Press("Lähetä")
	p.See("Lähete on lähetetty")
	s.referral = p.Place()
}

func (s *story) receive(t *testing.T) {
	p := s.leader.For(t)
	p.Visit(s.address + "/queue")
	p.Press("Veijo Kuusilehto")
	s.client = p.Place()
	p.Press("Ota vastaan")
	p.Fill("Vastaanotettu", s.ago(t, 144))
	p.Press("Ota vastaan")
	p.See("Lähete on otettu vastaan")
	p.Press("Valitse valmentaja")
	p.Press(coach)
	p.Press("Tallenna")
	p.See("Valmentaja on valittu.")
	c := s.coach.For(t)
	c.Visit(s.address + "/notices")
	c.See("Veijo Kuusilehto: valmentaja on valittu")
}

func (s *story) begin(t *testing.T) {
	p := s.at(t)
	p.Press("Kirjaa ensitapaaminen")
	p.Fill("Päivä", s.ago(t, 140))
	p.Press("Vapaaehtoista, eikä")
	p.Fill("Haluaako töihin", "Rahaa ja ihmisiä ympärille.")
	p.Press("Aloitetaan")
	p.Press("Tallenna")
	p.Fill("Aloituspäivä", s.ago(t, 140))
	p.Press("Aloita valmennus")
	p.See("Valmennus on alkanut.")
	p.NotSee("Ansiot ja ansaintaraja Kuukausittain")
}

func (s *story) allow(t *testing.T) {
	p := s.next(t, "Kysy luvat")
	p.Press("Kaikki sopivat")
	p.In(`fieldset:has(input[name="answer-care_team"])`).Press("Lupa")
	p.In(`fieldset:has(input[name="answer-employment_services"])`).Press("Lupa")
	p.Fill("Päivä", s.ago(t, 140))
	p.Press("Suullisesti")
	p.Press("Tallenna vastaukset")
	p.See("Työnantajiin saa olla suoraan yhteydessä")
	p = s.next(t, "Tehkää yhteistyösopimus")
	p.Fill("Yhteistyösopimus", s.ago(t, 140))
	p.Press("Tallenna")
}

func (s *story) profile(t *testing.T) {
	for _, days := range []int{136, 129, 122} {
		p := s.at(t)
		p.Press("Kirjaa tapaaminen")
		p.See("Profilointi · tänään") // not the first meeting once more
		p.Press("Hoitoyksikössä")
		p.Press("Profilointi · tänään")
		p.In(".fields:has([name=on])").Fill("Päivä", s.ago(t, days))
		p.Press("Tallenna heti")
		p.See("Tapaaminen on kirjattu.")
	}
	p := s.next(t, "Jatka profilointia")
	p.Press("Kysy: millaista työtä nyt")
	p.Fill("Millaista työtä nyt", "Kaupassa avustavia tehtäviä")
	p.Press("Tallenna")
	p.Press("Kysy: tuntia viikossa")
	p.Fill("Tuntia viikossa", "12")
	p.Fill("Päivää viikossa", "3")
	p.Fill("Missä", "Mahdollisimman lähellä kotia")
	p.Press("Ei kassaa")
	p.Press("Tallenna")
	p.See("Haun voi aloittaa")
	p.Press("Kiinnostavat ja ei")
	p.Press("Lisää toive")
	p.Fill("Mitä työtä", "Metallityöt")
	p.Press("Ei halua")
	p.Press("Tallenna")
	p.See("Profiiliin on tallennettu.", "Metallityöt")
}

func (s *story) plan(t *testing.T) {
	p := s.next(t, "Sovi, mitä työnantajalle kerrotaan")
	p.Press("Kertomisen hyödyt")
	p.Press("Kertomisen haitat")
	p.Press("Kerrotaan osin")
	p.Fill("Mitä sanotaan, sana sanalta", "Aloitan lyhyin päivin.")
	p.Fill("Päivä", s.ago(t, 120))
	p.Press("Tallenna keskustelu")
	p = s.next(t, "Sovi työnhausta")
	for label, want := range map[string]string{
		"Tavoite": "Kaupassa avustavia tehtäviä", "Enintään tuntia viikossa": "12", "Missä ja kuinka kaukana": "Mahdollisimman lähellä kotia",
		"Mitä työssä pitää välttää": "Metallityöt", "Mitä sanotaan, sana sanalta": "Aloitan lyhyin päivin.",
	} {
		if got := p.Value(label); got != want {
			t.Errorf("the plan begins with %q: %q, not %q", label, got, want)
		}
	}
	p.Press("Valmentaja ottaa yhteyttä")
	p.Fill("Päivä", s.ago(t, 118))
	p.Check()
	p.Press("Tallenna suunnitelma")
	p.See("Suunnitelma on tallennettu.")
}

func (s *story) shop(t *testing.T) {
	p := s.next(t, "Tapaa työnantaja")
	p.See("Mitä saa sanoa", "Aloitan lyhyin päivin.")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Kylän Koekauppa")
	p.Press("Tapasin päättäjän")
	p.Fill("Opittua", "Kaikki työ sisältää kassavuoroja")
	p.Press("muuta")
	p.In("details").Fill("Päivä", s.ago(t, 112))
	p.Press("Tallenna")
	p.See("Kontakti on kirjattu.")
}

func (s *story) try(t *testing.T) {
	p := s.at(t)
	p.Press("Kirjaa vihje")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Naapurin Koeyhdistys ry")
	p.Fill("Tehtävänimike", "Kiinteistönhoidon avustaja")
	p.Press("Lisää työstä")
	p.Fill("Löytyi", s.ago(t, 90))
	p.Press("Tallenna vihje")
	p.See("Vihje on tallennettu.")
	p.Press("Kirjaa työ tai opinnot") // no application is needed for a trial
	p.Press("Työkokeilu")
	p.See("Naapurin Koeyhdistys ry")
	p.Fill("Alkaa", s.ago(t, 70))
	p.Fill("Päättyy", s.ago(t, 41))
	p.Fill("Tunnit viikossa", "8")
	p.Fill("Päiviä viikossa", "2")
	p.Press("Tallenna")
	p.See("Työkokeilu on kirjattu.", "Naapurin Koeyhdistys ry")
}

func (s *story) refuse(t *testing.T) {
	p := s.next(t, "Kirjaa, miten se päättyi")
	p.Fill("Viimeinen päivä", s.ago(t, 41))
	p.Fill("Miksi se päättyi", "Asiakas haluaa työstä palkan")
	p.Press("Jatkaa toisessa työssä")
	p.Check()
	p.Press("Merkitse päättyneeksi")
	p.See("Päättyminen on kirjattu.", "Asiakas haluaa työstä palkan")
}

func (s *story) work(t *testing.T) {
	p := s.at(t)
	p.Press("Kirjaa tapaaminen")
	p.Press("Työpaikalla")
	p.Press("muuta")
	p.Press("Verkostopalaveri")
	p.In(".fields:has([name=on])").Fill("Päivä", s.ago(t, 40))
	p.Fill("Mistä puhuttiin", "Tehtäisiin neljästään: haetaan palkkatukea.")
	p.Press("Tallenna heti")
	p = s.at(t)
	more(p, "Kirjaa etuusneuvonta")
	p.Fill("Päivä", s.ago(t, 30))
	p.Press("Tallenna")
	p = s.at(t)
	p.Press("Kirjaa työ tai opinnot")
	p.Press("Naapurin Koeyhdistys ry")
	p.Fill("Alkaa", s.ago(t, 28))
	p.Fill("Tunnit viikossa", "20")
	p.Fill("Palkka kuukaudessa", "900")
	p.Press("Palkkatuki")
	p.Fill("Osuus palkasta", "70")
	p.Fill("Tuki päättyy", s.ago(t, -250))
	p.Press("Tallenna")
	p.See("Työ on kirjattu ja lasketaan seurantataulukkoon.", "Käyty läpi")
	p.Check()
}

func (s *story) support(t *testing.T) {
	p := s.next(t, "Käy läpi työn alku")
	p.In("#support").Press("Tee tukisuunnitelma")
	p.Fill("Kenelle soitetaan", "Valmentaja 040 555 0101")
	p.Fill("Varomerkit", "Valvon yöt")
	p.Press("Tallenna suunnitelma")
	p.See("Tukisuunnitelma on tallennettu")
	for _, days := range []int{27, 21, 14, 7} {
		p = s.at(t)
		p.Press("Kirjaa tapaaminen")
		p.See("Rinnalla kulkeva tuki · tänään")
		p.Press("Puhelimessa")
		p.Press("Rinnalla kulkeva tuki · tänään")
		p.In(".fields:has([name=on])").Fill("Päivä", s.ago(t, days))
		p.Press("Tallenna heti")
		p.See("Tapaaminen on kirjattu.")
	}
	p = s.at(t)
	p.See("Sovi seuraava tapaaminen")
	p.Press("Avaa : Tukisuunnitelma")
	p.Press("Muuta suunnitelmaa")
	p.Press("Sujuu, tuki harvenee")
	p.Press("Tallenna suunnitelma")
	p.See("Tukisuunnitelma on tallennettu", "Sujuu, tuki harvenee")
	p.Check()
}
