package outcomes_test

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sijoita/casework"
	"sijoita/outcomes"
)

// resultsHold is holdTrue for the outcomes.
func resultsHold(t *testing.T, table []sentence) {
	t.Helper()
	for _, s := range table {
		t.Run(s.says, func(t *testing.T) {
			got, err := json.Marshal(outcomes.Outcomes(service(s.with...), d(s.on)))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(got), s.has) {
				t.Errorf("on %s the outcomes lack\n%s\nthey say\n%s", s.on, s.has, got)
			}
		})
	}
}

func because(reason string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.EndReason = reason }
}
func hours(h float64) func(*casework.Placement) {
	return func(p *casework.Placement) { p.HoursPerWeek = &h }
}
func born(client int64, on string) func(*outcomes.Records) {
	return func(r *outcomes.Records) { r.Births = map[int64]casework.Day{client: d(on)} }
}
func livesOn(client int64, incomes ...casework.Income) func(*outcomes.Records) {
	return func(r *outcomes.Records) { r.Incomes = map[int64][]casework.Income{client: incomes} }
}
func income(kind, from, to string) casework.Income {
	return casework.Income{Kind: kind, Span: span(from, to)}
}
func profile(episode int64, on string) func(*outcomes.Records) {
	return func(r *outcomes.Records) { r.Profiles = map[int64]casework.Day{episode: d(on)} }
}

func TestQuarters(t *testing.T) {
	served := all(episode(1, "2024-03-30", "2024-04-02", ended("2024-07-01")), job(1, "2024-05-01", "2024-06-30"), visit(1, "2024-06-30", []int64{coachOne}))
	const none = `"face_to_face":0}}`
	resultsHold(t, []sentence{
		{says: "there are none before the programme's first day", on: "2023-12-31", has: `"quarters":[]`},
		{says: "the first begins with the programme and the last ends on the day", on: "2024-05-02",
			has: `"quarters":[{"quarter":"2024-Q1","from":"2024-01-01","to":"2024-03-31","complete":true,`},
		{says: "one that goes on is not complete", on: "2024-05-02", has: none + `,{"quarter":"2024-Q2","from":"2024-04-01","to":"2024-05-02","complete":false,`},
		{says: "one that ends on the day is", on: "2024-06-30", has: none + `,{"quarter":"2024-Q2","from":"2024-04-01","to":"2024-06-30","complete":true,`},
		{says: "a flow is of the quarter in which it happened", with: served, on: "2024-07-31",
			has: `"flows":{"referred":1,"started":0,"job_starts":0,"job_starts_subsidised":0,"work_trials":0,"studies":0,"ended":0,"face_to_face":0}},{"quarter":"2024-Q2"`},
		{says: "a contact on its last day too", with: served, on: "2024-07-31",
			has: `"flows":{"referred":0,"started":1,"job_starts":1,"job_starts_subsidised":0,"work_trials":0,"studies":0,"ended":0,"face_to_face":1}},{"quarter":"2024-Q3"`},
		{says: "the rates are those of its last day", with: served, on: "2024-07-31",
			has: `"quarter":"2024-Q2","from":"2024-04-01","to":"2024-06-30","complete":true,"rates":{"employed_ever_of_started":{"numerator":1,"denominator":1,"value":1},"employed_now_of_active":{"numerator":1,"denominator":1,"value":1}`},
		{says: "nobody to be a share of is null", with: served, on: "2024-07-31",
			has: `"quarter":"2024-Q3","from":"2024-07-01","to":"2024-07-31","complete":false,"rates":{"employed_ever_of_started":{"numerator":1,"denominator":1,"value":1},"employed_now_of_active":{"numerator":0,"denominator":0,"value":null}`},
		{says: "an episode that never started does not end", with: all(episode(1, "2024-02-01", "", ended("2024-03-01"))), on: "2024-03-31", has: `"ended":0,`},
		{says: "a withdrawn episode is no flow", with: all(episode(1, "2024-02-01", "2024-02-02", withdrawnEpisode)), on: "2024-03-31", has: `"flows":{"referred":0,"started":0,`},
	})
}

