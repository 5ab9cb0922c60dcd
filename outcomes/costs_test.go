package outcomes_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sijoita/casework"
	"sijoita/outcomes"
)

// paid adds funding of the programme, called f and its number.
func paid(funder string, amount casework.Cents, from, to string, parts ...func(*casework.ProgrammeFunding)) func(*outcomes.Records) {
	return func(r *outcomes.Records) {
		n := int64(len(r.Funding)) + 1
		f := casework.ProgrammeFunding{ProgrammeID: programme, Funder: funder, Amount: amount, Span: span(from, to)}
		f.Record = called(fmt.Sprintf("f%d", n), n)
		for _, part := range parts {
			part(&f)
		}
		r.Funding = append(r.Funding, f)
	}
}

func withdrawnFunding(f *casework.ProgrammeFunding) { f.Withdrawn = true }
func ofElsewhere(f *casework.ProgrammeFunding)      { f.ProgrammeID = elsewhere }

// TestCosts reckons by hand: a thousand euros for the hundred days from the 1st
// of January to the 9th of April 2024, ten euros a day.
func TestCosts(t *testing.T) {
	grant := paid("STM", 1000_00, "2024-01-01", "2024-04-09")
	begun := episode(1, "2024-01-02", "2024-01-11")
	for _, row := range []struct {
		says string
		with []func(*outcomes.Records)
		on   string
		want string // fallen of the amount, started × each, employed × each
	}{
		{"nothing is paid: nothing costs", all(begun), "2024-06-01", "0.00 of 0.00, 0 × –, 0 × –"},
		{"nobody started: nothing to share among", all(grant), "2024-01-10", "100.00 of 1000.00, 0 × –, 0 × –"},
		{"before the first day nothing has fallen", all(grant, begun), "2023-12-31", "0.00 of 1000.00, 0 × –, 0 × –"},
		{"one started on the day: eleven days are theirs", all(grant, begun), "2024-01-11", "110.00 of 1000.00, 1 × 110.00, 0 × –"},
		{"two share, and one of them works", all(grant, begun, episode(2, "2024-01-02", "2024-01-20"), job(1, "2024-02-01", "")), "2024-02-09",
			"400.00 of 1000.00, 2 × 200.00, 1 × 400.00"},
		{"three share to the cent", all(grant, begun, episode(2, "2024-01-02", "2024-01-20"), episode(3, "2024-01-02", "2024-01-20")), "2024-01-20",
			"200.00 of 1000.00, 3 × 66.67, 0 × –"},
		{"after the last day no more falls, and who starts then is of other money", all(grant, begun, episode(2, "2024-01-02", "2024-04-10")), "2024-12-31",
			"1000.00 of 1000.00, 1 × 1000.00, 0 × –"},
		{"a job that began after the last day is not of this money", all(grant, begun, job(1, "2024-04-10", "")), "2024-12-31", "1000.00 of 1000.00, 1 × 1000.00, 0 × –"},
		{"nor one that begins after the day of the report", all(grant, begun, job(1, "2024-02-10", "")), "2024-02-09", "400.00 of 1000.00, 1 × 400.00, 0 × –"},
		{"who started before the money and works in its time counts as employed alone", all(grant, episode(1, "2023-11-01", "2023-12-01"), job(1, "2024-01-05", "")), "2024-01-10",
			"100.00 of 1000.00, 0 × –, 1 × 100.00"},
		{"two jobs of one person are one who works", all(grant, begun, job(1, "2024-02-01", "2024-02-03"), job(1, "2024-02-05", "")), "2024-02-09",
			"400.00 of 1000.00, 1 × 400.00, 1 × 400.00"},
		{"a job held before coaching began is no result of it", all(grant, begun, job(1, "2024-01-05", "")), "2024-02-09", "400.00 of 1000.00, 1 × 400.00, 0 × –"},
		{"a work trial is no job", all(grant, begun, job(1, "2024-02-01", "", kind(casework.WorkTrial))), "2024-02-09", "400.00 of 1000.00, 1 × 400.00, 0 × –"},
		{"what was withdrawn costs nothing", all(paid("STM", 1, "2024-01-01", "2024-12-31", withdrawnFunding), begun), "2024-02-09", "0.00 of 0.00, 0 × –, 0 × –"},
		{"another programme's money is not ours", all(paid("STM", 1, "2024-01-01", "2024-12-31", ofElsewhere), begun), "2024-02-09", "0.00 of 0.00, 0 × –, 0 × –"},
		{"two payers of the same days: their money together, each person once", all(grant, paid("County", 500_00, "2024-01-01", "2024-04-09"), begun), "2024-02-09",
			"600.00 of 1500.00, 1 × 600.00, 0 × –"},
		{"one period after another", all(grant, paid("County", 300_00, "2024-04-10", "2024-04-12"), begun, episode(2, "2024-01-02", "2024-04-11")), "2024-04-11",
			"1200.00 of 1300.00, 2 × 600.00, 0 × –"},
		{"days between two periods are nobody's", all(grant, paid("County", 300_00, "2024-05-01", "2024-05-03"), begun, episode(2, "2024-01-02", "2024-04-20")), "2024-05-03",
			"1300.00 of 1300.00, 1 × 1300.00, 0 × –"},
		{"Pohjanmaa: 344 000 euros, half way, ten started and four at work", append(all(paid("STM", 344_000_00, "2024-01-01", "2025-12-31")), tenAndFour()...), "2024-12-31",
			"172235.29 of 344000.00, 10 × 17223.53, 4 × 43058.82"},
	} {
		t.Run(row.says, func(t *testing.T) {
			if got := costLine(outcomes.Outcomes(service(row.with...), d(row.on)).Costs.Cost); got != row.want {
				t.Errorf("it comes to %s, want %s", got, row.want)
			}
		})
	}
}

