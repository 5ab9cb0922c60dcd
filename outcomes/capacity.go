package outcomes

import (
	"math"
	"slices"

	"sijoita/casework"
)

// CapacityRecords is what a team's capacity is reckoned of. Episodes of other
// teams may be among them: they tell that a client is elsewhere now.
type CapacityRecords struct {
	On             casework.Day
	Begun          casework.Day // first day of the programme
	Team           int64
	Loads          map[int64]casework.Load // of the team's coaches on the day
	Areas          []casework.CoachArea
	Municipalities map[int64]string   // by client; none: not known, or not told
	Episodes       []casework.Episode // of the programme
}

// Capacity is how a team's places and its queue stand on a day, and how both
// have moved: arithmetic of what has happened, and no forecast.
type Capacity struct {
	On      casework.Day
	Active  int // clients in coaching
	Limit   int // places: 20 for a full-time coach
	Waiting int // clients in the queue, those who are promised to a coach too
	Free    int // places without a client, coach by coach
	Cause   casework.Cause
	Areas   []AreaCapacity // by the code of the municipality, not known last
	Paces   []Pace         // the shortest first; only windows that the programme fills
}

// AreaCapacity is one municipality's part. A coach who works in several has the
// same free places in each.
type AreaCapacity struct {
	Municipality string  // code; empty: not known
	Coaches      []int64 // the team's who work there
	Active       int
	Waiting      int
	Free         int
}

// Pace is what came and went in the months up to the day. An episode counts for
// each thing that happened to it.
type Pace struct {
	Months    int
	Days      int
	Referred  int
	Started   int
	Cancelled int // left the queue without a start
	Ended     int // left after a start
}

// paceMonths are the windows in which the pace is looked at.
var paceMonths = []int{3, 6, 12}

// Short is how many of those who wait have no place.
func (c Capacity) Short() int { return max(0, c.Waiting-c.Free) }

// ShortCoaches is how many full-time coaches those places are, in tenths,
// rounded up.
func (c Capacity) ShortCoaches() float64 {
	tenth := casework.CaseloadLimit(1) / 10
	return float64((c.Short()+tenth-1)/tenth) / 10
}

// Monthly is a count of the window for one month.
func (p Pace) Monthly(n int) float64 { return float64(n) / float64(p.Months) }

// Shrinks is by how many the queue has grown shorter in the window; below zero,
// longer.
func (p Pace) Shrinks() int { return p.Started + p.Cancelled - p.Referred }

// mostDays is how far ahead it is reckoned when a queue is empty: ten years.
const mostDays = 3650

// EmptyOn is the day on which a queue of so many would be empty if it went on as
// in the window; false when it would not within ten years.
func (p Pace) EmptyOn(waiting int, on casework.Day) (casework.Day, bool) {
	switch {
	case waiting == 0:
		return on, true
	case p.Shrinks() <= 0:
		return casework.Day{}, false
	}
	days := math.Ceil(float64(waiting) * float64(p.Days) / float64(p.Shrinks()))
	if days > mostDays {
		return casework.Day{}, false
	}
	return on.AddDays(int(days)), true
}

// CapacityOf reckons a team's capacity.
func CapacityOf(r CapacityRecords) Capacity {
	c := Capacity{On: r.On}
	loads := make([]casework.Load, 0, len(r.Loads))
	for _, l := range r.Loads {
		loads = append(loads, l)
		c.Limit += l.Limit
		c.Free += freeOf(l)
	}
	areas := map[string]*AreaCapacity{}
	area := func(code string) *AreaCapacity {
		if areas[code] == nil {
			areas[code] = &AreaCapacity{Municipality: code}
		}
		return areas[code]
	}
	for _, a := range r.Areas {
		if load, ours := r.Loads[a.CoachID]; ours && a.Holds(r.On) {
			if at := area(a.Municipality); !slices.Contains(at.Coaches, a.CoachID) {
				at.Coaches = append(at.Coaches, a.CoachID)
				at.Free += freeOf(load)
			}
		}
	}
	for client, list := range episodesByClient(r.Episodes) {
		newest, referred := casework.Newest(list, r.On)
		if !referred || newest.TeamID != r.Team {
			continue
		}
		switch newest.StateOn(r.On) {
		case casework.Active:
			c.Active++
			area(r.Municipalities[client]).Active++
		case casework.Queue:
			c.Waiting++
			area(r.Municipalities[client]).Waiting++
		}
	}
	c.Cause = casework.CauseOf(c.Waiting, loads)
	c.Areas = sortedAreas(areas)
	for _, months := range paceMonths {
		if since := r.On.AddMonths(-months); !since.Before(r.Begun) {
			c.Paces = append(c.Paces, r.pace(months, since))
		}
	}
	return c
}

func freeOf(l casework.Load) int { return max(0, l.Limit-l.Active) }

func episodesByClient(all []casework.Episode) map[int64][]casework.Episode {
	by := map[int64][]casework.Episode{}
	for _, e := range all {
		if !e.Withdrawn {
			by[e.ClientID] = append(by[e.ClientID], e)
		}
	}
	return by
}

func sortedAreas(areas map[string]*AreaCapacity) []AreaCapacity {
	list := make([]AreaCapacity, 0, len(areas))
	for _, a := range areas {
		slices.Sort(a.Coaches)
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b AreaCapacity) int {
		switch {
		case a.Municipality == "":
			return 1
		case b.Municipality == "", a.Municipality < b.Municipality:
			return -1
		}
		return 1
	})
	return list
}

// pace counts what happened in the team after a day, up to the day of the report.
func (r CapacityRecords) pace(months int, since casework.Day) Pace {
	p := Pace{Months: months, Days: r.On.DaysSince(since)}
	within := func(d casework.Day) int {
		if d.After(since) && !d.After(r.On) {
			return 1
		}
		return 0
	}
	for _, e := range r.Episodes {
		if e.Withdrawn || e.TeamID != r.Team {
			continue
		}
		p.Referred += within(e.ReferredOn)
		if e.StartedOn.IsZero() {
			p.Cancelled += within(e.CancelledOn)
			continue
		}
		p.Started += within(e.StartedOn)
		p.Ended += within(e.EndedOn)
	}
	return p
}
