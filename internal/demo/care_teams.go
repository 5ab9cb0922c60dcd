package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// listed is somebody on a care team's own list of work interest: the mark, and
// what they answered so many days ago, the latest last.
type listed struct {
	careTeam string
	mark     string
	answers  []aboutWork
}

// aboutWork is one answer.
type aboutWork struct {
	ago      int
	interest casework.Interest
	meet     bool
}

// onLists are the lists of three care teams: Minna's is asked through well, a
// few are due; Pauliina has begun hers; that of Hoitotiimi 1 is too short for
// its counts to be told.
var onLists = []listed{
	{care2, "AH", []aboutWork{{210, casework.WantsNot, false}, {24, casework.WantsUnsure, true}}},
	{care2, "EK", []aboutWork{{150, casework.WorksAlready, false}}},
	{care2, "HM", []aboutWork{{12, casework.WantsNow, true}}},
	{care2, "JL", []aboutWork{{95, casework.WantsLater, false}}},
	{care2, "JP", nil},
	{care2, "KR", []aboutWork{{190, casework.WantsNot, false}}},
	{care2, "LS", []aboutWork{{60, casework.Studies, false}}},
	{care2, "MN", []aboutWork{{240, casework.WorksAlready, false}}},
	{care2, "OT", nil},
	{care2, "PV", []aboutWork{{45, casework.WantsLater, false}}},
	{care2, "RK", []aboutWork{{33, casework.WantsNot, false}}},
	{care2, "SJ", []aboutWork{{81, casework.WantsUnsure, false}}},
	{care2, "TH", nil},
	{care2, "VA", []aboutWork{{5, casework.WorksAlready, false}}},
	{care4, "1", []aboutWork{{40, casework.WantsNow, false}}},
	{care4, "2", []aboutWork{{40, casework.WantsNot, false}}},
	{care4, "3", nil},
	{care4, "4", nil},
	{care4, "5", nil},
	{care4, "6", nil},
	{care1, "AA", []aboutWork{{20, casework.WantsLater, false}}},
	{care1, "BB", nil},
}

// asksFor is who asks the clients of a care team.
var asksFor = map[string]string{care2: "minna-piirainen", care4: "pauliina-ojala"}

// surveyed are the units of the survey of need, and what they answered.
var surveyed = []interchange.NeedUnit{
	{Name: "Hoitotiimi 1", CareTeam: care1, By: "osastonhoitaja", Clients: ptr(38), Want: ptr(14), Named: ptr(11), Discuss: ptr(4)},
	{Name: "Hoitotiimi 2", CareTeam: care2, By: "omahoitajat yhdessä", Clients: ptr(29), Want: ptr(9), Named: ptr(8)},
	{Name: "Hoitotiimi 4", CareTeam: care4, Clients: ptr(21), Named: ptr(4), Discuss: ptr(3), Text: "Matkat ovat monelle este: bussi kulkee kahdesti päivässä."},
	{Name: "Nuorten hoitotiimi", CareTeam: youth, By: "sairaanhoitaja", Clients: ptr(26), Want: ptr(15), Named: ptr(10), Discuss: ptr(2), Text: "Nuorista moni miettii opintojen ja työn väliltä."},
	{Name: "Päihdehoitotiimi", CareTeam: substance, Clients: ptr(18), Want: ptr(6), Named: ptr(4)},
	{Name: "Työikäisten sosiaaliohjaus"},
}

// addCareTeamWork makes what care teams do with the service: lists of work
// interest, a survey of need, and messages about a common client.
func (s *service) addCareTeamWork() {
	for _, l := range onLists {
		c := interchange.UnitClient{CareTeam: l.careTeam, Mark: l.mark, From: s.ago(300)}
		for _, a := range l.answers {
			on := s.ago(a.ago)
			c.Answers = append(c.Answers, interchange.InterestAnswer{On: on, Interest: a.interest, Told: true, Meet: a.meet, InPlan: a.interest != casework.WantsNot,
				NextOn: on.AddMonths(a.interest.AskAgain()), Staff: asksFor[l.careTeam]})
		}
		s.doc.UnitClients = append(s.doc.UnitClients, c)
	}
	number(s.doc.UnitClients, "uc", func(c *interchange.UnitClient) *string { return &c.ID })
	survey := interchange.NeedSurvey{ID: "ns0001", Team: team, Name: "Syksyn tarvekysely", From: s.ago(20), To: s.today.AddDays(10)}
	for i, u := range surveyed {
		if u.Clients != nil {
			u.AnsweredOn = s.ago(15 - i)
		}
		survey.Units = append(survey.Units, u)
	}
	s.doc.NeedSurveys = append(s.doc.NeedSurveys, survey)
	if episode := s.commonWith(care2); episode != "" {
		s.doc.CareMessages = []interchange.CareMessage{
			{ID: "cm0001", CareTeam: care2, Episode: episode, Toward: casework.ToCareTeam, On: s.ago(9), Text: "Aamuvuoro alkaa kuudelta. Sopisiko lääkkeen ottaa vasta illalla?", DoneOn: s.ago(7), DoneBy: "minna-piirainen"},
			{ID: "cm0002", CareTeam: care2, Episode: episode, Toward: casework.ToCoaches, On: s.ago(1), Text: "Lääkäriaika on siirretty torstaille, joten tapaaminen kannattaa pitää iltapäivällä."},
		}
	}
	s.doc.CareMessages = append(s.doc.CareMessages, interchange.CareMessage{ID: "cm0003", CareTeam: care2, Toward: casework.ToCareTeam, On: s.ago(2),
		Text: "Voimmeko esitellä palvelun potilasillassa ensi kuussa?"})
}

// commonWith is the open episode of the first client of the care team who has
// given leave to tell it.
func (s *service) commonWith(careTeam string) string {
	for _, p := range s.people {
		leave := slices.ContainsFunc(s.doc.Consents, func(c interchange.Consent) bool {
			return c.Client == p.client && c.Kind == casework.ConsentCareTeam && c.Given && c.WithdrawnOn.IsZero() && (c.To.IsZero() || !c.To.Before(s.today))
		})
		if p.careTeam == careTeam && p.now().open(s.today) && leave {
			return p.now().episode
		}
	}
	return ""
}
