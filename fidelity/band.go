package fidelity

import "sijoita/casework"

// Band is what a total of a 25-item scale is called.
type Band string

// The bands, from the best.
const (
	Exemplary Band = "exemplary"
	Good      Band = "good"
	Fair      Band = "fair"
	NotIPS    Band = "not_ips"
)

// Bands lists them from the best.
var Bands = []Band{Exemplary, Good, Fair, NotIPS}

// The least total of each band; below the last it is not IPS.
const (
	leastExemplary = 115
	leastGood      = 100
	leastFair      = 74
)

const items = 25

// BandOf names the band of a total: 115–125 exemplary, 100–114 good, 74–99
// fair, 73 or less not IPS.
func BandOf(total int) Band {
	switch {
	case total >= leastExemplary:
		return Exemplary
	case total >= leastGood:
		return Good
	case total >= leastFair:
		return Fair
	}
	return NotIPS
}

// Total is what a review's items come to: its total, or the sum of its scores
// when all 25 items are rated. It is nil when they are not.
func Total(r casework.Review) *int {
	if r.Total != nil || len(r.Scores) < items {
		return r.Total
	}
	sum := 0
	for _, score := range r.Scores {
		sum += score
	}
	return &sum
}

// NextReview is the day on which the next review is due: 12 months after the
// last day of one whose total is at least 100, else 6 months, also when not all
// items are rated. Where the day does not exist it is the last of its month.
func NextReview(last casework.Day, total *int) casework.Day {
	if total != nil && *total >= leastGood {
		return last.AddMonths(12)
	}
	return last.AddMonths(6)
}
