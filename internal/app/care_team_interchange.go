package app

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// How what care teams do with the service stands in documents. The secret links
// of a survey are in none.

func (in *importer) addUnitClients() error {
	return in.turn.tx.AddUnitClients(converted(in.document.UnitClients, func(c interchange.UnitClient) casework.UnitClient {
		made := casework.UnitClient{
			Noted: in.noted(c.ID, c.Withdrawn), CareTeamID: in.key(interchange.ListCareTeams, c.CareTeam), Mark: c.Mark,
			Span: span(c.From, c.To), ReferralID: in.key(interchange.ListReferrals, c.Referral),
			Answers: converted(c.Answers, func(a interchange.InterestAnswer) casework.InterestAnswer {
				return casework.InterestAnswer{
					On: a.On, Interest: a.Interest, Told: a.Told, Meet: a.Meet, InPlan: a.InPlan, NextOn: a.NextOn,
					StaffID: in.key(interchange.ListStaff, a.Staff),
				}
			}),
		}
		slices.SortFunc(made.Answers, func(a, b casework.InterestAnswer) int { return a.On.Compare(b.On) })
		return made
	}))
}

func (in *importer) addNeedSurveys() error {
	return in.turn.tx.AddNeedSurveys(converted(in.document.NeedSurveys, func(s interchange.NeedSurvey) casework.NeedSurvey {
		return casework.NeedSurvey{
			Noted: in.noted(s.ID, s.Withdrawn), TeamID: in.key(interchange.ListTeams, s.Team), Name: s.Name, Span: span(s.From, s.To),
			Units: converted(s.Units, func(u interchange.NeedUnit) casework.NeedUnit {
				unit := casework.NeedUnit{Name: u.Name, CareTeamID: in.key(interchange.ListCareTeams, u.CareTeam)}
				if u.Clients != nil && u.Named != nil {
					unit.Answer = &casework.NeedAnswer{On: u.AnsweredOn, By: u.By, Clients: *u.Clients, Want: u.Want, Named: *u.Named, Discuss: u.Discuss, Text: u.Text}
				}
				return unit
			}),
		}
	}))
}

func (in *importer) addCareMessages() error {
	return in.turn.tx.AddCareMessages(converted(in.document.CareMessages, func(m interchange.CareMessage) casework.CareMessage {
		return casework.CareMessage{
			Noted: in.noted(m.ID, m.Withdrawn), CareTeamID: in.key(interchange.ListCareTeams, m.CareTeam), EpisodeID: in.key(interchange.ListEpisodes, m.Episode),
			To: m.Toward, On: m.On, Text: m.Text, DoneOn: m.DoneOn, DoneBy: in.key(interchange.ListStaff, m.DoneBy),
		}
	}))
}

func (x exporter) unitClient(c casework.UnitClient) interchange.UnitClient {
	return interchange.UnitClient{
		ID: c.Outward(), CareTeam: x.careTeams[c.CareTeamID], Mark: c.Mark, From: c.From, To: c.To, Referral: x.referrals[c.ReferralID],
		Answers: converted(c.Answers, func(a casework.InterestAnswer) interchange.InterestAnswer {
			return interchange.InterestAnswer{
				On: a.On, Interest: a.Interest, Told: a.Told, Meet: a.Meet, InPlan: a.InPlan, NextOn: a.NextOn, Staff: x.staff[a.StaffID],
			}
		}), Withdrawn: c.Withdrawn,
	}
}

func (x exporter) needSurvey(s casework.NeedSurvey) interchange.NeedSurvey {
	return interchange.NeedSurvey{
		ID: s.Outward(), Team: x.teams[s.TeamID], Name: s.Name, From: s.From, To: s.To, Withdrawn: s.Withdrawn,
		Units: converted(s.Units, func(u casework.NeedUnit) interchange.NeedUnit {
			unit := interchange.NeedUnit{Name: u.Name, CareTeam: x.careTeams[u.CareTeamID]}
			if a := u.Answer; a != nil {
				unit.AnsweredOn, unit.By, unit.Clients, unit.Want, unit.Named, unit.Discuss, unit.Text = a.On, a.By, &a.Clients, a.Want, &a.Named, a.Discuss, a.Text
			}
			return unit
		}),
	}
}

func (x exporter) careMessage(m casework.CareMessage) interchange.CareMessage {
	return interchange.CareMessage{
		ID: m.Outward(), CareTeam: x.careTeams[m.CareTeamID], Episode: x.episodes[m.EpisodeID], Toward: m.To, On: m.On, Text: m.Text,
		DoneOn: m.DoneOn, DoneBy: x.staff[m.DoneBy], Withdrawn: m.Withdrawn,
	}
}
