package access

import (
	"slices"

	"sijoita/casework"
)

// Scope tells which of a county's clients an actor reaches with an action, as
// plain data that the store turns into WHERE.
type Scope struct {
	County int64
	All    bool // every client of the county
	Teams  []int64
	// CareTeams reach their clients; NeedConsent, when set, only those who
	// have given that leave.
	CareTeams   []int64
	NeedConsent casework.ConsentKind
	// NotWhoBans, when set, is a person of the staff: clients from whom they
	// are kept lie outside.
	NotWhoBans int64
}

// Empty tells that the scope reaches nobody, so that a list need not be asked
// for.
func (s Scope) Empty() bool { return !s.All && len(s.Teams) == 0 && len(s.CareTeams) == 0 }

// Reaches tells whether a client lies in the scope. It says in Go what the
// store's WHERE says in SQL, and is what that is tested against.
func (s Scope) Reaches(client Resource) bool {
	if client.County != s.County || s.NotWhoBans != 0 && slices.Contains(client.Banned, s.NotWhoBans) {
		return false
	}
	return s.All || shareOne(s.Teams, client.Teams) ||
		shareOne(s.CareTeams, client.CareTeams) &&
			(s.NeedConsent == "" || slices.Contains(client.Consents, s.NeedConsent))
}

func shareOne(a, b []int64) bool {
	return slices.ContainsFunc(a, func(id int64) bool { return slices.Contains(b, id) })
}

// ScopeOf finds the clients whom the actor reaches with the action on the day.
//
// There is no second set of rules for lists: ScopeOf puts made-up clients to the
// policies that Decide uses. One with nothing but the county tells whether the
// actor reaches everybody; one for each team of the actor's grants, whether they
// reach that team's clients; one for each care team, first without any leave and
// then with each kind in turn, whether they reach that care team's clients and
// what leave it takes. So a changed policy changes the lists with it.
//
// A made-up client from whom the actor is kept tells whether a ban counts.
//
// What a Scope cannot say is left out, never added: a policy that wants the
// client's own coach, or several leaves at once, makes a list shorter than what
// can be opened. A policy that forbids by anything else that a client has would
// make it longer, and the test that compares the two would then fail: Scope
// needs a word for it first.
func ScopeOf(actor Actor, action Action, on casework.Day) Scope {
	who := askerOf(actor, on)
	s := Scope{County: actor.County}
	reaches := func(client Resource) bool {
		client.County = actor.County
		if !embedded().decide(who, action, client).Allowed {
			return false
		}
		if client.Banned = []int64{actor.StaffID}; !embedded().decide(who, action, client).Allowed {
			s.NotWhoBans = actor.StaffID
		}
		return true
	}
	if reaches(Resource{}) {
		s.All = true
		return s
	}
	for _, team := range who.teams {
		if !slices.Contains(s.Teams, team) && reaches(Resource{Teams: []int64{team}}) {
			s.Teams = append(s.Teams, team)
		}
	}
	for _, leave := range append([]casework.ConsentKind{""}, casework.ConsentKinds...) {
		s.CareTeams = careTeamsReached(who.careTeams, leave, reaches)
		if len(s.CareTeams) > 0 {
			s.NeedConsent = leave
			return s
		}
	}
	return s
}

// careTeamsReached finds the care teams whose clients the actor reaches when
// they have given the leave, or none at all when it is empty.
func careTeamsReached(careTeams []int64, leave casework.ConsentKind, reaches func(Resource) bool) []int64 {
	var consents []casework.ConsentKind
	if leave != "" {
		consents = append(consents, leave)
	}
	var found []int64
	for _, id := range careTeams {
		if !slices.Contains(found, id) && reaches(Resource{CareTeams: []int64{id}, Consents: consents}) {
			found = append(found, id)
		}
	}
	return found
}
