package outcomes

import (
	"cmp"
	"slices"

	"sijoita/casework"
)

// Wait is how long it took from a client's first start to something: of those
// who came to it, and of all by Kaplan and Meier, where those who still wait
// count for as long as they have waited.
//
// A client waits from the first day of their first started episode. The wait
// is over on the day of the thing; it is cut off (censored) on the day that
// episode ended, or on the day of the report if the client is still in it,
// whichever comes first. What happens later than that is not seen. Of a thing
// and a cut on one day, the thing counts, and those cut off on a day are still
// counted among those who waited on it.
type Wait struct {
	People        Count    `json:"people"`
	Reached       Count    `json:"reached"`
	Waiting       Count    `json:"waiting"`           // still, on the day of the report
	Left          Count    `json:"left"`              // the episode ended first
	MedianReached *float64 `json:"median_of_reached"` // days; null: nobody came to it
	Median        *int     `json:"median"`            // days by Kaplan and Meier; null: fewer than half are reckoned to have come to it
	Curve         []Step   `json:"curve"`             // a step for each day on which somebody came to it or was cut off
}

// Step is one day of the curve, counted from the start. AtRisk still waited
// when the day began; Share is reckoned to wait still when it is over.
type Step struct {
	Day      int     `json:"day"`
	AtRisk   int     `json:"at_risk"`
	Reached  int     `json:"reached"`
	Censored int     `json:"censored"`
	Share    float64 `json:"share_waiting"`
}

// ShareOn is the share reckoned to wait still so many days after the start, and
// how many were still followed at that day. Past the last step nothing is
// known: nobody was followed so long, and the bool is false.
func (w Wait) ShareOn(day int) (share float64, followed int, known bool) {
	share = 1
	for _, s := range w.Curve {
		if s.Day > day {
			return share, s.AtRisk, true
		}
		if share = s.Share; s.Day == day {
			return share, s.AtRisk, true
		}
	}
	return share, 0, false
}

// spell is one client's wait: a number of days, and whether the thing came.
type spell struct {
	days int
	came bool
}

// The parts of a wait that have rows.
const (
	WaitPeople  = "people"
	WaitReached = "reached"
	WaitWaiting = "waiting"
	WaitLeft    = "left"
)

// WaitParts lists them in the order in which they are told.
var WaitParts = []string{WaitPeople, WaitReached, WaitWaiting, WaitLeft}

// first is the first day of something after a client's first start.
type first struct {
	person *person
	start  casework.Episode // the client's first started episode
	until  casework.Day     // the last day that is seen
	came   casework.Day     // zero: not yet
}

func (f *first) note(d casework.Day) {
	if f != nil && !d.Before(f.start.StartedOn) && !d.After(f.until) && (f.came.IsZero() || d.Before(f.came)) {
		f.came = d
	}
}

// countWaits finds for each client who has started when the first employer was
// met for them and when the first job began.
func (t *counting) countWaits() {
	contacts, jobs := t.firstStarts(), t.firstStarts()
	met := make(map[int64]bool) // clients for whom an employer was ever met
	for _, c := range t.Contacts {
		e, ours := t.episodes[c.EpisodeID]
		if ours && c.Counts() && !e.Withdrawn && !c.On.After(t.on) {
			contacts[e.ClientID].note(c.On)
			met[e.ClientID] = true
		}
	}
	for _, p := range t.people {
		for _, x := range p.placements {
			if x.IsJobStart(t.episodes[x.EpisodeID]) {
				jobs[p.id].note(x.StartsOn)
			}
		}
	}
	t.waits = make(map[string][]spell)
	for _, p := range t.people {
		t.countWait(FirstContact, contacts[p.id])
		if f := jobs[p.id]; f != nil && f.start.EmployedAtStart {
			t.leave(Row{ClientID: p.id, EpisodeID: f.start.ID}, EmployedAtStart, FirstJob+"."+WaitPeople)
		} else {
			t.countWait(FirstJob, f)
		}
	}
	t.countSteps(met)
}

// countSteps counts those of the started who have come to the steps of the
// funnel that are not counted elsewhere.
func (t *counting) countSteps(met map[int64]bool) {
	t.open(StepProfile, StepEmployerContact)
	for _, row := range t.rows[Started] {
		t.addIf(t.byClient[row.ClientID].profiled(t.Profiles, t.on), row, StepProfile)
		t.addIf(met[row.ClientID], row, StepEmployerContact)
	}
}

