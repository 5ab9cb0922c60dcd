package app

import (
	"errors"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addSupport adds the support plans and the talks about how coaching goes on.
func (in *importer) addSupport() error {
	d, tx := in.document, in.turn.tx
	return errors.Join(
		tx.AddSupportPlans(converted(d.SupportPlans, func(p interchange.SupportPlan) casework.SupportPlan {
			return casework.SupportPlan{
				Noted: in.noted(p.ID, p.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, p.Episode), On: p.On,
				PlacementID: in.key(interchange.ListPlacements, p.Placement),
				SupportTerms: casework.SupportTerms{
					FirstDay: p.FirstDay, Places: placesOf(p.Places),
					Rhythm: casework.Cadences{FirstWeek: p.FirstWeek, FirstMonth: p.FirstMonth, ThreeMonths: p.ThreeMonths, Later: p.Later},
					Needs:  needsOf(p.Needs), CoachDoes: p.CoachDoes, ClientDoes: p.ClientDoes, EmployerDoes: p.EmployerDoes,
					CareTeamDoes: p.CareTeamDoes, OthersDo: p.OthersDo, Adaptations: adaptationsOf(p.Adaptations), Adapted: p.Adapted,
					EarlySigns: p.EarlySigns, Helps: p.Helps, Call: p.Call, EmployerTold: p.EmployerTold, Limits: p.Limits,
					ReviewOn: p.ReviewOn, Agreed: p.Agreed, Changed: p.Changed,
				},
			}
		})),
		tx.AddClosingTalks(converted(d.ClosingTalks, func(t interchange.ClosingTalk) casework.ClosingTalk {
			return casework.ClosingTalk{
				Noted: in.noted(t.ID, t.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, t.Episode), On: t.On,
				ClosingTalkTerms: casework.ClosingTalkTerms{
					Cause: t.Cause, Present: presentOf(t.Present), Text: t.Text, Outcome: t.Outcome, HandedTo: t.HandedTo, LookOn: t.LookOn,
					Feedback: casework.Feedback{Benefit: t.Benefit, Fares: t.Fares, Recommend: t.Recommend, Words: t.Words},
				},
			}
		})),
	)
}

func (x exporter) supportPlan(p casework.SupportPlan) interchange.SupportPlan {
	return interchange.SupportPlan{
		ID: p.Outward(), Episode: x.episodes[p.EpisodeID], Placement: x.placements[p.PlacementID], On: p.On, FirstDay: p.FirstDay,
		Places: placesSaid(p.Places), FirstWeek: p.Rhythm.FirstWeek, FirstMonth: p.Rhythm.FirstMonth, ThreeMonths: p.Rhythm.ThreeMonths,
		Later: p.Rhythm.Later, Needs: needsSaid(p.Needs), CoachDoes: p.CoachDoes, ClientDoes: p.ClientDoes, EmployerDoes: p.EmployerDoes,
		CareTeamDoes: p.CareTeamDoes, OthersDo: p.OthersDo, Adaptations: adaptationsSaid(p.Adaptations), Adapted: p.Adapted,
		EarlySigns: p.EarlySigns, Helps: p.Helps, Call: p.Call, EmployerTold: p.EmployerTold, Limits: p.Limits, ReviewOn: p.ReviewOn,
		Agreed: p.Agreed, Changed: p.Changed, Withdrawn: p.Withdrawn,
	}
}

func (x exporter) closingTalk(t casework.ClosingTalk) interchange.ClosingTalk {
	return interchange.ClosingTalk{
		ID: t.Outward(), Episode: x.episodes[t.EpisodeID], On: t.On, Cause: t.Cause, Present: presentSaid(t.Present), Text: t.Text,
		Outcome: t.Outcome, HandedTo: t.HandedTo, LookOn: t.LookOn, Benefit: t.Feedback.Benefit, Fares: t.Feedback.Fares,
		Recommend: t.Feedback.Recommend, Words: t.Feedback.Words, Withdrawn: t.Withdrawn,
	}
}

// placesOf and placesSaid turn the places of support into our list and back;
// needsOf and adaptationsOf do so with what is supported and fitted.
func placesOf(p interchange.SupportPlaces) []casework.SupportPlace {
	return ticked(casework.SupportPlaces, map[casework.SupportPlace]bool{
		casework.SupportAtWork: p.AtWork, casework.SupportOutside: p.Outside, casework.SupportByPhone: p.Phone,
	})
}

func placesSaid(list []casework.SupportPlace) interchange.SupportPlaces {
	has := func(p casework.SupportPlace) bool { return slices.Contains(list, p) }
	return interchange.SupportPlaces{AtWork: has(casework.SupportAtWork), Outside: has(casework.SupportOutside), Phone: has(casework.SupportByPhone)}
}

func needsOf(n interchange.SupportNeeds) []casework.SupportNeed {
	return ticked(casework.SupportNeeds, map[casework.SupportNeed]bool{
		casework.NeedTasks: n.Tasks, casework.NeedCoping: n.Coping, casework.NeedRoutine: n.Routine, casework.NeedTravel: n.Travel,
		casework.NeedInteraction: n.Interaction, casework.NeedFeedback: n.Feedback, casework.NeedMoney: n.Money, casework.NeedMedication: n.Medication,
	})
}

func needsSaid(list []casework.SupportNeed) interchange.SupportNeeds {
	has := func(n casework.SupportNeed) bool { return slices.Contains(list, n) }
	return interchange.SupportNeeds{
		Tasks: has(casework.NeedTasks), Coping: has(casework.NeedCoping), Routine: has(casework.NeedRoutine), Travel: has(casework.NeedTravel),
		Interaction: has(casework.NeedInteraction), Feedback: has(casework.NeedFeedback), Money: has(casework.NeedMoney), Medication: has(casework.NeedMedication),
	}
}

func adaptationsOf(a interchange.Adaptations) []casework.Adaptation {
	return ticked(casework.Adaptations, map[casework.Adaptation]bool{
		casework.AdaptHours: a.Hours, casework.AdaptDuties: a.Duties, casework.AdaptInduction: a.Induction, casework.AdaptPair: a.Pair,
		casework.AdaptBreaks: a.Breaks, casework.AdaptSpace: a.Space, casework.AdaptAid: a.Aid,
	})
}

func adaptationsSaid(list []casework.Adaptation) interchange.Adaptations {
	has := func(a casework.Adaptation) bool { return slices.Contains(list, a) }
	return interchange.Adaptations{
		Hours: has(casework.AdaptHours), Duties: has(casework.AdaptDuties), Induction: has(casework.AdaptInduction), Pair: has(casework.AdaptPair),
		Breaks: has(casework.AdaptBreaks), Space: has(casework.AdaptSpace), Aid: has(casework.AdaptAid),
	}
}
