package outcomes_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/outcomes"
)

// document is what the figures need of an interchange document. It is read
// here with plain encoding/json, so that this package's tests stay as far down
// as the package itself; the real reader is tested with the same file.
type document struct {
	Programmes []struct {
		ID       string
		StartsOn casework.Day `json:"starts_on"`
	}
	Teams []struct{ ID, Programme, Name string }
	Staff []struct {
		ID, Name string
		Roles    []struct {
			Role     casework.Role
			Team     string
			FTE      *float64
			From, To casework.Day
		}
	}
	CareTeams []struct{ ID, Name string } `json:"care_teams"`
	Clients   []struct {
		ID, Municipality string
		BirthDate        casework.Day `json:"birth_date"`
		Incomes          []struct {
			Kind     string
			From, To casework.Day
		}
	}
	Episodes []struct {
		ID, Client, Programme, Team, Coach string
		CareTeam                           string       `json:"care_team"`
		ReferredOn                         casework.Day `json:"referred_on"`
		CancelledOn                        casework.Day `json:"cancelled_on"`
		StartedOn                          casework.Day `json:"started_on"`
		EmployedAtStart                    bool         `json:"employed_at_start"`
		EndedOn                            casework.Day `json:"ended_on"`
		EndReason                          string       `json:"end_reason"`
		Pauses                             []struct{ From, To casework.Day }
	}
	Meetings []struct {
		Episode string
		On      casework.Day
		Kind    casework.MeetingKind
	}
	EmployerContacts []struct {
		ID, Episode string
		On          casework.Day
		Staff       []string
		Channel     casework.ContactChannel
	} `json:"employer_contacts"`
	Placements []struct {
		ID, Episode string
		Kind        casework.PlacementKind
		StartsOn    casework.Day `json:"starts_on"`
		EndsOn      casework.Day `json:"ends_on"`
		Hours       *float64     `json:"hours_per_week"`
		OpenMarket  *bool        `json:"open_market"`
		Subsidy     *struct{ Kind casework.SubsidyKind }
	}
	Worktime []struct {
		Staff, Week string
		Hours       float64
	}
	Reviews []struct {
		ID, Team string
		From, To casework.Day
		Total    *int
	}
}

// keys gives each name of one list its key.
type keys map[string]int64

func (k keys) of(name string) int64 {
	if name == "" {
		return 0
	}
	if _, there := k[name]; !there {
		k[name] = int64(len(k)) + 1
	}
	return k[name]
}

func (k keys) record(name string) casework.Record {
	return casework.Record{ID: k.of(name), SenderID: name}
}

func (k keys) noted(name string) casework.Noted { return casework.Noted{Record: k.record(name)} }

func held(key int64) []casework.Dated {
	if key == 0 {
		return nil
	}
	return []casework.Dated{{ID: key}}
}

