package outcomes

import (
	"cmp"
	"math"
	"slices"

	"sijoita/casework"
	"sijoita/fidelity"
)

// counting gathers the rows of every number in one pass over the records. A
// number is how many rows it has, so that the two cannot differ.
type counting struct {
	Records
	from, on casework.Day
	rows     map[string][]Row
	people   []*person                  // in the order of their first episode
	episodes map[int64]casework.Episode // of the programme, the withdrawn ones too
	teams    map[int64]bool             // of the programme
	coaches  map[int64]*coach
	careTeam map[int64]string // the outward id
}

// person is one client of the programme with what counts of theirs.
type person struct {
	id         int64
	episodes   []casework.Episode // none of them withdrawn
	placements []casework.Placement
}

func count(r Records, from, on casework.Day) *counting {
	if from.IsZero() {
		from = r.Programme.StartsOn
	}
	t := &counting{
		Records: r, from: from, on: on,
		rows:     make(map[string][]Row),
		episodes: make(map[int64]casework.Episode, len(r.Episodes)),
		teams:    make(map[int64]bool),
	}
	t.open(Figures...)
	t.readTeams()
	t.readCoaches()
	t.readPeople()
	for _, p := range t.people {
		t.countPerson(p)
	}
	t.countFlows()
	t.countContacts()
	return t
}

// open makes numbers known before they have a row.
func (t *counting) open(figures ...string) {
	for _, figure := range figures {
		if t.rows[figure] == nil {
			t.rows[figure] = []Row{}
		}
	}
}

func (t *counting) add(figure string, row Row) { t.rows[figure] = append(t.rows[figure], row) }

func (t *counting) n(figure string) int { return len(t.rows[figure]) }

func (t *counting) rate(key string) Rate {
	num, den := t.n(Numerator(key)), t.n(Denominator(key))
	return Rate{Numerator: num, Denominator: den, Value: share(float64(num), float64(den))}
}

// share divides and rounds; nil when there is nothing to divide by.
func share(num, den float64) *float64 {
	if den == 0 {
		return nil
	}
	value := rounded(num / den)
	return &value
}

func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func (t *counting) readTeams() {
	for _, team := range t.Teams {
		if team.ProgrammeID == t.Programme.ID {
			t.teams[team.ID] = true
		}
	}
	t.careTeam = make(map[int64]string, len(t.CareTeams))
	for _, c := range t.CareTeams {
		t.careTeam[c.ID] = c.Outward()
	}
}

func (t *counting) readPeople() {
	byClient := make(map[int64]*person)
	for _, e := range t.Episodes {
		if e.ProgrammeID != t.Programme.ID {
			continue
		}
		t.episodes[e.ID] = e
		if e.Withdrawn {
			continue
		}
		p := byClient[e.ClientID]
		if p == nil {
			p = &person{id: e.ClientID}
			byClient[e.ClientID] = p
			t.people = append(t.people, p)
		}
		p.episodes = append(p.episodes, e)
	}
	for _, placement := range t.Placements {
		e, ours := t.episodes[placement.EpisodeID]
		if ours && !e.Withdrawn && !placement.Withdrawn {
			p := byClient[e.ClientID]
			p.placements = append(p.placements, placement)
		}
	}
}

// countPerson puts a client in the state of the newest episode on the day, and
// across it in whatever else is counted of persons.
func (t *counting) countPerson(p *person) {
	newest, referred := casework.Newest(p.episodes, t.on)
	if !referred {
		return
	}
	state := newest.StateOn(t.on)
	row := Row{ClientID: p.id, EpisodeID: newest.ID}
	worked := state.Started() && t.hasJobStart(p)
	works := state.Started() && t.works(p, casework.Span{From: t.on, To: t.on})

	t.add(Referred, row)
	t.add(string(state), row)
	t.addIf(state.Started(), row, Started, Denominator(EmployedEverOfStarted))
	t.addIf(worked, row, EmployedEver, Numerator(EmployedEverOfStarted))
	t.addIf(works, row, EmployedNow)
	t.addIf(state == casework.Active, row, Denominator(EmployedNowOfActive))
	t.addIf(state == casework.Active && works, row, Numerator(EmployedNowOfActive))
	jobless := state.Started() && !newest.EmployedAtStart
	t.addIf(jobless, row, Denominator(EnteredWorkOfJoblessStarters))
	t.addIf(jobless && worked, row, Numerator(EnteredWorkOfJoblessStarters))

	t.countQuarter(p, row)
	t.countYear(p, row)
	t.countPlaces(newest, state, worked, row)
}

