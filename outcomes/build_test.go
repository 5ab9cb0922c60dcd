package outcomes_test

import (
	"sijoita/casework"
	"sijoita/outcomes"
)

// Days and keys that the tables use: d is written short, and every record is
// called by a letter and its key.
func d(s string) casework.Day {
	if s == "" {
		return casework.Day{}
	}
	return casework.MustDay(s)
}

func span(from, to string) casework.Span { return casework.Span{From: d(from), To: d(to)} }

const (
	programme = 1
	elsewhere = 2 // another programme of the county
	team      = 1
	otherTeam = 2
	farTeam   = 9 // of the other programme
	coachOne  = 1
	coachTwo  = 2
)

// service is a programme with two teams and two coaches, one half-time, since
// the beginning of 2024, and nobody in it.
func service(parts ...func(*outcomes.Records)) outcomes.Records {
	half := 0.5
	r := outcomes.Records{
		Programme: casework.Programme{Record: called("ips", programme), StartsOn: d("2024-01-01")},
		Teams: []casework.Team{
			{Record: called("t1", team), ProgrammeID: programme},
			{Record: called("t2", otherTeam), ProgrammeID: programme},
			{Record: called("far", farTeam), ProgrammeID: elsewhere},
		},
		Staff: []casework.Staff{
			{Record: called("c1", coachOne), Name: "Aino", Grants: []casework.Grant{role(team, "2024-01-01", "", nil)}},
			{Record: called("c2", coachTwo), Name: "Eero", Grants: []casework.Grant{role(team, "2024-01-01", "", &half)}},
		},
		CareTeams:      []casework.CareTeam{{Record: called("k1", 1), Name: "Psykiatria"}, {Record: called("k2", 2), Name: "Nuoret"}},
		Municipalities: map[int64]string{},
	}
	for _, part := range parts {
		part(&r)
	}
	return r
}

func called(id string, key int64) casework.Record { return casework.Record{ID: key, SenderID: id} }

func role(team int64, from, to string, fte *float64) casework.Grant {
	return casework.Grant{Role: casework.RoleCoach, TeamID: team, FTE: fte, Span: span(from, to)}
}

// episode adds one of a client, whose key is that of the client unless a part
// changes it.
func episode(client int64, referred, started string, parts ...func(*casework.Episode)) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		e := casework.Episode{ClientID: client, ProgrammeID: programme, TeamID: team, ReferredOn: d(referred), StartedOn: d(started)}
		e.Record = called("e"+string(rune('0'+client)), client)
		for _, part := range parts {
			part(&e)
		}
		r.Episodes = append(r.Episodes, e)
	}
}

func key(id string, k int64) func(*casework.Episode) {
	return func(e *casework.Episode) { e.Record = called(id, k) }
}
func ended(on string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.EndedOn = d(on) }
}
func cancelled(on string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.CancelledOn = d(on) }
}
func pause(from, to string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.Pauses = append(e.Pauses, casework.Pause{Span: span(from, to)}) }
}
func coachedBy(id int64, from, to string) func(*casework.Episode) {
	return func(e *casework.Episode) {
		e.Coaches = append(e.Coaches, casework.Dated{ID: id, Span: span(from, to)})
	}
}
func caredBy(id int64, from, to string) func(*casework.Episode) {
	return func(e *casework.Episode) {
		e.CareTeams = append(e.CareTeams, casework.Dated{ID: id, Span: span(from, to)})
	}
}
func employedAtStart(e *casework.Episode)  { e.EmployedAtStart = true }
func withdrawnEpisode(e *casework.Episode) { e.Withdrawn = true }
func inOtherProgramme(e *casework.Episode) { e.ProgrammeID = elsewhere }

// job adds an open job of an episode.
func job(episode int64, from, to string, parts ...func(*casework.Placement)) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		open := true
		p := casework.Placement{EpisodeID: episode, Kind: casework.Employment, StartsOn: d(from), EndsOn: d(to), OpenMarket: &open}
		p.ID = int64(len(r.Placements)) + 1
		for _, part := range parts {
			part(&p)
		}
		r.Placements = append(r.Placements, p)
	}
}

func kind(k casework.PlacementKind) func(*casework.Placement) {
	return func(p *casework.Placement) { p.Kind, p.OpenMarket = k, nil }
}
func openMarket(answer *bool) func(*casework.Placement) {
	return func(p *casework.Placement) { p.OpenMarket = answer }
}
func subsidised(k casework.SubsidyKind) func(*casework.Placement) {
	return func(p *casework.Placement) { p.Subsidy = &casework.Subsidy{Kind: k} }
}
func withdrawnPlacement(p *casework.Placement) { p.Withdrawn = true }

// visit adds a face-to-face contact of staff, for an episode or for nobody (0).
func visit(episode int64, on string, staff []int64, parts ...func(*casework.EmployerContact)) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		c := casework.EmployerContact{EpisodeID: episode, On: d(on), Staff: staff, Channel: casework.FaceToFace}
		c.ID = int64(len(r.Contacts)) + 1
		for _, part := range parts {
			part(&c)
		}
		r.Contacts = append(r.Contacts, c)
	}
}

func by(channel casework.ContactChannel) func(*casework.EmployerContact) {
	return func(c *casework.EmployerContact) { c.Channel = channel }
}
func withdrawnContact(c *casework.EmployerContact) { c.Withdrawn = true }

// staff adds a person with grants.
func person(id string, k int64, grants ...casework.Grant) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		r.Staff = append(r.Staff, casework.Staff{Record: called(id, k), Name: id, Grants: grants})
	}
}

// grants gives a person of the service other roles than they had.
func grants(k int64, all ...casework.Grant) func(*outcomes.Records) {
	return func(r *outcomes.Records) { r.Staff[k-1].Grants = all }
}

func week(staff int64, w string, hours float64) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		parsed, err := casework.ParseWeek(w)
		if err != nil {
			panic(err)
		}
		r.Worktime = append(r.Worktime, casework.Worktime{StaffID: staff, Week: parsed, Hours: hours})
	}
}

func livesIn(client int64, code string) func(*outcomes.Records) {
	return func(r *outcomes.Records) { r.Municipalities[client] = code }
}

func review(id string, team int64, to string, total int) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		x := casework.Review{Record: called(id, int64(len(r.Reviews))+1), TeamID: team, From: d(to), To: d(to)}
		if total > 0 {
			x.Total = &total
		}
		r.Reviews = append(r.Reviews, x)
	}
}

func all(parts ...func(*outcomes.Records)) []func(*outcomes.Records) { return parts }
