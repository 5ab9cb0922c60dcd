package outcomes

import (
	"slices"

	"sijoita/casework"
)

// person is one client of the programme with what counts of theirs.
type person struct {
	id         int64
	episodes   []casework.Episode // none of them withdrawn
	placements []casework.Placement
}

// readPeople gathers each client's episodes in the programme and the
// placements of all of them. A withdrawn episode takes its placements with it.
func (t *counting) readPeople() {
	t.episodes = make(map[int64]casework.Episode, len(t.Episodes))
	t.byClient = make(map[int64]*person)
	for _, e := range t.Episodes {
		if e.ProgrammeID != t.Programme.ID {
			continue
		}
		t.episodes[e.ID] = e
		if e.Withdrawn {
			t.leave(Row{ClientID: e.ClientID, EpisodeID: e.ID}, Withdrawn, Referred)
			continue
		}
		p := t.byClient[e.ClientID]
		if p == nil {
			p = &person{id: e.ClientID}
			t.byClient[e.ClientID] = p
			t.people = append(t.people, p)
		}
		p.episodes = append(p.episodes, e)
	}
	for _, x := range t.Placements {
		switch e, ours := t.episodes[x.EpisodeID]; {
		case !ours:
		case e.Withdrawn || x.Withdrawn:
			t.leaveWithdrawn(e, x)
		default:
			p := t.byClient[e.ClientID]
			p.placements = append(p.placements, x)
		}
	}
}

// countPeople counts each client, and what began for them in the period.
func (t *counting) countPeople() {
	for _, p := range t.people {
		t.countPerson(p)
		for _, e := range p.episodes {
			t.countEpisode(e)
		}
		for _, x := range p.placements {
			t.countFlow(p, x)
		}
	}
}

// countPerson puts a client in the state of the newest episode on the day, and
// counts them in what lies across the states.
func (t *counting) countPerson(p *person) {
	newest, referred := casework.Newest(p.episodes, t.on)
	if !referred {
		t.leave(Row{ClientID: p.id, EpisodeID: p.episodes[0].ID}, ReferredLater, Referred)
		return
	}
	row := Row{ClientID: p.id, EpisodeID: newest.ID}
	state := newest.StateOn(t.on)
	t.add(row, Referred, string(state))
	t.countQuarter(p, row)
	t.countYear(p, row)
	if state.Started() {
		t.countStarted(p, newest)
	}
}

// countStarted counts a started client where work is asked for.
func (t *counting) countStarted(p *person, newest casework.Episode) {
	row := Row{ClientID: p.id, EpisodeID: newest.ID}
	worked := t.hasJobStart(p)
	active := newest.StateOn(t.on) == casework.Active
	works := p.works(casework.Span{From: t.on, To: t.on})
	t.add(row, Started, Denominator(EmployedEverOfStarted))
	t.addIf(worked, row, EmployedEver, Numerator(EmployedEverOfStarted))
	t.addIf(works, row, EmployedNow)
	t.addIf(active, row, Denominator(EmployedNowOfActive))
	t.addIf(active && works, row, Numerator(EmployedNowOfActive))
	if !worked && p.works(casework.Span{To: t.on}) {
		t.leave(row, BeforeStart, EmployedEver, Numerator(EmployedEverOfStarted))
	}
	if newest.EmployedAtStart {
		t.leave(row, EmployedAtStart, Denominator(EnteredWorkOfJoblessStarters))
		return
	}
	t.add(row, Denominator(EnteredWorkOfJoblessStarters))
	t.addIf(worked, row, Numerator(EnteredWorkOfJoblessStarters))
}

// countQuarter counts who was active on a day of the calendar quarter so far,
// and who of them worked on a day of it.
func (t *counting) countQuarter(p *person, row Row) {
	quarter := casework.Span{From: t.on.QuarterStart(), To: t.on}
	active := p.activeIn(quarter)
	t.addIf(active, row, Denominator(Quarterly))
	t.addIf(active && p.works(quarter), row, Numerator(Quarterly))
}

const yearOn = 365 // days after the first start

// countYear counts who first started a year ago or more, whatever their state
// now, and who of them worked or studied on that day.
func (t *counting) countYear(p *person, row Row) {
	first := p.firstStart()
	if first.IsZero() || first.After(t.on) {
		return
	}
	if t.on.DaysSince(first) < yearOn {
		t.leave(row, UnderYear, Denominator(WorkOrStudy12m))
		return
	}
	day := first.AddDays(yearOn)
	t.add(row, Denominator(WorkOrStudy12m))
	t.addIf(slices.ContainsFunc(p.placements, func(x casework.Placement) bool {
		return (x.OpenJob() || x.Kind == casework.Study) && x.RunsOn(day)
	}), row, Numerator(WorkOrStudy12m))
}

func (t *counting) hasJobStart(p *person) bool {
	return slices.ContainsFunc(p.placements, func(x casework.Placement) bool {
		return !x.StartsOn.After(t.on) && x.IsJobStart(t.episodes[x.EpisodeID])
	})
}

// works tells whether an open job of theirs ran on a day of the span.
func (p *person) works(span casework.Span) bool {
	return slices.ContainsFunc(p.placements, func(x casework.Placement) bool { return x.OpenJob() && x.RunsIn(span) })
}

// firstStart is when the client first started, in any episode; zero: never.
func (p *person) firstStart() casework.Day {
	var first casework.Day
	for _, e := range p.episodes {
		if !e.StartedOn.IsZero() && (first.IsZero() || e.StartedOn.Before(first)) {
			first = e.StartedOn
		}
	}
	return first
}

// activeIn tells whether the client was active on a day of the span. It asks
// the days on which a state can turn to active: the span's first, a referral,
// a start, and the day after a pause.
func (p *person) activeIn(span casework.Span) bool {
	if p.activeOn(span.From) {
		return true
	}
	for _, e := range p.episodes {
		turns := []casework.Day{e.ReferredOn, e.StartedOn}
		for _, pause := range e.Pauses {
			if !pause.To.IsZero() {
				turns = append(turns, pause.To.AddDays(1))
			}
		}
		if slices.ContainsFunc(turns, func(d casework.Day) bool { return span.Holds(d) && p.activeOn(d) }) {
			return true
		}
	}
	return false
}

func (p *person) activeOn(d casework.Day) bool {
	newest, referred := casework.Newest(p.episodes, d)
	return referred && newest.StateOn(d) == casework.Active
}
