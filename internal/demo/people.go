package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// person is a client who has started, as the rest of the document needs them.
type person struct {
	life
	client       string
	municipality string
	stints       []*stint // the episodes, oldest first
	firstVisit   int      // days from a start to the first employer met for them; 0: none yet
}

// stint is one episode.
type stint struct {
	of        *person
	episode   string
	startedOn casework.Day
	endedOn   casework.Day // zero: open
	coaches   []interchange.Dated
	pausedOn  casework.Day // zero: no pause
	jobs      []job
	work      []casework.Span // the jobs, as days
	onTheWay  []casework.Span // work trials and studies
	triedAt   *employer       // of the work trial
	talks     []talk          // what the meetings were about on the days of note
}

func (p *person) now() *stint { return p.stints[len(p.stints)-1] }

// open tells whether the client is met on the day.
func (t *stint) open(d casework.Day) bool {
	return !d.Before(t.startedOn) && (t.endedOn.IsZero() || d.Before(t.endedOn)) && (t.pausedOn.IsZero() || d.Before(t.pausedOn))
}

func (t *stint) coachOn(d casework.Day) string {
	for _, c := range t.coaches {
		if (casework.Span{From: c.From, To: c.To}).Holds(d) {
			return c.ID
		}
	}
	return t.coaches[0].ID
}

func (t *stint) atWork(d casework.Day) bool {
	return holds(t.work, d)
}

func holds(list []casework.Span, d casework.Day) bool {
	return slices.ContainsFunc(list, func(s casework.Span) bool { return s.Holds(d) })
}

// mayName tells whether employers may hear of the client on the day.
func (p *person) mayName(s *service, d casework.Day) bool {
	return p.leave == "" && (p.revokedAgo == 0 || d.Before(s.ago(p.revokedAgo)))
}

func (s *service) addPeople() {
	r := deal(dealPeople)
	names := newNamer(deal(dealNames))
	name := func(given, family string) (string, string) {
		if given == "" {
			return names.name()
		}
		return given, family
	}
	for _, l := range lives {
		l.given, l.family = name(l.given, l.family)
		p := &person{life: l, client: fmt.Sprintf("p%02d", len(s.people)+1)}
		s.people = append(s.people, p)
		p.municipality = homeOf(r, l.careTeam)
		s.addClient(p.client, l.given, l.family, birthday(r, s.today, l.age), p.municipality, l.language, s.incomes(r, l))
		s.addStints(r, p)
		s.addConsents(r, p)
	}
	for i, w := range waiters {
		given, family := name(w.given, w.family)
		client := fmt.Sprintf("p%02d", len(lives)+i+1)
		s.addClient(client, given, family, birthday(r, s.today, w.age), homeOf(r, w.careTeam), w.language, nil)
		s.doc.Episodes = append(s.doc.Episodes, interchange.Episode{
			ID: "e" + client[1:], Client: client, Programme: programme, Team: team, Pathway: pathway(r),
			ReferredOn: workdayTo(s.ago(w.ago)), ReferringUnit: w.careTeam, CareTeams: []interchange.Dated{{ID: w.careTeam}},
		})
	}
	s.dealFirstVisits(r)
	byDay(s.doc.Consents, func(c interchange.Consent) casework.Day { return c.From })
	number(s.doc.Consents, "s", func(c *interchange.Consent) *string { return &c.ID })
}

func (s *service) addClient(id, given, family string, born casework.Day, home, language string, incomes []interchange.Income) {
	s.doc.Clients = append(s.doc.Clients, interchange.Client{
		ID: id, GivenName: given, FamilyName: family, BirthDate: born, Municipality: home,
		Language: or(language, "fi"), Incomes: incomes,
	})
	if c, n := &s.doc.Clients[len(s.doc.Clients)-1], len(s.doc.Clients); n%7 > 0 { // a few have told no number
		c.Phone, c.Manner = fmt.Sprintf("040 000 %04d", n), manners[n%len(manners)]
	}
}

// manners are what some clients wish to be minded when somebody gets in touch.
var manners = []string{"", "", "", "Soita iltapäivällä.", "", "", "", "Lähetä ensin tekstiviesti.", "", ""}

// birthday is a day of birth of somebody who is so old today.
func birthday(r *rand.Rand, today casework.Day, age int) casework.Day {
	const latest = 360 // days since the last birthday
	return today.AddMonths(-12 * age).AddDays(-between(r, 1, latest))
}

