package casework

import (
	"maps"
	"slices"
)

// Cadence is how often client and coach are in touch.
type Cadence string

// The cadences.
const (
	TwiceWeekly Cadence = "twice_weekly"
	EveryWeek   Cadence = "weekly"
	Fortnightly Cadence = "fortnightly"
	EveryMonth  Cadence = "monthly"
	AsNeeded    Cadence = "as_needed" // nothing is agreed beforehand
)

// CadenceWords lists them in the order they are offered.
var CadenceWords = []Cadence{TwiceWeekly, EveryWeek, Fortnightly, EveryMonth, AsNeeded}

// SupportStage is a time after the start with a cadence of its own (F11).
type SupportStage string

// The stages.
const (
	StageFirstWeek   SupportStage = "first_week"
	StageFirstMonth  SupportStage = "first_month"
	StageThreeMonths SupportStage = "three_months"
	StageLater       SupportStage = "later"
)

// SupportStages lists them in their order.
var SupportStages = []SupportStage{StageFirstWeek, StageFirstMonth, StageThreeMonths, StageLater}

// Cadences are how often it is agreed to be in touch in each stage.
type Cadences struct{ FirstWeek, FirstMonth, ThreeMonths, Later Cadence }

// GoodRhythm is the rhythm after the start of a job that criterion 23 counts:
// within three days, weekly in the first month, then monthly for a year.
var GoodRhythm = Cadences{FirstWeek: EveryWeek, FirstMonth: EveryWeek, ThreeMonths: EveryMonth, Later: EveryMonth}

// In is the cadence of a stage.
func (c Cadences) In(stage SupportStage) Cadence { return c.all()[stage] }

func (c Cadences) all() map[SupportStage]Cadence {
	return map[SupportStage]Cadence{StageFirstWeek: c.FirstWeek, StageFirstMonth: c.FirstMonth, StageThreeMonths: c.ThreeMonths, StageLater: c.Later}
}

// filled takes the good rhythm for what is not told.
func (c Cadences) filled() Cadences {
	return Cadences{
		FirstWeek: or(c.FirstWeek, GoodRhythm.FirstWeek), FirstMonth: or(c.FirstMonth, GoodRhythm.FirstMonth),
		ThreeMonths: or(c.ThreeMonths, GoodRhythm.ThreeMonths), Later: or(c.Later, GoodRhythm.Later),
	}
}

// The stages in days from the first day of a job, counted as criterion 23 counts
// them: four weeks, then eleven times thirty days.
const (
	firstDays   = 3  // within which the client is met after the first day
	weekEnds    = 6  // the last day of the first week
	monthEnds   = 27 // of the fourth week
	threeEnds   = 87 // of the second block of thirty days
	rhythmEnds  = 357
	beforeStart = 7 // days before the first in which the client is met
)

// stageOf is the stage that a day from the first belongs to, with its last day.
func stageOf(n int) (SupportStage, int) {
	switch {
	case n <= weekEnds:
		return StageFirstWeek, weekEnds
	case n <= monthEnds:
		return StageFirstMonth, monthEnds
	case n <= threeEnds:
		return StageThreeMonths, threeEnds
	}
	return StageLater, rhythmEnds
}

// length is how many days a time of the cadence has that begins on the day n
// from the first; 0: none is agreed.
func (c Cadence) length(n int) int {
	switch c {
	case TwiceWeekly:
		if n%7 == 0 {
			return 4
		}
		return 3
	case EveryWeek:
		return 7
	case Fortnightly:
		return 14
	case EveryMonth:
		return 30
	}
	return 0
}

// BeatState is how a beat of the rhythm stands on a day.
type BeatState string

// The states of a beat.
const (
	BeatKept   BeatState = "kept"
	BeatMissed BeatState = "missed"
	BeatNow    BeatState = "now" // it goes on, and nobody has been in touch yet
	BeatAhead  BeatState = "ahead"
)

// Beat is a time in which client and coach are to be in touch once.
type Beat struct {
	Span
	Stage    SupportStage // empty: the week before the start
	State    BeatState
	Contacts []Day // the days on which they were, the first first
}

// SupportWeek is one week from the first day, and whether there was contact.
type SupportWeek struct {
	From     Day
	Contacts int
}

// Rhythm is how support after a start was planned and how it went.
type Rhythm struct {
	Planned bool // by a support plan; else it is the good rhythm
	Beats   []Beat
	Weeks   []SupportWeek // from the first day to today or the last day; at most a year of them
	Last    Day           // the newest contact; zero: there was none
}

