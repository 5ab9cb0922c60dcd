package casework

import "sijoita/problem"

// Load is how many clients a coach has, and may have (criterion 1).
type Load struct {
	Active  int // being coached
	Waiting int // in the queue, and promised to the coach
	Limit   int // 20 × FTE, see CaseloadLimit
}

// Free is how many clients more the coach may take; below zero, how many there
// are too many.
func (l Load) Free() int { return l.Limit - l.Active - l.Waiting }

// Cause is why somebody waits. Both may hold for a queue at different times,
// and the page shows both numbers beside it.
type Cause string

// The causes.
const (
	CausePace  Cause = "pace"  // there are free places: more are referred than begun with
	CauseLimit Cause = "limit" // every coach has 20 clients for full-time work
)

// CauseOf tells why a queue of people stands before coaches with those loads;
// nobody waiting is no cause.
func CauseOf(waiting int, loads []Load) Cause {
	switch {
	case waiting == 0:
		return ""
	case freePlaces(loads) > 0:
		return CausePace
	}
	return CauseLimit
}

// freePlaces counts the places of those who have any.
func freePlaces(loads []Load) int {
	free := 0
	for _, l := range loads {
		free += max(0, l.Free())
	}
	return free
}

// AssignCoach promises a waiting client to a coach from the day on; who kept in
// touch before stays in the record. It refuses with problem.Conflict one who
// does not wait, and with problem.Invalid no coach, and a coach without a free
// place unless it is done knowingly. Nobody is ranked: readiness for work is
// never asked (criterion 9).
func AssignCoach(e Episode, coach int64, load Load, knowingly bool, today Day) (Episode, error) {
	if err := e.stillWaits(); err != nil {
		return e, err
	}
	var f problem.Fields
	if coach == 0 {
		f.Add("coach", "episode.coach_missing")
	} else {
		CheckLoad(&f, load, knowingly)
	}
	if err := f.Problem(); err != nil {
		return e, err
	}
	e.Coaches = handed(e.Coaches, coach, Span{From: maxDay(today, e.ReferredOn)})
	return e, nil
}

// CheckLoad refuses, beside the field knowingly, one client more for a coach
// without a free place, unless it is done knowingly.
func CheckLoad(f *problem.Fields, l Load, knowingly bool) {
	if l.Free() <= 0 && !knowingly {
		f.Add("knowingly", "queue.over_limit", problem.Args{"active": l.Active, "waiting": l.Waiting, "limit": l.Limit})
	}
}

func maxDay(a, b Day) Day {
	if b.After(a) {
		return b
	}
	return a
}