// tenAndFour are ten who started and four of them who work.
func tenAndFour() (parts []func(*outcomes.Records)) {
	for k := int64(1); k <= 10; k++ {
		parts = append(parts, func(r *outcomes.Records) {
			e := casework.Episode{ClientID: k, ProgrammeID: programme, ReferredOn: d("2024-03-01"), StartedOn: d("2024-03-10")}
			e.Record = called(fmt.Sprintf("e%d", k), k)
			r.Episodes = append(r.Episodes, e)
		})
		if k <= 4 {
			parts = append(parts, job(k, "2024-06-01", ""))
		}
	}
	return parts
}

func costLine(c outcomes.Cost) string {
	each := func(c *casework.Cents) string {
		if c == nil {
			return "–"
		}
		return c.String()
	}
	return fmt.Sprintf("%s of %s, %d × %s, %d × %s", c.Fallen, c.Amount, c.Started, each(c.PerStarted), c.Employed, each(c.PerEmployed))
}

func TestEachFundingHasItsOwnDaysAndPeople(t *testing.T) {
	r := service(paid("Later", 300_00, "2024-04-10", "2024-04-12"), paid("First", 1000_00, "2024-01-01", "2024-04-09"),
		episode(1, "2024-01-02", "2024-01-11"), episode(2, "2024-01-02", "2024-04-11"), job(1, "2024-04-11", ""))
	var got []string
	costs := outcomes.Outcomes(r, d("2024-04-11")).Costs
	for _, f := range costs.Funding {
		got = append(got, fmt.Sprintf("%s %s %s…%s %d/%d: %s", f.ID, f.Funder, f.From, f.To, f.Passed, f.Days, costLine(f.Cost)))
	}
	want := []string{
		"f2 First 2024-01-01…2024-04-09 100/100: 1000.00 of 1000.00, 1 × 1000.00, 0 × –",
		"f1 Later 2024-04-10…2024-04-12 2/3: 200.00 of 300.00, 1 × 200.00, 1 × 200.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for figure, want := range map[string][]outcomes.Row{
		outcomes.OfFunding("f1", outcomes.Started):  {{ClientID: 2, EpisodeID: 2}},
		outcomes.OfFunding("f2", outcomes.Employed): {},
		outcomes.OfCosts(outcomes.Started):          {{ClientID: 1, EpisodeID: 1}, {ClientID: 2, EpisodeID: 2}},
		outcomes.OfCosts(outcomes.Employed):         {{ClientID: 1, EpisodeID: 1, PlacementID: 1}},
	} {
		rows, known := outcomes.RowsOf(r, figure, casework.Day{}, d("2024-04-11"))
		if diff := cmp.Diff(want, rows); diff != "" || !known {
			t.Errorf("%s (known %v) shows (- want, + got)\n%s", figure, known, diff)
		}
	}
}