// RhythmOf gives the rhythm of support in a placement on a day: by plan the
// plans that held, each from its day on, and where there is none the good rhythm;
// by fact the meetings with the client, face to face, by phone or by video. A
// message is none, nor an attempt to reach somebody. What falls wholly into a
// pause of the episode, begins before coaching did, or is cut short by the end of
// either is not asked for.
func RhythmOf(e Episode, p Placement, plans []SupportPlan, meetings []Meeting, today Day) Rhythm {
	met := metOn(meetings, e.ID, today)
	var r Rhythm
	own := make([]SupportPlan, 0, len(plans))
	for _, one := range plans {
		if one.PlacementID == p.ID && !one.Withdrawn && !one.On.After(today) {
			own = append(own, one)
		}
	}
	r.Planned = len(own) > 0
	add := func(from, to int, stage SupportStage) {
		span := Span{From: p.StartsOn.AddDays(from), To: p.StartsOn.AddDays(to)}
		if span.From.Before(e.StartedOn) || endsWithin(span, p.EndsOn) || endsWithin(span, e.EndedOn) || pausedThrough(e.Pauses, span) {
			return
		}
		r.Beats = append(r.Beats, beat(span, stage, met, today))
	}
	add(-beforeStart, -1, "")
	for n := 0; n <= rhythmEnds; {
		stage, last := stageOf(n)
		on := p.StartsOn.AddDays(n)
		long := cadenceOn(own, on, stage).length(n)
		if long == 0 {
			n = min(last+1, untilNext(own, p.StartsOn, n))
			continue
		}
		to := min(n+long-1, last)
		if (last-to)*2 < long {
			to = last
		}
		shown := to
		if n == 0 {
			shown = min(to, firstDays)
		}
		add(n, shown, stage)
		n = to + 1
	}
	r.Weeks = supportWeeks(p, met, today)
	if len(met) > 0 {
		r.Last = met[len(met)-1]
	}
	return r
}

// cadenceOn is the cadence that holds for a stage on a day. A plan made after the
// first day holds from its day on; for what came before it the good rhythm does.
func cadenceOn(own []SupportPlan, on Day, stage SupportStage) Cadence {
	rhythm := GoodRhythm
	var holds SupportPlan
	for _, p := range own {
		if !p.On.After(on) && (holds.On.IsZero() || p.newer(holds)) {
			holds, rhythm = p, p.Rhythm
		}
	}
	return rhythm.In(stage)
}

// untilNext is the day from the first on which the next plan begins.
func untilNext(own []SupportPlan, first Day, n int) int {
	next := rhythmEnds + 1
	for _, p := range own {
		if d := p.On.DaysSince(first); d > n {
			next = min(next, d)
		}
	}
	return next
}

func beat(span Span, stage SupportStage, met []Day, today Day) Beat {
	b := Beat{Span: span, Stage: stage, State: BeatMissed}
	for _, on := range met {
		if span.Holds(on) {
			b.Contacts = append(b.Contacts, on)
		}
	}
	switch {
	case len(b.Contacts) > 0:
		b.State = BeatKept
	case span.From.After(today):
		b.State = BeatAhead
	case !span.To.Before(today):
		b.State = BeatNow
	}
	return b
}

// metOn are the days by the given one on which the client was met, or spoken
// with by phone or video, each once, the first first.
func metOn(meetings []Meeting, episode int64, today Day) []Day {
	days := map[Day]bool{}
	for _, m := range meetings {
		if m.EpisodeID == episode && m.InTouch() && !m.On.After(today) {
			days[m.On] = true
		}
	}
	return slices.SortedFunc(maps.Keys(days), Day.Compare)
}

// InTouch tells whether client and coach were in touch in the meeting: face to
// face, by phone or by video. A message is no contact, nor an attempt to reach
// somebody.
func (m Meeting) InTouch() bool {
	return !m.Withdrawn && m.Channel != MeetingByMessage && m.Kind != MeetingOutreach
}

// endsWithin tells whether the last day, if there is one, comes before the span is over.
func endsWithin(span Span, last Day) bool { return !last.IsZero() && span.To.After(last) }

func pausedThrough(pauses []Pause, span Span) bool {
	return slices.ContainsFunc(pauses, func(p Pause) bool { return p.Holds(span.From) && p.Holds(span.To) })
}

func supportWeeks(p Placement, met []Day, today Day) []SupportWeek {
	last := today
	if !p.EndsOn.IsZero() && p.EndsOn.Before(last) {
		last = p.EndsOn
	}
	var weeks []SupportWeek
	for n := 0; n <= rhythmEnds && !p.StartsOn.AddDays(n).After(last); n += 7 {
		w := SupportWeek{From: p.StartsOn.AddDays(n)}
		for _, on := range met {
			if (Span{From: w.From, To: w.From.AddDays(6)}).Holds(on) {
				w.Contacts++
			}
		}
		weeks = append(weeks, w)
	}
	return weeks
}

// Waits is the beat that asks for a contact on the day: one that has passed with
// nobody in touch since, or else the one that goes on. The bool is false when
// there is none.
func (r Rhythm) Waits() (waits Beat, ok bool) {
	for _, b := range r.Beats {
		switch {
		case b.Stage == "": // what was not done before the start can be done no more
		case b.State == BeatKept:
			ok = false
		case b.State == BeatMissed:
			waits, ok = b, !r.Last.After(b.To)
		case b.State == BeatNow && !ok:
			waits, ok = b, true
		}
	}
	return waits, ok
}

// Kept counts the beats that have passed or were kept, and those of them that
// were kept.
func (r Rhythm) Kept() (kept, of int) {
	for _, b := range r.Beats {
		switch b.State {
		case BeatKept:
			kept++
			of++
		case BeatMissed:
			of++
		}
	}
	return kept, of
}