// homeOf is where a client of a care team lives: as a rule in its municipality.
func homeOf(r *rand.Rand, careTeam string) string {
	i := slices.IndexFunc(careTeams, func(t interchange.CareTeam) bool { return t.ID == careTeam })
	if careTeams[i].Municipality == town && chance(r, 15) {
		return pick(r, []string{"626", "778", "265"})
	}
	return careTeams[i].Municipality
}

func pathway(r *rand.Rand) casework.Pathway {
	return pick(r, []casework.Pathway{
		casework.PathwayCarer, casework.PathwayCarer, casework.PathwayCarer, casework.PathwayThreeParty, casework.PathwaySelf,
	})
}

// The day on which labour market subsidy became general support.
var generalSupportFrom = casework.Date(2026, 5, 1)

// incomes are what the client has lived on, for some years before the start.
func (s *service) incomes(r *rand.Rand, l life) []interchange.Income {
	from := s.ago(l.ago + between(r, 100, 2000))
	main := []interchange.Income{{Kind: l.income, From: from}}
	if l.income == labourMarket && s.today.After(generalSupportFrom.AddDays(-1)) {
		main = []interchange.Income{{Kind: "general_support", From: from}}
		if from.Before(generalSupportFrom) {
			main = []interchange.Income{
				{Kind: labourMarket, From: from, To: generalSupportFrom.AddDays(-1)},
				{Kind: "general_support", From: generalSupportFrom},
			}
		}
	}
	switch {
	case l.income == kelaPension:
		return append(main, interchange.Income{Kind: "pensioner_housing_allowance", From: from})
	case l.income == labourMarket && chance(r, 50):
		return append(main, interchange.Income{Kind: "housing_allowance", From: from})
	}
	return main
}

func (s *service) addStints(r *rand.Rand, p *person) {
	if e := p.earlier; e != nil {
		p.stints = append(p.stints, &stint{of: p, episode: "e" + p.client[1:] + "a", startedOn: workdayTo(s.ago(e.ago)), jobs: e.jobs})
		s.addEpisode(r, p.now(), &stop{e.endedAgo, e.why})
	}
	p.stints = append(p.stints, &stint{of: p, episode: "e" + p.client[1:], startedOn: s.startOf(p), jobs: p.jobs})
	s.addEpisode(r, p.now(), p.end)
}

// startOf is the first day of the client's (newest) episode.
func (s *service) startOf(p *person) casework.Day {
	if p.exact {
		return s.ago(p.ago)
	}
	return workdayTo(s.ago(p.ago))
}

func (s *service) addEpisode(r *rand.Rand, t *stint, end *stop) {
	p := t.of
	e := interchange.Episode{
		ID: t.episode, Client: p.client, Programme: programme, Team: team, Pathway: pathway(r),
		ReferredOn: s.referralBefore(r, t), ReferringUnit: p.careTeam, CareTeams: []interchange.Dated{{ID: p.careTeam}},
		StartedOn: t.startedOn, EmployedAtStart: ptr(p.held != nil),
	}
	t.coaches = []interchange.Dated{{ID: p.coach}}
	if h := p.handed; h != nil {
		on := workdayFrom(s.ago(h.ago))
		t.coaches = []interchange.Dated{{ID: h.from, From: t.startedOn, To: on.AddDays(-1)}, {ID: p.coach, From: on}}
	}
	e.Coaches = t.coaches
	if end != nil {
		t.endedOn = workdayTo(s.ago(end.ago))
		e.EndedOn, e.EndReason = t.endedOn, end.why
		e.Closing = closingOf(casework.CloseReason(end.why))
	}
	if p.pause != nil {
		t.pausedOn = workdayTo(s.ago(p.pause.ago))
		e.Pauses = []interchange.Pause{s.pauseOf(t.pausedOn, p.pause.why)}
	}
	s.meetFirst(&e)
	s.doc.Episodes = append(s.doc.Episodes, e)
}

// referralBefore is a day of referral: one to ten weeks before the start, and
// not before the programme or an earlier episode's end.
func (s *service) referralBefore(r *rand.Rand, t *stint) casework.Day {
	earliest := s.beganOn
	if first := t.of.stints[0]; first != t {
		earliest = first.endedOn
	}
	on := workdayTo(t.startedOn.AddDays(-between(r, 8, 70)))
	if on.Before(earliest) {
		return workdayFrom(earliest)
	}
	return on
}

