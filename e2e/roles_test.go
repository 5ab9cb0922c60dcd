package e2e

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"sijoita/e2e/browser"
)

func TestEachRoleSeesItsOwn(t *testing.T) {
	t.Parallel()
	address := demo(t)
	joona := clientPage(t, address, "Moilanen, Joona")

	t.Run("a care worker sees their own care team's clients, and the events of those who allow it", func(t *testing.T) {
		p := signIn(t, address, careWorker, "fi", browser.Phone)
		p.In(".bottom").Press("Asiakkaat")
		p.See("Moilanen, Joona")
		p.NotSee("Leinonen, Oona") // of the young people's care team
		p.Check()
		p.Press("Moilanen, Joona")
		p.See("Mitä on tapahtunut", "Sovittu lause")
		p.NotSee("Kirjaa työnantajakontakti")
		p.Check()
	})

	t.Run("a client without consent shows the referral only", func(t *testing.T) {
		admin := signIn(t, address, administrator, "fi", browser.Desk)
		addCareWorker(admin, "Kaija Karttunen", "Päihdehoitotiimi")
		p := signIn(t, address, "Kaija Karttunen", "fi", browser.Phone)
		p.In(".bottom").Press("Asiakkaat")
		p.Press(closedClient(t, p))
		p.See("Et näe, mitä on tapahtunut", "Lähete on tullut")
		p.NotSee("Mitä saa sanoa ja kenelle", "Tapaaminen", "Työnantaja, ")
		p.Check()
	})

	t.Run("an administrator has no clients, not even by a client's address", func(t *testing.T) {
		p := signIn(t, address, administrator, "fi", browser.Desk)
		if menu := p.Texts(".side nav a"); slices.Contains(menu, "Asiakkaat") || slices.Contains(menu, "Luvut") {
			t.Errorf("the menu has %q", menu)
		}
		refused(t, p, address, administrator, joona)
	})

	t.Run("the data protection officer reads the log, finds it whole, and sees no client's page", func(t *testing.T) {
		p := signIn(t, address, dpo, "fi", browser.Desk)
		p.See("Käyttöloki", administrator) // who was refused just now
		p.NotSee("Joona", "Moilanen")
		p.Press("Tarkista eheys")
		p.See("Loki on ehjä")
		p.Check()
		refused(t, p, address, dpo, joona)
	})

	t.Run("a manager reads figures and no names", func(t *testing.T) {
		p := signIn(t, address, manager, "fi", browser.Desk)
		openMenu(p, "Luvut")
		p.NotSee(coach, colleague)
		refused(t, p, address, manager, joona)
	})

	t.Run("a reviewer has the reviews that name them, and nothing else", func(t *testing.T) {
		p := signIn(t, address, reviewer, "fi", browser.Phone)
		p.See("Oma tili", "Laatuarvioinnit", "Vertaisarviointi")
		p.NotSee("Asiakkaat", "Työnantajat", "Kehittämissuunnitelma")
		refused(t, p, address, reviewer, joona)
	})

	t.Run("the client's page shows who has looked", func(t *testing.T) {
		p := signIn(t, address, coach, "fi", browser.Phone)
		p.Visit(address + joona)
		p.Press("Kuka on katsonut")
		p.See(careWorker, coach, "Hoitotiimi 2")
		p.Check()
	})
}

// addCareWorker gives the county another care worker.
func addCareWorker(admin *browser.Page, name, careTeam string) {
	openMenu(admin, "Henkilöt")
	admin.Press("Lisää henkilö")
	admin.Fill("Nimi", name)
	admin.Press("Hoitotiimin työntekijä")
	admin.Fill("Tiimi tai hoitotiimi", careTeam)
	admin.Check()
	admin.Press("Lisää henkilö")
	admin.See(name)
}

// closedClient is the first client in the list whose events are closed.
func closedClient(t testing.TB, p *browser.Page) string {
	t.Helper()
	for _, row := range p.Texts("tbody tr") {
		if strings.Contains(row, "Ei lupaa hoitotiimille") {
			for _, name := range p.Texts("tbody tr a") {
				if strings.Contains(row, name) {
					return name
				}
			}
		}
	}
	t.Fatal("every client is open")
	return ""
}

// clientPage is the address of a client's page.
func clientPage(t testing.TB, address, name string) string {
	t.Helper()
	p := signIn(t, address, coach, "fi", browser.Desk)
	openClient(p, "Asiakkaat", name)
	return p.Place()
}

// refused makes sure that a page tells the person nothing.
func refused(t testing.TB, p *browser.Page, address, person, path string) {
	t.Helper()
	p.Visit(address + path)
	p.NotSee("Joona", "Moilanen")
	p.See("Ei löydy")
	p.Check()
	if a := call(t, address, person).get(t, address+path); a.status != http.StatusNotFound {
		t.Errorf("%s is answered %d for %s", path, a.status, person)
	}
}
