package access

import (
	"slices"
	"testing"

	"sijoita/casework"
)

// TestOnlyTheCareTeamReadsItsListOfWorkInterest puts every role to every place
// that a care team's list may have: its own workers keep it, and nobody else of
// the service comes by a line of it, with whatever consents and however near.
func TestOnlyTheCareTeamReadsItsListOfWorkInterest(t *testing.T) {
	for _, place := range situations {
		for _, role := range casework.Roles {
			allowed := Decide(person(place.span, role), KeepInterest, place.resource, today).Allowed
			own := role == casework.RoleCareWorker && place.span.Holds(today) && place.resource.County == county && slices.Contains(place.resource.CareTeams, careTeam)
			if place.name == "banned" {
				own = false
			}
			if allowed != own {
				t.Errorf("%s, %s: %v", role, place.name, allowed)
			}
		}
	}
}

func TestACareWorkersMessageTakesTheClientsLeave(t *testing.T) {
	client := Resource{County: county, Teams: []int64{otherTeam}, CareTeams: []int64{careTeam}}
	if Decide(person(always, casework.RoleCareWorker), MessageCare, client, today).Allowed {
		t.Error("a care worker writes about a client who has given no leave")
	}
	client.Consents = []casework.ConsentKind{casework.ConsentCareTeam}
	if !Decide(person(always, casework.RoleCareWorker), MessageCare, client, today).Allowed {
		t.Error("a care worker does not write about a client who has given leave")
	}
}
