package access

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
)

var update = flag.Bool("update", false, "rewrite testdata/decisions.golden.md")

var today = casework.MustDay("2026-11-23")

// The keys of the tests: what the actor is in, and what they are not in.
const (
	county, otherCounty     = 1, 2
	team, otherTeam         = 11, 12
	careTeam, otherCareTeam = 21, 22
	me, colleague           = 31, 32
)

// person holds the roles on the given days. Every grant names both the team and
// the care team, so that what a role may not do with one is seen.
func person(span casework.Span, roles ...casework.Role) Actor {
	a := Actor{Kind: Person, StaffID: me, ID: "me", Name: "Riikka Tolonen", County: county}
	for _, role := range roles {
		a.Grants = append(a.Grants, casework.Grant{Role: role, TeamID: team, CareTeamID: careTeam, Span: span})
	}
	return a
}

var always = casework.Span{}

// situation is one way of standing to what is asked for.
type situation struct {
	name     string
	resource Resource
	span     casework.Span // of the grants
}

var (
	ownClient = Resource{County: county, Teams: []int64{team}, Coaches: []int64{me}, CareTeams: []int64{otherCareTeam}}
	nearest   = Resource{
		County: county, Teams: []int64{team}, Coaches: []int64{me}, CareTeams: []int64{careTeam},
		Consents: casework.ConsentKinds, Reviewers: []int64{me},
	}
	situations = []situation{
		{name: "own caseload", resource: ownClient},
		{name: "own team", resource: Resource{
			County: county, Teams: []int64{team}, Coaches: []int64{colleague}, CareTeams: []int64{otherCareTeam}}},
		{name: "own care team, consent", resource: Resource{
			County: county, Teams: []int64{otherTeam}, Coaches: []int64{colleague}, CareTeams: []int64{careTeam},
			Consents: []casework.ConsentKind{casework.ConsentCareTeam}}},
		{name: "own care team, no consent", resource: Resource{
			County: county, Teams: []int64{otherTeam}, Coaches: []int64{colleague}, CareTeams: []int64{careTeam},
			Consents: []casework.ConsentKind{casework.ConsentEmployers, casework.ConsentFamily}}},
		{name: "other team", resource: Resource{
			County: county, Teams: []int64{otherTeam}, Coaches: []int64{colleague}, CareTeams: []int64{otherCareTeam},
			Consents: casework.ConsentKinds}},
		{name: "own review", resource: Resource{County: county, Teams: []int64{otherTeam}, Reviewers: []int64{colleague, me}}},
		{name: "own review of the own team", resource: Resource{County: county, Teams: []int64{team}, Reviewers: []int64{me, colleague}}},
		{name: "others' review", resource: Resource{County: county, Teams: []int64{otherTeam}, Reviewers: []int64{colleague}}},
		{name: "banned", resource: bannedFrom(nearest)},
		{name: "the county", resource: Resource{County: county}},
		{name: "other county", resource: inCounty(otherCounty, nearest)},
		{name: "grant ended yesterday", resource: nearest, span: casework.Span{To: today.AddDays(-1)}},
		{name: "grant begins tomorrow", resource: nearest, span: casework.Span{From: today.AddDays(1)}},
	}
)

func bannedFrom(r Resource) Resource {
	r.Banned = []int64{colleague, me}
	return r
}

func inCounty(id int64, r Resource) Resource {
	r.County = id
	return r
}

// cast is who the golden table asks for, each with their grants on given days.
var cast = []struct {
	name string
	as   func(casework.Span) Actor
}{
	{"Coach", holding(casework.RoleCoach)},
	{"Coach of a team that nobody leads", func(span casework.Span) Actor { return unled(person(span, casework.RoleCoach)) }},
	{"Team leader", holding(casework.RoleTeamLeader)},
	{"Care worker", holding(casework.RoleCareWorker)},
	{"Manager", holding(casework.RoleManager)},
	{"Reviewer", holding(casework.RoleReviewer)},
	{"Administrator", holding(casework.RoleAdministrator)},
	{"Data protection officer", holding(casework.RoleDPO)},
	{"Team leader who coaches", holding(casework.RoleTeamLeader, casework.RoleCoach)},
	{"Coach who is in a care team too", holding(casework.RoleCoach, casework.RoleCareWorker)},
	{"Somebody without a role", holding()},
	{"Operator, with every role written in", program(Operator)},
	{"Who comes by a link, with every role written in", program(Guest)},
	{"Background job, with every role written in", program(System)},
}

