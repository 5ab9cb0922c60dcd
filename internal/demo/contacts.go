package demo

import (
	"math"
	"math/rand/v2"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// visit is a contact with an employer while it is being made.
type visit struct {
	interchange.EmployerContact
	at    *employer
	story bool // stands as it was told
}

// addEmployerContacts makes first what has its day (the first visit for each
// client, what led to a job, the stories), then fills each coach's weeks.
func (s *service) addEmployerContacts() {
	r := deal(dealContacts)
	s.visitForTheFirstTime(r)
	s.visitForPlacements(r)
	s.visitAsTold()
	s.fillWeeks(r)

	byDay(s.visits, func(v *visit) casework.Day { return v.On })
	s.settle(r)
	s.noteVisitTwice()
	for _, v := range s.visits {
		v.Employer = v.at.id
		s.doc.EmployerContacts = append(s.doc.EmployerContacts, v.EmployerContact)
	}
	number(s.doc.EmployerContacts, "y", func(c *interchange.EmployerContact) *string { return &c.ID })
}

// visitForTheFirstTime brings up each client with a first employer on the day
// that was dealt.
func (s *service) visitForTheFirstTime(r *rand.Rand) {
	for _, p := range s.people {
		if p.firstVisit == 0 {
			continue
		}
		for _, t := range p.stints {
			on := t.firstVisitOn()
			by := s.onDuty(t.coachOn(on), on)
			v := s.visit(r, on, s.someEmployer(r, coachOf(by), on), by)
			v.Episode = t.episode
		}
	}
}

// firstVisitOn keeps those of a month a month: before a day off when they came
// late, after it when they came soon.
func (t *stint) firstVisitOn() casework.Day {
	const month = 30
	on := t.startedOn.AddDays(t.of.firstVisit)
	if t.of.firstVisit > month {
		return workdayTo(on)
	}
	return workdayFrom(on)
}

// visitForPlacements adds the visit at which a job or trial was agreed, and
// those that followed while the job ran.
func (s *service) visitForPlacements(r *rand.Rand) {
	for _, h := range s.hirings {
		on := workdayTo(h.startsOn.AddDays(-between(r, 7, 12)))
		if !h.stint.of.mayName(s, on) {
			continue
		}
		if before := workdayTo(on.AddDays(-between(r, 12, 25))); !h.known && s.seeks(h.stint, before) {
			asked := s.visitNamed(r, h, before)
			asked.Kind, asked.Reached, asked.Next, asked.ReturnOn = casework.ColdVisit, casework.ReachedOther, casework.NextReturn, on
			asked.Learned = "Päättäjä ei paikalla, sovittiin tapaaminen."
		}
		agreed := s.visitNamed(r, h, on)
		agreed.Kind, agreed.Reached, agreed.Next = casework.AgreedVisit, casework.ReachedDecisionMaker, casework.NextLead
		agreed.MatchesPlan, agreed.ReturnOn = ptr(true), casework.Day{}
		agreed.Learned = pick(r, h.employer.trade.learned)
		if h.subsidised {
			agreed.Learned = "Tuki palkkaan sovittu, haetaan yhdessä."
		}
		if !h.trial {
			s.visitDuringJob(r, h)
		}
	}
}

// visitDuringJob goes to see the employer while the job runs, until last week.
func (s *service) visitDuringJob(r *rand.Rand, h hiring) {
	job := casework.Span{From: h.startsOn, To: h.endsOn}
	on := workdayFrom(h.startsOn.AddDays(between(r, 14, 30)))
	for n := 0; h.stint.open(on) && job.Holds(on) && on.Before(s.ago(8)); n++ {
		v := s.visitNamed(r, h, on)
		v.Kind, v.Reached, v.Next, v.ReturnOn = casework.FollowUp, casework.ReachedDecisionMaker, casework.NextNotNow, casework.Day{}
		v.Learned = duringJob[min(n, len(duringJob)-1)]
		on = workdayFrom(on.AddDays(between(r, 40, 70)))
	}
}

var duringJob = []string{"Perehdytys tehty.", "Työ sujuu, vuorot sopivat.", "Esihenkilö tyytyväinen, tunteja voisi lisätä.", ""}

// noteVisitTwice notes one of Riikka's visits a second time, by mistake: it
// was withdrawn.
func (s *service) noteVisitTwice() {
	for i := len(s.visits) - 1; i >= 0; i-- {
		if v := s.visits[i]; v.On.Before(s.ago(8)) && slices.Equal(v.Staff, []string{riikka}) && v.Episode == "" {
			twice := *v
			twice.Withdrawn = true
			s.visits = slices.Insert(s.visits, i+1, &twice)
			return
		}
	}
}

func (s *service) visitNamed(r *rand.Rand, h hiring, on casework.Day) *visit {
	v := s.visit(r, on, h.employer, s.onDuty(h.stint.coachOn(on), on))
	v.Episode = h.stint.episode
	v.story = true
	return v
}

// visitAsTold adds the visits of the stories.
func (s *service) visitAsTold() {
	tell := func(days int, at *employer, staff ...string) *visit {
		v := s.visitOn(workdayTo(s.ago(days)), at, staff...)
		v.story = true
		v.Kind, v.Reached, v.Next = casework.FollowUp, casework.ReachedDecisionMaker, casework.NextNotNow
		return v
	}
	goBack := func(v *visit, on casework.Day, learned string) {
		v.Next, v.ReturnOn, v.Learned = casework.NextReturn, on, learned
	}
	joona, oona := s.personNamed("Joona").now().episode, s.personNamed("Oona").now().episode

	property := s.named(kiinteistohuolto)
	first := tell(83, property, riikka)
	first.Kind, first.Reached = casework.ColdVisit, casework.ReachedOther
	goBack(tell(19, property, riikka, sami), s.today, "Keväällä tarvetta.")

	shop := tell(2, s.named(purola), riikka)
	shop.Episode, shop.MatchesPlan, shop.Kind = joona, ptr(false), casework.ColdVisit
	january := workdayFrom(s.ago(-48))
	goBack(shop, january, "Kassatyö kuuluisi tehtävään. Ei nyt, palataan "+inMonth(january)+".")

	for _, key := range []string{"property", "warehouse"} {
		v := tell(22, s.freeEmployer(key, town), riikka)
		v.Episode, v.MatchesPlan, v.Kind, v.Learned = joona, ptr(true), casework.ColdVisit, "Ei palkkaa tällä hetkellä."
	}
	tell(33, s.named(leipa), riikka).Kind = casework.ColdVisit
	lead := tell(12, s.named(leipa), riikka)
	lead.Episode, lead.MatchesPlan, lead.Next, lead.Learned = oona, ptr(true), casework.NextLead, "Aamuvuoroon 15 tuntia, opastaja talosta."

	goBack(tell(24, s.freeEmployer("transport", town), sami), s.ago(1), "Omistaja palaa lomalta, kysytään uudestaan.")
	goBack(tell(31, s.freeEmployer("garden", "421"), tuuli), s.ago(3), "Harkitsevat kiireapua.")
}

var monthsIn = [...]string{"tammikuussa", "helmikuussa", "maaliskuussa", "huhtikuussa", "toukokuussa", "kesäkuussa",
	"heinäkuussa", "elokuussa", "syyskuussa", "lokakuussa", "marraskuussa", "joulukuussa"}

func inMonth(d casework.Day) string { return monthsIn[d.Time().Month()-1] }

// freeEmployer is one in the area that nobody else visits.
func (s *service) freeEmployer(key, area string) *employer {
	e := s.hire(key, area)
	e.story = true
	return e
}

// week is one coach's week: on which days they work, and how many visits are
// still to be made.
type week struct {
	coach
	days []casework.Day
	left int
}

// fillWeeks gives every coach as many visits a week as is theirs over the
// year, and this week exactly what is told of it.
func (s *service) fillWeeks(r *rand.Rand) {
	reserved := map[string]map[casework.Week]int{}
	for _, c := range coaches {
		reserved[c.id] = map[casework.Week]int{}
	}
	for _, v := range s.visits {
		for _, id := range v.Staff {
			reserved[id][v.On.Week()]++
		}
	}
	due, calls := map[string]float64{}, map[string]float64{}
	for monday := s.beganOn; !monday.After(s.today); monday = monday.AddDays(7) {
		w := monday.Week()
		days := slices.DeleteFunc(workdaysOf(w), func(d casework.Day) bool { return d.After(s.today) })
		weeks := map[string]*week{}
		for _, c := range coaches {
			own := &week{coach: c, days: days}
			weeks[c.id] = own
			if s.isAway(c, w) || len(days) == 0 {
				due[c.id] -= float64(reserved[c.id][w])
				continue
			}
			due[c.id] += c.perWeek
			n := s.visitsIn(r, c, w, len(days), due[c.id])
			n = max(n, reserved[c.id][w])
			due[c.id] -= float64(n)
			own.left = n - reserved[c.id][w]
			calls[c.id] += float64(n) * callsPerVisit
		}
		s.visitInPairs(r, weeks, w)
		for _, c := range coaches {
			s.fill(r, weeks[c.id])
			for ; calls[c.id] >= 1; calls[c.id]-- {
				s.call(r, weeks[c.id])
			}
		}
	}
}

// One in five contacts is by telephone or mail: one for four visits, and a
// little more since visits in pairs are one contact.
const callsPerVisit = 0.235

// visitsIn is how many employers a coach meets in a week. Tuuli's have become
// fewer for three weeks.
func (s *service) visitsIn(r *rand.Rand, c coach, w casework.Week, days int, due float64) int {
	noise := float64(between(r, -1, 1))
	switch weeksAgo := s.today.Monday().DaysSince(w.Monday()) / 7; {
	case weeksAgo == 0:
		whole := len(workdaysOf(w))
		return (c.thisWeek*days + whole/2) / whole
	case c.id == tuuli && weeksAgo <= 2:
		return 3 + weeksAgo
	}
	return max(0, int(math.Round(due+noise)))
}

// visitInPairs lets Sami take Riikka along in one week and Sanna Tuuli in the next.
func (s *service) visitInPairs(r *rand.Rand, weeks map[string]*week, w casework.Week) {
	first, second := weeks[sami], weeks[riikka]
	if w.Number()%2 == 0 {
		first, second = weeks[sanna], weeks[tuuli]
	}
	if first.left == 0 || second.left == 0 {
		return
	}
	on := pick(r, first.days)
	s.visit(r, on, s.someEmployer(r, second.coach, on), second.id, first.id)
	first.left--
	second.left--
}

// fill makes the visits that are left of a week, half of them for somebody.
func (s *service) fill(r *rand.Rand, w *week) {
	for ; w.left > 0; w.left-- {
		on := pick(r, w.days)
		v := s.visit(r, on, s.someEmployer(r, w.coach, on), w.id)
		s.nameSomebody(r, v, w.coach)
	}
}

// call makes a contact by telephone or mail with an employer met before.
func (s *service) call(r *rand.Rand, w *week) {
	if len(w.days) == 0 || s.isAway(w.coach, w.days[0].Week()) {
		return
	}
	on := pick(r, w.days)
	at := s.someEmployer(r, w.coach, on)
	if met := s.metBy(w.id, on); len(met) > 0 {
		at = pick(r, met)
	}
	v := s.visit(r, on, at, w.id)
	v.Channel = pick(r, []casework.ContactChannel{casework.ByPhone, casework.ByPhone, casework.ByEmail})
	v.Reached = pick(r, []casework.Reached{casework.ReachedDecisionMaker, casework.ReachedOther, casework.ReachedNobody})
	s.nameSomebody(r, v, w.coach)
}

// metBy lists the employers that the coach has met in the last half a year.
func (s *service) metBy(id string, d casework.Day) []*employer {
	var met []*employer
	for _, v := range s.visits {
		if v.On.Before(d) && d.DaysSince(v.On) < 180 && v.Staff[0] == id && !v.at.story && v.Counts() {
			met = append(met, v.at)
		}
	}
	return met
}

// Counts tells whether the visit was face to face.
func (v *visit) Counts() bool { return v.Channel == casework.FaceToFace }

// nameSomebody makes a contact one for a client who looks for work and may be
// named: about every other one, fewer when few clients look for work.
func (s *service) nameSomebody(r *rand.Rand, v *visit, c coach) {
	const each, most = 9, 55 // percent
	var seekers []*stint
	for _, p := range s.people {
		for _, t := range p.stints {
			if t.coachOn(v.On) == c.id && s.seeks(t, v.On) {
				seekers = append(seekers, t)
			}
		}
	}
	if !chance(r, min(each*len(seekers), most)) {
		return
	}
	v.Episode = pick(r, seekers).episode
	v.MatchesPlan = ptr(chance(r, 75))
}

// seeks tells whether employers are met for the client on the day.
func (s *service) seeks(t *stint, d casework.Day) bool {
	p := t.of
	return p.firstVisit > 0 && d.After(t.firstVisitOn()) && t.open(d) && !t.atWork(d) && p.mayName(s, d) &&
		d.Before(s.ago(p.quiet-1)) && p.sentence == ""
}

// someEmployer is the next employer of a coach: one to go back to, else one
// in the coach's area that has not been met for a while.
func (s *service) someEmployer(r *rand.Rand, c coach, on casework.Day) *employer {
	if e := s.promised(c, on); e != nil {
		return e
	}
	near := make([]*employer, 0, len(s.employers))
	for _, e := range s.employers {
		if !e.story && !e.hired && slices.Contains(c.areas, e.area) {
			near = append(near, e)
		}
	}
	const tries = 8
	e := pick(r, near)
	for range tries {
		if !e.metLately(on) {
			break
		}
		e = pick(r, near)
	}
	return e
}

// promised is an employer to which the coach was to go back about then.
func (s *service) promised(c coach, on casework.Day) *employer {
	for _, v := range s.visits {
		if v.story || v.ReturnOn.IsZero() || v.Staff[0] != c.id || !v.On.Before(on) || v.at.hired {
			continue
		}
		if days := on.DaysSince(v.ReturnOn); days >= -2 && days <= 12 && !v.metSince(on) {
			return v.at
		}
	}
	return nil
}

// metSince tells whether the employer was met after the visit, up to a week
// after the day.
func (v *visit) metSince(on casework.Day) bool {
	return slices.ContainsFunc(v.at.metOn, func(met casework.Day) bool {
		return met.After(v.On) && met.Before(on.AddDays(7))
	})
}

// metLately tells whether the employer is met within three weeks of the day.
func (e *employer) metLately(on casework.Day) bool {
	const lately = 21
	return slices.ContainsFunc(e.metOn, func(met casework.Day) bool {
		return met.After(on.AddDays(-lately)) && met.Before(on.AddDays(lately))
	})
}

func (s *service) visitOn(on casework.Day, at *employer, staff ...string) *visit {
	v := &visit{at: at, EmployerContact: interchange.EmployerContact{On: on, Staff: staff, Channel: casework.FaceToFace}}
	s.visits = append(s.visits, v)
	at.metOn = append(at.metOn, on)
	return v
}

// visit makes a visit that goes as visits go.
func (s *service) visit(r *rand.Rand, on casework.Day, at *employer, staff ...string) *visit {
	v := s.visitOn(on, at, staff...)
	v.Reached = pick(r, []casework.Reached{
		casework.ReachedDecisionMaker, casework.ReachedDecisionMaker, casework.ReachedDecisionMaker, casework.ReachedDecisionMaker,
		casework.ReachedOther, casework.ReachedOther, casework.ReachedNoTime, casework.ReachedNobody,
	})
	v.Next = casework.NextNotNow
	switch n := len(s.visits); v.Reached {
	case casework.ReachedDecisionMaker:
		v.Purpose = purposes[n%len(purposes)]
	case casework.ReachedNoTime:
		v.Objections = interchange.Objections{NoTime: true, Absences: n%3 == 0}
	}
	switch {
	case chance(r, 35):
		v.Next, v.ReturnOn = casework.NextReturn, workdayFrom(on.AddDays(between(r, 14, 70)))
	case v.Reached == casework.ReachedDecisionMaker && chance(r, 12):
		v.Next = casework.NextLead
	}
	return v
}

// purposes are what visits that reached who decides were for.
var purposes = []casework.Purpose{casework.PurposeAcquaint, casework.PurposeNeeds, "", casework.PurposeNegotiate, casework.PurposeThank}

var learnedOfAll = []string{
	"Ei nyt, kysy kahden kuukauden päästä.", "Palkkatuki kiinnostaa, kaipaavat tietoa.", "Omistaja päättää, paikalla aamuisin.",
	"Lyhyet vuorot sopivat.", "Hyvä kokemus aiemmasta kokeilusta.", "Esihenkilö vaihtuu.", "Tarvetta, jos tilaukset kasvavat.",
	"Vakituisia ei oteta, keikkaa on.", "Haluaa tavata hakijan ensin.",
}

// settle walks the contacts from the first to the last: says what each was,
// what was learned, and leaves no return undone but the stories'.
func (s *service) settle(r *rand.Rand) {
	newest := map[*employer]*visit{}
	for _, v := range s.visits {
		if !v.story {
			v.Kind = casework.ColdVisit
			if newest[v.at] != nil {
				v.Kind = pick(r, []casework.ContactKind{casework.FollowUp, casework.FollowUp, casework.AgreedVisit})
			}
			v.learn(r)
		}
		v.DecisionMaker = ptr(v.Reached == casework.ReachedDecisionMaker)
		newest[v.at] = v
	}
	for _, v := range s.visits {
		if !v.story && newest[v.at] == v && v.Next == casework.NextReturn && !v.ReturnOn.After(s.today) {
			v.Next, v.ReturnOn = casework.NextNotNow, casework.Day{}
		}
	}
}

func (v *visit) learn(r *rand.Rand) {
	percent := map[casework.Reached]int{casework.ReachedDecisionMaker: 65, casework.ReachedOther: 40}
	if !chance(r, percent[v.Reached]) {
		return
	}
	v.Learned = pick(r, learnedOfAll)
	if chance(r, 50) {
		v.Learned = pick(r, v.at.trade.learned)
	}
}
