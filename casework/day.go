package casework

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Helsinki is where days begin and end.
var Helsinki = mustLoad("Europe/Helsinki")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic("casework: time zone data missing: " + err.Error())
	}
	return loc
}

// Day is a calendar day in Europe/Helsinki. The zero Day is no day at all: it
// stands for "not yet", "still running" or "unknown", is written as null and
// is before every other day.
type Day struct{ n int32 } // days from 0001-01-01, which is 1

const unixDay = 719163 // 1970-01-01 as a Day

// Date makes the day of a year, month and day of month.
func Date(year int, month time.Month, day int) Day {
	return dayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DayAt is the day it was in Helsinki at the moment t.
func DayAt(t time.Time) Day {
	y, m, d := t.In(Helsinki).Date()
	return Date(y, m, d)
}

func dayOf(midnightUTC time.Time) Day {
	return Day{n: int32(midnightUTC.Unix()/86400) + unixDay}
}

// ParseDay reads YYYY-MM-DD, and nothing else: no time, no short year, no day
// that does not exist.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Day{}, fmt.Errorf("%q is not a day", s)
	}
	return dayOf(t), nil
}

// MustDay is ParseDay for days written in code.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero tells that there is no day.
func (d Day) IsZero() bool { return d.n == 0 }

// Time is the day's midnight in UTC, for formatting.
func (d Day) Time() time.Time { return time.Unix(int64(d.n-unixDay)*86400, 0).UTC() }

// String gives YYYY-MM-DD, or nothing for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Before tells whether d comes before other.
func (d Day) Before(other Day) bool { return d.n < other.n }

// After tells whether d comes after other.
func (d Day) After(other Day) bool { return d.n > other.n }

// Compare orders days for slices.SortFunc.
func (d Day) Compare(other Day) int { return int(d.n) - int(other.n) }

// AddDays gives the day n days later (earlier when n is negative).
func (d Day) AddDays(n int) Day { return Day{n: d.n + int32(n)} }

// AddMonths gives the same day n calendar months later, or the last day of
// that month when the day does not exist in it.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Time().Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return Date(last.Year(), last.Month(), min(day, last.Day()))
}

// DaysSince counts the days from other to d: 1 from yesterday to today.
func (d Day) DaysSince(other Day) int { return int(d.n - other.n) }

// Week is an ISO week as year × 100 + week: 202647.
type Week int

// Week is the ISO week that holds the day.
func (d Day) Week() Week {
	y, w := d.Time().ISOWeek()
	return Week(y*100 + w)
}

// Number is the week's number in its year, 1–53.
func (w Week) Number() int { return int(w) % 100 }

// Monday is the first day of the week.
func (w Week) Monday() Day {
	jan4 := Date(int(w)/100, time.January, 4) // always in week 1
	return jan4.Monday().AddDays(7 * (w.Number() - 1))
}

// String gives 2026-W47.
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", int(w)/100, w.Number()) }

// ParseWeek reads 2026-W47; the week must exist in its year.
func ParseWeek(s string) (Week, error) {
	var y, n int
	if _, err := fmt.Sscanf(s, "%4d-W%2d", &y, &n); err != nil || n < 1 || y < 1 {
		return 0, fmt.Errorf("%q is not an ISO week", s)
	}
	w := Week(y*100 + n)
	if w.Monday().Week() != w || w.String() != s { // Sscanf takes signs and spaces for digits
		return 0, fmt.Errorf("%q is not an ISO week", s)
	}
	return w, nil
}

// Monday is the first day of d's ISO week.
func (d Day) Monday() Day { return d.AddDays(-(int(d.Time().Weekday()) + 6) % 7) }

// QuarterStart is the first day of d's calendar quarter.
func (d Day) QuarterStart() Day {
	y, m, _ := d.Time().Date()
	return Date(y, (m-1)/3*3+1, 1)
}

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON writes "YYYY-MM-DD", or null for no day.
func (d Day) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Day) UnmarshalJSON(raw []byte) error {
	var s *string
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	*d = Day{}
	if s == nil {
		return nil
	}
	var err error
	*d, err = ParseDay(*s)
	return err
}

// Value stores the day as text, no day as NULL.
func (d Day) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value stored.
func (d *Day) Scan(src any) (err error) {
	switch v := src.(type) {
	case nil:
		*d = Day{}
	case string:
		*d, err = ParseDay(v)
	case []byte:
		*d, err = ParseDay(string(v))
	default:
		err = fmt.Errorf("a day cannot be read from %T", src)
	}
	return err
}

// Span is a stretch of days with its first and its last day in it. A zero From
// means since always, a zero To until further notice.
type Span struct{ From, To Day }

// Holds tells whether the span has the day in it.
func (s Span) Holds(d Day) bool {
	return !d.Before(s.From) && (s.To.IsZero() || !d.After(s.To))
}

// Overlaps tells whether two spans share a day.
func (s Span) Overlaps(o Span) bool {
	return (s.To.IsZero() || !o.From.After(s.To)) && (o.To.IsZero() || !s.From.After(o.To))
}