func holding(roles ...casework.Role) func(casework.Span) Actor {
	return func(span casework.Span) Actor { return person(span, roles...) }
}

// unled is a person in whose teams nobody leads.
func unled(a Actor) Actor {
	a.Unled = []int64{team, otherTeam}
	return a
}

func program(kind ActorKind) func(casework.Span) Actor {
	return func(span casework.Span) Actor {
		a := person(span, casework.Roles...)
		a.Kind, a.ID = kind, string(kind)+":anna"
		return a
	}
}

func TestDecisionsGolden(t *testing.T) {
	const path = "testdata/decisions.golden.md"
	got := goldenTable()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("who may what has changed: run with -update, read the difference in %s line by line, and commit it only if it is meant", path)
	}
}

func goldenTable() []byte {
	var b bytes.Buffer
	fmt.Fprint(&b, "# Who may what\n\n"+
		"Made by `go test ./access -update` from the policies; a change here is a change of what people may see.\n\n"+
		"A cell is the relation by which it is allowed, · is refused. Every grant names the team and the care team, so that a role's\n"+
		"rights come from the role alone. The client of the columns \"banned\", \"other county\" and \"grant …\" is of the own caseload, team and care\n"+
		"team with every consent; the one of \"other team\" has given every consent too; \"the county\" names no client, team or coach.\n"+
		"Of a review the columns say which team it is of and whom it lets in. For `read_today` the coach of the client stands for the one whose day it is.\n")
	for _, who := range cast {
		fmt.Fprintf(&b, "\n## %s\n\n%s", who.name, tableOf(who.as))
	}
	return b.Bytes()
}

// tableOf has a row for each action and a column for each situation, or one
// sentence when there is nothing to show in either.
func tableOf(as func(casework.Span) Actor) string {
	var b strings.Builder
	anything := false
	b.WriteString("| |")
	for _, s := range situations {
		fmt.Fprintf(&b, " %s |", s.name)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(situations)) + "\n")
	for _, action := range Actions {
		fmt.Fprintf(&b, "| %s |", action)
		for _, s := range situations {
			d := Decide(as(s.span), action, s.resource, today)
			anything = anything || d.Allowed
			fmt.Fprintf(&b, " %s |", cell(d))
		}
		b.WriteString("\n")
	}
	if !anything {
		return "Nothing: every action is refused in every column.\n"
	}
	return b.String()
}

func cell(d Decision) string {
	if !d.Allowed {
		return "·"
	}
	return string(d.Relation)
}