// The days from the start to the first employer met for a client: 53 clients,
// 29 of them within 30 days. With the twelve for whom none has been met the
// median is 35.
var firstVisits = []int{
	10, 10, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 20, 20, 21, 21, 21, 22, 22, 23, 23, 24, 25,
	35, 35, 35, 35, 35, 35, 36, 38, 40, 42, 45, 47, 49, 52, 56, 58, 61, 66, 70, 77, 85, 98, 112, 120,
}

// dealFirstVisits gives each client who may be named a number of days, so that
// the first visit lies before the first job and before last week.
func (s *service) dealFirstVisits(r *rand.Rand) {
	const margin = 14
	room := func(p *person) int {
		days := p.ago
		for _, list := range [][]job{p.jobs, p.earlierJobs()} {
			if len(list) > 0 {
				days = min(days, list[0].after-margin)
			}
		}
		if p.end != nil {
			days = min(days, p.ago-p.end.ago)
		}
		if p.revokedAgo > 0 {
			days = min(days, p.ago-p.revokedAgo)
		}
		return days - margin
	}
	var named []*person
	for _, p := range s.people {
		if p.leave == "" && !p.unmet && p.held == nil {
			named = append(named, p)
		}
	}
	slices.SortStableFunc(named, func(a, b *person) int { return room(a) - room(b) })
	left := slices.Clone(firstVisits)
	for _, p := range named {
		fits, _ := slices.BinarySearch(left, room(p)+1)
		i := r.IntN(fits)
		p.firstVisit = left[i]
		left = slices.Delete(left, i, i+1)
	}
}

func (p *person) earlierJobs() []job {
	if p.earlier == nil {
		return nil
	}
	return p.earlier.jobs
}

// What coach and client have agreed to say to employers: never about health.
var sentences = []string{
	"%s haluaa aloittaa osa-aikaisesti ja oppii parhaiten tekemällä.",
	"%s on ollut poissa töistä ja etsii nyt rauhallista alkua.",
	"%s tekee työnsä tarkasti. Valmentaja auttaa alussa.",
	"%s hakee työtä läheltä kotia ja voi tulla tutustumaan.",
	"%s kertoo itse taustastaan. Valmentaja kertoo, millaista työtä etsitään.",
}

const swedishSentence = "%s vill börja på deltid och lär sig bäst genom att göra."

func (p *person) agreedSentence(r *rand.Rand) string {
	switch {
	case p.sentence != "":
		return p.sentence
	case p.language == "sv":
		return fmt.Sprintf(swedishSentence, p.given)
	default:
		given, _, _ := strings.Cut(p.given, " ")
		return fmt.Sprintf(pick(r, sentences), given)
	}
}

func (s *service) addConsents(r *rand.Rand, p *person) {
	for _, t := range p.stints {
		answer := func(kind casework.ConsentKind, given bool, scope string) *interchange.Consent {
			s.doc.Consents = append(s.doc.Consents, interchange.Consent{
				Client: p.client, Kind: kind, Given: given, Scope: scope, From: t.startedOn, To: t.endedOn,
			})
			return &s.doc.Consents[len(s.doc.Consents)-1]
		}
		s.askAboutEmployers(r, p, answer)
		if p.noCareTeam {
			answer(casework.ConsentCareTeam, false, "")
		} else {
			answer(casework.ConsentCareTeam, true, "Työasiat ja vointi")
		}
		story := p.sentence != ""
		answer(casework.ConsentEmploymentServices, !story && chance(r, 70), "")
		if chance(r, 60) {
			answer(casework.ConsentKela, chance(r, 85), "")
		}
		if chance(r, 25) {
			answer(casework.ConsentFamily, true, pick(r, []string{"Äiti", "Puoliso", "Sisar", "Isä"}))
		}
	}
}

// askAboutEmployers notes the answer on employers, and the day on which one
// client took it back.
func (s *service) askAboutEmployers(r *rand.Rand, p *person, answer func(casework.ConsentKind, bool, string) *interchange.Consent) {
	switch p.leave {
	case leaveUnasked:
	case leaveRefused:
		answer(casework.ConsentEmployers, false, "")
	case leaveBackground:
		answer(casework.ConsentEmployers, true, "Valmentaja auttaa taustalla eikä mainitse nimeä.").Leave = casework.LeaveBackground
	default:
		c := answer(casework.ConsentEmployers, true, p.agreedSentence(r))
		c.Leave = casework.LeaveDirect
		if p.revokedAgo > 0 {
			c.WithdrawnOn, c.WithdrawnHow = s.ago(p.revokedAgo), casework.ConsentOral
		}
	}
}