func TestWaits(t *testing.T) {
	wait := func(on, has string, says string, with ...func(*outcomes.Records)) sentence {
		return sentence{says: says, with: with, on: on, has: has}
	}
	begun := episode(1, "2024-02-01", "2024-02-10")
	by := []int64{coachOne}
	const contact, work = `"time_to_first_contact":`, `"time_to_first_job":`
	resultsHold(t, []sentence{
		wait("2024-06-01", contact+`{"people":0,"reached":0,"waiting":0,"left":0,"median_of_reached":null,"median":null,"curve":[]}`, "nobody waits who has not started",
			episode(1, "2024-02-01", "")),
		wait("2024-03-01", contact+`{"people":1,"reached":0,"waiting":1,"left":0,"median_of_reached":null,"median":null,"curve":[{"day":20,"at_risk":1,"reached":0,"censored":1,"share_waiting":1}]}`,
			"one without it waits until the day of the report", begun),
		wait("2024-06-01", contact+`{"people":1,"reached":1,"waiting":0,"left":0,"median_of_reached":20,"median":20,"curve":[{"day":20,"at_risk":1,"reached":1,"censored":0,"share_waiting":0}]}`,
			"the first employer met after the start ends the wait", begun, visit(1, "2024-04-01", by), visit(1, "2024-03-01", by)),
		wait("2024-06-01", `"median_of_reached":0,"median":0,`, "one met on the day of the start is met at once", begun, visit(1, "2024-02-10", by)),
		wait("2024-03-01", contact+`{"people":1,"reached":0,`, "one met before the start does not count", begun, visit(1, "2024-02-09", by)),
		wait("2024-03-01", contact+`{"people":1,"reached":0,`, "nor one who was rung up", begun, visit(1, "2024-02-20", by, byPhone)),
		wait("2024-03-01", contact+`{"people":1,"reached":0,`, "nor one for nobody", begun, visit(0, "2024-02-20", by)),
		wait("2024-03-01", contact+`{"people":1,"reached":0,`, "nor one withdrawn", begun, visit(1, "2024-02-20", by, withdrawnContact)),
		wait("2024-03-01", contact+`{"people":1,"reached":0,`, "nor one after the day", begun, visit(1, "2024-03-02", by)),
		wait("2024-06-01", contact+`{"people":1,"reached":0,"waiting":0,"left":1,"median_of_reached":null,"median":null,"curve":[{"day":20,"at_risk":1,"reached":0,"censored":1,"share_waiting":1}]}`,
			"the end of the episode cuts the wait off, and what comes later is not seen", episode(1, "2024-02-01", "2024-02-10", ended("2024-03-01")), visit(1, "2024-03-02", by)),
		wait("2024-06-01", work+`{"people":1,"reached":1,"waiting":0,"left":0,"median_of_reached":20,`, "what comes on the day of the end is seen",
			episode(1, "2024-02-01", "2024-02-10", ended("2024-03-01")), job(1, "2024-03-01", "")),
		wait("2024-06-01", work+`{"people":0,`, "one who had a job at the start does not wait for the first", episode(1, "2024-02-01", "2024-02-10", employedAtStart)),
		wait("2024-03-01", work+`{"people":1,"reached":0,`, "a job that began before the start is not waited for", begun, job(1, "2024-02-09", "")),
		wait("2024-03-01", work+`{"people":1,"reached":0,`, "nor is a work trial", begun, job(1, "2024-02-20", "", kind(casework.WorkTrial))),
		wait("2024-12-01", work+`{"people":1,"reached":0,"waiting":0,"left":1,`, "a client waits from the first start alone",
			episode(1, "2024-02-01", "2024-02-10", ended("2024-03-01")), episode(1, "2024-06-01", "2024-06-10", key("e2", 12)), job(12, "2024-07-01", "")),
		wait("2024-02-20", work+`{"people":3,"reached":1,"waiting":1,"left":1,"median_of_reached":5,"median":null,"curve":[{"day":5,"at_risk":3,"reached":1,"censored":1,"share_waiting":0.6667},{"day":10,"at_risk":1,"reached":0,"censored":1,"share_waiting":0.6667}]}`,
			"one cut off on a day still waited when somebody came to it on the same day",
			begun, job(1, "2024-02-15", ""), episode(2, "2024-02-01", "2024-02-10", ended("2024-02-15")), episode(3, "2024-02-01", "2024-02-10")),
		wait("2024-12-01", `"median_of_reached":7.5,"median":5,`, "half of those who came to it lies between the two in the middle; half of all is a day on which somebody did",
			begun, job(1, "2024-02-15", ""), episode(2, "2024-02-01", "2024-02-10"), job(2, "2024-02-20", "")),
	})
}

func byPhone(c *casework.EmployerContact) { c.Channel = casework.ByPhone }

