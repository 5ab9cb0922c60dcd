package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestWhoShouldKnowIsToldAtOnce: the coach tells the care team on her phone that
// a client fares worse, the nurse's bell says so on whatever page she is, and the
// coach sees that it was read; a talk with a partner is noted by the client's
// leave and hidden without it; and a text made of the records is carried, with
// its receipt.
func TestWhoShouldKnowIsToldAtOnce(t *testing.T) {
	t.Parallel()
	address := demo(t)
	worker := signIn(t, address, coach, "fi", browser.Phone)
	nurse := signIn(t, address, careWorker, "fi", browser.Desk)

	t.Run("the coach tells the care team", func(t *testing.T) {
		p := worker.For(t)
		p.Visit(address + "/clients")
		p.Press("Moilanen, Joona")
		p.Press("Muut toimet")
		p.Press("Kerro hoitotiimille")
		p.See("soita 112", "Ilmoituksen saavat: Minna Piirainen.")
		p.Check()
		p.Press("Kerro hoitotiimille")
		p.See("Kirjoita, mitä olet huomannut.")
		p.Check()
		p.Fill("Mitä olet huomannut, ja mitä asiakkaan kanssa sovittiin", "Ei ole nukkunut kolmeen yöhön. Hoitaja soittaa tänään.")
		p.Press("Kerro hoitotiimille")
		p.See("Hoitotiimille on kerrottu.", "ei vielä luettu")
		p.Check()
	})
	t.Run("the nurse's bell says so, and she reads it", func(t *testing.T) {
		p := nurse.For(t)
		p.Visit(address + "/care-teams")
		p.Press("Ilmoitukset, 1 uusi ilmoitus")
		p.See("Joona Moilanen voi huonommin", "1 lukematta")
		p.Check()
		p.Press("Avaa : Joona Moilanen voi huonommin")
		p.See("Ei ole nukkunut kolmeen yöhön.", "luettu")
		p.NotSee("Mitätöi merkintä")
		p.Check()
		p.Visit(address + "/notices")
		p.See("Kaikki on luettu.")
	})
	t.Run("she chooses mail once a day", func(t *testing.T) {
		p := nurse.For(t)
		p.Press("Kerran päivässä, kello 7")
		p.Press("Tallenna valinta")
		p.See("Valinta on tallennettu.")
		p.Check()
	})
	t.Run("the coach sees that it got there", func(t *testing.T) {
		p := worker.For(t)
		p.Reload()
		p.NotSee("ei vielä luettu")
	})
	t.Run("a talk stays within the client's leave", func(t *testing.T) {
		p := worker.For(t)
		p.Visit(address + "/clients")
		p.Press("Moilanen, Joona")
		p.Press("Muut toimet")
		p.Press("Kumppanit")
		p.See("Palkkatuki, jos työpaikka löytyy.", "Ei lupaa")
		p.Check()
		p.Press("Kirjaa keskustelu : Työllisyyspalvelujen asiantuntija")
		p.Check()
		p.Press("Puhelimessa")
		p.Fill("Mitä sovittiin", "Hakemus lähtee perjantaina.")
		p.Press("Tallenna")
		p.See("Keskustelu on kirjattu.", "Hakemus lähtee perjantaina.")
		p.Check()
	})
	t.Run("a text made of the records is carried with its receipt", func(t *testing.T) {
		p := worker.For(t)
		p.Press("Joona Moilanen")
		p.Press("Muut toimet")
		p.Press("Kirjaustekstit")
		p.See("Odottaa viemistä", "Viety")
		p.Check()
		p.Press("Tee teksti")
		p.Check()
		p.Press("Tallenna teksti")
		p.See("Teksti on tallennettu.", "Odottaa viemistä")
		p.Check()
		p.Press("Olen vienyt tekstin")
		p.See("Teksti on merkitty viedyksi.", "Riikka Tolonen", "Alkuperäinen on järjestelmässä")
		p.NotSee("Muokkaa tekstiä")
		p.Check()
	})
}