func (t *counting) addIf(counts bool, row Row, figures ...string) {
	if !counts {
		return
	}
	for _, figure := range figures {
		t.add(figure, row)
	}
}

// countQuarter counts who was active on a day of the calendar quarter so far,
// and who of them worked on a day of it.
func (t *counting) countQuarter(p *person, row Row) {
	quarter := casework.Span{From: t.on.QuarterStart(), To: t.on}
	active := p.activeIn(quarter)
	t.addIf(active, row, Denominator(Quarterly))
	t.addIf(active && t.works(p, quarter), row, Numerator(Quarterly))
}

const yearOn = 365 // days after the first start

// countYear counts who started first a year ago or more, whatever their state
// now, and who of them worked or studied on that day.
func (t *counting) countYear(p *person, row Row) {
	first := p.firstStart()
	if first.IsZero() || t.on.DaysSince(first) < yearOn {
		return
	}
	day := first.AddDays(yearOn)
	t.add(Denominator(WorkOrStudy12m), row)
	t.addIf(slices.ContainsFunc(p.placements, func(x casework.Placement) bool {
		return (x.OpenJob() || x.Kind == casework.Study) && x.RunsOn(day)
	}), row, Numerator(WorkOrStudy12m))
}

// countPlaces counts a client for the municipality, and for the care team and
// the coach of the newest episode on the day.
func (t *counting) countPlaces(newest casework.Episode, state casework.State, worked bool, row Row) {
	code := cmp.Or(t.Municipalities[newest.ClientID], unknown)
	t.open(ofMunicipality(code, Started), ofMunicipality(code, EmployedEver))
	t.add(ofMunicipality(code, Referred), row)
	t.addIf(state.Started(), row, ofMunicipality(code, Started))
	t.addIf(worked, row, ofMunicipality(code, EmployedEver))
	if id, known := t.careTeam[newest.CareTeamOn(t.on)]; known {
		t.open(ofCareTeam(id, Active))
		t.add(ofCareTeam(id, Referred), row)
		t.addIf(state == casework.Active, row, ofCareTeam(id, Active))
	}
	if c := t.coaches[newest.CoachOn(t.on)]; c != nil {
		t.addIf(state == casework.Active, row, ofCoach(c.id, Active))
	}
}

func (t *counting) hasJobStart(p *person) bool {
	return slices.ContainsFunc(p.placements, func(x casework.Placement) bool {
		return !x.StartsOn.After(t.on) && x.IsJobStart(t.episodes[x.EpisodeID])
	})
}

// works tells whether an open job of theirs ran on a day of the span.
func (t *counting) works(p *person, span casework.Span) bool {
	return slices.ContainsFunc(p.placements, func(x casework.Placement) bool {
		return x.OpenJob() && span.Overlaps(casework.Span{From: x.StartsOn, To: x.EndsOn})
	})
}

func (p *person) firstStart() casework.Day {
	var first casework.Day
	for _, e := range p.episodes {
		if !e.StartedOn.IsZero() && (first.IsZero() || e.StartedOn.Before(first)) {
			first = e.StartedOn
		}
	}
	return first
}

// activeIn tells whether the client was active on a day of the span: on its
// first day, or on one of those in it on which the state may have turned.
func (p *person) activeIn(span casework.Span) bool {
	active := func(d casework.Day) bool {
		newest, referred := casework.Newest(p.episodes, d)
		return referred && newest.StateOn(d) == casework.Active
	}
	if active(span.From) {
		return true
	}
	for _, e := range p.episodes {
		turns := []casework.Day{e.ReferredOn, e.StartedOn}
		for _, pause := range e.Pauses {
			if !pause.To.IsZero() {
				turns = append(turns, pause.To.AddDays(1))
			}
		}
		for _, d := range turns {
			if !d.IsZero() && span.Holds(d) && active(d) {
				return true
			}
		}
	}
	return false
}

// inPeriod tells whether a flow of the day counts.
func (t *counting) inPeriod(d casework.Day) bool { return !d.Before(t.from) && !d.After(t.on) }

func (t *counting) countFlows() {
	for _, p := range t.people {
		for _, x := range p.placements {
			if t.inPeriod(x.StartsOn) {
				t.countFlow(x, Row{ClientID: p.id, EpisodeID: x.EpisodeID, PlacementID: x.ID})
			}
		}
	}
}

