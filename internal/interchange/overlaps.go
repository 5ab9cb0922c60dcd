package interchange

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"sijoita/casework"
	"sijoita/problem"
)

// enrolment is whom an episode enrols where: two of them may not overlap.
type enrolment struct{ client, programme string }

// stay is the stretch of days of an episode. It is over on the day until, so
// that another may begin on that day; until further notice when there is none.
type stay struct {
	from, until casework.Day
	index       int // in the document, or held
}

// held is the index of what the county holds: before all that the document does.
const held = -1

func stayOf(e Episode, index int) stay {
	s := stay{from: e.ReferredOn, until: e.EndedOn, index: index}
	if e.StartedOn.IsZero() {
		s.until = e.CancelledOn
	}
	return s
}

// outlasts tells whether s is over later than o.
func (s stay) outlasts(o stay) bool {
	return !o.until.IsZero() && (s.until.IsZero() || s.until.After(o.until))
}

// compare orders stays by their beginning, of two on one day the shorter first.
func (s stay) compare(o stay) int {
	switch {
	case s.from != o.from:
		return s.from.Compare(o.from)
	case s.outlasts(o):
		return 1
	case o.outlasts(s):
		return -1
	default:
		return cmp.Compare(s.index, o.index)
	}
}

// staysOf are the stays of each enrolment.
type staysOf map[enrolment][]stay

func (s staysOf) add(e Episode, index int) {
	if e.Client != "" && e.Programme != "" && !e.ReferredOn.IsZero() && !e.Withdrawn {
		of := enrolment{e.Client, e.Programme}
		s[of] = append(s[of], stayOf(e, index))
	}
}

// checkStays refuses episodes of one client in one programme that overlap, in
// the document or with what is held of a known client.
func checkStays(d *Document, known []Episode, faults *faults) {
	stays := staysOf{}
	unsure := faults.paths()
	for i, e := range d.Episodes {
		if !daysUnsure(unsure, i) {
			stays.add(e, i)
		}
	}
	for _, e := range known {
		stays.add(e, held)
	}
	for _, i := range slices.Sorted(maps.Keys(stays.overlapping())) {
		faults.add(fmt.Sprintf("episodes[%d].referred_on", i), "interchange.overlap", problem.Args{"first": d.Episodes[i].ReferredOn.String()})
	}
}

// daysUnsure tells whether a day of the episode has a fault of its own.
func daysUnsure(unsure map[string]bool, index int) bool {
	if len(unsure) == 0 {
		return false
	}
	for _, key := range []string{"referred_on", "cancelled_on", "started_on", "ended_on"} {
		if unsure[fmt.Sprintf("episodes[%d].%s", index, key)] {
			return true
		}
	}
	return false
}

// overlapping finds the episodes of the document that overlap another: of two
// in the document the later one there.
func (s staysOf) overlapping() map[int]bool {
	found := map[int]bool{}
	for _, list := range s {
		slices.SortFunc(list, stay.compare)
		longest := list[0]
		for _, next := range list[1:] {
			if longest.until.IsZero() || next.from.Before(longest.until) {
				found[max(next.index, longest.index)] = true
			}
			if next.outlasts(longest) {
				longest = next
			}
		}
	}
	delete(found, held)
	return found
}

// checkMerged refuses records that have taken each other's place: of such a
// round it tells the one that the document's order meets first.
func checkMerged(d *Document, faults *faults) {
	place := map[string]int{}
	for i, c := range d.Clients {
		place[c.ID] = i
	}
	walked := make([]int, len(d.Clients)) // by which walk, counted from 1
	for walk := range d.Clients {
		at, known := walk, true
		for known && walked[at] == 0 {
			walked[at] = walk + 1
			into := d.Clients[at].MergedInto
			at, known = place[into]
			known = known && into != ""
		}
		if known && walked[at] == walk+1 {
			faults.add(fmt.Sprintf("clients[%d].merged_into", at), "interchange.merged_into", nil)
		}
	}
}

// personWeek is whose working time an entry tells, and in which week.
type personWeek struct {
	staff string
	week  casework.Week
}

// checkWeeks refuses two entries of working time for one person and week.
func checkWeeks(d *Document, county Held, known map[string]bool, faults *faults) error {
	asked := map[string]bool{}
	for _, w := range d.Worktime {
		if known[w.Staff] {
			asked[w.Staff] = true
		}
	}
	told := map[personWeek]bool{}
	if len(asked) > 0 {
		weeks, err := county.Weeks(d.County.ID, slices.Sorted(maps.Keys(asked)))
		if err != nil {
			return fmt.Errorf("ask for the working time that is held: %w", err)
		}
		for _, w := range weeks {
			told[personWeek{w.Staff, w.Week}] = true
		}
	}
	for i, w := range d.Worktime {
		of := personWeek{w.Staff, w.Week}
		if told[of] && w.Staff != "" && w.Week != 0 {
			faults.add(fmt.Sprintf("worktime[%d].week", i), "interchange.week_twice", problem.Args{"value": w.Week.String()})
		}
		told[of] = true
	}
	return nil
}