func kainuu(t testing.TB) outcomes.Records {
	t.Helper()
	raw, err := os.ReadFile("testdata/kainuu-2023-2024.json")
	if err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	programmes, teams, staff, careTeams, clients, episodes := keys{}, keys{}, keys{}, keys{}, keys{}, keys{}
	contacts, placements, reviews := keys{}, keys{}, keys{}
	r := outcomes.Records{
		Programme:      casework.Programme{Record: programmes.record(d.Programmes[0].ID), StartsOn: d.Programmes[0].StartsOn},
		Municipalities: map[int64]string{}, Births: map[int64]casework.Day{}, Incomes: map[int64][]casework.Income{}, Profiles: map[int64]casework.Day{},
	}
	for _, x := range d.Teams {
		r.Teams = append(r.Teams, casework.Team{Record: teams.record(x.ID), ProgrammeID: programmes.of(x.Programme), Name: x.Name})
	}
	for _, x := range d.Staff {
		s := casework.Staff{Record: staff.record(x.ID), Name: x.Name}
		for _, g := range x.Roles {
			s.Grants = append(s.Grants, casework.Grant{Role: g.Role, TeamID: teams.of(g.Team), FTE: g.FTE, Span: casework.Span{From: g.From, To: g.To}})
		}
		r.Staff = append(r.Staff, s)
	}
	for _, x := range d.CareTeams {
		r.CareTeams = append(r.CareTeams, casework.CareTeam{Record: careTeams.record(x.ID), Name: x.Name})
	}
	for _, x := range d.Clients {
		id := clients.of(x.ID)
		r.Municipalities[id], r.Births[id] = x.Municipality, x.BirthDate
		for _, i := range x.Incomes {
			r.Incomes[id] = append(r.Incomes[id], casework.Income{Kind: i.Kind, Span: casework.Span{From: i.From, To: i.To}})
		}
	}
	for _, x := range d.Episodes {
		e := casework.Episode{Noted: episodes.noted(x.ID), ClientID: clients.of(x.Client), ProgrammeID: programmes.of(x.Programme),
			TeamID: teams.of(x.Team), ReferredOn: x.ReferredOn, CancelledOn: x.CancelledOn, StartedOn: x.StartedOn,
			EmployedAtStart: x.EmployedAtStart, EndedOn: x.EndedOn, EndReason: x.EndReason, Coaches: held(staff.of(x.Coach)), CareTeams: held(careTeams.of(x.CareTeam))}
		for _, p := range x.Pauses {
			e.Pauses = append(e.Pauses, casework.Pause{Span: casework.Span{From: p.From, To: p.To}})
		}
		r.Episodes = append(r.Episodes, e)
	}
	for _, x := range d.Meetings {
		id := episodes.of(x.Episode)
		if first, held := r.Profiles[id]; x.Kind == casework.MeetingProfile && (!held || x.On.Before(first)) {
			r.Profiles[id] = x.On
		}
	}
	for _, x := range d.EmployerContacts {
		c := casework.EmployerContact{Noted: contacts.noted(x.ID), On: x.On, Channel: x.Channel, EpisodeID: episodes.of(x.Episode)}
		for _, s := range x.Staff {
			c.Staff = append(c.Staff, staff.of(s))
		}
		r.Contacts = append(r.Contacts, c)
	}
	for _, x := range d.Placements {
		p := casework.Placement{Noted: placements.noted(x.ID), EpisodeID: episodes.of(x.Episode), Kind: x.Kind,
			StartsOn: x.StartsOn, EndsOn: x.EndsOn, HoursPerWeek: x.Hours, OpenMarket: x.OpenMarket}
		if x.Subsidy != nil {
			p.Subsidy = &casework.Subsidy{Kind: x.Subsidy.Kind}
		}
		r.Placements = append(r.Placements, p)
	}
	for _, x := range d.Worktime {
		week, err := casework.ParseWeek(x.Week)
		if err != nil {
			t.Fatal(err)
		}
		r.Worktime = append(r.Worktime, casework.Worktime{StaffID: staff.of(x.Staff), Week: week, Hours: x.Hours})
	}
	for _, x := range d.Reviews {
		r.Reviews = append(r.Reviews, casework.Review{Record: reviews.record(x.ID), TeamID: teams.of(x.Team), From: x.From, To: x.To, Total: x.Total})
	}
	return r
}

// TestKainuu holds the table against what Kainuu published on its two days,
// and against the example of the contract.
func TestKainuu(t *testing.T) {
	r := kainuu(t)
	for _, c := range []struct{ on, holds string }{
		{"2023-11-23", `"referred":55,"queue":21,"active":34,"paused":0,"ended":0,"cancelled":0,"started":34,"balanced":true,"employed_ever":4,`},
		{"2023-11-23", `"employed_ever_of_started":{"numerator":4,"denominator":34,"value":0.1176}`},
		{"2024-06-12", `{"programme":"ips","on":"2024-06-12","from":"2023-08-01",` +
			`"referred":95,"queue":29,"active":58,"paused":3,"ended":5,"cancelled":0,"started":66,"balanced":true,` +
			`"employed_ever":22,"employed_now":19,"job_starts":27,"job_starts_subsidised":12,"work_trials":12,"studies":4,` +
			`"rates":{"employed_ever_of_started":{"numerator":22,"denominator":66,"value":0.3333},`},
		{"2024-06-12", `"employer_contacts":{"total":438,"face_to_face":343,"per_coach_week":2.9397,"target":6},` +
			`"reviews":[{"on":"2024-05-08","total":103,"band":"good","next_due":"2025-05-08"}],`},
		{"2024-06-12", `"coaches":[{"id":"c1","name":"Valmentaja Yksi","fte":1,"active":20,"over_limit":false,"face_to_face":133,` +
			`"weeks":43.4286,"per_week":3.0625,"job_starts":7},`},
		{"2024-06-12", `{"code":"205","name":"Kajaani","referred":53,"started":38,"employed_ever":13}`},
		{"2024-06-12", `"care_teams":[{"id":"k1","name":"Hoitotiimi 1","referred":8,"active":3},`},
	} {
		got, err := json.Marshal(outcomes.Monitor(r, casework.Day{}, casework.MustDay(c.on)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), c.holds) {
			t.Errorf("on %s the report lacks\n%s\nit says\n%s", c.on, c.holds, got)
		}
	}
}