func TestTenureAndHours(t *testing.T) {
	begun := episode(1, "2024-01-01", "2024-01-01")
	with := func(parts ...func(*outcomes.Records)) []func(*outcomes.Records) { return append(all(begun), parts...) }
	resultsHold(t, []sentence{
		{says: "a job that began 90 days before the day is asked for", with: with(job(1, "2024-03-03", "")), on: "2024-06-01",
			has: `{"threshold":"90d","days":90,"numerator":1,"denominator":1,"value":1,"running":1,"ended_before":0},{"threshold":"13w","days":91,"numerator":0,"denominator":0,"value":null,"running":0,"ended_before":0}`},
		{says: "one that ran 90 days, the last counted, lasted", with: with(job(1, "2024-02-01", "2024-04-30")), on: "2024-06-01",
			has: `{"threshold":"90d","days":90,"numerator":1,"denominator":1,"value":1,"running":0,"ended_before":0}`},
		{says: "one of 89 days did not", with: with(job(1, "2024-02-01", "2024-04-29")), on: "2024-06-01",
			has: `{"threshold":"90d","days":90,"numerator":0,"denominator":1,"value":0,"running":0,"ended_before":1}`},
		{says: "a job from before the start is no result of the service", with: with(job(1, "2023-12-31", "")), on: "2024-06-01",
			has: `{"threshold":"90d","days":90,"numerator":0,"denominator":0,"value":null,`},
		{says: "hours are parted with their lower bound", with: with(job(1, "2024-02-01", "", hours(9.5)), job(1, "2024-02-01", "", hours(10)), job(1, "2024-02-01", "", hours(20)), job(1, "2024-02-01", "", hours(37.5)), job(1, "2024-02-01", "")), on: "2024-06-01",
			has: `"hours_per_week":{"jobs":5,"not_told":1,"median":15,"classes":[{"class":"under_10","count":1},{"class":"10_to_20","count":1},{"class":"20_to_30","count":1},{"class":"30_or_more","count":1}]}`},
	})
}

func TestClosings(t *testing.T) {
	over := func(client int64, reason string) func(*outcomes.Records) {
		return episode(client, "2024-02-01", "2024-02-10", ended("2024-03-01"), because(reason))
	}
	resultsHold(t, []sentence{
		{says: "reasons are told from the most common, and by their word, with none last", on: "2024-06-01",
			with: all(over(1, "muutti"), over(2, ""), over(3, "goal_reached"), over(4, "muutti"), over(5, ""), over(6, "")),
			has:  `"closings":[{"reason":"muutti","count":2},{"reason":"goal_reached","count":1},{"reason":null,"count":3}]`},
		{says: "an end after the day is none", on: "2024-02-29", with: all(over(1, "moved")), has: `"closings":[]`},
	})
}

func TestGroups(t *testing.T) {
	begun := episode(1, "2024-02-01", "2024-02-10")
	of := func(list, key string) string {
		return `"` + list + `":[{"key":` + key
	}
	const onlyThese = `"rates":{"employed_ever_of_started":{"numerator":0,"denominator":1`
	resultsHold(t, []sentence{
		{says: "a client is of the municipality they live in", with: all(begun, livesIn(1, "205")), on: "2024-06-01", has: of("municipalities", `"205","name":"Kajaani",`+onlyThese)},
		{says: "of none when it is not known", with: all(begun), on: "2024-06-01", has: of("municipalities", `null,"name":null,`+onlyThese)},
		{says: "of the care team of the newest episode on the day", on: "2024-06-01", has: of("care_teams", `"k2","name":"Nuoret",`+onlyThese),
			with: all(episode(1, "2024-02-01", "2024-02-10", caredBy(1, "2024-02-01", "2024-02-28"), caredBy(2, "2024-03-01", "")))},
		{says: "24 on the day of the referral is under 25", with: all(begun, born(1, "1999-02-02")), on: "2024-06-01", has: of("age_groups", `"under_25","name":null,`+onlyThese)},
		{says: "25 is not", with: all(begun, born(1, "1999-02-01")), on: "2024-06-01", has: `{"key":"25_to_34","name":null,` + onlyThese},
		{says: "55 is the last", with: all(begun, born(1, "1969-02-01")), on: "2024-06-01", has: `{"key":"55_or_over","name":null,` + onlyThese},
		{says: "the main income is of the day of the referral", on: "2024-06-01", has: of("main_incomes", `"labour_market_subsidy","name":null,`+onlyThese),
			with: all(begun, livesOn(1, income("labour_market_subsidy", "2020-01-01", "2024-02-09"), income("wage", "2024-02-10", "")))},
		{says: "of several it is what one lives on, not what adds to it", on: "2024-06-01", has: of("main_incomes", `"sickness_allowance","name":null,`+onlyThese),
			with: all(begun, livesOn(1, income("housing_allowance", "2020-01-01", ""), income("sickness_allowance", "2024-01-01", "")))},
	})
}

