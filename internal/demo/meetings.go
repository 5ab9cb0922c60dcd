package demo

import (
	"math/rand/v2"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addMeetings makes what a coach does with each client: profile meetings,
// then job search, then support that thins as the job goes on.
func (s *service) addMeetings() {
	r := deal(dealMeetings)
	for _, p := range s.people {
		for _, t := range p.stints {
			s.addMeetingsOf(r, t)
		}
	}
	s.noteTwice()
	byDay(s.doc.Meetings, func(m interchange.Meeting) casework.Day { return m.On })
	number(s.doc.Meetings, "m", func(m *interchange.Meeting) *string { return &m.ID })
}

// noteTwice notes one of Antero's meetings a second time, by mistake: it was
// withdrawn.
func (s *service) noteTwice() {
	episode := s.personNamed("Antero").now().episode
	i := slices.IndexFunc(s.doc.Meetings, func(m interchange.Meeting) bool {
		return m.Episode == episode && m.On.After(s.ago(60))
	})
	twice := s.doc.Meetings[i]
	twice.Withdrawn = true
	s.doc.Meetings = append(s.doc.Meetings, twice)
}

// profileMeetings are those after the first one.
const profileMeetings = 4

func (s *service) addMeetingsOf(r *rand.Rand, t *stint) {
	last := s.lastMeetingOf(r, t)
	var days []talk
	for _, known := range t.talks {
		if known.on.Before(last) {
			days = append(days, known)
		}
	}
	on := workdayFrom(t.startedOn)
	for n := 0; on.Before(last); n++ {
		if n == 0 || !t.talksNear(on) {
			days = append(days, talk{on, s.kindOf(r, t, on, n)})
		}
		on = s.freeDay(t, on.AddDays(s.gapAfter(r, t, on, n)))
	}
	days = append(days, talk{last, s.kindOf(r, t, last, len(days))})
	byDay(days, func(d talk) casework.Day { return d.on })
	days = slices.CompactFunc(days, func(a, b talk) bool { return a.on == b.on })
	for _, d := range days {
		s.meetingsOn[appointment{s.onDuty(t.coachOn(d.on), d.on), d.on}]++
		s.doc.Meetings = append(s.doc.Meetings, s.meeting(r, t, d))
	}
}

// appointment is a coach's day.
type appointment struct {
	coach string
	on    casework.Day
}

// freeDay is the first day of work from d on on which the coach has time.
func (s *service) freeDay(t *stint, d casework.Day) casework.Day {
	const most = 4 // meetings a day
	d = workdayFrom(d)
	for s.meetingsOn[appointment{s.onDuty(t.coachOn(d), d), d}] >= most {
		d = workdayFrom(d.AddDays(1))
	}
	return d
}

// talksNear tells whether a meeting that has its day lies so near that no
// other is needed.
func (t *stint) talksNear(d casework.Day) bool {
	const near = 3
	return slices.ContainsFunc(t.talks, func(k talk) bool { return max(k.on.DaysSince(d), d.DaysSince(k.on)) <= near })
}

// lastMeetingOf is the day of the newest meeting: within the last fortnight
// while the client is active, some days before a pause or an end.
func (s *service) lastMeetingOf(r *rand.Rand, t *stint) casework.Day {
	switch {
	case !t.endedOn.IsZero():
		return workdayTo(t.endedOn.AddDays(-between(r, 0, 5)))
	case !t.pausedOn.IsZero():
		return workdayTo(t.pausedOn.AddDays(-between(r, 0, 5)))
	case t.of.met > 0:
		return workdayTo(s.ago(t.of.met))
	}
	last := workdayTo(s.ago(between(r, 1, 11)))
	if first := workdayFrom(t.startedOn); last.Before(first) {
		return first
	}
	return last
}

func (s *service) kindOf(r *rand.Rand, t *stint, on casework.Day, n int) casework.MeetingKind {
	switch {
	case n == 0:
		return "first_meeting"
	case t.of.held != nil:
		return casework.MeetingSupportAtWork
	case t.atWork(on) && t.daysAtWork(on) < 60:
		return casework.MeetingSupportAtWork
	case t.atWork(on), holds(t.onTheWay, on):
		return casework.MeetingFollowAlong
	case n <= profileMeetings:
		return casework.MeetingProfile
	case chance(r, 6):
		return "network"
	}
	return casework.MeetingJobSearch
}

// daysAtWork is how long the job of the day has run.
func (t *stint) daysAtWork(d casework.Day) int {
	for _, w := range t.work {
		if w.Holds(d) {
			return d.DaysSince(w.From)
		}
	}
	return 0
}

// gapAfter is how many days pass to the next meeting: a week in the beginning
// and in a new job, then more.
func (s *service) gapAfter(r *rand.Rand, t *stint, on casework.Day, n int) int {
	switch {
	case n <= profileMeetings:
		return between(r, 5, 8)
	case t.of.held == nil && t.atWork(on) && t.daysAtWork(on) < 30:
		return 7
	case t.atWork(on) && t.daysAtWork(on) > 120:
		return between(r, 17, 24)
	case t.of.quiet > 0:
		return between(r, 18, 26)
	}
	return between(r, 11, 19)
}

func (s *service) meeting(r *rand.Rand, t *stint, d talk) interchange.Meeting {
	m := interchange.Meeting{
		Episode: t.episode, On: d.on, Kind: d.kind, Channel: casework.MeetingFaceToFace,
		Minutes: ptr(pick(r, []int{30, 45, 45, 60, 60, 60, 75, 90})), Staff: []string{s.onDuty(t.coachOn(d.on), d.on)},
	}
	switch d.kind {
	case "first_meeting":
		m.Place = pick(r, []casework.Place{"care_unit", "care_unit", "office"})
	case casework.MeetingThreeParty:
		m.Place = "workplace"
		m.Present = interchange.Present{Client: true, Employer: true}
	case casework.MeetingSupportAtWork:
		m.Place = pick(r, []casework.Place{"workplace", "workplace", "community"})
	case casework.MeetingBenefits, casework.MeetingProfile:
		m.Place = pick(r, []casework.Place{"office", "community", "care_unit", "community"})
	default:
		m.Place = pick(r, []casework.Place{"community", "community", "community", "office", "care_unit", "home"})
	}
	if (d.kind == casework.MeetingJobSearch || d.kind == casework.MeetingFollowAlong) && chance(r, 18) {
		m.Place, m.Channel, m.Minutes = "remote", pick(r, []casework.MeetingChannel{"phone", "phone", "video"}), ptr(pick(r, []int{15, 20, 30}))
	}
	if t.of.sentence != "" && d.on == workdayTo(s.ago(t.of.met)) { // as drawn: an hour in a café
		m.Place, m.Channel, m.Minutes = "community", casework.MeetingFaceToFace, ptr(60)
	}
	return m
}