func (t *counting) countFlow(x casework.Placement, row Row) {
	e := t.episodes[x.EpisodeID]
	start := x.IsJobStart(e)
	t.addIf(start, row, JobStarts)
	t.addIf(start && x.Subsidy != nil, row, JobStartsSubsidised)
	t.addIf(x.Kind == casework.WorkTrial, row, WorkTrials)
	t.addIf(x.Kind == casework.Study, row, Studies)
	if c := t.coaches[e.CoachOn(t.on)]; c != nil {
		t.addIf(start, row, ofCoach(c.id, JobStarts))
	}
}

// countContacts counts a contact once for the programme and, face to face,
// once for each coach who was there.
func (t *counting) countContacts() {
	people := t.staffOfProgramme()
	for _, c := range t.Contacts {
		if c.Withdrawn || !t.inPeriod(c.On) || !t.ours(c, people) {
			continue
		}
		row := Row{ContactID: c.ID, EpisodeID: c.EpisodeID, ClientID: t.episodes[c.EpisodeID].ClientID}
		t.add(ContactsTotal, row)
		if !c.Counts() {
			continue
		}
		t.add(ContactsFaceToFace, row)
		for i, id := range c.Staff {
			if coach := t.coaches[id]; coach != nil && !slices.Contains(c.Staff[:i], id) {
				t.add(ofCoach(coach.id, faceToFace), row)
			}
		}
	}
}

// ours tells whether a contact belongs to the programme: by its episode, or
// without one by any of its staff.
func (t *counting) ours(c casework.EmployerContact, people map[int64]bool) bool {
	if c.EpisodeID != 0 {
		_, ours := t.episodes[c.EpisodeID]
		return ours
	}
	return slices.ContainsFunc(c.Staff, func(id int64) bool { return people[id] })
}

// staffOfProgramme has everyone who has had a role in a team of the programme.
func (t *counting) staffOfProgramme() map[int64]bool {
	people := make(map[int64]bool)
	for _, s := range t.Staff {
		if slices.ContainsFunc(s.Grants, func(g casework.Grant) bool { return t.teams[g.TeamID] }) {
			people[s.ID] = true
		}
	}
	return people
}

func (t *counting) reviews() []Review {
	var held []casework.Review
	for _, r := range t.Reviews {
		if t.teams[r.TeamID] && !r.To.After(t.on) {
			held = append(held, r)
		}
	}
	slices.SortFunc(held, func(a, b casework.Review) int {
		return cmp.Or(a.To.Compare(b.To), byNumber(a.Outward(), b.Outward()))
	})
	list := []Review{}
	for _, r := range held {
		total := fidelity.Total(r)
		list = append(list, Review{On: r.To, Total: total, Band: bandOf(total), NextDue: fidelity.NextReview(r.To, total)})
	}
	return list
}

func bandOf(total *int) *fidelity.Band {
	if total == nil {
		return nil
	}
	band := fidelity.BandOf(*total)
	return &band
}

// unknown stands for the code of a municipality that is not known.
const unknown = "null"

func (t *counting) municipalities() []Municipality {
	codes := make(map[string]bool)
	for _, row := range t.rows[Referred] {
		codes[cmp.Or(t.Municipalities[row.ClientID], unknown)] = true
	}
	list := []Municipality{}
	for _, code := range sortedKeys(codes) { // digits come before letters: not known is last
		m := Municipality{Referred: t.n(ofMunicipality(code, Referred)), Started: t.n(ofMunicipality(code, Started)),
			EmployedEver: t.n(ofMunicipality(code, EmployedEver))}
		if code != unknown {
			m.Code = &code
		}
		if names, known := casework.MunicipalityNames(code); known {
			m.Name = &names.FI
		}
		list = append(list, m)
	}
	return list
}

func (t *counting) careTeams() []CareTeam {
	list := []CareTeam{}
	for _, c := range t.CareTeams {
		id := c.Outward()
		if n := t.n(ofCareTeam(id, Referred)); n > 0 {
			list = append(list, CareTeam{ID: id, Name: c.Name, Referred: n, Active: t.n(ofCareTeam(id, Active))})
		}
	}
	slices.SortFunc(list, func(a, b CareTeam) int { return byNumber(a.ID, b.ID) })
	return list
}

func sortedKeys(set map[string]bool) []string {
	var keys []string
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
