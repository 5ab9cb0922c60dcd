package app

import (
	"errors"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addLeads adds leads with what came of them, and the talks on what employers
// are told.
func (in *importer) addLeads() error {
	d, tx := in.document, in.turn.tx
	episode := func(id string) int64 { return in.key(interchange.ListEpisodes, id) }
	leads := converted(d.Leads, func(l interchange.Lead) casework.Lead {
		var wins []casework.SmallWin
		for _, w := range l.Wins {
			wins = append(wins, casework.SmallWin(w))
		}
		return casework.Lead{
			Noted: in.noted(l.ID, l.Withdrawn), EpisodeID: episode(l.Episode), EmployerID: in.key(interchange.ListEmployers, l.Employer), On: l.On,
			LeadTerms: casework.LeadTerms{
				Source: l.Source, Title: l.Title, Occupation: l.Occupation, Tasks: l.Tasks, Hours: l.Hours, Times: l.Times, Pay: l.Pay, Contract: l.Contract,
				Place: l.Place, StartsOn: l.StartsOn, ApplyBy: l.ApplyBy, Link: l.Link, Fit: l.Fit, Mode: l.Mode,
			},
			LeadStep: casework.LeadStep{Next: l.Next, NextOn: l.NextOn, NextBy: l.NextBy}, EndedOn: l.EndedOn, EndedWhy: l.EndedWhy, Wins: wins,
		}
	})
	err := tx.AddLeads(leads)
	keep(in, interchange.ListLeads, leads, func(l *casework.Lead) casework.Record { return l.Record })
	return errors.Join(err,
		tx.AddApplications(converted(d.Applications, func(a interchange.Application) casework.Application {
			feeling := 0
			if a.Feeling != nil {
				feeling = *a.Feeling
			}
			return casework.Application{
				Noted: in.noted(a.ID, a.Withdrawn), EpisodeID: episode(a.Episode), LeadID: in.key(interchange.ListLeads, a.Lead), On: a.On,
				ApplicationTerms: casework.ApplicationTerms{
					By: a.By, Prepared: a.Prepared, InterviewOn: a.InterviewOn, InterviewAt: a.InterviewAt, WithCoach: a.WithCoach, Result: a.Result,
					ResultOn: a.ResultOn, Feedback: a.Feedback, Learned: a.Learned, Feeling: feeling,
				},
				Told: a.Told, Sentence: a.Sentence,
			}
		})),
		tx.AddDisclosureTalks(converted(d.DisclosureTalks, func(k interchange.DisclosureTalk) casework.DisclosureTalk {
			return casework.DisclosureTalk{
				Noted: in.noted(k.ID, k.Withdrawn), EpisodeID: episode(k.Episode), On: k.On,
				TalkTerms: casework.TalkTerms{
					Occasion: k.Occasion, Weighed: weighedOf(k.Weighed), Thoughts: k.Thoughts, Told: k.Told, Sentence: k.Sentence, NotSaid: k.NotSaid,
					By: k.By, Whom: k.Whom, When: k.When, Agreed: k.Agreed,
				},
			}
		})),
	)
}

func (x exporter) lead(l casework.Lead) interchange.Lead {
	return interchange.Lead{
		ID: l.Outward(), Episode: x.episodes[l.EpisodeID], Employer: x.employers[l.EmployerID], On: l.On, Source: l.Source, Title: l.Title,
		Occupation: l.Occupation, Tasks: l.Tasks, Hours: l.Hours, Times: l.Times, Pay: l.Pay, Contract: l.Contract, Place: l.Place, StartsOn: l.StartsOn,
		ApplyBy: l.ApplyBy, Link: l.Link, Fit: l.Fit, Mode: l.Mode, Next: l.Next, NextOn: l.NextOn, NextBy: l.NextBy, EndedOn: l.EndedOn, EndedWhy: l.EndedWhy,
		Wins: converted(l.Wins, func(w casework.SmallWin) interchange.SmallWin { return interchange.SmallWin(w) }), Withdrawn: l.Withdrawn,
	}
}

func (x exporter) application(a casework.Application) interchange.Application {
	d := interchange.Application{
		ID: a.Outward(), Episode: x.episodes[a.EpisodeID], Lead: x.leads[a.LeadID], On: a.On, By: a.By, Prepared: a.Prepared, InterviewOn: a.InterviewOn,
		InterviewAt: a.InterviewAt, WithCoach: a.WithCoach, Result: a.Result, ResultOn: a.ResultOn, Feedback: a.Feedback, Learned: a.Learned,
		Told: a.Told, Sentence: a.Sentence, Withdrawn: a.Withdrawn,
	}
	if a.Feeling != 0 {
		d.Feeling = &a.Feeling
	}
	return d
}

func (x exporter) disclosureTalk(k casework.DisclosureTalk) interchange.DisclosureTalk {
	return interchange.DisclosureTalk{
		ID: k.Outward(), Episode: x.episodes[k.EpisodeID], On: k.On, Occasion: k.Occasion, Weighed: weighedSaid(k.Weighed), Thoughts: k.Thoughts, Told: k.Told,
		Sentence: k.Sentence, NotSaid: k.NotSaid, By: k.By, Whom: k.Whom, When: k.When, Agreed: k.Agreed, Withdrawn: k.Withdrawn,
	}
}

// weighedOf and weighedSaid turn what was gone through in a talk into our list
// and back.
func weighedOf(w interchange.Weighed) []casework.Weighed {
	return ticked(casework.AllWeighed, map[casework.Weighed]bool{
		casework.WeighedBenefits:    w.Benefits,
		casework.WeighedDrawbacks:   w.Drawbacks,
		casework.WeighedAdjustments: w.Adjustments,
		casework.WeighedCoach:       w.Coach,
		casework.WeighedWords:       w.Words,
	})
}

func weighedSaid(list []casework.Weighed) interchange.Weighed {
	has := func(w casework.Weighed) bool { return slices.Contains(list, w) }
	return interchange.Weighed{
		Benefits:    has(casework.WeighedBenefits),
		Drawbacks:   has(casework.WeighedDrawbacks),
		Adjustments: has(casework.WeighedAdjustments),
		Coach:       has(casework.WeighedCoach),
		Words:       has(casework.WeighedWords),
	}
}
