package fidelity

import (
	"math/big"
	"slices"
)

// next is how the item's score could rise by one point, by any of the ways. An
// item without a score, with the highest or without a way has none.
func (f *finding) next(ways ...[]Need) {
	ways = slices.DeleteFunc(ways, func(w []Need) bool { return len(w) == 0 })
	if f.Score != nil && *f.Score < highest && len(ways) > 0 {
		f.ToNext = &Next{Score: *f.Score + 1, Ways: ways}
	}
}

// bySearch finds the fewest of something that raise the score, trying them one
// by one: measure gives what the item would be scored by with so many.
func (f *finding) bySearch(what What, measure func(n int) Measure) []Need {
	if f.Score == nil || f.brief {
		return nil
	}
	const most = 500 // further away nobody plans
	for n := 1; n <= most; n++ {
		if s := measure(n).score(f.Item); s.Score != nil && *s.Score > *f.Score {
			return []Need{{what, float64(n)}}
		}
	}
	return nil
}

// price is what each higher score would cost one coach, from one point up; nil
// where it is out of reach. It is counted in hundredths.
type price []*int

// cheapest is the least that raises the mean of the coaches' scores to the next
// whole point: a mean that ends in a half is not enough. It is false when that
// is out of reach.
func cheapest(scores []int, prices []price) (cost, points int, within bool) {
	sum := 0
	for _, s := range scores {
		sum += s
	}
	mean := nearest(sum, len(scores))
	points = len(scores)*(2*mean+1)/2 + 1 - sum
	least := map[int]int{0: 0} // by points gained
	for _, p := range prices {
		with := map[int]int{}
		for gained, paid := range least {
			keepLess(with, gained, paid)
			for up, cost := range p {
				if cost != nil {
					keepLess(with, min(points, gained+up+1), paid+*cost)
				}
			}
		}
		least = with
	}
	cost, within = least[points]
	return cost, points, within
}

func keepLess(m map[int]int, key, value int) {
	if have, there := m[key]; !there || value < have {
		m[key] = value
	}
}

// nearest is the whole point nearest to a mean; of two the lower.
func nearest(sum, n int) int {
	whole := sum / n
	if 2*(sum%n) > n {
		whole++
	}
	return whole
}

// hundredths is a number in hundredths, rounded up.
func hundredths(r *big.Rat) int { return ceil(new(big.Rat).Mul(r, ratOf(100))) }

// ceil is the least whole number that is not less; floor the greatest that is
// not more.
func ceil(r *big.Rat) int { return -floor(new(big.Rat).Neg(r)) }

func floor(r *big.Rat) int {
	return int(new(big.Int).Div(r.Num(), r.Denom()).Int64()) // Div rounds towards less: a denominator is positive
}

// needHundredths is a need counted in hundredths.
func needHundredths(what What, n int) Need { return Need{what, float64(n) / 100} }

// perCoachNext tells each coach's own next point, where there is a price.
func (f *finding) perCoachNext(what What, prices []price) {
	for n, p := range prices {
		line := &f.PerCoach[n]
		if line.Score != nil && *line.Score < highest && len(p) > 0 && p[0] != nil {
			line.ToNext = &Next{Score: *line.Score + 1, Ways: [][]Need{{needHundredths(what, *p[0])}}}
		}
	}
}

// takeEach scores the coaches whose lines stand in PerCoach, in their order.
func (f *finding) takeEach(m Measure) {
	f.take(m)
	for n, score := range f.each {
		f.PerCoach[n].Score = score
	}
}

// scoresOf lists the coaches' scores and which of the lines they are of.
func (f *finding) scoresOf() (scores, lines []int) {
	for n, c := range f.PerCoach {
		if c.Score != nil {
			scores, lines = append(scores, *c.Score), append(lines, n)
		}
	}
	return scores, lines
}

// nextOfCoaches tells the cheapest way to the team's next point where coaches
// are scored one by one, and each coach's own.
func (f *finding) nextOfCoaches(what What, prices []price) {
	scores, lines := f.scoresOf()
	if len(scores) == 0 || f.brief {
		return
	}
	f.perCoachNext(what, prices)
	var own []price
	for _, n := range lines {
		own = append(own, prices[n])
	}
	cost, points, within := cheapest(scores, own)
	if within {
		f.next([]Need{needHundredths(what, cost)})
		return
	}
	f.next([]Need{{CoachPoints, float64(points)}})
}
