package demo

import (
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/rules"
)

// livelihood is what three clients have told of their money, over some meetings.
var livelihood = []answered{
	{"Joona", 74, casework.AskBenefits, "disability_pension_kela pensioner_housing_allowance", "", ""},
	{"Joona", 74, casework.AskHome, "rent", "", ""},
	{"Joona", 74, casework.AskHomeCost, "545.00", "", ""},
	{"Joona", 12, casework.AskHomeCost, "560.00", "", ""},
	{"Joona", 74, casework.AskWaterSeparate, "yes", "", ""},
	{"Joona", 74, casework.AskAdults, "1", "", ""},
	{"Joona", 74, casework.AskChildren, "0", "", ""},
	{"Joona", 74, casework.AskAssets, "", "", casework.Unknown},
	{"Joona", 74, casework.AskChurch, "yes", casework.SourceRecord, ""},
	{"Joona", 60, casework.AskEnforcement, "no", "", ""},
	{"Joona", 60, casework.AskDormant, "no", "", ""},

	{"Oona", 120, casework.AskBenefits, "general_support housing_allowance", "", ""},
	{"Oona", 120, casework.AskHome, "rent", "", ""},
	{"Oona", 120, casework.AskHomeCost, "480.00", "", ""},
	{"Oona", 120, casework.AskAdults, "1", "", ""},
	{"Oona", 120, casework.AskChildren, "0", "", ""},
	{"Oona", 30, casework.AskEnforcement, "no", "", ""},

	{"Petri", 380, casework.AskBenefits, "disability_pension_earnings pensioner_housing_allowance", casework.SourceRecord, ""},
	{"Petri", 380, casework.AskAmount("disability_pension_earnings"), "1400.00", casework.SourceRecord, ""},
	{"Petri", 380, casework.AskStable("disability_pension_earnings"), "2600.00", casework.SourceRecord, ""},
	{"Petri", 380, casework.AskHomeCost, "610.00", "", ""},
	{"Petri", 200, casework.AskEnforcement, "yes", "", ""},
	{"Petri", 200, casework.AskChildSupport, "", "", casework.NotNow},
}

// weighed are the jobs of which an estimate was kept.
var weighed = []struct {
	given  string
	ago    int
	offers []casework.Offer
}{
	{"Joona", 12, []casework.Offer{
		{Name: "Kaupan hyllytys", HourlyPay: 12_84, HoursPerWeek: 8, CommuteCost: 20_00},
		{Name: "Kaupan hyllytys", HourlyPay: 12_84, HoursPerWeek: 15, CommuteCost: 40_00},
		{Name: "Varastotyö", HourlyPay: 13_40, HoursPerWeek: 30, CommuteCost: 60_00},
	}},
	{"Oona", 30, []casework.Offer{{Name: "Kahvila", HourlyPay: 12_50, HoursPerWeek: 25, CommuteCost: 55_00}}},
}

// addMoney keeps what was computed for two clients, of what they had told. On a
// day that the rules do not cover nothing was computed.
func (s *service) addMoney() {
	told := map[string]casework.ProfileAnswers{}
	for _, a := range livelihood {
		told[a.given] = append(told[a.given], casework.ProfileAnswer{Question: a.question, On: s.ago(a.ago), State: or(a.state, casework.Told), Answer: a.answer})
	}
	edition, err := rules.Published()
	if err != nil {
		return // the demo goes without
	}
	for _, w := range weighed {
		p := s.personNamed(w.given)
		e := casework.Estimate{On: s.ago(w.ago), Facts: casework.FactsOf(told[w.given]), Offers: w.offers}
		answers, err := benefits.Compare(edition, e.Facts, p.municipality, e.On, e.Offers)
		if err != nil {
			continue
		}
		kept := interchange.Estimate{
			Episode: p.now().episode, On: e.On, Edition: edition.ID(), Municipality: p.municipality, Facts: e.Facts.String(), Limit: answers[0].Limit,
		}
		for _, o := range w.offers {
			kept.Offers = append(kept.Offers, interchange.Offer{Name: o.Name, HourlyPay: ptr(o.HourlyPay), HoursPerWeek: o.HoursPerWeek, CommuteCost: ptr(o.CommuteCost)})
		}
		for _, l := range benefits.KeptLines(answers) {
			kept.Lines = append(kept.Lines, interchange.EstimateLine{Offer: ptr(l.Offer), Settled: l.Settled, Line: l.Key, Amount: l.Amount})
		}
		s.doc.Estimates = append(s.doc.Estimates, kept)
	}
	number(s.doc.Estimates, "es", func(e *interchange.Estimate) *string { return &e.ID })
}