func (p *person) profiled(first map[int64]casework.Day, on casework.Day) bool {
	return slices.ContainsFunc(p.episodes, func(e casework.Episode) bool {
		d, held := first[e.ID]
		return held && !d.After(on)
	})
}

// firstStarts has each client who has started by the day.
func (t *counting) firstStarts() map[int64]*first {
	all := make(map[int64]*first, len(t.people))
	for _, p := range t.people {
		for _, e := range p.episodes {
			if e.StartedOn.IsZero() || e.StartedOn.After(t.on) {
				continue
			}
			if f := all[p.id]; f == nil || startsSooner(e, f.start) {
				all[p.id] = &first{person: p, start: e, until: t.lastSeen(e)}
			}
		}
	}
	return all
}

func startsSooner(a, b casework.Episode) bool {
	return cmp.Or(a.StartedOn.Compare(b.StartedOn), cmp.Compare(a.Outward(), b.Outward())) < 0
}

// lastSeen is the day on which a wait in the episode is cut off.
func (t *counting) lastSeen(e casework.Episode) casework.Day {
	switch {
	case e.EndedOn.IsZero() || e.EndedOn.After(t.on):
		return t.on
	case e.EndedOn.Before(e.StartedOn): // as a sender told it
		return e.StartedOn
	}
	return e.EndedOn
}

func (t *counting) countWait(what string, f *first) {
	part := func(name string) string { return what + "." + name }
	t.open(part(WaitPeople), part(WaitReached), part(WaitWaiting), part(WaitLeft))
	if f == nil {
		return
	}
	row := Row{ClientID: f.person.id, EpisodeID: f.start.ID}
	s := spell{days: f.until.DaysSince(f.start.StartedOn)}
	ended := !f.start.EndedOn.IsZero() && !f.start.EndedOn.After(t.on)
	t.add(row, part(WaitPeople))
	switch {
	case !f.came.IsZero():
		s = spell{days: f.came.DaysSince(f.start.StartedOn), came: true}
		t.add(row, part(WaitReached))
	case ended:
		t.add(row, part(WaitLeft))
	default:
		t.add(row, part(WaitWaiting))
	}
	t.waits[what] = append(t.waits[what], s)
}

func (t *counting) wait(what string) Wait {
	spells := t.waits[what]
	curve := curveOf(spells)
	return Wait{
		People: t.c(what + "." + WaitPeople), Reached: t.c(what + "." + WaitReached),
		Waiting: t.c(what + "." + WaitWaiting), Left: t.c(what + "." + WaitLeft),
		MedianReached: medianReached(spells), Median: medianOf(curve), Curve: roundedCurve(curve),
	}
}

// curveOf is the product-limit estimate: on each day the share that waits
// becomes smaller by the share of those at risk who came to it.
func curveOf(spells []spell) []Step {
	spells = slices.SortedFunc(slices.Values(spells), func(a, b spell) int { return cmp.Compare(a.days, b.days) })
	curve := []Step{}
	share := 1.0
	for i := 0; i < len(spells); {
		s := Step{Day: spells[i].days, AtRisk: len(spells) - i}
		for ; i < len(spells) && spells[i].days == s.Day; i++ {
			if spells[i].came {
				s.Reached++
			} else {
				s.Censored++
			}
		}
		share *= 1 - float64(s.Reached)/float64(s.AtRisk)
		s.Share = share
		curve = append(curve, s)
	}
	return curve
}

func roundedCurve(curve []Step) []Step {
	list := slices.Clone(curve)
	for i := range list {
		list[i].Share = rounded(list[i].Share)
	}
	return list
}

const halfInBinary = 0.5 + 1e-9 // a product of fractions that is a half may come out a hair above it

// medianOf is the first day by which half are reckoned to have come to it.
func medianOf(curve []Step) *int {
	for _, s := range curve {
		if s.Share <= halfInBinary {
			return &s.Day
		}
	}
	return nil
}

func medianReached(spells []spell) *float64 {
	var days []float64
	for _, s := range spells {
		if s.came {
			days = append(days, float64(s.days))
		}
	}
	return median(days)
}

// median is the middle one, or the mean of the two in the middle; nil of none.
func median(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	slices.Sort(values)
	middle := values[len(values)/2]
	if len(values)%2 == 0 {
		middle = (middle + values[len(values)/2-1]) / 2
	}
	return &middle
}
