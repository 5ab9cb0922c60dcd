package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// connections is how many ask at once.
const connections = 8

// result is what a path took.
type result struct {
	asked     int
	failed    int
	why       string // of the first failure
	p50, p99  time.Duration
	longest   time.Duration
	perSecond float64
}

func now() time.Time { return time.Now() }

// measure lets every connection ask one thing after another for so long.
func measure(host string, t *town, long time.Duration, next func(*town, *rand.Rand) (request, int)) result {
	begun := time.Now()
	return ask(host, t, func() bool { return time.Since(begun) < long }, next)
}

// ask is measure for as long as something goes on.
func ask(host string, t *town, goes func() bool, next func(*town, *rand.Rand) (request, int)) result {
	var mu sync.Mutex
	var all []time.Duration
	var r result
	var group sync.WaitGroup
	begun := time.Now()
	for n := range connections {
		group.Go(func() {
			c := connect(host)
			defer c.close()
			chance := rand.New(rand.NewPCG(uint64(begun.UnixNano()), uint64(n)))
			var took []time.Duration
			failed, why := 0, ""
			for goes() {
				asked, wanted := next(t, chance)
				start := time.Now()
				a, err := c.ask(asked)
				took = append(took, time.Since(start))
				if err == nil && a.status != wanted {
					err = fmt.Errorf("%s answers %d", asked.path, a.status)
				}
				if err != nil {
					failed++
					why = err.Error()
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			r.failed += failed
			if why != "" {
				r.why = why
			}
		})
	}
	group.Wait()
	whole := time.Since(begun)
	slices.Sort(all)
	r.asked = len(all)
	if r.asked > 0 {
		r.p50, r.p99, r.longest = all[r.asked/2], all[(r.asked-1)*99/100], all[r.asked-1]
	}
	r.perSecond = float64(r.asked-r.failed) / whole.Seconds()
	return r
}

// median takes of several runs the middle of each number; failures add up.
func median(runs []result) (m result) {
	middle := func(of func(result) float64) float64 {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = of(r)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	duration := func(of func(result) time.Duration) time.Duration {
		return time.Duration(middle(func(r result) float64 { return float64(of(r)) }))
	}
	for _, r := range runs {
		m.asked += r.asked
		m.failed += r.failed
		if r.why != "" {
			m.why = r.why
		}
	}
	m.p50 = duration(func(r result) time.Duration { return r.p50 })
	m.p99 = duration(func(r result) time.Duration { return r.p99 })
	m.longest = duration(func(r result) time.Duration { return r.longest })
	m.perSecond = middle(func(r result) float64 { return r.perSecond })
	return m
}
