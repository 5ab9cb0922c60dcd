package access

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sijoita/casework"
)

func TestScopeIsPlainData(t *testing.T) {
	far := person(always, casework.RoleCoach)
	far.Grants = append(far.Grants, casework.Grant{Role: casework.RoleTeamLeader, TeamID: otherTeam},
		casework.Grant{Role: casework.RoleCoach, TeamID: team}) // the same team again
	rows := []struct {
		name   string
		actor  Actor
		action Action
		want   Scope
	}{
		{"a coach reaches the team's clients", person(always, casework.RoleCoach), ReadClient, Scope{County: county, Teams: []int64{team}, NotWhoBans: me}},
		{"each team is named once", far, ReadClient, Scope{County: county, Teams: []int64{team, otherTeam}, NotWhoBans: me}},
		{"only the team that is led has its coaches' figures", far, ReadCoaches, Scope{County: county, Teams: []int64{otherTeam}, NotWhoBans: me}},
		{"a care worker reaches the care team's clients by name", person(always, casework.RoleCareWorker), ReadClient, Scope{County: county, CareTeams: []int64{careTeam}, NotWhoBans: me}},
		{"and what was done only with leave", person(always, casework.RoleCareWorker), ReadTimeline,
			Scope{County: county, CareTeams: []int64{careTeam}, NeedConsent: casework.ConsentCareTeam, NotWhoBans: me}},
		{"the leave is asked of the care team's clients, not of the own team's", person(always, casework.RoleCoach, casework.RoleCareWorker), ReadTimeline,
			Scope{County: county, Teams: []int64{team}, CareTeams: []int64{careTeam}, NeedConsent: casework.ConsentCareTeam, NotWhoBans: me}},
		{"a data protection officer reaches everybody's lookers", person(always, casework.RoleDPO, casework.RoleCoach), ReadLookers, Scope{County: county, All: true, NotWhoBans: me}},
		{"and nobody's page", person(always, casework.RoleDPO), ReadClient, Scope{County: county}},
		{"a manager's figures are of everybody", person(always, casework.RoleManager), ReadFigures, Scope{County: county, All: true, NotWhoBans: me}},
		{"and no rows behind them", person(always, casework.RoleManager), ReadRows, Scope{County: county}},
		{"an operator takes everybody out in a file", program(Operator)(always), ExportData, Scope{County: county, All: true}},
		{"one's own day is no list of clients", person(always, casework.RoleCoach), ReadToday, Scope{County: county}},
		{"nor is one's own account", person(always, casework.RoleCoach), KeepAccount, Scope{County: county}},
		{"an unknown action reaches nobody", person(always, casework.RoleCoach), "read_everything", Scope{County: county}},
		{"a person without a county reaches nobody", inNoCounty(person(always, casework.RoleDPO)), ReadLookers, Scope{}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := ScopeOf(row.actor, row.action, today); !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v\nwant %+v", got, row.want)
			}
		})
	}
}

// Listed = readable: for every actor, client and action, the client lies in the
// scope exactly when the actor may do the action to the client. One's own
// day, work and account are no lists of clients and have an empty scope; nor are
// the reviews that name one.
func TestListedIsReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actor, client := drawActor(t), drawClient(t)
		for _, action := range Actions {
			listed := ScopeOf(actor, action, today).Reaches(client)
			decision := Decide(actor, action, client, today)
			if decision.Relation == OwnReview { // a review lets in by name, and is decided one by one
				continue
			}
			if action == ReadToday || action == KeepAccount || action == NoteOwnWork {
				if listed {
					t.Fatalf("%s: listed", action)
				}
				continue
			}
			if listed != decision.Allowed {
				t.Fatalf("%s: listed %v, readable %+v", action, listed, decision)
			}
		}
	})
}

func drawActor(t *rapid.T) Actor {
	grant := rapid.Custom(func(t *rapid.T) casework.Grant {
		return casework.Grant{
			Role:       rapid.SampledFrom(casework.Roles).Draw(t, "role"),
			TeamID:     drawKey(t, "team"),
			CareTeamID: drawKey(t, "care team"),
			Span: casework.Span{
				From: today.AddDays(rapid.IntRange(-2, 1).Draw(t, "from")),
				To:   today.AddDays(rapid.IntRange(-1, 2).Draw(t, "to")),
			},
		}
	})
	return Actor{
		Kind:    rapid.SampledFrom([]ActorKind{Person, Person, Person, Operator, System}).Draw(t, "kind"),
		StaffID: drawKey(t, "staff"),
		County:  drawCounty(t, "county"),
		Grants:  rapid.SliceOfN(grant, 0, 4).Draw(t, "grants"),
		Unled:   rapid.SliceOfN(rapid.SampledFrom([]int64{1, 2, 3, 0}), 0, 2).Draw(t, "unled"),
	}
}

func drawClient(t *rapid.T) Resource {
	some := func(name string) []int64 {
		return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) int64 { return drawKey(t, name) }), 0, 3).Draw(t, name)
	}
	return Resource{
		County:    drawCounty(t, "client's county"),
		Teams:     some("client's team"),
		Coaches:   some("coach"),
		CareTeams: some("client's care team"),
		Consents:  rapid.SliceOfDistinct(rapid.SampledFrom(casework.ConsentKinds), rapid.ID).Draw(t, "consents"),
		Banned:    some("banned"),
		Reviewers: some("reviewers"),
	}
}

// drawKey and drawCounty draw from so few keys that actors and clients meet.
func drawKey(t *rapid.T, name string) int64 {
	return rapid.SampledFrom([]int64{1, 2, 3, 0}).Draw(t, name)
}

func drawCounty(t *rapid.T, name string) int64 {
	return rapid.SampledFrom([]int64{1, 1, 1, 1, 2, 0}).Draw(t, name)
}
