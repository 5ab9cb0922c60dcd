package fidelity

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"
)

// Measures are what some or all items of a scale are scored by.
type Measures struct {
	Edition *Edition
	Items   map[int]Measure // by number
}

// Scored is what one item comes to. Score is nil when there is nothing to
// score. Value is what was held against the thresholds, rounded to four
// decimals: of an item that scores each coach, the mean of the scores; of a
// rating, nil.
type Scored struct {
	Score    *int      `json:"score"`
	Value    *float64  `json:"value"`
	Tie      bool      `json:"tie"` // the mean lay between two scores: the lower was taken
	Warnings []Warning `json:"warnings"`

	each []*int // of an item that scores each coach, in their order; nil: left out
}

// Warning is something that the score does not show.
type Warning string

// The warnings.
const (
	OverLimit Warning = "over_limit" // one coach has more clients than 5 allows, though the ratio is within (1)
	NoCoach   Warning = "no_coach"   // there are clients and nobody's time for them (1)
)

// Summary is what the scored items come to together. Total and band are nil
// unless all 25 are scored.
type Summary struct {
	Rated int      `json:"rated"`
	Sum   int      `json:"sum"`
	Mean  *float64 `json:"mean"` // of the scored, two decimals; nil when none is
	Total *int     `json:"total"`
	Band  *Band    `json:"band"`
}

// Scores are what measures come to.
type Scores struct {
	Scale string         `json:"scale"`
	Items ByItem[Scored] `json:"items"`
	Summary
}

// ByItem holds something of each item, by its number. As JSON it is in the
// order of the scale.
type ByItem[T any] map[int]T

