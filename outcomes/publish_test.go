package outcomes_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
	"sijoita/outcomes"
)

// town is a service drawn from a seed, large enough that some counts are small
// and others are not.
func town(seed uint64) outcomes.Records {
	chance := rand.New(rand.NewPCG(seed, 7))
	r := service()
	r.Births, r.Incomes, r.Profiles = map[int64]casework.Day{}, map[int64][]casework.Income{}, map[int64]casework.Day{}
	size := 5 + chance.Int64N(120)
	places := []string{"205", "290", "765", "777", ""}[:1+chance.IntN(5)]
	for k := int64(1); k <= size; k++ {
		e := casework.Episode{ClientID: k, ProgrammeID: programme, ReferredOn: d("2024-01-01").AddDays(chance.IntN(500)),
			EmployedAtStart: chance.IntN(9) == 0, CareTeams: []casework.Dated{{ID: 1 + chance.Int64N(2)}}}
		e.Record = called(fmt.Sprintf("e%d", k), k)
		if chance.IntN(5) > 0 {
			e.StartedOn = e.ReferredOn.AddDays(chance.IntN(60))
			if chance.IntN(4) == 0 {
				e.EndedOn, e.EndReason = e.StartedOn.AddDays(chance.IntN(300)), []string{"", "goal_reached", "muutti Kuhmoon", "sairaus"}[chance.IntN(4)]
			}
		}
		r.Episodes = append(r.Episodes, e)
		r.Municipalities[k] = places[chance.IntN(len(places))]
		r.Births[k] = d("1960-01-01").AddDays(chance.IntN(45 * 365))
		r.Incomes[k] = []casework.Income{{Kind: outcomes.MainIncomes[chance.IntN(3)]}}
		if chance.IntN(3) == 0 {
			p := casework.Placement{EpisodeID: k, Kind: casework.Employment, StartsOn: e.ReferredOn.AddDays(chance.IntN(200)), OpenMarket: &yes}
			p.ID = k
			if chance.IntN(3) == 0 {
				p.EndsOn = p.StartsOn.AddDays(chance.IntN(300))
			}
			if h := float64(chance.IntN(40)); h > 3 {
				p.HoursPerWeek = &h
			}
			if chance.IntN(2) == 0 {
				p.Subsidy = &casework.Subsidy{Kind: casework.WageSubsidy}
			}
			r.Placements = append(r.Placements, p)
		}
		c := casework.EmployerContact{EpisodeID: k, On: e.ReferredOn.AddDays(chance.IntN(200)), Staff: []int64{1}, Channel: casework.FaceToFace}
		c.ID = k
		r.Contacts = append(r.Contacts, c)
	}
	return r
}

// TestNothingSmallIsPublished looks at every count of what is published, and
// takes told sums and their told parts from one another.
func TestNothingSmallIsPublished(t *testing.T) {
	told := 0
	for seed := range uint64(150) {
		whole := outcomes.Outcomes(town(seed), d("2025-08-01"))
		before, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		got := outcomes.Publish(whole)
		if after, err := json.Marshal(whole); err != nil || string(after) != string(before) {
			t.Fatalf("seed %d: what was given is changed (%v)", seed, err)
		}
		if diff := cmp.Diff(got, outcomes.Publish(got), wholeDays); diff != "" {
			t.Errorf("seed %d: publishing twice is more\n%s", seed, diff)
		}
		told += checkPublished(t, fmt.Sprintf("seed %d", seed), got)
		if t.Failed() {
			return
		}
	}
	if told < 4_000 {
		t.Errorf("only %d counts are told at all", told)
	}
}

// checkPublished returns how many counts are told that are not 0.
func checkPublished(t *testing.T, name string, got outcomes.Results) (told int) {
	t.Helper()
	one := func(what string, n outcomes.Count) {
		if 1 <= n && n <= outcomes.SmallCount {
			t.Errorf("%s: %s tells of %d", name, what, n)
		}
		if n > 0 {
			told++
		}
	}
	rates := func(what string, list outcomes.Rates) {
		for i, r := range list.List() {
			if (r.Numerator == outcomes.Hidden) != (r.Denominator == outcomes.Hidden) || r.Numerator == outcomes.Hidden && r.Value != nil {
				t.Errorf("%s: %s %s is hidden by half", name, what, outcomes.RateKeys[i])
			}
			if r.Numerator != outcomes.Hidden {
				one(what, r.Numerator)
				one(what, r.Denominator)
				one(what+" without", r.Denominator-r.Numerator)
			}
		}
	}
	sum := func(what string, whole outcomes.Count, parts []outcomes.Count) {
		left, hidden := whole, 0
		for _, n := range parts {
			if n == outcomes.Hidden {
				hidden++
			} else {
				left -= n
			}
			one(what, n)
		}
		one(what, whole)
		if whole == outcomes.Hidden {
			return
		}
		if hidden == 1 {
			t.Errorf("%s: the one hidden part of %s is known", name, what)
		}
		one(what+" together", left)
	}
	rates("the programme", got.Rates)
	for i, whole := range got.Flows.List() {
		var parts []outcomes.Count
		for _, q := range got.Quarters {
			parts = append(parts, q.Flows.List()[i])
		}
		sum(outcomes.FlowKeys[i], whole, parts)
	}
	for _, q := range got.Quarters {
		rates(q.Quarter, q.Rates)
	}
	for list, groups := range map[string][]outcomes.Group{"municipalities": got.Municipalities, "care teams": got.CareTeams, "ages": got.AgeGroups, "incomes": got.MainIncomes} {
		for _, g := range groups {
			rates(list, g.Rates)
		}
		for i, whole := range got.Rates.List() {
			var nums, dens []outcomes.Count
			for _, g := range groups {
				nums, dens = append(nums, g.Rates.List()[i].Numerator), append(dens, g.Rates.List()[i].Denominator)
			}
			if len(groups) > 0 {
				sum(list, whole.Numerator, nums)
				sum(list, whole.Denominator, dens)
			}
		}
	}
	jobs := []outcomes.Count{got.Hours.NotTold}
	for _, c := range got.Hours.Classes {
		jobs = append(jobs, c.Count)
	}
	sum("hours", got.Hours.Jobs, jobs)
	var closed []outcomes.Count
	for _, c := range got.Closings {
		if c.Reason != nil && !slices.Contains(casework.CloseReasons, casework.CloseReason(*c.Reason)) {
			t.Errorf("%s: the text %q is published", name, *c.Reason)
		}
		closed = append(closed, c.Count)
	}
	if len(closed) > 0 {
		sum("closings", got.Flows.Ended, closed)
	}
	for _, w := range []outcomes.Wait{got.FirstContact, got.FirstJob} {
		if len(w.Curve) > 0 {
			t.Errorf("%s: a curve is published", name)
		}
		one("waits", w.People)
		if w.People != outcomes.Hidden {
			sum("waits", w.People-w.Reached, []outcomes.Count{w.Waiting, w.Left})
		}
	}
	for _, x := range got.Tenure {
		one("tenure", x.Numerator)
		one("tenure", x.Running)
		one("tenure", x.Ended)
	}
	for i, n := range got.Funnel.List() {
		one("funnel "+outcomes.FunnelKeys[i], n)
		if n != outcomes.Hidden && i > 1 && got.Funnel.Started != outcomes.Hidden {
			one("funnel without", got.Funnel.Started-n)
		}
	}
	return told
}
