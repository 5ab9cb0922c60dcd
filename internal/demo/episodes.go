package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// checkEvery is how often a pause is looked at, in days.
const checkEvery = 28

// pauseOf is a pause that is looked at every four weeks.
func (s *service) pauseOf(from casework.Day, why string) interchange.Pause {
	check := from.AddDays(checkEvery)
	for check.Before(s.today) {
		check = check.AddDays(checkEvery)
	}
	return interchange.Pause{From: from, Reason: why, CheckOn: check, Contact: casework.CoachContacts}
}

// closingOf is what is noted of an end for the reason.
func closingOf(why casework.CloseReason) interchange.Closing {
	c := interchange.Closing{Initiative: casework.ByBoth, Situation: casework.NotInWork, CareTeamTold: true, WayBackTold: true}
	switch why {
	case casework.CloseGoalReached:
		c.Situation, c.HandedTo = casework.InPaidWork, "Omahoitaja"
	case casework.CloseClientWish:
		c.Initiative = casework.ByClient
	case casework.CloseOtherService:
		c.Situation = casework.InOtherService
	}
	return c
}

// wishes are what clients say when they are asked at a first meeting whether
// they want to work, with what makes them hesitate.
var wishes = []struct {
	words    string
	keenness int
	goal     casework.Goal
	concerns interchange.Concerns
}{
	{"Haluan takaisin työelämään, kun vain löytyy sopiva paikka.", 8, casework.GoalPaidWork, interchange.Concerns{Strength: true}},
	{"Kaipaan työkavereita ja omaa rahaa.", 9, casework.GoalPaidWork, interchange.Concerns{Money: true}},
	{"En jaksa enää olla kotona. Muutama tunti viikossa olisi hyvä alku.", 7, casework.GoalPaidWork, interchange.Concerns{Strength: true, Stigma: true}},
	{"Haluaisin ensin opiskella ammatin.", 6, casework.GoalStudy, interchange.Concerns{Skills: true}},
	{"Haluan palata samalle alalle kuin ennen.", 8, casework.GoalReturn, interchange.Concerns{}},
}

// firstPlaces are where first meetings were.
var firstPlaces = []casework.Place{casework.PlaceCareUnit, casework.PlaceCareUnit, casework.PlaceCafe, casework.PlaceOffice, casework.PlaceHome, casework.PlaceCommunity}

// meetFirst adds the first meeting, on the last working day before the start,
// and the agreement that was signed a week after it.
func (s *service) meetFirst(e *interchange.Episode) {
	on := workdayTo(e.StartedOn.AddDays(-1))
	if on.Before(e.ReferredOn) {
		on = e.ReferredOn
	}
	said := wishes[len(s.doc.Suitability)%len(wishes)]
	keenness := said.keenness
	s.doc.Suitability = append(s.doc.Suitability, interchange.Suitability{
		ID: fmt.Sprintf("f%03d", len(s.doc.Suitability)+1), Episode: e.ID, On: on, Place: firstPlaces[len(s.doc.Suitability)%len(firstPlaces)],
		Present:   interchange.Present{Client: true, Coach: true, CareWorker: true},
		ModelTold: true, VoluntaryTold: true, FreeTold: true, Wish: said.words, Keenness: &keenness, Goal: said.goal, Concerns: said.concerns,
		Decision: casework.DecideStart,
	})
	if signed := workdayFrom(e.StartedOn.AddDays(7)); !signed.After(s.today) {
		e.AgreementOn = signed
	}
}
