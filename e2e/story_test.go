package e2e

import (
	"strconv"
	"testing"

	"sijoita/e2e/browser"
)

// storyBegins is the Monday on which the story begins.
const storyBegins = "2026-03-02"

// TestTheStoryOfTheGuide lives through the client story at the end of Kainuu's
// guide: a man of about forty, ten years out of work. Each thing is noted on the
// day on which it happens; the coach works on the phone, and on each day it is
// looked at what waits for whom, what is told, and what his own care team,
// another care team and the team leader see.
func TestTheStoryOfTheGuide(t *testing.T) {
	t.Parallel()
	s := &story{way: way{address: demoOn(t, storyBegins), name: "Kuusilehto, Veijo", today: storyBegins}}
	s.coach = signIn(t, s.address, coach, "fi", browser.Phone)
	s.worker = signIn(t, s.address, careWorker, "fi", browser.Desk)
	s.stranger = signIn(t, s.address, "Pauliina Ojala", "fi", browser.Desk)
	s.leader = signIn(t, s.address, leader, "fi", browser.Desk)

	for _, step := range []struct {
		name string
		take func(*testing.T)
	}{
		{"he gets in touch, and his care team is asked for a referral", s.ask},
		{"two days later they meet as three, and the nurse writes it", s.write},
		{"the team leader receives it and chooses the coach", s.receive},
		{"they meet for the first time and begin", s.begin},
		{"he lets the coach be in touch with employers", s.allow},
		{"the profile is filled over several meetings", s.profile},
		{"they agree on what is told and how work is searched for", s.plan},
		{"a month goes by: the nearest shop has only work at the till", s.shop},
		{"three weeks of silence are told, and end with the association next door", s.hush},
		{"it takes him for a month, twice four hours a week", s.try},
		{"a trial is no job", s.tried},
		{"he does not go on unpaid", s.refuse},
		{"four of them agree on a wage subsidy, and on twenty hours a week", s.work},
		{"until benefits were gone through, the job ahead waits for it", s.advise},
		{"the subsidised job begins, and is a job", s.employed},
		{"support is close", s.support},
		{"and then thins", s.thin},
		{"the scores tell of him", s.scored},
		{"the nurse reads no notes", s.untold},
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

// after brings everybody to the day so many days after the story began, and
// the coach to Today.
func (s *story) after(t *testing.T, days int) *browser.Page {
	t.Helper()
	s.today = before(t, storyBegins, -days)
	p := s.coach.For(t)
	moveTo(p, s.address, s.today, "Päivään", "Siirrä")
	p.See("Päivä on vaihtunut.", "Tänään, ")
	return p
}

// waits looks at the coach's Today: whether a matter stands there.
func (s *story) waits(t *testing.T, matter string) {
	t.Helper()
	p := s.coach.For(t)
	p.Visit(s.address + "/today")
	p.See(matter)
}

// rests makes sure that nothing of him waits for the coach.
func (s *story) rests(t *testing.T) {
	t.Helper()
	p := s.coach.For(t)
	p.Visit(s.address + "/today")
	p.See("Odottaa sinua")
	p.NotSee("Veijo Kuusilehto")
}

// told makes sure that a page of notices tells it.
func (s *story) told(t *testing.T, who *browser.Page, notice string) {
	t.Helper()
	p := who.For(t)
	p.Visit(s.address + "/notices")
	p.See(notice)
}

// isToday makes sure that a form offers today, so that nobody types it.
func (s *story) isToday(t *testing.T, p *browser.Page, label string) {
	t.Helper()
	if got := p.Value(label); got != s.today {
		t.Errorf("%s offers %q, not today, %s", label, got, s.today)
	}
}

// grew makes sure that a figure of today has grown by so much.
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

// meets notes a meeting of today, of the kind that the form thinks of by itself.
func (s *story) meets(t *testing.T, kind, where string) {
	t.Helper()
	p := s.at(t)
	p.Press("Kirjaa tapaaminen")
	p.See(kind + " · tänään")
	p.Press(where)
	p.Press("Tallenna heti")
	p.See("Tapaaminen on kirjattu.")
}

func (s *story) ask(t *testing.T) {
	p := s.coach.For(t)
	p.Visit(s.address + "/demo")
	p.Check()
	p.Visit(s.address + "/care-teams")
	p.Press("Hoitotiimi 2")
	p.Press("Pyydä lähetettä")
	p.Fill("Etunimi", "Veijo")
	p.Fill("Sukunimi", "Kuusilehto")
	p.Fill("Syntymäaika", "1986-05-04")
	s.isToday(t, p, "Milloin asiakas otti yhteyttä")
	p.Fill("Asiakkaan oma toive työstä", "Kauppaan avustajaksi. Rahaa ja ihmisiä.")
	p.Press("Asiakas suostuu")
	p.Check()
	p.Press("Pyydä lähetettä")
	p.See("Lähetettä on pyydetty hoitotiimiltä.")
	s.told(t, s.worker, "Lähetettä pyydetään: Veijo Kuusilehto")
}

func (s *story) write(t *testing.T) {
	s.after(t, 2)
	p := s.worker.For(t)
	p.Visit(s.address + "/care")
	p.Press("Avaa : Kirjoita lähete: Veijo Kuusilehto")
	p.Press("Kirjoita lähete")
	p.Press("Lisätietoja")
	s.isToday(t, p, "Lähetteen päivä")
	p.Fill("Kolmikantaneuvottelu pidetty", s.today)
	p.Press("Työkyvyttömyyseläke (Kela)")
	p.Press("Asiakas suostuu")
	p.Press("Lähetä")
	p.See("Lähete on lähetetty")
	s.referral = p.Place()
	s.told(t, s.leader, "Uusi lähete: Veijo Kuusilehto")
}

func (s *story) receive(t *testing.T) {
	s.after(t, 3)
	p := s.leader.For(t)
	p.Visit(s.address + "/today")
	p.Press("Vastaa : Veijo Kuusilehto")
	p.Press("Ota vastaan")
	s.isToday(t, p, "Vastaanotettu")
	p.Press("Ota vastaan")
	p.See("Lähete on otettu vastaan")
	p.Visit(s.address + "/today")
	p.NotSee("Kuusilehto")
	p.Visit(s.address + "/queue")
	p.Press("Veijo Kuusilehto")
	s.client = p.Place()
	p.Press("Valitse valmentaja")
	p.Press(coach)
	p.Press("Tallenna")
	p.See("Valmentaja on valittu.")
	s.told(t, s.coach, "Veijo Kuusilehto: valmentaja on valittu")
	s.told(t, s.worker, "Lähete otettiin vastaan: Veijo Kuusilehto")
	s.rests(t)
}

func (s *story) begin(t *testing.T) {
	s.after(t, 10)
	p := s.at(t)
	p.See("Jonossa")
	p.Press("Kirjaa ensitapaaminen")
	s.isToday(t, p, "Päivä")
	p.Press("Vapaaehtoista, eikä")
	p.Fill("Haluaako töihin", "Rahaa ja ihmisiä ympärille.")
	p.Press("Aloitetaan")
	p.Press("Tallenna")
	s.isToday(t, p, "Aloituspäivä")
	p.Press("Aloita valmennus")
	p.See("Valmennus on alkanut.")
	p.NotSee("Ansiot ja ansaintaraja Kuukausittain")

	p = s.worker.For(t) // until he allows it, the nurse sees that it began and no more
	p.Visit(s.address + s.client)
	p.See("Aktiivinen")
	p.NotSee("Rahaa ja ihmisiä ympärille", "Mitä saa sanoa")
	p = s.leader.For(t)
	p.Visit(s.address + "/queue")
	p.NotSee("Kuusilehto")
}

func (s *story) allow(t *testing.T) {
	p := s.next(t, "Kysy luvat")
	p.Press("Kaikki sopivat")
	p.In(`fieldset:has(input[name="answer-care_team"])`).Press("Lupa")
	p.In(`fieldset:has(input[name="answer-employment_services"])`).Press("Lupa")
	s.isToday(t, p, "Päivä")
	p.Press("Suullisesti")
	p.Press("Tallenna vastaukset")
	p.See("Työnantajiin saa olla suoraan yhteydessä")
	p = s.next(t, "Tehkää yhteistyösopimus")
	s.isToday(t, p, "Yhteistyösopimus")
	p.Press("Tallenna")
	s.rests(t)
}

func (s *story) profile(t *testing.T) {
	for _, days := range []int{14, 21, 28} {
		s.after(t, days)
		s.meets(t, "Profilointi", "Hoitoyksikössä") // not the first meeting once more
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
	s.after(t, 30)
	p := s.next(t, "Sovi, mitä työnantajalle kerrotaan")
	p.Press("Kertomisen hyödyt")
	p.Press("Kertomisen haitat")
	p.Press("Kerrotaan osin")
	p.Fill("Mitä sanotaan, sana sanalta", "Aloitan lyhyin päivin.")
	s.isToday(t, p, "Päivä")
	p.Press("Tallenna keskustelu")
	p = s.next(t, "Sovi työnhausta")
	for label, want := range map[string]string{
		"Tavoite": "Kaupassa avustavia tehtäviä", "Enintään tuntia viikossa": "12", "Missä ja kuinka kaukana": "Mahdollisimman lähellä kotia",
		"Mitä työssä pitää välttää": "Metallityöt", "Mitä sanotaan, sana sanalta": "Aloitan lyhyin päivin.", "Päivä": s.today,
	} {
		if got := p.Value(label); got != want {
			t.Errorf("the plan begins with %q: %q, not %q", label, got, want)
		}
	}
	p.Press("Valmentaja ottaa yhteyttä")
	p.Check()
	p.Press("Tallenna suunnitelma")
	p.See("Suunnitelma on tallennettu.")
	s.rests(t)
}

func (s *story) shop(t *testing.T) {
	p := s.after(t, 36)
	p.See("Veijo Kuusilehto: 26 päivää aloituksesta", "Ei vielä työnantajatapaamista hänen asiassaan")
	had := met(t, p)
	p = s.next(t, "Tapaa työnantaja")
	p.See("Mitä saa sanoa", "Aloitan lyhyin päivin.")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Kylän Koekauppa")
	p.Press("Tapasin päättäjän")
	p.Fill("Opittua", "Kaikki työ sisältää kassavuoroja")
	p.Press("Tallenna")
	p.See("Kontakti on kirjattu.")
	p.Visit(s.address + "/today")
	p.NotSee("26 päivää aloituksesta")
	if got := met(t, p); got != had+1 {
		t.Errorf("the weekly six are %d after a visit, and were %d", got, had)
	}
}

func (s *story) hush(t *testing.T) {
	p := s.after(t, 51)
	p.See("Veijo Kuusilehto: 23 päivää hiljaista")
	s.meets(t, "Työn etsintä", "Muualla")
	p = s.at(t)
	p.Press("Kirjaa vihje")
	p.Press("+ Uusi tai hae")
	p.Fill("Työnantajan nimi", "Naapurin Koeyhdistys ry")
	p.Fill("Tehtävänimike", "Kiinteistönhoidon avustaja")
	p.Press("Tallenna vihje")
	p.See("Vihje on tallennettu.")
	p.Press("Kirjaa työ tai opinnot") // no application is needed for a trial
	p.Press("Työkokeilu")
	p.See("Naapurin Koeyhdistys ry")
	p.Fill("Alkaa", before(t, s.today, -5))
	p.Fill("Päättyy", before(t, s.today, -32))
	p.Fill("Tunnit viikossa", "8")
	p.Fill("Päiviä viikossa", "2")
	p.Press("Tallenna")
	p.See("Työkokeilu on kirjattu.", "Naapurin Koeyhdistys ry")
	s.rests(t)
}

func (s *story) try(t *testing.T) {
	trials := s.count(t, 0, "Työkokeilut")
	s.after(t, 56)
	s.grew(t, "Työkokeilut", trials, 1)
	s.meets(t, "Rinnalla kulkeva tuki", "Työpaikalla")
	p := s.after(t, 70)
	p.See("Veijo Kuusilehto: työkokeilu päättyy")
	s.meets(t, "Rinnalla kulkeva tuki", "Puhelimessa")
}

func (s *story) tried(t *testing.T) {
	p := s.leader.For(t)
	s.open(t)
	p.Press(": Alkaneet työsuhteet")
	p.NotSee("Kuusilehto")
	s.open(t)
	p.Press(": Työllistyneet")
	p.NotSee("Kuusilehto")
}

func (s *story) refuse(t *testing.T) {
	s.after(t, 84) // the day after the last
	p := s.next(t, "Kirjaa, miten se päättyi")
	if got, want := p.Value("Viimeinen päivä"), before(t, s.today, 1); got != want {
		t.Errorf("the last day is %q, and was agreed as %s", got, want)
	}
	p.Fill("Miksi se päättyi", "Asiakas haluaa työstä palkan")
	p.Press("Jatkaa toisessa työssä")
	p.Check()
	p.Press("Merkitse päättyneeksi")
	p.See("Päättyminen on kirjattu.", "Asiakas haluaa työstä palkan")
}

func (s *story) work(t *testing.T) {
	s.after(t, 87)
	p := s.at(t)
	p.Press("Kirjaa tapaaminen")
	p.Press("Työpaikalla")
	p.Press("muuta")
	p.Press("Verkostopalaveri")
	p.Fill("Mistä puhuttiin", "Tehtäisiin neljästään: haetaan palkkatukea.")
	p.Press("Tallenna heti")
	s.after(t, 96)
	jobs := s.count(t, 0, "Alkaneet työsuhteet")
	p = s.at(t)
	p.Press("Kirjaa työ tai opinnot")
	p.Press("Naapurin Koeyhdistys ry")
	p.Fill("Alkaa", before(t, s.today, -9))
	p.Fill("Tunnit viikossa", "20")
	p.Fill("Palkka kuukaudessa", "900")
	p.Press("Palkkatuki")
	p.Fill("Osuus palkasta", "70")
	p.Fill("Päätöksen numero", "KOE/118/2026")
	p.Fill("Tuki päättyy", before(t, s.today, -280))
	p.Press("Tallenna")
	p.See("Työ on kirjattu ja lasketaan seurantataulukkoon.")
	p.Check()
	s.grew(t, "Alkaneet työsuhteet", jobs, 0) // it has not begun
	s.told(t, s.worker, "Veijo Kuusilehto sai työpaikan")
	s.told(t, s.leader, "Veijo Kuusilehto sai työpaikan")
}

func (s *story) advise(t *testing.T) {
	s.waits(t, "Veijo Kuusilehto: työ alkaa")
	p := s.after(t, 98)
	p.See("Veijo Kuusilehto: työ alkaa", "Etuusneuvontaa ei ole vielä kirjattu")
	p = s.at(t)
	more(p, "Kirjaa etuusneuvonta")
	s.isToday(t, p, "Päivä")
	p.Press("Tallenna")
	s.rests(t)
	p = s.next(t, "Käy läpi työn alku")
	p.See("Käyty läpi")
	p.In("#support").Press("Tee tukisuunnitelma")
	p.Fill("Kenelle soitetaan", "Valmentaja 040 555 0101")
	p.Fill("Varomerkit", "Valvon yöt")
	p.Press("Tallenna suunnitelma")
	p.See("Tukisuunnitelma on tallennettu")
}

func (s *story) employed(t *testing.T) {
	s.after(t, 104)
	words := []string{"Alkaneet työsuhteet", "Työllistyneet", "Näistä tuettuja", "Työkokeilut"}
	was := map[string]int{}
	for _, word := range words {
		was[word] = s.count(t, 0, word)
	}
	s.after(t, 105)
	for _, word := range words[:3] {
		s.grew(t, word, was[word], 1)
	}
	s.grew(t, words[3], was[words[3]], 0)
	s.rests(t)
}

func (s *story) support(t *testing.T) {
	p := s.after(t, 107)
	p.See("Veijo Kuusilehto: työn alun yhteydenpito")
	s.meets(t, "Rinnalla kulkeva tuki", "Puhelimessa")
	s.rests(t)
	for _, days := range []int{117, 124, 131} { // near the end of the second, the third and the fourth week
		p = s.after(t, days)
		p.See("Veijo Kuusilehto: työn alun yhteydenpito")
		s.meets(t, "Rinnalla kulkeva tuki", "Puhelimessa")
	}
	p.Visit(s.address + "/today")
	p.See("Veijo Kuusilehto: tukisuunnitelman tarkistus") // a month after it was made
	p.NotSee("Veijo Kuusilehto: työn alun yhteydenpito")
}

func (s *story) thin(t *testing.T) {
	p := s.at(t)
	p.See("Sovi seuraava tapaaminen")
	p.Press("Avaa : Tukisuunnitelma")
	p.Press("Muuta suunnitelmaa")
	p.Press("Sujuu, tuki harvenee")
	p.Press("Tallenna suunnitelma")
	p.See("Tukisuunnitelma on tallennettu", "Sujuu, tuki harvenee")
	p.Check()
	s.rests(t)
	s.after(t, 138)
	s.rests(t) // once a month is enough now
}

// scored looks at the client's own line behind the scores that he moves: his job
// for counselling and support, and the days to the first employer met for him.
func (s *story) scored(t *testing.T) {
	const job = "Kuusilehto, Veijo Aktiivinen 15.6.2026 Työsuhde · Naapurin Koeyhdistys ry · 20 h/vk · palkkatuki"
	for item, line := range map[int]string{12: job, 15: "Kuusilehto, Veijo 12.3.2026 7.4.2026 26", 22: job, 23: job} {
		p := s.leader.For(t)
		p.Visit(s.address + "/fidelity/" + strconv.Itoa(item) + "?on=" + s.today)
		p.See(line)
	}
}

func (s *story) untold(t *testing.T) {
	p := s.worker.For(t)
	p.Visit(s.address + s.client)
	p.See("Naapurin Koeyhdistys ry", "20 h/vk")
	p.NotSee("Metallityöt", "Tehtäisiin neljästään", "Seuraava askel")
	p.Check()
}
