package app

import (
	"errors"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

func (in *importer) addCounselling() error {
	return in.turn.tx.AddCounselling(converted(in.document.Counselling, func(c interchange.Counselling) casework.Counselling {
		return casework.Counselling{
			Noted: in.noted(c.ID, c.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, c.Episode), On: c.On,
			ByID: in.key(interchange.ListStaff, c.By), Adviser: c.Adviser, GivenBy: c.GivenBy, PlacementID: in.key(interchange.ListPlacements, c.Placement),
			Topics: topicsOf(c.Topics), Asked: askedOf(c.Asked), Decision: c.Decision, Text: c.Text, Written: c.Written,
			Limit: c.Limit, LimitSource: c.LimitSource, EstimateID: in.key(interchange.ListEstimates, c.Estimate),
		}
	}))
}

// addEarnings adds what is asked when a job starts, and what is earned against
// the limit of a pension.
func (in *importer) addEarnings() error {
	d, tx := in.document, in.turn.tx
	episode := func(id string) int64 { return in.key(interchange.ListEpisodes, id) }
	return errors.Join(
		tx.AddStartAnswers(converted(d.StartAnswers, func(a interchange.StartAnswer) casework.StartAnswer {
			return casework.StartAnswer{
				Noted: in.noted(a.ID, a.Withdrawn), EpisodeID: episode(a.Episode), On: a.On, PlacementID: in.key(interchange.ListPlacements, a.Placement),
				Question: a.Question, Reply: a.Reply, Text: a.Text,
			}
		})),
		tx.AddEarnings(converted(d.Earnings, func(e interchange.Earnings) casework.Earnings {
			earned := casework.Earnings{Noted: in.noted(e.ID, e.Withdrawn), EpisodeID: episode(e.Episode), Month: e.Month, Pay: *e.Pay, What: e.What, Source: e.Source}
			if e.OneOff != nil {
				earned.OneOff = *e.OneOff
			}
			return earned
		})),
		tx.AddDormancies(converted(d.Dormancies, func(r interchange.Dormancy) casework.Dormancy {
			return casework.Dormancy{Noted: in.noted(r.ID, r.Withdrawn), EpisodeID: episode(r.Episode), Payer: r.Payer, Span: span(r.From, r.To), Text: r.Text}
		})),
	)
}

func (x exporter) counselling(c casework.Counselling) interchange.Counselling {
	return interchange.Counselling{
		ID: c.Outward(), Episode: x.episodes[c.EpisodeID], On: c.On, By: x.staff[c.ByID], Adviser: c.Adviser, GivenBy: c.GivenBy,
		Placement: x.placements[c.PlacementID], Topics: topicsSaid(c.Topics), Asked: askedSaid(c.Asked), Decision: c.Decision, Text: c.Text,
		Written: c.Written, Limit: c.Limit, LimitSource: c.LimitSource, Estimate: x.estimates[c.EstimateID], Withdrawn: c.Withdrawn,
	}
}

func (x exporter) startAnswer(a casework.StartAnswer) interchange.StartAnswer {
	return interchange.StartAnswer{
		ID: a.Outward(), Episode: x.episodes[a.EpisodeID], Placement: x.placements[a.PlacementID], On: a.On, Question: a.Question, Reply: a.Reply,
		Text: a.Text, Withdrawn: a.Withdrawn,
	}
}

func (x exporter) earned(e casework.Earnings) interchange.Earnings {
	d := interchange.Earnings{ID: e.Outward(), Episode: x.episodes[e.EpisodeID], Month: e.Month, Pay: &e.Pay, What: e.What, Source: e.Source, Withdrawn: e.Withdrawn}
	if e.OneOff != 0 {
		d.OneOff = &e.OneOff
	}
	return d
}

func (x exporter) dormancy(d casework.Dormancy) interchange.Dormancy {
	return interchange.Dormancy{ID: d.Outward(), Episode: x.episodes[d.EpisodeID], Payer: d.Payer, From: d.From, To: d.To, Text: d.Text, Withdrawn: d.Withdrawn}
}

// topicsOf and topicsSaid turn what was gone through into our list and back;
// askedOf and askedSaid do so with the offices that were asked.
func topicsOf(t interchange.Topics) []casework.Topic {
	return ticked(casework.Topics, map[casework.Topic]bool{
		casework.TopicBenefits:     t.BenefitsNow,
		casework.TopicNet:          t.Net,
		casework.TopicLimit:        t.EarningsLimit,
		casework.TopicPension:      t.Pension,
		casework.TopicUnemployment: t.Unemployment,
		casework.TopicHousing:      t.Housing,
		casework.TopicAssistance:   t.SocialAssistance,
		casework.TopicTax:          t.TaxCard,
		casework.TopicDebts:        t.Debts,
		casework.TopicFees:         t.Fees,
		casework.TopicSubsidy:      t.Subsidy,
		casework.TopicReporting:    t.Reporting,
	})
}

func topicsSaid(list []casework.Topic) interchange.Topics {
	has := func(t casework.Topic) bool { return slices.Contains(list, t) }
	return interchange.Topics{
		BenefitsNow:      has(casework.TopicBenefits),
		Net:              has(casework.TopicNet),
		EarningsLimit:    has(casework.TopicLimit),
		Pension:          has(casework.TopicPension),
		Unemployment:     has(casework.TopicUnemployment),
		Housing:          has(casework.TopicHousing),
		SocialAssistance: has(casework.TopicAssistance),
		TaxCard:          has(casework.TopicTax),
		Debts:            has(casework.TopicDebts),
		Fees:             has(casework.TopicFees),
		Subsidy:          has(casework.TopicSubsidy),
		Reporting:        has(casework.TopicReporting),
	}
}

func askedOf(a interchange.Asked) []casework.Office {
	return ticked(casework.Offices, map[casework.Office]bool{
		casework.OfficeKela:        a.Kela,
		casework.OfficePension:     a.PensionCompany,
		casework.OfficeEmployment:  a.EmploymentServices,
		casework.OfficeFund:        a.UnemploymentFund,
		casework.OfficeSocial:      a.SocialServices,
		casework.OfficeGuardian:    a.Guardian,
		casework.OfficeEnforcement: a.EnforcementOffice,
		casework.OfficeTax:         a.TaxAdministration,
		casework.OfficeInsurer:     a.Insurer,
		casework.OfficeDebt:        a.DebtAdvice,
	})
}

func askedSaid(list []casework.Office) interchange.Asked {
	has := func(o casework.Office) bool { return slices.Contains(list, o) }
	return interchange.Asked{
		Kela:               has(casework.OfficeKela),
		PensionCompany:     has(casework.OfficePension),
		EmploymentServices: has(casework.OfficeEmployment),
		UnemploymentFund:   has(casework.OfficeFund),
		SocialServices:     has(casework.OfficeSocial),
		Guardian:           has(casework.OfficeGuardian),
		EnforcementOffice:  has(casework.OfficeEnforcement),
		TaxAdministration:  has(casework.OfficeTax),
		Insurer:            has(casework.OfficeInsurer),
		DebtAdvice:         has(casework.OfficeDebt),
	}
}