// TestWhatIsPublishedOfCostsIsToldAlready: the people of a part of the days
// would, taken from all, tell of a few.
func TestWhatIsPublishedOfCostsIsToldAlready(t *testing.T) {
	with := func(parts ...func(*outcomes.Records)) outcomes.Costs {
		return outcomes.Publish(outcomes.Outcomes(service(append(tenAndFour(), parts...)...), d("2024-12-31"))).Costs
	}
	whole := paid("STM", 1000_00, "2024-01-01", "2024-12-31")
	if got, want := costLine(with(whole).Cost), "1000.00 of 1000.00, 10 × 100.00, -1 × –"; got != want {
		t.Errorf("all who started are told, and four who work are not: %s, want %s", got, want)
	}
	part := with(whole, paid("County", 10_00, "2024-01-01", "2024-03-10"), func(r *outcomes.Records) {
		r.Episodes[0].StartedOn = d("2024-05-01")
	})
	for _, f := range part.Funding {
		if f.Funder == "County" && (f.Started != outcomes.Hidden || f.PerStarted != nil) {
			t.Errorf("nine of the ten who started are told: %s", costLine(f.Cost))
		}
	}
	if got := with(); got.Started != 0 || len(got.Funding) != 0 {
		t.Errorf("without money there is nothing to hide: %+v", got)
	}
}

// TestCostsAgreeWithThemselves: money falls day by day, up to the whole of it;
// people are counted as their rows; and funding for every day there is has all
// who started.
func TestCostsAgreeWithThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, on := anyRecords(t), days.Draw(t, "on")
		for range rapid.IntRange(0, 3).Draw(t, "funding") {
			from := days.Draw(t, "from")
			paid("x", casework.Cents(rapid.Int64Range(1, 1e14).Draw(t, "amount")), from.String(), from.AddDays(rapid.IntRange(0, 400).Draw(t, "days")).String())(&r)
		}
		c := outcomes.Outcomes(r, on).Costs
		if next := outcomes.Outcomes(r, on.AddDays(1)).Costs; c.Fallen < 0 || c.Fallen > next.Fallen || next.Fallen > c.Amount {
			t.Errorf("%s has fallen of %s, a day later %s", c.Fallen, c.Amount, next.Fallen)
		}
		if later := outcomes.Outcomes(r, on.AddDays(2000)).Costs; later.Fallen != later.Amount {
			t.Errorf("in the end %s has fallen of %s", later.Fallen, later.Amount)
		}
		for _, f := range c.Funding {
			rows, _ := outcomes.RowsOf(r, outcomes.OfFunding(f.ID, outcomes.Started), casework.Day{}, on)
			if len(rows) != int(f.Started) || f.Started > c.Started || f.Employed > c.Employed {
				t.Errorf("%s has %d who started and %d rows; all have %d", f.ID, f.Started, len(rows), c.Started)
			}
		}
		for i := range r.Funding {
			r.Funding[i].Span = span("2000-01-01", "2100-01-01")
		}
		if all := outcomes.Outcomes(r, on); len(all.Costs.Funding) > 0 && all.Costs.Started < all.Rates.EmployedEverOfStarted.Denominator {
			t.Errorf("%d of %d who have started are counted", all.Costs.Started, all.Rates.EmployedEverOfStarted.Denominator)
		}
		raw, err := json.Marshal(c)
		var back outcomes.Costs
		if err != nil || json.Unmarshal(raw, &back) != nil || !cmp.Equal(c, back, wholeDays) {
			t.Errorf("%s does not read back", raw)
		}
	})
}
