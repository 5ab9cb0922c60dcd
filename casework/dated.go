package casework

import (
	"slices"

	"sijoita/problem"
)

// Dated is who or what holds a place in an episode (its coach, its care team)
// for a span of days. A hand-over is a new Dated and never rewrites the past.
type Dated struct {
	ID int64
	Span
}

// DatedOn finds who holds the place on the day: 0 when nobody does. Of
// several, the one that began last holds it.
func DatedOn(list []Dated, d Day) int64 {
	var holder int64
	var since Day
	for _, x := range list {
		if x.Holds(d) && !x.From.Before(since) {
			holder, since = x.ID, x.From
		}
	}
	return holder
}

// handed gives the place to the holder (0: to nobody) for the span, and to
// whoever held it on every other day: the days before the span are as they
// were, and after it the place goes back. Rows that the span meets are cut; none
// is added when nothing changes.
func handed(list []Dated, id int64, in Span) []Dated {
	var before, after []Dated
	for _, x := range list {
		switch {
		case !x.Overlaps(in) && x.From.Before(in.From):
			before = append(before, x)
			continue
		case !x.Overlaps(in):
			after = append(after, x)
			continue
		}
		if x.From.Before(in.From) {
			before = append(before, Dated{ID: x.ID, Span: Span{From: x.From, To: in.From.AddDays(-1)}})
		}
		if !in.To.IsZero() && (x.To.IsZero() || x.To.After(in.To)) {
			after = append(after, x)
		}
	}
	// Of rows that now begin on one day the last holds: the one that began last.
	slices.SortStableFunc(after, func(a, b Dated) int { return a.From.Compare(b.From) })
	for i, x := range after {
		if !x.From.After(in.To) {
			after[i].From = in.To.AddDays(1)
		}
	}
	changed := before
	if id != 0 {
		changed = append(changed, Dated{ID: id, Span: in})
	}
	changed = append(changed, after...)
	if sameHolders(list, changed) {
		return list
	}
	return changed
}

// sameHolders tells whether both lists give the place to the same on every day.
func sameHolders(a, b []Dated) bool {
	turns := []Day{{}} // before all of them, and where a row begins or has ended
	for _, x := range append(slices.Clone(a), b...) {
		turns = append(turns, x.From)
		if !x.To.IsZero() {
			turns = append(turns, x.To.AddDays(1))
		}
	}
	return !slices.ContainsFunc(turns, func(d Day) bool { return DatedOn(a, d) != DatedOn(b, d) })
}

// HandOver is what is asked when another takes a client over: until further
// notice, or for a while as a stand-in (sijainen), after whom the own coach
// goes on.
type HandOver struct {
	CoachID   int64
	Load      Load // of that coach, without the client
	From      Day
	To        Day // zero: until further notice
	StandIn   bool
	Knowingly bool // also when the coach has no free place
}

// mostAhead is how far ahead a change may be agreed, in days.
const mostAhead = 366

// HandOverEpisode gives the client to another coach from a day on; what was
// before that day stays. It refuses with problem.Conflict when the episode has
// not started or has ended, and with problem.Invalid without a coach, for a day
// before the start or more than a year ahead, a stand-in without a last day or
// with one before the first, a coach without a free place unless it is done
// knowingly, and when nothing would change. A stand-in needs no place: the
// client goes back.
func HandOverEpisode(e Episode, in HandOver, today Day) (Episode, error) {
	if err := e.canChange("from"); err != nil {
		return e, err
	}
	if !in.StandIn {
		in.To = Day{}
	}
	var f problem.Fields
	if in.CoachID == 0 {
		f.Add("coach", "episode.coach_missing")
	}
	checkFrom(&f, in.From, e.StartedOn, today)
	switch {
	case !in.StandIn:
		if in.CoachID != 0 {
			CheckLoad(&f, in.Load, in.Knowingly)
		}
	case in.To.IsZero():
		f.Add("to", "problem.day_missing")
	case in.To.Before(in.From):
		f.Add("to", "problem.end_before_start")
	case in.To.After(today.AddDays(mostAhead)):
		f.Add("to", "episode.too_far")
	}
	if err := f.Problem(); err != nil {
		return e, err
	}
	coaches := handed(e.Coaches, in.CoachID, Span{From: in.From, To: in.To})
	if sameHolders(coaches, e.Coaches) {
		f.Add("coach", "episode.coach_already")
	}
	e.Coaches = coaches
	return e, f.Problem()
}

// ChangeCareTeam notes that another care team (0: none) has the client's care
// from a day on. It refuses with problem.Conflict when the episode has ended or
// been cancelled, and with problem.Invalid a day before the referral or more
// than a year ahead, and when nothing would change.
func ChangeCareTeam(e Episode, careTeam int64, from, today Day) (Episode, error) {
	switch {
	case !e.EndedOn.IsZero():
		return e, stands("from", "episode.has_ended", e.EndedOn)
	case e.StartedOn.IsZero() && !e.CancelledOn.IsZero():
		return e, stands("from", "episode.was_cancelled", e.CancelledOn)
	}
	var f problem.Fields
	checkFrom(&f, from, e.ReferredOn, today)
	if err := f.Problem(); err != nil {
		return e, err
	}
	careTeams := handed(e.CareTeams, careTeam, Span{From: from})
	if sameHolders(careTeams, e.CareTeams) {
		f.Add("care_team", "episode.care_team_already")
	}
	e.CareTeams = careTeams
	return e, f.Problem()
}

// checkFrom refuses a first day that is missing, before the earliest or more
// than a year ahead.
func checkFrom(f *problem.Fields, from, earliest, today Day) {
	switch {
	case from.IsZero():
		f.Add("from", "problem.day_missing")
	case from.Before(earliest):
		f.Add("from", "episode.change_too_early", problem.Args{"on": earliest})
	case from.After(today.AddDays(mostAhead)):
		f.Add("from", "episode.too_far")
	}
}