func TestDecisionTellsItsReason(t *testing.T) {
	refused := Decision{Relation: NoRelation}
	rows := []struct {
		name     string
		actor    Actor
		action   Action
		resource Resource
		want     Decision
	}{
		{
			"a coach opens a client of their own caseload, and both policies are named", person(always, casework.RoleCoach), ReadClient, ownClient,
			Decision{true, OwnCaseload, "coach_own_caseload,coach_team", casework.RoleCoach},
		},
		{
			"where nobody leads the team its coach receives the referrals", unled(person(always, casework.RoleCoach)), KeepQueue, situations[1].resource,
			Decision{true, OwnTeam, "coach_unled_team", casework.RoleCoach},
		},
		{
			"where somebody does the coach receives none", person(always, casework.RoleCoach), KeepQueue, situations[1].resource,
			refused,
		},
		{
			"a team that nobody leads is no concern of another team's coach", unled(person(always, casework.RoleCoach)), KeepQueue, situations[4].resource,
			refused,
		},
		{
			"nobody guides themself", unled(person(always, casework.RoleCoach)), GuideTeam, ownClient,
			refused,
		},
		{
			"a care worker receives none, whoever leads the team", unled(person(always, casework.RoleCareWorker)), KeepQueue, ownClient,
			refused,
		},
		{
			"a coach stands in for a colleague", person(always, casework.RoleCoach), NoteClient, situations[1].resource,
			Decision{true, OwnTeam, "coach_team", casework.RoleCoach},
		},
		{
			"a leader who coaches acts as the coach they are to their own client", person(always, casework.RoleTeamLeader, casework.RoleCoach), ReadTimeline, ownClient,
			Decision{true, OwnCaseload, "coach_own_caseload,coach_team,team_leader_team", casework.RoleCoach},
		},
		{
			"a leader who coaches reads the coaches' figures as the leader", person(always, casework.RoleTeamLeader, casework.RoleCoach), ReadCoaches, Resource{County: county, Teams: []int64{team}},
			Decision{true, OwnTeam, "team_leader_team", casework.RoleTeamLeader},
		},
		{
			"a care worker reads the timeline with the client's leave", person(always, casework.RoleCareWorker), ReadTimeline, situations[2].resource,
			Decision{true, OwnCareTeam, "care_worker_timeline", casework.RoleCareWorker},
		},
		{
			"a care worker without the client's leave is refused by silence", person(always, casework.RoleCareWorker), ReadTimeline, situations[3].resource,
			refused,
		},
		{
			"the command line acts as the operator", program(Operator)(always), ExportData, Resource{County: county},
			Decision{true, Maintenance, "operator_data", RoleOperator},
		},
		{
			"the border of the county is named when it refuses", person(always, casework.RoleCoach), ReadClient, inCounty(otherCounty, ownClient),
			Decision{false, NoRelation, "own_county_only", ""},
		},
		{
			"a person without a county reaches nothing, not even what has none", inNoCounty(person(always, casework.RoleCoach)), ReadClient, inCounty(0, ownClient),
			Decision{false, NoRelation, "own_county_only", ""},
		},
		{
			"a ban stands over every right, and is named when it refuses", person(always, casework.Roles...), ReadClient, bannedFrom(nearest),
			Decision{false, NoRelation, "named_person_ban", ""},
		},
		{
			"another's ban does not count", person(always, casework.RoleCareWorker), ReadClient, Resource{County: county, CareTeams: []int64{careTeam}, Banned: []int64{colleague}},
			Decision{true, OwnCareTeam, "care_worker_referral", casework.RoleCareWorker},
		},
		{
			"an operator keeps a house in which no county stands yet", inNoCounty(program(Operator)(always)), KeepHouse, Resource{},
			Decision{true, Maintenance, "operator_house", RoleOperator},
		},
		{
			"a coach who is still named as coach, but whose grant is for another team, is refused", person(always, casework.RoleCoach), ReadClient,
			Resource{County: county, Teams: []int64{otherTeam}, Coaches: []int64{me}},
			refused,
		},
		{
			"a client with an episode in each of two teams is a client of both", person(always, casework.RoleCoach), ReadClient,
			Resource{County: county, Teams: []int64{otherTeam, team}},
			Decision{true, OwnTeam, "coach_team", casework.RoleCoach},
		},
		{
			"one's own day needs nothing but the role", person(always, casework.RoleCoach), ReadToday, OwnDay(person(always)),
			Decision{true, OwnCaseload, "coach_own_day", casework.RoleCoach},
		},
		{
			"one's own account needs any role at all", person(always, casework.RoleReviewer), KeepAccount, OwnAccount(person(always)),
			Decision{true, Self, "own_account", RoleEveryone},
		},
		{"without a role there is no way in", person(always), KeepAccount, OwnAccount(person(always)), refused},
		{
			"a grant without a team does not meet a client without one", Actor{Kind: Person, StaffID: me, County: county, Grants: []casework.Grant{{Role: casework.RoleCoach}}}, ReadClient,
			Resource{County: county, Teams: []int64{0}},
			refused,
		},
		{
			"a team and a care team with the same key are not the same", Actor{Kind: Person, StaffID: me, County: county, Grants: []casework.Grant{{Role: casework.RoleCareWorker, CareTeamID: team}}}, ReadClient,
			Resource{County: county, Teams: []int64{team}, CareTeams: []int64{careTeam}},
			refused,
		},
		{"an unknown action is refused", person(always, casework.Roles...), "read_everything", ownClient, refused},
		{"no action is refused", person(always, casework.Roles...), "", ownClient, refused},
		{"an unknown kind of actor is refused", Actor{Kind: "robot", StaffID: me, County: county, Grants: person(always, casework.Roles...).Grants}, ReadClient, ownClient, refused},
		{"nobody is refused", Actor{}, ReadClient, Resource{}, refused},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := Decide(row.actor, row.action, row.resource, today); got != row.want {
				t.Errorf("got %+v\nwant %+v", got, row.want)
			}
		})
	}
}

