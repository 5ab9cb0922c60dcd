package demo

import (
	"math"
	"math/rand/v2"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// talk is a meeting that has its day and its reason beforehand.
type talk struct {
	on   casework.Day
	kind casework.MeetingKind
}

// hiring is a job with its employer: the employer was visited for it.
type hiring struct {
	stint      *stint
	employer   *employer
	startsOn   casework.Day
	endsOn     casework.Day // zero: runs
	trial      bool
	known      bool // from a work trial before
	subsidised bool
}

// addPlacements makes the jobs, trials and studies, and the counselling that
// came before most of the jobs.
func (s *service) addPlacements() {
	r := deal(dealPlacements)
	for _, p := range s.people {
		for _, t := range p.stints {
			s.addTrial(r, t)
			for i, j := range t.jobs {
				at := t.triedAt
				if i > 0 || at == nil {
					at = s.hire(j.at, p.municipality)
				}
				s.addJob(r, t, j, at)
			}
			s.addStudy(t)
		}
		s.addHeldJob(p)
	}
	s.addPlannedJob()
	s.addWages()
	byDay(s.doc.Placements, func(p interchange.Placement) casework.Day { return p.StartsOn })
	number(s.doc.Placements, "j", func(p *interchange.Placement) *string { return &p.ID })
	byDay(s.doc.Counselling, func(c interchange.Counselling) casework.Day { return c.On })
	number(s.doc.Counselling, "b", func(c *interchange.Counselling) *string { return &c.ID })
}

// The hours of a month, as wages are counted from weekly hours.
const weeksInMonth = 4.3

// pay is a month's pay in whole cents.
func pay(hours float64, rate int) *casework.Cents {
	return ptr(casework.Cents(math.Round(hours * weeksInMonth * float64(rate))))
}

func (s *service) addJob(r *rand.Rand, t *stint, j job, at *employer) {
	startsOn := workdayFrom(t.startedOn.AddDays(j.after).Monday().AddDays(7))
	p := interchange.Placement{
		Episode: t.episode, Kind: casework.Employment, Employer: at.id, Occupation: at.trade.occupation, StartsOn: startsOn,
		HoursPerWeek: ptr(j.hours), MonthlyPay: pay(j.hours, or(j.rate, 1140+10*r.IntN(25))),
		OpenMarket: ptr(true), Permanent: ptr(j.days == 0 && j.fixed == 0),
	}
	switch {
	case j.days > 0:
		p.EndsOn = workdayTo(startsOn.AddDays(j.days - 1))
		p.EndReason = pick(r, []string{"term_over", "term_over", "left_unhappy", "dismissed_production"})
	case j.fixed > 0:
		p.EndsOn = startsOn.AddMonths(j.fixed).AddDays(-1)
	}
	if p.Subsidy = subsidyOf(j, p); p.Subsidy != nil {
		s.decide(p.Subsidy)
	}
	if from := startsOn.AddDays(j.more.after); j.more.hours > 0 && !from.After(s.today) {
		p.Changes = []interchange.PlacementChange{{From: from, HoursPerWeek: ptr(j.more.hours), MonthlyPay: pay(j.more.hours, or(j.rate, 1300))}}
	}
	s.doc.Placements = append(s.doc.Placements, p)
	t.work = append(t.work, casework.Span{From: startsOn, To: p.EndsOn})
	s.hirings = append(s.hirings, hiring{stint: t, employer: at, startsOn: startsOn, endsOn: p.EndsOn, subsidised: p.Subsidy != nil, known: at == t.triedAt})
	t.talks = append(t.talks, talk{workdayTo(startsOn.AddDays(-between(r, 4, 7))), casework.MeetingThreeParty})
	if !t.of.uncounselled {
		on := workdayTo(startsOn.AddDays(-between(r, 9, 20)))
		s.counsel(r, t, on)
		t.talks = append(t.talks, talk{on, casework.MeetingBenefits})
	}
}

// subsidyOf is the help with the wage: ten months of wage subsidy or six of
// the municipal supplement, and never beyond the job.
func subsidyOf(j job, p interchange.Placement) *interchange.Subsidy {
	if j.subsidy == "" {
		return nil
	}
	help := &interchange.Subsidy{Kind: j.subsidy, From: p.StartsOn, To: p.StartsOn.AddMonths(6).AddDays(-1)}
	if j.subsidy == wage {
		help.Percent, help.To = ptr(j.percent), p.StartsOn.AddMonths(10).AddDays(-1)
	}
	if j.subsidy == casework.MunicipalSupplement {
		help.Amount = ptr(casework.Cents(120000))
	}
	if !p.EndsOn.IsZero() && help.To.After(p.EndsOn) {
		help.To = p.EndsOn
	}
	return help
}

func (s *service) counsel(r *rand.Rand, t *stint, on casework.Day) {
	s.doc.Counselling = append(s.doc.Counselling, interchange.Counselling{
		Episode: t.episode, On: on, By: s.onDuty(t.coachOn(on), on),
		Adviser: pick(r, []casework.AdviserTraining{casework.Trained, casework.Trained, casework.Trained, casework.SpeciallyTrained}),
	})
}

// addTrial makes the stint's work trial. Its employer keeps the client when a
// job follows.
func (s *service) addTrial(r *rand.Rand, t *stint) {
	trial := t.of.trial
	if trial == nil || t != t.of.now() {
		return
	}
	at := s.named(asukkaat)
	if trial.at != "association" {
		at = s.hire(trial.at, t.of.municipality)
	}
	startsOn := workdayFrom(t.startedOn.AddDays(trial.after).Monday())
	p := interchange.Placement{
		Episode: t.episode, Kind: casework.WorkTrial, Employer: at.id, Occupation: at.trade.occupation,
		StartsOn: startsOn, EndsOn: startsOn.AddDays(trial.days - 1), HoursPerWeek: ptr(trial.hours),
	}
	if !p.EndsOn.After(s.today) {
		p.EndReason = "as_agreed"
	}
	s.doc.Placements = append(s.doc.Placements, p)
	s.hirings = append(s.hirings, hiring{stint: t, employer: at, startsOn: startsOn, endsOn: p.EndsOn, trial: true})
	t.talks = append(t.talks, talk{workdayTo(startsOn.AddDays(-between(r, 2, 6))), casework.MeetingThreeParty})
	t.triedAt = at
	t.onTheWay = append(t.onTheWay, casework.Span{From: startsOn, To: p.EndsOn})
}

// schools are invented, and what one studies there.
var schools = []struct {
	name, subject string
	funding       casework.Funding
}{
	{"Suvannon ammattiopisto", "puutarha-ala", casework.RehabilitationAllowance},
	{"Suvannon ammattiopisto", "lähihoitaja", casework.StudentAid},
	{"Koskelan kansanopisto", "valmentava koulutus", casework.UnemploymentBenefit},
}

func (s *service) addStudy(t *stint) {
	study := t.of.study
	if study == nil || t != t.of.now() {
		return
	}
	at := schools[len(s.doc.Placements)%len(schools)]
	p := interchange.Placement{
		Episode: t.episode, Kind: casework.Study, School: at.name, Subject: at.subject, Funding: at.funding,
		StartsOn: workdayFrom(t.startedOn.AddDays(study.after).Monday()),
	}
	if study.days > 0 {
		p.EndsOn, p.EndReason = workdayTo(p.StartsOn.AddDays(study.days)), "completed"
	}
	s.doc.Placements = append(s.doc.Placements, p)
	t.onTheWay = append(t.onTheWay, casework.Span{From: p.StartsOn, To: p.EndsOn})
}

// addHeldJob is the job that a client had already and came to keep.
func (s *service) addHeldJob(p *person) {
	if p.held == nil {
		return
	}
	const heldFor = 1400 // days before the start
	at := s.hire(p.held.at, p.municipality)
	startsOn := workdayFrom(p.now().startedOn.AddDays(-heldFor))
	s.doc.Placements = append(s.doc.Placements, interchange.Placement{
		Episode: p.now().episode, Kind: casework.Employment, Employer: at.id, Occupation: at.trade.occupation, StartsOn: startsOn,
		HoursPerWeek: ptr(p.held.hours), MonthlyPay: pay(p.held.hours, 1420), OpenMarket: ptr(true), Permanent: ptr(true),
	})
	p.now().work = append(p.now().work, casework.Span{From: startsOn})
}

// addPlannedJob is Oona's: it begins the day after tomorrow, and nobody has
// counted yet what it does to her income.
func (s *service) addPlannedJob() {
	oona := s.personNamed("Oona")
	oona.now().talks = append(oona.now().talks, talk{workdayTo(s.ago(6)), casework.MeetingThreeParty})
	s.doc.Placements = append(s.doc.Placements, interchange.Placement{
		Episode: oona.now().episode, Kind: casework.Employment, Employer: s.named(leipa).id, Occupation: "7512",
		StartsOn: s.today.AddDays(2), HoursPerWeek: ptr(15.0), MonthlyPay: pay(15, 1220), OpenMarket: ptr(true), Permanent: ptr(true),
	})
}

// addWages adds to each client's incomes the wages of the jobs that have begun.
func (s *service) addWages() {
	client := map[string]*interchange.Client{}
	for i, p := range s.people {
		for _, t := range p.stints {
			client[t.episode] = &s.doc.Clients[i]
		}
	}
	for _, p := range s.doc.Placements {
		if p.Kind == casework.Employment && !p.StartsOn.After(s.today) {
			c := client[p.Episode]
			c.Incomes = append(c.Incomes, interchange.Income{Kind: "wage", From: p.StartsOn, To: p.EndsOn})
		}
	}
}

func (s *service) personNamed(given string) *person {
	for _, p := range s.people {
		if p.given == given {
			return p
		}
	}
	return nil
}