func TestFunnel(t *testing.T) {
	begun := episode(1, "2024-02-01", "2024-02-10")
	resultsHold(t, []sentence{
		{says: "the started are asked for the steps", with: all(begun, profile(1, "2024-02-20"), visit(1, "2024-02-21", []int64{coachOne}), job(1, "2024-03-01", "")), on: "2024-06-01",
			has: `"funnel":{"referred":1,"started":1,"profile":1,"employer_contact":1,"employed_ever":1}`},
		{says: "what came after the day is not seen", with: all(begun, profile(1, "2024-02-20"), visit(1, "2024-02-21", []int64{coachOne})), on: "2024-02-19",
			has: `"funnel":{"referred":1,"started":1,"profile":0,"employer_contact":0,"employed_ever":0}`},
		{says: "one in the queue has come to none", with: all(episode(1, "2024-02-01", ""), profile(1, "2024-02-20")), on: "2024-06-01",
			has: `"funnel":{"referred":1,"started":0,"profile":0,"employer_contact":0,"employed_ever":0}`},
	})
}

var update = flag.Bool("update", false, "rewrite the golden files")

// TestKainuuOutcomes holds Kainuu's outcomes and what may be published of them
// against files that were read by eye, and counted again by other means.
func TestKainuuOutcomes(t *testing.T) {
	whole := outcomes.Outcomes(kainuu(t), d("2024-06-12"))
	for name, results := range map[string]outcomes.Results{"whole": whole, "published": outcomes.Publish(whole)} {
		got, err := json.MarshalIndent(results, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		path := "testdata/kainuu-outcomes-" + name + ".json"
		if *update {
			if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
			t.Errorf("%s (- want, + got)\n%s", name, diff)
		}
	}
}

func TestOutcomesAgreeWithThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, on := anyService(t), days.Draw(t, "on")
		got := outcomes.Outcomes(r, on)
		table := outcomes.Monitor(r, casework.Day{}, on)
		if diff := cmp.Diff(table.Rates, got.Rates); diff != "" {
			t.Errorf("the rates differ from the monitoring table's\n%s", diff)
		}
		if n := len(got.Quarters); n > 0 {
			if diff := cmp.Diff(got.Rates, got.Quarters[n-1].Rates); diff != "" {
				t.Errorf("the last quarter's rates differ from the whole period's\n%s", diff)
			}
		}
		for i, whole := range got.Flows.List() {
			var sum outcomes.Count
			for _, q := range got.Quarters {
				sum += q.Flows.List()[i]
			}
			if sum != whole {
				t.Errorf("the quarters have %d of %s, the whole period %d", sum, outcomes.FlowKeys[i], whole)
			}
		}
		for _, groups := range [][]outcomes.Group{got.Municipalities, got.AgeGroups, got.MainIncomes, got.CareTeams} {
			for i, whole := range got.Rates.List() {
				var num, den outcomes.Count
				for _, g := range groups {
					num, den = num+g.Rates.List()[i].Numerator, den+g.Rates.List()[i].Denominator
				}
				if num != whole.Numerator || den != whole.Denominator {
					t.Errorf("the groups of %v have %d/%d of %s, the programme %d/%d", *groups[0].Key, num, den, outcomes.RateKeys[i], whole.Numerator, whole.Denominator)
				}
			}
		}
		var closed, jobs outcomes.Count
		for _, c := range got.Closings {
			closed += c.Count
		}
		for _, c := range got.Hours.Classes {
			jobs += c.Count
		}
		if closed != got.Flows.Ended || jobs+got.Hours.NotTold != got.Flows.JobStarts {
			t.Errorf("%d closings of %d, hours of %d jobs of %d", closed, got.Flows.Ended, jobs+got.Hours.NotTold, got.Flows.JobStarts)
		}
	})
}

