package fidelity

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestBetterNeverLowers makes random measures and a better one of each: the
// score may not fall.
func TestBetterNeverLowers(t *testing.T) {
	e := ips(t)
	chance := rand.New(rand.NewPCG(6, 25))
	upTo := func(n int) int { return chance.IntN(n + 1) }
	rat := func(most int) *big.Rat { return big.NewRat(int64(chance.IntN(most*60+1)), 60) }
	less := func(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(int64(upTo(10)), 10)) }
	more := func(r *big.Rat, most int) *big.Rat {
		gap := new(big.Rat).Sub(ratOf(most), r)
		return new(big.Rat).Add(r, less(gap))
	}
	fte := func() *big.Rat { return big.NewRat(int64(1+upTo(19)), 20) }
	reviews := []LogReview{Less, Monthly, Weekly}
	pairs := map[int]func() (Measure, Measure){
		1: func() (Measure, Measure) {
			a, b := Caseloads{}, Caseloads{}
			for range 1 + upTo(3) {
				c := Caseload{FTE: fte(), Active: upTo(50)}
				a, b = append(a, c), append(b, Caseload{FTE: more(c.FTE, 1), Active: c.Active - upTo(c.Active)})
			}
			return a, b
		},
		2:  func() (Measure, Measure) { p := rat(100); return Percent{p}, Percent{more(p, 100)} },
		16: func() (Measure, Measure) { p := rat(100); return Percent{p}, Percent{more(p, 100)} },
		3: func() (Measure, Measure) {
			a, b := PhasesDone{}, PhasesDone{}
			for range 1 + upTo(3) {
				n := upTo(6)
				a, b = append(a, CoachPhases{n, HasCaseload}), append(b, CoachPhases{n + upTo(6-n), HasCaseload})
			}
			return a, b
		},
		4: func() (Measure, Measure) {
			a, b := Attachments{}, Attachments{}
			for range 1 + upTo(3) {
				p := rat(100)
				teams := 1 + upTo(3)
				better := min(teams, 2)
				a, b = append(a, Attachment{teams, p}), append(b, Attachment{better, more(p, 100)})
			}
			return a, b
		},
		5:  func() (Measure, Measure) { n := upTo(5); return Parts(n), Parts(n + upTo(5-n)) },
		13: func() (Measure, Measure) { n := upTo(4); return Parts(n), Parts(n + upTo(4-n)) },
		25: func() (Measure, Measure) { n := upTo(6); return Parts(n), Parts(n + upTo(6-n)) },
		6: func() (Measure, Measure) {
			a := Rhythm{upTo(3), upTo(13), 13, upTo(3)}
			return a, Rhythm{a.MeetingMonths + upTo(3-a.MeetingMonths), a.ContactWeeks + upTo(13-a.ContactWeeks), 13, a.ContactMonths + upTo(3-a.ContactMonths)}
		},
		15: func() (Measure, Measure) {
			a, b := Waits{Tracked: upTo(1) == 1}, Waits{Tracked: true}
			for range 1 + upTo(8) {
				day := rat(400)
				a.Days, b.Days = append(a.Days, day), append(b.Days, less(day))
			}
			return a, b
		},
		17: func() (Measure, Measure) {
			a, b := Frequencies{}, Frequencies{}
			for range 1 + upTo(3) {
				review, seekers := upTo(2), 1+upTo(5)
				c := Frequency{PerWeek: rat(8), Log: upTo(3) > 0, Review: reviews[review], JobSeekers: &seekers}
				a = append(a, c)
				b = append(b, Frequency{PerWeek: more(c.PerWeek, 12), Log: true, Review: reviews[review+upTo(2-review)], JobSeekers: &seekers})
			}
			return a, b
		},
		19: func() (Measure, Measure) {
			jobs := 1 + upTo(40)
			n := upTo(jobs)
			return Variety{jobs, n}, Variety{jobs, n + upTo(jobs-n)}
		},
		20: func() (Measure, Measure) { // one more job with a new employer
			jobs := 1 + upTo(40)
			n := upTo(jobs)
			return Variety{jobs, n}, Variety{jobs + 1, n + 1}
		},
		21: func() (Measure, Measure) {
			jobs := 1 + upTo(40)
			n, now := upTo(jobs), upTo(jobs)
			return Jobs{jobs, now, n}, Jobs{jobs + 1, now + 1, n + 1}
		},
		24: func() (Measure, Measure) {
			a, b := Shares{}, Shares{}
			for range 1 + upTo(3) {
				p := rat(100)
				a, b = append(a, p), append(b, more(p, 100))
			}
			return a, b
		},
	}
	for n, pair := range pairs {
		for range 2000 {
			worse, better := pair()
			before, after := worse.score(e.Item(n)), better.score(e.Item(n))
			if before.Score == nil || after.Score == nil || *after.Score < *before.Score {
				t.Fatalf("item %d: %+v scores %s, the better %+v %s", n, worse, said(before), better, said(after))
			}
		}
	}
}

// TestOrderChangesNothing: coaches may be told in any order.
func TestOrderChangesNothing(t *testing.T) {
	e := ips(t)
	chance := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var all Shares
		for range 1 + chance.IntN(6) {
			all = append(all, big.NewRat(int64(chance.IntN(1001)), 10))
		}
		want := all.score(e.Item(24))
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := all.score(e.Item(24)); said(got) != said(want) {
			t.Fatalf("%v scores %s, in another order %s", all, said(got), said(want))
		}
	}
}
