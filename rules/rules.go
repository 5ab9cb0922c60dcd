// Package rules reads what changes by date or edition: files of data, each
// value with the days it holds, its legal source, and whether somebody has
// confirmed it. It refuses a file that leaves anything to chance, with file and
// line. It knows no formula: those stand with what they compute, in benefits
// and fidelity.
package rules

import (
	"slices"
	"sort"
	"time"
)

// Row is one value of a rule and the days it holds.
type Row struct {
	Parameter *Parameter
	Value     Decimal
	From      time.Time // first day, at midnight UTC
	To        time.Time // last day; zero: until further notice
	Act       string    // the act or decree that made it so; empty: not told
	Source    string    // where the value was read
	Confirmed bool      // false: used all the same, and said to be so
	Note      string    // why it is doubtful, or what to know of it
}

// Parameter is a rule under one key: what it is, and its values by day.
type Parameter struct {
	Key         string // asumistuki.tukiprosentti; of an area, with its municipality at the end: kunnallisvero.205
	Description string // in Finnish
	Unit        string
	Law         string // the legal source
	URL         string // where the law can be read; empty: not told
	Partly      string // why the days of the edition are not all covered; empty: they are
	File        string
	Rows        []Row // in the order of their days, without a gap
}

// YesNo is the unit of what is so or is not: 1 is yes and 0 is no.
const YesNo = "yes/no"

// On is the row that holds on a day, and whether there is one.
func (p *Parameter) On(day time.Time) (Row, bool) {
	for _, r := range p.Rows {
		if !day.Before(r.From) && (r.To.IsZero() || !day.After(r.To)) {
			return r, true
		}
	}
	return Row{}, false
}

// Edition is a whole set of rules, as published under a name. It does not
// change: Digest is of every file it was read from.
type Edition struct {
	Name      string
	Digest    string // SHA-256, hexadecimal
	Published time.Time
	From, To  time.Time // the days it covers; on no other it says anything

	parameters map[string]*Parameter
	eras       []era
}

// era is a stretch of days on which no rule changes.
type era struct {
	from time.Time
	rows map[string]*Row
}

// ID names the edition and what it holds: 2026-11-22-3f9a0c1d2b4e.
func (e *Edition) ID() string { return e.Name + "-" + e.Digest[:min(12, len(e.Digest))] }

// Parameter finds a rule by its key, and whether there is one.
func (e *Edition) Parameter(key string) (*Parameter, bool) {
	p, ok := e.parameters[key]
	return p, ok
}

// Keys lists the keys of all rules, in their order.
func (e *Edition) Keys() []string {
	keys := make([]string, 0, len(e.parameters))
	for key := range e.parameters {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Covers tells whether the edition says anything about a day.
func (e *Edition) Covers(day time.Time) bool { return !day.Before(e.From) && !day.After(e.To) }

// Day is what the rules say on one day.
type Day struct {
	Since time.Time // no rule has changed since this day
	rows  map[string]*Row
}

// On gives the rules of a day that the edition covers, and whether it does.
func (e *Edition) On(day time.Time) (Day, bool) {
	if !e.Covers(day) {
		return Day{}, false
	}
	i := sort.Search(len(e.eras), func(i int) bool { return e.eras[i].from.After(day) }) - 1
	return Day{Since: e.eras[i].from, rows: e.eras[i].rows}, true
}

// Row finds what a rule says, and whether it says anything on the day.
func (d Day) Row(key string) (*Row, bool) {
	r, ok := d.rows[key]
	return r, ok
}

// divide makes the eras: a new one begins where any row begins or has ended.
func (e *Edition) divide() {
	starts := []time.Time{e.From}
	for _, p := range e.parameters {
		for _, r := range p.Rows {
			starts = append(starts, r.From)
			if !r.To.IsZero() {
				starts = append(starts, r.To.AddDate(0, 0, 1))
			}
		}
	}
	slices.SortFunc(starts, time.Time.Compare)
	for _, start := range slices.CompactFunc(starts, time.Time.Equal) {
		if !e.Covers(start) {
			continue
		}
		rows := make(map[string]*Row, len(e.parameters))
		for key, p := range e.parameters {
			if r, ok := p.On(start); ok {
				rows[key] = &r
			}
		}
		e.eras = append(e.eras, era{start, rows})
	}
}