// anyService is anyRecords with what the outcomes ask beyond.
func anyService(t *rapid.T) outcomes.Records {
	r := anyRecords(t)
	for i := range r.Episodes {
		r.Episodes[i].EndReason = rapid.SampledFrom([]string{"", "goal_reached", "muutti"}).Draw(t, "reason")
	}
	for i := range r.Placements {
		if h := rapid.SampledFrom([]float64{0, 8, 20, 37.5}).Draw(t, "hours"); h > 0 {
			r.Placements[i].HoursPerWeek = &h
		}
	}
	r.Births = rapid.MapOfN(rapid.Int64Range(1, 4), rapid.Custom(func(t *rapid.T) casework.Day {
		return d("1955-01-01").AddDays(rapid.IntRange(0, 60*365).Draw(t, "born"))
	}), 0, 4).Draw(t, "births")
	r.Incomes = rapid.MapOfN(rapid.Int64Range(1, 4), rapid.SliceOfN(rapid.Custom(func(t *rapid.T) casework.Income {
		return casework.Income{Kind: rapid.SampledFrom([]string{"wage", "general_support", "own word"}).Draw(t, "kind"), Span: anySpan(t)}
	}), 0, 2), 0, 4).Draw(t, "incomes")
	r.Profiles = rapid.MapOfN(rapid.Int64Range(1, 8), days, 0, 4).Draw(t, "profiles")
	return r
}

// TestOutcomesByEveryDay finds again, slowly and without the package's own
// means, what the outcomes say: it asks every client every day.
func TestOutcomesByEveryDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, on := anyService(t), days.Draw(t, "on")
		got := outcomes.Outcomes(r, on)
		for _, q := range got.Quarters {
			for i, rate := range q.Rates.List() {
				num, den := slowRate(r, outcomes.RateKeys[i], q.To)
				if int(rate.Numerator) != num || int(rate.Denominator) != den {
					t.Errorf("%s on %s is %d/%d, asked day by day %d/%d", outcomes.RateKeys[i], q.To, rate.Numerator, rate.Denominator, num, den)
				}
			}
		}
		for what, wait := range map[string]outcomes.Wait{outcomes.FirstContact: got.FirstContact, outcomes.FirstJob: got.FirstJob} {
			checkWait(t, r, what, on, wait)
		}
	})
}

type slowSpell struct {
	days int
	end  string
}

func checkWait(t *rapid.T, r outcomes.Records, what string, on casework.Day, wait outcomes.Wait) {
	var spells []slowSpell
	for client := int64(1); client <= 4; client++ {
		if s, waits := slowWait(r, client, what, on); waits {
			spells = append(spells, s)
		}
	}
	ends := func(end string) (n outcomes.Count) {
		for _, s := range spells {
			if s.end == end {
				n++
			}
		}
		return n
	}
	if int(wait.People) != len(spells) || wait.Reached != ends("reached") || wait.Waiting != ends("waiting") || wait.Left != ends("left") {
		t.Errorf("%s says %d: %d + %d + %d, day by day %+v", what, wait.People, wait.Reached, wait.Waiting, wait.Left, spells)
	}
	for day := range 600 {
		share, _, known := wait.ShareOn(day)
		want := slowShare(spells, day)
		if known && (share < want-0.0001 || share > want+0.0001) {
			t.Errorf("on day %d of %s %v wait still, reckoned day by day %v", day, what, share, want)
		}
	}
}

// slowWait follows one client from the first start, day by day.
func slowWait(r outcomes.Records, client int64, what string, on casework.Day) (slowSpell, bool) {
	own := slices.DeleteFunc(slices.Clone(r.Episodes), func(e casework.Episode) bool {
		return e.ClientID != client || e.ProgrammeID != programme || e.Withdrawn
	})
	var first *casework.Episode
	for i, e := range own {
		if e.StartedOn.IsZero() || e.StartedOn.After(on) {
			continue
		}
		if first == nil || e.StartedOn.Before(first.StartedOn) || e.StartedOn == first.StartedOn && e.SenderID < first.SenderID {
			first = &own[i]
		}
	}
	if first == nil || what == outcomes.FirstJob && first.EmployedAtStart {
		return slowSpell{}, false
	}
	for day := first.StartedOn; ; day = day.AddDays(1) {
		n := day.DaysSince(first.StartedOn)
		switch {
		case happens(r, own, what, day):
			return slowSpell{n, "reached"}, true
		case !first.EndedOn.IsZero() && !day.Before(first.EndedOn) && !first.EndedOn.After(on):
			return slowSpell{n, "left"}, true
		case day == on:
			return slowSpell{n, "waiting"}, true
		}
	}
}

