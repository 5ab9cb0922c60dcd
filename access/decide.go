package access

import (
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"

	"sijoita/casework"
)

// Decide says whether the actor may do the action to the resource on the day,
// and by which policies. What no policy permits is refused; so is an action or
// a kind of actor that is not known, and everything a policy fails on.
//
// The roles of a person add up: Basis names every policy that permits it,
// Relation is the nearest among them and As the role that has it.
func Decide(actor Actor, action Action, resource Resource, on casework.Day) Decision {
	return embedded().decide(askerOf(actor, on), action, resource)
}

// OwnDay is the resource that ReadToday asks for: the actor's own day.
func OwnDay(actor Actor) Resource {
	return Resource{County: actor.County, Coaches: []int64{actor.StaffID}}
}

// OwnAccount is the resource that KeepAccount asks for: the actor's own account.
func OwnAccount(actor Actor) Resource { return OwnDay(actor) }

// OwnReviews is the resource that a list of reviews asks for: those of the
// actor's own teams, and those that let the actor in.
func OwnReviews(actor Actor, on casework.Day) Resource {
	own := Resource{County: actor.County, Reviewers: []int64{actor.StaffID}}
	for _, g := range actor.Grants {
		if g.Holds(on) {
			own.Teams = append(own.Teams, g.TeamID)
		}
	}
	return own
}

// asker is an actor on one day, as the policies see them. The zero asker is
// nobody.
type asker struct {
	cedar.Entity
	teams     []int64 // of the grants that hold, whatever the role
	careTeams []int64
}

func askerOf(actor Actor, on casework.Day) asker {
	var who asker
	attributes := cedar.RecordMap{"county": cedar.Long(actor.County)}
	switch actor.Kind {
	case Person:
		who.UID.Type = "Person"
		who.addGrants(attributes, actor, on)
	case Operator:
		who.UID.Type = "Operator"
	case Guest:
		who.UID.Type = "Guest"
	case System:
		who.UID.Type = "System"
	default:
		return asker{}
	}
	who.UID.ID = cedar.String(actor.ID)
	who.Attributes = cedar.NewRecord(attributes)
	return who
}

// addGrants puts the grants that hold on the day into the attributes: which
// roles, and for the roles that have one, in which team or care team.
func (who *asker) addGrants(attributes cedar.RecordMap, actor Actor, on casework.Day) {
	var roles []string
	var coaches, leads, cares []int64
	for _, g := range actor.Grants {
		if !g.Holds(on) {
			continue
		}
		roles = append(roles, string(g.Role))
		switch g.Role {
		case casework.RoleCoach:
			coaches = append(coaches, g.TeamID)
		case casework.RoleTeamLeader:
			leads = append(leads, g.TeamID)
		case casework.RoleCareWorker:
			cares = append(cares, g.CareTeamID)
		}
	}
	attributes["staff"] = cedar.Long(actor.StaffID)
	attributes["roles"] = words(roles)
	attributes["coaches_in"] = keys(coaches)
	attributes["coaches_unled"] = keys(slices.DeleteFunc(slices.Clone(coaches), func(team int64) bool { return !slices.Contains(actor.Unled, team) }))
	attributes["leads"] = keys(leads)
	attributes["cares_in"] = keys(cares)
	who.teams = slices.Concat(coaches, leads)
	who.careTeams = cares
}

func resourceOf(r Resource) cedar.Entity {
	return cedar.Entity{
		UID: cedar.EntityUID{Type: "Resource", ID: "asked"},
		Attributes: cedar.NewRecord(cedar.RecordMap{
			"county":     cedar.Long(r.County),
			"teams":      keys(r.Teams),
			"coaches":    keys(r.Coaches),
			"care_teams": keys(r.CareTeams),
			"consents":   words(r.Consents),
			"banned":     keys(r.Banned),
			"reviewers":  keys(r.Reviewers),
		}),
	}
}

// keys makes a set of keys for the policies. Key 0 is no key: a grant without a
// team must not meet a client without one.
func keys(ids []int64) cedar.Set {
	values := make([]cedar.Value, 0, len(ids))
	for _, id := range ids {
		if id != 0 {
			values = append(values, cedar.Long(id))
		}
	}
	return cedar.NewSet(values...)
}

func words[W ~string](list []W) cedar.Set {
	values := make([]cedar.Value, len(list))
	for i, w := range list {
		values[i] = cedar.String(w)
	}
	return cedar.NewSet(values...)
}

// pair is the two entities that one question is about.
type pair struct{ principal, resource cedar.Entity }

// Get finds an entity for the policy engine.
func (p pair) Get(uid cedar.EntityUID) (cedar.Entity, bool) {
	switch uid {
	case p.principal.UID:
		return p.principal, true
	case p.resource.UID:
		return p.resource, true
	}
	return cedar.Entity{}, false
}

func (ps policies) decide(who asker, action Action, resource Resource) Decision {
	refused := Decision{Relation: NoRelation}
	if who.UID.Type == "" || !slices.Contains(Actions, action) {
		return refused
	}
	entities := pair{principal: who.Entity, resource: resourceOf(resource)}
	verdict, why := cedar.Authorize(ps.about[action], entities, cedar.Request{
		Principal: entities.principal.UID,
		Action:    actionUID(action),
		Resource:  entities.resource.UID,
	})
	for _, fault := range why.Errors { // a policy that could not be asked may have been the one that forbids
		refused.Basis = join(refused.Basis, fault.PolicyID)
	}
	if len(why.Errors) > 0 {
		return refused
	}
	decision := Decision{Allowed: verdict == cedar.Allow, Relation: NoRelation}
	for _, reason := range why.Reasons {
		decision.Basis = join(decision.Basis, reason.PolicyID)
		if rule := ps.rules[reason.PolicyID]; decision.Allowed && nearer(rule, decision) {
			decision.Relation, decision.As = rule.Relation, rule.Role
		}
	}
	return decision
}

func actionUID(action Action) cedar.EntityUID {
	return cedar.EntityUID{Type: "Action", ID: cedar.String(action)}
}

func join(list string, id cedar.PolicyID) string {
	return strings.TrimPrefix(list+","+string(id), ",")
}

// nearer tells whether a rule stands nearer than what was found so far; of two
// equally near, the role that people are told of first.
func nearer(rule Rule, found Decision) bool {
	if d := slices.Index(Relations, rule.Relation) - slices.Index(Relations, found.Relation); d != 0 {
		return d < 0
	}
	return slices.Index(casework.Roles, rule.Role) < slices.Index(casework.Roles, found.As)
}
