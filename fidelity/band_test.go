package fidelity

import (
	"testing"

	"sijoita/casework"
)

func TestBandOf(t *testing.T) {
	for _, c := range []struct {
		total int
		want  Band
	}{
		{125, Exemplary}, {115, Exemplary}, {114, Good}, {100, Good}, {99, Fair}, {74, Fair}, {73, NotIPS}, {25, NotIPS},
	} {
		if got := BandOf(c.total); got != c.want {
			t.Errorf("a total of %d is %s, want %s", c.total, got, c.want)
		}
	}
}

func TestTotal(t *testing.T) {
	scores := func(n int) map[int]int {
		all := map[int]int{}
		for item := 1; item <= n; item++ {
			all[item] = 4
		}
		return all
	}
	told := 103
	for _, c := range []struct {
		says string
		with casework.Review
		want int // 0: none
	}{
		{"a total may stand alone", casework.Review{Total: &told}, 103},
		{"25 rated items make one", casework.Review{Scores: scores(25)}, 100},
		{"24 do not", casework.Review{Scores: scores(24)}, 0},
		{"nothing rated, no total", casework.Review{}, 0},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := Total(c.with)
			if c.want == 0 && got != nil || c.want != 0 && (got == nil || *got != c.want) {
				t.Errorf("the total is %v, want %d", got, c.want)
			}
		})
	}
}

func TestNextReview(t *testing.T) {
	of := func(total int) *int { return &total }
	for _, c := range []struct {
		says  string
		last  string
		total *int
		want  string
	}{
		{"12 months after a total of 100", "2024-05-08", of(100), "2025-05-08"},
		{"else 6", "2024-05-08", of(99), "2024-11-08"},
		{"6 when not all items are rated", "2024-05-08", nil, "2024-11-08"},
		{"6 also for what is not IPS", "2024-05-08", of(50), "2024-11-08"},
		{"the last day of the month when the day does not exist", "2024-08-31", of(99), "2025-02-28"},
		{"the 29th in a leap year", "2023-08-31", of(99), "2024-02-29"},
		{"from a leap day to the 28th", "2024-02-29", of(110), "2025-02-28"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := NextReview(casework.MustDay(c.last), c.total); got != casework.MustDay(c.want) {
				t.Errorf("the next review is due on %s, want %s", got, c.want)
			}
		})
	}
}
