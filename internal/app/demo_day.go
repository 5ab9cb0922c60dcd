package app

import (
	"context"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/problem"
)

// farthestDay is how many days the demo's clock is moved on at once: what the
// rules know of ends not long after.
const farthestDay = 366

// DayMoves tells whether the day can be moved here: in the demo alone.
func (a *App) DayMoves() bool { return a.Demo && a.MoveClock != nil }

// MoveDay moves the demo's clock on to the same time of a day ahead, never back:
// no record may lie after today. The night that is left out does not count for
// those who are signed in: they stay so, and a locked session stays locked.
// Everything else goes by the clock, as if nobody had been there in between.
// Problems: NotFound where the day does not move, Invalid for no day, one that
// has been, is today, or lies over a year ahead.
func (a *App) MoveDay(ctx context.Context, to casework.Day) error {
	if !a.DayMoves() {
		return problem.New(problem.NotFound, "problem.not_found")
	}
	county, err := a.door(ctx)
	if err != nil {
		return err
	}
	a.leap.Lock()
	defer a.leap.Unlock()
	var fields problem.Fields
	switch days := to.DaysSince(a.Day()); {
	case to.IsZero():
		fields.Add("to", "problem.day_missing")
	case days <= 0:
		fields.Add("to", "demo_day.past")
	case days > farthestDay:
		fields.Add("to", "demo_day.far")
	}
	if err := fields.Problem(); err != nil {
		return err
	}
	by := a.MoveClock(to)
	_, err = change(ctx, a, access.Actor{Kind: access.Person, County: county}, func(t *turn) (struct{}, error) {
		t.unasked()
		t.did(audit.Moved, "day", to.String(), "")
		return struct{}{}, t.tx.CarrySessions(by)
	})
	return err
}

// sameNight keeps the clock from leaping between the moment a session is read
// and what is read of it.
func (a *App) sameNight() (now time.Time, over func()) {
	a.leap.RLock()
	return a.Clock(), a.leap.RUnlock
}