// MarshalJSON writes the items in the order of their numbers.
func (m ByItem[T]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for n, item := range slices.Sorted(maps.Keys(m)) {
		if n > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(strconv.Itoa(item)) + ":")
		value, err := json.Marshal(m[item])
		if err != nil {
			return nil, err
		}
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Score gives what measures come to, exactly: every threshold is held against
// a rational number. It is a function of the measures and the edition alone.
func Score(m Measures) Scores {
	s := Scores{Scale: m.Edition.Scale, Items: ByItem[Scored]{}}
	scores := map[int]*int{}
	for n, measure := range m.Items {
		s.Items[n] = measure.score(m.Edition.Item(n))
		scores[n] = s.Items[n].Score
	}
	s.Summary = summarize(scores)
	return s
}

func summarize(scores map[int]*int) (s Summary) {
	for _, score := range scores {
		if score != nil {
			s.Rated++
			s.Sum += *score
		}
	}
	if s.Rated > 0 {
		mean := rounded(big.NewRat(int64(s.Sum), int64(s.Rated)), 2)
		s.Mean = &mean
	}
	if s.Rated == items {
		total, band := s.Sum, BandOf(s.Sum)
		s.Total, s.Band = &total, &band
	}
	return s
}

// rounded is the nearest number with so many decimals, a half going up.
func rounded(r *big.Rat, decimals int) float64 {
	f, _ := strconv.ParseFloat(r.FloatString(decimals), 64) // FloatString writes what ParseFloat reads
	return f
}

// scored is a score with what it was scored by.
func scored(score int, value *big.Rat) Scored {
	v := rounded(value, 4)
	return Scored{Score: &score, Value: &v, Warnings: []Warning{}}
}

// unscored is an item that has nothing to score.
func unscored(w ...Warning) Scored { return Scored{Warnings: append([]Warning{}, w...)} }

// share is n of a whole in per cent.
func share(n, whole int) *big.Rat { return big.NewRat(100*int64(n), int64(whole)) }

func (r Rating) score(Item) Scored {
	score := int(r)
	return Scored{Score: &score, Warnings: []Warning{}}
}

func (all Caseloads) score(i Item) Scored {
	active, fte := 0, new(big.Rat)
	for _, c := range all {
		active += c.Active
		fte.Add(fte, c.FTE)
	}
	if fte.Sign() == 0 {
		if active > 0 {
			return unscored(NoCoach)
		}
		return unscored()
	}
	ratio := new(big.Rat).Quo(ratOf(active), fte)
	s := scored(i.stepOf(ratio), ratio)
	if *s.Score == highest && slices.ContainsFunc(all, func(c Caseload) bool { return c.over(i) }) {
		s.Warnings = append(s.Warnings, OverLimit)
	}
	return s
}

// over tells whether one coach has more clients than the highest score allows.
func (c Caseload) over(i Item) bool {
	most, _ := i.bound(highest)
	return ratOf(c.Active).Cmp(new(big.Rat).Mul(ratOf(most.at()), c.FTE)) > 0
}

func (p Percent) score(i Item) Scored { return scored(i.stepOf(p.Share), p.Share) }

func (all PhasesDone) score(i Item) Scored {
	return eachOf(all, func(c CoachPhases) *int {
		score := i.Counts[c.Phases]
		switch c.Role {
		case RefersOnly:
			score = lowest
		case RefersOut:
			score = i.Counts[0]
		}
		return &score
	})
}

func (all Attachments) score(i Item) Scored {
	return eachOf(all, func(c Attachment) *int {
		score := i.Steps[len(i.Steps)-1].Score // too many teams are as no clients from them
		switch {
		case c.Teams == 0:
			score = lowest
		case c.Teams <= i.Limits.MostTeams:
			score = i.stepOf(c.Share)
		}
		return &score
	})
}

func (p Parts) score(i Item) Scored { return scored(i.Counts[p], ratOf(int(p))) }

func (r Rhythm) score(i Item) Scored {
	const quarter = 3 // months
	weekly := share(r.ContactWeeks, r.Weeks)
	often := weekly.Cmp(ratOf(i.Limits.Share)) >= 0
	score := lowest
	switch {
	case r.MeetingMonths == quarter && often:
		score = 5
	case r.MeetingMonths > 0 || often:
		score = 4
	case r.ContactMonths == quarter:
		score = 3
	case r.ContactMonths > 0:
		score = 2
	}
	return scored(score, weekly)
}

func (w Waits) score(i Item) Scored {
	mean := w.Mean
	if mean == nil {
		if len(w.Days) == 0 {
			return unscored()
		}
		mean = meanOf(w.Days)
	}
	score := i.stepOf(mean)
	if !w.Tracked {
		score = min(score, i.Limits.Caps[Untracked])
	}
	return scored(score, mean)
}

func (all Frequencies) score(i Item) Scored {
	return eachOf(all, func(c Frequency) *int { return c.scoreOf(i) })
}

// scoreOf is one coach's score; nil without job seekers. The caps come last.
func (c Frequency) scoreOf(i Item) *int {
	score := i.stepOf(c.PerWeek)
	if c.JobSeekers != nil {
		if *c.JobSeekers == 0 {
			return nil
		}
		enough := ratOf(i.Limits.FewSeekers.Each * *c.JobSeekers)
		if *c.JobSeekers < i.Limits.FewSeekers.Under && c.PerWeek.Cmp(enough) >= 0 {
			score = highest
		}
	}
	if most, capped := c.cap(i); capped {
		score = min(score, most)
	}
	return &score
}

// cap is the most that the log and its review let a coach score.
func (c Frequency) cap(i Item) (int, bool) {
	switch {
	case !c.Log:
		return i.Limits.Caps[NoLog], true
	case c.Review == Less:
		return i.Limits.Caps[ReviewedLess], true
	case c.Review == Monthly:
		return i.Limits.Caps[ReviewedMonthly], true
	}
	return 0, false
}

func (v Variety) score(i Item) Scored {
	if v.Jobs == 0 {
		return unscored()
	}
	part := share(v.Different, v.Jobs)
	return scored(i.stepOf(part), part)
}

func (j Jobs) score(i Item) Scored {
	if j.Jobs == 0 {
		return unscored()
	}
	part := share(j.PermanentCompetitive, j.Jobs)
	score := i.stepOf(part)
	if j.Current < i.Limits.Least {
		score = lowest
	}
	return scored(score, part)
}

func (all Shares) score(i Item) Scored {
	return eachOf(all, func(part *big.Rat) *int {
		score := i.stepOf(part)
		return &score
	})
}

// eachOf scores every coach and takes the nearest whole of the mean; a mean
// that ends in a half gives the lower and is a tie.
func eachOf[T any](all []T, scoreOf func(T) *int) Scored {
	each := make([]*int, len(all))
	sum, n := 0, 0
	for at, x := range all {
		if each[at] = scoreOf(x); each[at] != nil {
			sum += *each[at]
			n++
		}
	}
	if n == 0 {
		s := unscored()
		s.each = each
		return s
	}
	whole, rest := sum/n, sum%n
	if 2*rest > n {
		whole++
	}
	s := scored(whole, big.NewRat(int64(sum), int64(n)))
	s.Tie = 2*rest == n
	s.each = each
	return s
}

func meanOf(all []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, x := range all {
		sum.Add(sum, x)
	}
	return sum.Quo(sum, ratOf(len(all)))
}
