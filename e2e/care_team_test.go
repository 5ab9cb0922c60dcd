package e2e

import (
	"regexp"
	"testing"

	"sijoita/e2e/browser"
)

// TestACareTeamAsksAboutWork: the nurse asks on her phone in two taps and refers
// who wants to work, the leader sees sums and no mark, a unit answers the
// leader's survey by its link, and a message goes to the coach and comes off
// the agenda.
func TestACareTeamAsksAboutWork(t *testing.T) {
	t.Parallel()
	address := demo(t)
	nurse := signIn(t, address, careWorker, "fi", browser.Phone)
	boss := signIn(t, address, leader, "fi", browser.Desk)
	worker := signIn(t, address, coach, "fi", browser.Phone)

	t.Run("the nurse's first page says what waits and whom to ask", func(t *testing.T) {
		p := nurse.For(t)
		p.Visit(address + "/")
		p.See("Meiltä odotetaan", "Kysyttävänä 5", "Yhteiset asiakkaat")
		p.Check()
	})
	t.Run("she puts somebody on the list, and an answer takes two taps", func(t *testing.T) {
		p := nurse.For(t)
		p.Press("Kysyttävänä 5")
		p.Fill("Merkit, yksi riville", "010203A1234")
		p.Press("Lisää")
		p.See("näyttää henkilötunnukselta")
		p.Check()
		p.Fill("Merkit, yksi riville", "ÅÖ 7")
		p.Press("Lisää")
		p.See("Lista on päivitetty", "ÅÖ 7", "Ei ole kysytty")
		p.Press("ÅÖ 7")
		p.Check()
		p.Back()
		before := p.Presses()
		hers := p.In("#due li:nth-child(4)") // the last of those never asked
		hers.Press("Kirjaa vastaus")
		hers.Press("Haluaa töihin nyt")
		if n := p.Presses() - before; n > 2 {
			t.Errorf("an answer took %d taps", n)
		}
		p.See("Vastaus on kirjattu", "Haluaa töihin tai tavata valmentajan")
		p.Check()
	})
	t.Run("an answer becomes a referral in one step", func(t *testing.T) {
		p := nurse.For(t)
		p.In("#proposed li:last-child").Press("Tee lähete")
		p.Fill("Etunimi", "Hilla")
		p.Fill("Sukunimi", "Kangasniemi-Vuorenmaa")
		p.Fill("Syntymäaika", "1995-03-14")
		p.Press("Asiakas suostuu lähetteeseen")
		p.Press("Lähetä")
		p.See("Lähete on lähetetty")
	})
	t.Run("a message to the coach takes two taps beside its text", func(t *testing.T) {
		p := nurse.For(t)
		p.Visit(address + "/care")
		before := p.Presses()
		p.Press("Viesti : Petri Haataja")
		p.Fill("Viesti", "Vastaanotto on perjantaina kello yhdeksän.")
		p.Press("Lähetä")
		if n := p.Presses() - before; n > 2 {
			t.Errorf("a message took %d taps", n)
		}
		p.See("Viesti on lähetetty", "Vastaanotto on perjantaina kello yhdeksän.")
		p.Check()
	})
	t.Run("the leader sees sums and no mark", func(t *testing.T) {
		p := boss.For(t)
		p.Visit(address + "/interest")
		p.See("Hoitotiimi 2", "alle viisi listalla")
		p.NotSee("ÅÖ 7", "HM")
		p.Check()
	})
	t.Run("a unit answers the survey once by its link", func(t *testing.T) {
		p := boss.For(t)
		p.Visit(address + "/needs")
		p.Press("Syksyn tarvekysely")
		p.See("37/132", "28,0")
		p.Check()
		survey := p.Place()
		p.Press("Tee 1 linkki")
		link := p.Value("Työikäisten sosiaaliohjaus")
		if !regexp.MustCompile(`/answer/[\w-]{43}$`).MatchString(link) {
			t.Fatalf("the link is %q", link)
		}
		unit := browser.Open(t, browser.Phone)
		unit.Visit(link)
		unit.Press("Lähetä vastaus")
		unit.See("Asiakkaiden määrä puuttuu.")
		unit.Check()
		unit.Fill("Montako työikäistä asiakasta yksikössä on?", "67")
		unit.Fill("Monelleko palvelusta olisi hyötyä?", "21")
		unit.Press("Lähetä vastaus")
		unit.See("Kiitos vastauksesta")
		unit.Check()
		unit.Visit(link)
		unit.See("Kiitos vastauksesta")
		p.Visit(address + survey)
		p.See("58/199", "29,1")
	})
	t.Run("a message reaches the coach and comes off the agenda", func(t *testing.T) {
		p := worker.For(t)
		p.Visit(address + "/today")
		p.See("hoitotiimi kirjoitti")
		p.Visit(address + "/care-teams")
		p.Press("Hoitotiimi 2")
		p.Press("Kokouksen asialista")
		p.See("Valmentajilta pyydetään", "Lääkäriaika on siirretty torstaille", "Kysymättä tai kysyttävä uudelleen")
		p.Check()
		p.Press("Lääkäriaika on siirretty torstaille, joten tapaaminen kannattaa pitää iltapäivällä.")
		p.Press("Merkitse käsitellyksi")
		p.See("Viesti on merkitty käsitellyksi")
		p.Visit(address + "/today")
		p.See("Petri Haataja: hoitotiimi kirjoitti")
		p.NotSee("Joona Moilanen: hoitotiimi kirjoitti")
	})
}
