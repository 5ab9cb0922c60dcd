package outcomes

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyParts draws a few parts of one count or two, each of one number or
// two, mostly small.
func anyParts(t *rapid.T) []part {
	shape := rapid.SampledFrom([][]int{{1}, {2}, {1, 2}}).Draw(t, "shape") // numbers of each count
	n := rapid.SampledFrom([]*rapid.Generator[int]{rapid.IntRange(0, 1), rapid.IntRange(0, 5)}).Draw(t, "size")
	parts := make([]part, rapid.IntRange(1, 7-2*len(shape)).Draw(t, "parts"))
	for i := range parts {
		for _, numbers := range shape {
			parts[i] = append(parts[i], rapid.SliceOfN(n, numbers, numbers).Draw(t, "count"))
		}
	}
	return parts
}

// TestNothingHiddenCanBeReckonedBack plays the reader who knows the sums and
// what is told: for each count of the hidden parts it tries every way to fill
// them in. When none of them is empty, the reader is taken to know that too.
func TestNothingHiddenCanBeReckonedBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := anyParts(t)
		hidden, ok := hide(parts)
		var them []part
		for i, p := range parts {
			if hidden[i] {
				them = append(them, p)
			} else if p.small() {
				t.Fatalf("%v is told", p)
			}
		}
		if !ok {
			if len(them) != len(parts) {
				t.Fatalf("it gives up with %d of %d hidden", len(them), len(parts))
			}
			return
		}
		for k := range parts[0] {
			checkHidden(t, them, k)
		}
	})
}

// checkHidden finds that no number of a hidden part has one value alone, unless
// all of the hidden have 0 of it.
func checkHidden(t *rapid.T, them []part, k int) {
	var counts [][]int
	for _, p := range them {
		counts = append(counts, p[k])
	}
	found := make([][]map[int]bool, len(counts))
	for i := range found {
		for range counts[i] {
			found[i] = append(found[i], map[int]bool{})
		}
	}
	everyWay(counts, func(way [][]int) {
		for i, count := range way {
			for j, n := range count {
				found[i][j][n] = true
			}
		}
	})
	for i, count := range counts {
		for j, n := range count {
			if n > 0 && len(found[i][j]) < 2 {
				t.Errorf("of %v the reader knows %d: it can be nothing else", counts, n)
			}
		}
	}
}

// everyWay calls with every way to fill in counts that have the same sums,
// number by number; none is empty unless one of the true ones is.
func everyWay(counts [][]int, call func([][]int)) {
	if len(counts) == 0 {
		return
	}
	empty := slices.ContainsFunc(counts, func(c []int) bool { return total(c) == 0 })
	left := make([]int, len(counts[0]))
	for _, c := range counts {
		for j, n := range c {
			left[j] += n
		}
	}
	way := make([][]int, len(counts))
	var fill func(i, j int)
	fill = func(i, j int) {
		switch {
		case i == len(way):
			if total(left) == 0 {
				call(way)
			}
			return
		case j == len(left):
			if empty || total(way[i]) > 0 {
				fill(i+1, 0)
			}
			return
		case j == 0:
			way[i] = make([]int, len(left))
		}
		for n := range left[j] + 1 {
			way[i][j] = n
			left[j] -= n
			fill(i, j+1)
			left[j] += n
		}
		way[i][j] = 0
	}
	fill(0, 0)
}

func TestHide(t *testing.T) {
	one := func(counts ...int) (parts []part) {
		for _, n := range counts {
			parts = append(parts, part{{n}})
		}
		return parts
	}
	for _, c := range []struct {
		says   string
		parts  []part
		hidden []bool
		ok     bool
	}{
		{"nothing is hidden when nothing is small", one(5, 0, 12), []bool{false, false, false}, true},
		{"a small one takes the smallest other with it", one(3, 0, 12, 9), []bool{true, false, false, true}, true},
		{"two small ones that are more than four together hide each other", one(3, 4, 12), []bool{true, true, false}, true},
		{"two that are not take a third", one(1, 2, 12), []bool{true, true, true}, true},
		{"five of one each take another, or all would be known to be one", one(1, 1, 1, 1, 1, 7), []bool{true, true, true, true, true, true}, true},
		{"or one that is empty, when there is no other", one(1, 1, 1, 1, 1, 0), []bool{true, true, true, true, true, true}, true},
		{"and when there is none, the sum must go", one(1, 1, 1, 1, 1), []bool{true, true, true, true, true}, false},
		{"the only part is the sum", one(3), []bool{true}, false},
		{"few who do not work are few too", []part{{{20, 2}}, {{30, 30}}, {{9, 9}}}, []bool{true, false, true}, true},
	} {
		t.Run(c.says, func(t *testing.T) {
			if hidden, ok := hide(c.parts); !slices.Equal(hidden, c.hidden) || ok != c.ok {
				t.Errorf("hidden are %v (%v), want %v (%v)", hidden, ok, c.hidden, c.ok)
			}
		})
	}
}