func happens(r outcomes.Records, own []casework.Episode, what string, day casework.Day) bool {
	for _, e := range own {
		for _, c := range r.Contacts {
			if what == outcomes.FirstContact && c.EpisodeID == e.ID && c.On == day && !c.Withdrawn && c.Channel == casework.FaceToFace {
				return true
			}
		}
		for _, p := range r.Placements {
			if what == outcomes.FirstJob && p.EpisodeID == e.ID && p.StartsOn == day && isOpen(p) && !e.StartedOn.IsZero() && !day.Before(e.StartedOn) {
				return true
			}
		}
	}
	return false
}

// slowShare multiplies, for every day, by the share that did not come to it.
func slowShare(spells []slowSpell, until int) float64 {
	share := 1.0
	for day := range until + 1 {
		atRisk, reached := 0, 0
		for _, s := range spells {
			if s.days >= day {
				atRisk++
			}
			if s.days == day && s.end == "reached" {
				reached++
			}
		}
		if atRisk > 0 {
			share *= float64(atRisk-reached) / float64(atRisk)
		}
	}
	return share
}

func isOpen(p casework.Placement) bool {
	return !p.Withdrawn && p.Kind == casework.Employment && p.OpenMarket != nil && *p.OpenMarket
}

// slowRate asks each client for one rate, straight from its definition.
func slowRate(r outcomes.Records, rate string, on casework.Day) (num, den int) {
	for client := int64(1); client <= 4; client++ {
		c := slowClient{r: r}
		for _, e := range r.Episodes {
			if e.ClientID == client && e.ProgrammeID == programme && !e.Withdrawn {
				c.own = append(c.own, e)
			}
		}
		above, below := c.counts(rate, on)
		if below {
			den++
			if above {
				num++
			}
		}
	}
	return num, den
}

type slowClient struct {
	r   outcomes.Records
	own []casework.Episode
}

func (c slowClient) stateOn(day casework.Day) (casework.State, casework.Episode) {
	newest, referred := casework.Newest(c.own, day)
	if !referred {
		return casework.NotReferred, newest
	}
	return newest.StateOn(day), newest
}

// runs tells whether a placement that answers ran on the day.
func (c slowClient) runs(day casework.Day, answers func(casework.Placement, casework.Episode) bool) bool {
	for _, e := range c.own {
		for _, p := range c.r.Placements {
			began, over := !p.StartsOn.After(day), !p.EndsOn.IsZero() && p.EndsOn.Before(day)
			if p.EpisodeID == e.ID && !p.Withdrawn && began && !over && answers(p, e) {
				return true
			}
		}
	}
	return false
}

func (c slowClient) startedWork(on casework.Day) bool {
	for _, e := range c.own {
		for _, p := range c.r.Placements {
			if p.EpisodeID == e.ID && isOpen(p) && !p.StartsOn.After(on) && !e.StartedOn.IsZero() && !p.StartsOn.Before(e.StartedOn) {
				return true
			}
		}
	}
	return false
}

func (c slowClient) counts(rate string, on casework.Day) (above, below bool) {
	state, newest := c.stateOn(on)
	open := func(p casework.Placement, _ casework.Episode) bool { return isOpen(p) }
	started := state == casework.Active || state == casework.Paused || state == casework.Ended
	switch rate {
	case outcomes.EmployedEverOfStarted:
		return c.startedWork(on), started
	case outcomes.EmployedNowOfActive:
		return c.runs(on, open), state == casework.Active
	case outcomes.EnteredWorkOfJoblessStarters:
		return c.startedWork(on), started && !newest.EmployedAtStart
	case outcomes.Quarterly:
		for day := on.QuarterStart(); !day.After(on); day = day.AddDays(1) {
			s, _ := c.stateOn(day)
			below = below || s == casework.Active
			above = above || c.runs(day, open)
		}
		return above, below && state != casework.NotReferred
	}
	var first casework.Day
	for _, e := range c.own {
		if !e.StartedOn.IsZero() && (first.IsZero() || e.StartedOn.Before(first)) {
			first = e.StartedOn
		}
	}
	if first.IsZero() || on.DaysSince(first) < 365 || state == casework.NotReferred {
		return false, false
	}
	return c.runs(first.AddDays(365), func(p casework.Placement, _ casework.Episode) bool { return isOpen(p) || p.Kind == casework.Study }), true
}
