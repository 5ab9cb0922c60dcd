package demo

import (
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/outcomes"
)

// dueClients is what the rules of Today need of a coach's clients.
func dueClients(d *interchange.Document, coach string) []outcomes.DueClient {
	var list []outcomes.DueClient
	for _, e := range d.Episodes {
		if len(e.Coaches) == 0 || e.Coaches[len(e.Coaches)-1].ID != coach {
			continue
		}
		client := slices.IndexFunc(d.Clients, func(c interchange.Client) bool { return c.ID == e.Client })
		c := outcomes.DueClient{ClientID: int64(client), Episode: casework.Episode{StartedOn: e.StartedOn, ReferredOn: e.ReferredOn,
			EndedOn: e.EndedOn, EmployedAtStart: *e.EmployedAtStart}}
		for _, p := range e.Pauses {
			c.Episode.Pauses = append(c.Episode.Pauses, casework.Pause{Span: casework.Span{From: p.From, To: p.To}, CheckOn: p.CheckOn})
		}
		for _, m := range d.Meetings {
			if m.Episode == e.ID && !m.Withdrawn {
				c.LastMeeting = m.On
			}
		}
		for _, v := range d.EmployerContacts {
			if v.Episode == e.ID && !v.Withdrawn && v.Channel == casework.FaceToFace {
				c.LastFaceMeet = v.On
			}
		}
		for _, p := range d.Placements {
			if p.Episode == e.ID {
				c.Placements = append(c.Placements, casework.Placement{Kind: p.Kind, StartsOn: p.StartsOn, EndsOn: p.EndsOn, OpenMarket: p.OpenMarket})
			}
		}
		for _, k := range d.Consents {
			if k.Client == e.Client {
				c.Consents = append(c.Consents, casework.Consent{
					Kind: k.Kind, Given: k.Given, Leave: k.Leave, Span: casework.Span{From: k.From, To: k.To}, WithdrawnOn: k.WithdrawnOn,
				})
			}
		}
		for _, b := range d.Counselling {
			if b.Episode == e.ID {
				c.Counselling = append(c.Counselling, casework.Counselling{On: b.On})
			}
		}
		list = append(list, c)
	}
	return list
}

// TestTodayIsAlive: what waits for Riikka is what the stories say, and nothing else.
func TestTodayIsAlive(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		waits := map[string]outcomes.DueKind{}
		for _, due := range outcomes.DueFor(dueClients(d, riikka), today) {
			waits[d.Clients[due.ClientID].GivenName] = due.Kind
		}
		same(t, "waits", waits, map[string]outcomes.DueKind{
			"Oona": outcomes.DueCounselling, "Kaisa": outcomes.DueEmployer, "Eetu": outcomes.DueSilence,
		})
		same(t, "Sami's", len(outcomes.DueFor(dueClients(d, sami), today)), 0)

		newest := map[string]interchange.EmployerContact{}
		for _, v := range d.EmployerContacts {
			if !v.Withdrawn {
				newest[v.Employer] = v
			}
		}
		var back []string
		for id, v := range newest {
			if slices.Contains(v.Staff, riikka) && v.Next == casework.NextReturn && !v.ReturnOn.After(today) {
				back = append(back, id+" "+v.Learned)
			}
		}
		same(t, "to go back to", back, []string{"o001 Keväällä tarvetta."})
	})
}

func TestTheStoriesAreTold(t *testing.T) {
	d, today := documentOf("2026-11-21"), casework.MustDay("2026-11-21")
	byEpisode := func(id string) (c interchange.Client) {
		for _, e := range d.Episodes {
			if e.ID == id {
				return d.Clients[slices.IndexFunc(d.Clients, func(c interchange.Client) bool { return c.ID == e.Client })]
			}
		}
		return c
	}
	for _, p := range d.Placements {
		switch byEpisode(p.Episode).FamilyName {
		case "Haataja":
			same(t, "Petri's pay", *p.MonthlyPay, casework.Cents(103200))
		case "Leinonen":
			same(t, "Oona's first day", p.StartsOn, today.AddDays(2))
		case "Kinnunen":
			if p.Kind == casework.WorkTrial {
				same(t, "the trial's hours", *p.HoursPerWeek, 8.0)
			} else {
				same(t, "the job's hours and help", []float64{*p.HoursPerWeek, *p.Subsidy.Percent}, []float64{20, 70})
			}
		}
	}
	episodes, held, languages := map[string]int{}, 0, map[string]int{}
	for _, e := range d.Episodes {
		episodes[e.Client]++
		if e.EmployedAtStart != nil && *e.EmployedAtStart {
			held++
		}
	}
	for _, c := range d.Clients {
		languages[c.Language]++
	}
	same(t, "with two episodes", len(d.Episodes)-len(episodes), 1)
	same(t, "employed at the start", held, 1)
	same(t, "languages", languages, map[string]int{"fi": 90, "sv": 3, "so": 1, "ar": 1})
	same(t, "Joona's sentence", d.Consents[slices.IndexFunc(d.Consents, func(c interchange.Consent) bool {
		return c.Client == "p01" && c.Kind == casework.ConsentEmployers
	})].Scope, "Joona on ollut pitkään poissa töistä ja haluaa aloittaa lyhyillä päivillä.")
}