func inNoCounty(a Actor) Actor {
	a.County = 0
	return a
}

func TestGrantHoldsFromItsFirstToItsLastDay(t *testing.T) {
	first, last := casework.MustDay("2026-03-01"), casework.MustDay("2026-03-31")
	coach := person(casework.Span{From: first, To: last}, casework.RoleCoach)
	carer := person(casework.Span{From: first, To: last}, casework.RoleCareWorker)
	for _, row := range []struct {
		name string
		on   casework.Day
		want bool
	}{
		{"not on the day before", first.AddDays(-1), false},
		{"on the first day", first, true},
		{"on the last day", last, true},
		{"not on the day after", last.AddDays(1), false},
	} {
		t.Run(row.name, func(t *testing.T) {
			for _, a := range []Actor{coach, carer} {
				if got := Decide(a, ReadClient, nearest, row.on).Allowed; got != row.want {
					t.Errorf("%s: Decide gives %v", a.Grants[0].Role, got)
				}
				if got := !ScopeOf(a, ReadClient, row.on).Empty(); got != row.want {
					t.Errorf("%s: ScopeOf reaches somebody: %v", a.Grants[0].Role, got)
				}
			}
		})
	}
}

// Every pair of roles may exactly what one of the two may.
func TestRolesAddUp(t *testing.T) {
	for _, one := range casework.Roles {
		for _, two := range casework.Roles {
			for _, action := range Actions {
				for _, s := range situations {
					allowed := func(roles ...casework.Role) bool {
						return Decide(person(s.span, roles...), action, s.resource, today).Allowed
					}
					if allowed(one, two) != (allowed(one) || allowed(two)) {
						t.Errorf("%s and %s, %s, %s: the two together are not the sum", one, two, action, s.name)
					}
				}
			}
		}
	}
}

func TestNobodyReachesAClientWithoutATeamOrCareTeam(t *testing.T) {
	clientActions := []Action{ReadClient, ReadTimeline, StartEpisode, NoteClient, ReadRows}
	for _, role := range casework.Roles {
		for _, action := range clientActions {
			if d := Decide(person(always, role), action, situations[4].resource, today); d.Allowed {
				t.Errorf("%s may %s of a client of another team: %+v", role, action, d)
			}
		}
	}
	// Whose page nobody of the house may open, by the issue's own words.
	for _, role := range []casework.Role{casework.RoleManager, casework.RoleReviewer, casework.RoleAdministrator, casework.RoleDPO} {
		for _, action := range clientActions {
			if d := Decide(person(always, role), action, nearest, today); d.Allowed {
				t.Errorf("%s may %s: %+v", role, action, d)
			}
		}
	}
}

func BenchmarkDecide(b *testing.B) {
	for _, who := range cast {
		actor := who.as(always)
		b.Run(who.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Decide(actor, ReadClient, nearest, today)
			}
		})
	}
}

func BenchmarkScopeOf(b *testing.B) {
	actor := person(always, casework.RoleCoach, casework.RoleCareWorker)
	b.ReportAllocs()
	for b.Loop() {
		ScopeOf(actor, ReadTimeline, today)
	}
}

// The policies are read once, at the first question.
func BenchmarkReadPolicies(b *testing.B) {
	for b.Loop() {
		if _, err := readPolicies(files); err != nil {
			b.Fatal(err)
		}
	}
}

func TestActionsAreListedOnce(t *testing.T) {
	seen := slices.Clone(Actions)
	slices.Sort(seen)
	if n := len(slices.Compact(seen)); n != len(Actions) {
		t.Errorf("%d actions, %d different ones", len(Actions), n)
	}
}
