package demo

import (
	"sync"
	"time"

	"sijoita/casework"
)

// Clock is the demo's clock: it runs as another does, so much before it or
// after it as it was moved. It is safe for several goroutines.
type Clock struct {
	runs func() time.Time
	mu   sync.Mutex
	by   time.Duration
}

// ClockOn is a clock that shows the time of day that the other shows, on a day
// of its own; no day: the other's.
func ClockOn(day casework.Day, runs func() time.Time) *Clock {
	c := &Clock{runs: runs}
	if !day.IsZero() {
		c.MoveTo(day)
	}
	return c
}

// Now is the moment that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.runs().Add(c.by)
}

// MoveTo moves the clock to the same time of another day in Helsinki, and tells
// by how much.
func (c *Clock) MoveTo(day casework.Day) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.runs().Add(c.by)
	to := now.In(casework.Helsinki).AddDate(0, 0, day.DaysSince(casework.DayAt(now)))
	c.by += to.Sub(now)
	return to.Sub(now)
}
