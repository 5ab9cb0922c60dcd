package demo

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/outcomes"
)

// keys turns the ids of a document's list into keys.
type keys map[string]int64

func (k keys) of(id string) int64 {
	if id != "" && k[id] == 0 {
		k[id] = int64(len(k) + 1)
	}
	return k[id]
}

func (k keys) record(id string) casework.Record { return casework.Record{ID: k.of(id), SenderID: id} }

func (k keys) all(ids []string) []int64 {
	var list []int64
	for _, id := range ids {
		list = append(list, k.of(id))
	}
	return list
}

func (k keys) dated(list []interchange.Dated) []casework.Dated {
	var all []casework.Dated
	for _, x := range list {
		all = append(all, casework.Dated{ID: k.of(x.ID), Span: casework.Span{From: x.From, To: x.To}})
	}
	return all
}

// recordsOf makes what the figures are made of from a document, without a
// database.
func recordsOf(d *interchange.Document) outcomes.Records {
	staff, clients, episodes, employers, careTeams, teams := keys{}, keys{}, keys{}, keys{}, keys{}, keys{}
	const only = 1 // the programme
	r := outcomes.Records{Municipalities: map[int64]string{}}
	p := d.Programmes[0]
	r.Programme = casework.Programme{Record: casework.Record{ID: only, SenderID: p.ID}, Kind: p.Kind, Name: p.Name, StartsOn: p.StartsOn}
	for _, x := range d.Teams {
		r.Teams = append(r.Teams, casework.Team{Record: teams.record(x.ID), ProgrammeID: only, Name: x.Name})
	}
	for _, x := range d.CareTeams {
		r.CareTeams = append(r.CareTeams, casework.CareTeam{Record: careTeams.record(x.ID), Name: x.Name, Kind: x.Kind})
	}
	for _, x := range d.Staff {
		s := casework.Staff{Record: staff.record(x.ID), Name: x.Name}
		for _, g := range x.Roles {
			s.Grants = append(s.Grants, casework.Grant{Role: g.Role, TeamID: teams.of(g.Team), FTE: g.FTE, Span: casework.Span{From: g.From, To: g.To}})
		}
		r.Staff = append(r.Staff, s)
	}
	for _, x := range d.Clients {
		r.Municipalities[clients.of(x.ID)] = x.Municipality
	}
	for _, x := range d.Episodes {
		e := casework.Episode{
			Noted: casework.Noted{Record: episodes.record(x.ID)}, ClientID: clients.of(x.Client), ProgrammeID: only, TeamID: teams.of(x.Team),
			ReferredOn: x.ReferredOn, StartedOn: x.StartedOn, EndedOn: x.EndedOn, CareTeams: careTeams.dated(x.CareTeams), Coaches: staff.dated(x.Coaches),
			EmployedAtStart: x.EmployedAtStart != nil && *x.EmployedAtStart,
		}
		for _, p := range x.Pauses {
			e.Pauses = append(e.Pauses, casework.Pause{Span: casework.Span{From: p.From, To: p.To}})
		}
		r.Episodes = append(r.Episodes, e)
	}
	for i, x := range d.Placements {
		p := casework.Placement{
			Noted: casework.Noted{Record: casework.Record{ID: int64(i + 1), SenderID: x.ID}}, EpisodeID: episodes.of(x.Episode), Kind: x.Kind,
			StartsOn: x.StartsOn, EndsOn: x.EndsOn, OpenMarket: x.OpenMarket,
		}
		if x.Subsidy != nil {
			p.Subsidy = &casework.Subsidy{Kind: x.Subsidy.Kind}
		}
		r.Placements = append(r.Placements, p)
	}
	for i, x := range d.EmployerContacts {
		r.Contacts = append(r.Contacts, casework.EmployerContact{
			Noted:      casework.Noted{Record: casework.Record{ID: int64(i + 1), SenderID: x.ID}, Withdrawn: x.Withdrawn},
			EmployerID: employers.of(x.Employer), On: x.On, Staff: staff.all(x.Staff), Channel: x.Channel, EpisodeID: episodes.of(x.Episode),
		})
	}
	for _, x := range d.Worktime {
		r.Worktime = append(r.Worktime, casework.Worktime{StaffID: staff.of(x.Staff), Week: x.Week, Hours: x.Hours})
	}
	for i, x := range d.Reviews {
		if of := (casework.Review{State: x.State}); !of.Held() {
			continue
		}
		r.Reviews = append(r.Reviews, casework.Review{
			Record: casework.Record{ID: int64(i + 1), SenderID: x.ID}, TeamID: teams.of(x.Team), From: x.From, To: x.To, Total: x.Total, Scores: x.Scores,
		})
	}
	return r
}
