package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// petriPaid are Petri's wages of the last months, the latest first: the last
// one is over the earnings limit of his pension, and what this month promises
// is too. In the fourth from here he had a holiday bonus, which is apart.
var petriPaid = []casework.Cents{103200, 97240, 95880, 98120}

// addEarnings tells what was gone through before two of the jobs, what was
// answered when they began, and what Petri has been paid.
func (s *service) addEarnings() {
	petri, antero := s.jobOf("Petri"), s.jobOf("Antero")
	s.tellAdvice(petri, func(c *interchange.Counselling) {
		c.GivenBy, c.Topics = casework.OfficeCoach, interchange.Topics{BenefitsNow: true, Net: true, EarningsLimit: true, Pension: true, Reporting: true}
		c.Asked, c.Written = interchange.Asked{Kela: true}, true
		c.Decision = "Ottaa työn 20 tunnilla. Kirjaamme palkan joka kuukausi ja soitamme Kelaan, jos raja ylittyy kahdesti peräkkäin."
	})
	s.tellAdvice(antero, func(c *interchange.Counselling) {
		c.GivenBy, c.Topics = casework.OfficeCoach, interchange.Topics{BenefitsNow: true, Net: true, Housing: true, Subsidy: true}
		c.Limit, c.LimitSource = ptr(casework.Cents(124000)), casework.LimitDecision
		c.Decision = "Kuntoutustuki jatkuu: raja on työeläkeyhtiön päätöksessä. Asumistuen tarkistus ilmoitetaan, kun ensimmäinen palkka on maksettu."
	})
	for _, a := range []struct {
		job      interchange.Placement
		question casework.StartQuestion
		text     string
	}{
		{petri, casework.StartCareTeam, "Soitto omahoitajalle"},
		{petri, casework.StartSupport, "Mukana ensimmäisenä aamuna, sitten soitto joka perjantai"},
		{antero, casework.StartCareTeam, "Kerrottu hoitotiimin palaverissa"},
	} {
		s.doc.StartAnswers = append(s.doc.StartAnswers, interchange.StartAnswer{
			Episode: a.job.Episode, Placement: a.job.ID, On: workdayTo(a.job.StartsOn.AddDays(-2)), Question: a.question, Reply: casework.StartDone, Text: a.text,
		})
	}
	number(s.doc.StartAnswers, "sa", func(a *interchange.StartAnswer) *string { return &a.ID })
	now := s.today.Month()
	for i, pay := range slices.Backward(petriPaid) {
		e := interchange.Earnings{Episode: petri.Episode, Month: now.Add(-1 - i), Pay: ptr(pay), Source: casework.EarningsPayslip}
		if i == len(petriPaid)-1 {
			e.OneOff, e.What = ptr(casework.Cents(21000)), casework.OneOffHolidayBonus
		}
		s.doc.Earnings = append(s.doc.Earnings, e)
	}
	number(s.doc.Earnings, "an", func(e *interchange.Earnings) *string { return &e.ID })
}

// jobOf is the newest job of a client.
func (s *service) jobOf(given string) (job interchange.Placement) {
	for _, p := range s.doc.Placements {
		if p.Kind == casework.Employment && p.Episode == s.personNamed(given).now().episode {
			job = p
		}
	}
	return job
}

// tellAdvice tells more of the counselling that came before a job.
func (s *service) tellAdvice(job interchange.Placement, tell func(*interchange.Counselling)) {
	for i := range s.doc.Counselling {
		if c := &s.doc.Counselling[i]; c.Episode == job.Episode && !c.On.After(job.StartsOn) {
			c.Placement = job.ID
			tell(c)
		}
	}
}
