package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestReferralInTwoMinutes follows a referral from the care worker's form to
// the team leader's answer and back.
func TestReferralInTwoMinutes(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, careWorker, "fi", browser.Phone)
	p.Visit(address + "/care-teams")
	p.See("Yhteiset asiakkaat", "Lähetteet ja vastaukset")
	p.Check()
	p.Press("Uusi lähete")
	p.Check()
	p.Press("Lähetä")
	p.See("Anna etunimi.", "Anna syntymäaika.", "Lähete tehdään vain, kun asiakas on siihen suostunut.")
	p.Check()
	before := p.Presses()
	p.Fill("Etunimi", "Hilla")
	p.Fill("Sukunimi", "Kangasniemi-Vuorenmaa")
	p.Fill("Syntymäaika", "1995-03-14")
	p.Press("Asiakas suostuu lähetteeseen")
	p.Press("Lähetä")
	p.See("Lähete on lähetetty", "Ei vielä puhuttu")
	if n := p.Presses() - before; n > 2 {
		t.Errorf("a referral took %d presses beside the name and birth date", n)
	}
	p.Check()
	referral := p.Place()

	boss := signIn(t, address, leader, "fi", browser.Desk)
	boss.Visit(address + referral)
	boss.Press("Ota vastaan")
	boss.Check()
	boss.Press("Ota vastaan")
	boss.See("Lähete on otettu vastaan")
	boss.Visit(address + referral)
	boss.Press("Palauta")
	boss.Press("Asiakas muutti pois")
	boss.Press("Palauta")
	boss.See("Lähete on palautettu")

	p.Visit(address + referral)
	p.See("Palautettu", "Asiakas muutti pois")
	p.Check()
}
