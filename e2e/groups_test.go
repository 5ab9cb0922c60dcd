package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// TestTheJointGroupMeets: the leader notes the meeting on her phone from the last
// one on, agrees on an action, and it is on the day of the one who is to do it
// until it is done.
func TestTheJointGroupMeets(t *testing.T) {
	t.Parallel()
	address := demo(t)
	boss := signIn(t, address, leader, "fi", browser.Phone)
	doer := signIn(t, address, coach, "fi", browser.Phone)
	const what = "Esittely kunnan johtoryhmälle"
	var today string

	t.Run("the leader notes the meeting", func(t *testing.T) {
		p := boss.For(t)
		p.Visit(address + "/groups")
		p.See("Yhteiskehittämisryhmä", "2 kuukauden välein", "Palkkatuen yhteyshenkilö nimetään")
		p.Check()
		p.Visit(address + "/team/notes/new?kind=joint_group")
		p.See("Ansaintarajat ja eläkkeen lepääminen")
		p.Press("Palkkatuen yhteyshenkilö nimetään")
		today = p.Value("Päivä")
		p.Fill("Aihe", "Etuudet ja ansaintarajat")
		p.Check()
		p.Press("Tallenna")
		p.See("Kirjattu.", "Etuudet ja ansaintarajat", "Toimia ei ole kirjattu.")
	})

	t.Run("and agrees on an action", func(t *testing.T) {
		p := boss.For(t)
		p.Fill("Mitä tehdään", what)
		p.Fill("Joku meistä", coach)
		p.Fill("Mihin mennessä", today)
		p.Press("Tallenna toimi")
		p.See(what, coach)
		p.Check()
	})

	t.Run("who is to do it finds it on the day, and it goes when it is done", func(t *testing.T) {
		p := doer.For(t)
		p.Visit(address + "/today")
		p.See(what)
		p.Press(what)
		p.Check()
		p.Press("Tehty")
		p.See("Toimi on merkitty tehdyksi.")
		p.Visit(address + "/today")
		p.NotSee(what)
	})
}
