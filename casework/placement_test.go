package casework

import (
	"math"
	"reflect"
	"testing"
)

func TestStartPlacement(t *testing.T) {
	today := day("2026-11-23")
	number := func(n float64) *float64 { return &n }
	pay := func(c Cents) *Cents { return &c }
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: day("2026-01-01"), StartedOn: day("2026-01-15")}
	for _, row := range []struct {
		rule string
		note func(*EmploymentNote)
		want string // the fields and what is wrong with them; empty: nothing is
	}{
		{"an employer and a day are enough", func(*EmploymentNote) {}, ""},
		{"no employer", func(n *EmploymentNote) { n.EmployerID = 0 }, "employer: placement.employer_missing"},
		{"no day", func(n *EmploymentNote) { n.StartsOn = Day{} }, "starts_on: problem.day_missing"},
		{"a job may be agreed a year ahead", func(n *EmploymentNote) { n.StartsOn = today.AddDays(366) }, ""},
		{"and no further", func(n *EmploymentNote) { n.StartsOn = today.AddDays(367) }, "starts_on: placement.start_too_far"},
		{"it may have begun before coaching did", func(n *EmploymentNote) { n.StartsOn = day("2025-01-01") }, ""},
		{"a job of one day", func(n *EmploymentNote) { n.EndsOn = n.StartsOn }, ""},
		{"an end before the start", func(n *EmploymentNote) { n.EndsOn = n.StartsOn.AddDays(-1) }, "ends_on: problem.end_before_start"},
		{"a permanent job", func(n *EmploymentNote) { n.Permanent = true }, ""},
		{"a permanent job with an end", func(n *EmploymentNote) { n.Permanent, n.EndsOn = true, n.StartsOn.AddDays(90) }, "ends_on: placement.permanent_with_end"},
		{"half an hour a week", func(n *EmploymentNote) { n.HoursPerWeek = number(0.5) }, ""},
		{"sixty hours", func(n *EmploymentNote) { n.HoursPerWeek = number(60) }, ""},
		{"no hours at all", func(n *EmploymentNote) { n.HoursPerWeek = number(0) }, "hours_per_week: placement.hours_range"},
		{"more than sixty", func(n *EmploymentNote) { n.HoursPerWeek = number(60.5) }, "hours_per_week: placement.hours_range"},
		{"hours that are no number", func(n *EmploymentNote) { n.HoursPerWeek = number(math.NaN()) }, "hours_per_week: placement.hours_range"},
		{"no pay", func(n *EmploymentNote) { n.MonthlyPay = pay(0) }, ""},
		{"less than no pay", func(n *EmploymentNote) { n.MonthlyPay = pay(-1) }, "monthly_pay: placement.pay_negative"},
		{"an occupation of four digits", func(n *EmploymentNote) { n.Occupation = " 9112 " }, ""},
		{"of three", func(n *EmploymentNote) { n.Occupation = "911" }, "occupation: placement.occupation_digits"},
		{"of letters", func(n *EmploymentNote) { n.Occupation = "abcd" }, "occupation: placement.occupation_digits"},
		{"of two letters that are four bytes", func(n *EmploymentNote) { n.Occupation = "ää" }, "occupation: placement.occupation_digits"},
		{"subsidised for as long as it lasts", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(50), Span: Span{From: n.StartsOn}}
		}, ""},
		{"wholly", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: MunicipalSupplement, Percent: number(100), Span: Span{From: n.StartsOn}}
		}, ""},
		{"by nothing", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(0), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by more than all", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(101), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by what is no number", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(math.NaN()), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by nobody knows whom", func(n *EmploymentNote) { n.Subsidy = &Subsidy{Kind: "uncle", Span: Span{From: n.StartsOn}} }, "subsidy: problem.choose"},
		{"before the job", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn.AddDays(-1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"after the job", func(n *EmploymentNote) {
			n.EndsOn = n.StartsOn.AddDays(90)
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn, To: n.EndsOn.AddDays(1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"from after the job", func(n *EmploymentNote) {
			n.EndsOn = n.StartsOn.AddDays(90)
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.EndsOn.AddDays(1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"backwards", func(n *EmploymentNote) {
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn.AddDays(9), To: n.StartsOn}}
		}, "subsidy_to: problem.end_before_start"},
		{"all that is missing is told at once", func(n *EmploymentNote) { *n = EmploymentNote{} },
			"employer: placement.employer_missing; starts_on: problem.day_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := EmploymentNote{EmployerID: 5, StartsOn: today, OpenMarket: true}
			row.note(&note)
			got, err := StartPlacement(e, note, today)
			if row.want != "" {
				if want := "invalid: problem.invalid; " + row.want; told(err) != want || !reflect.DeepEqual(got, Placement{}) {
					t.Errorf("told %q with %+v, want %q", told(err), got, want)
				}
				return
			}
			want := Placement{
				EpisodeID: 9, Kind: Employment, EmployerID: 5, StartsOn: note.StartsOn, EndsOn: note.EndsOn, HoursPerWeek: note.HoursPerWeek,
				MonthlyPay: note.MonthlyPay, OpenMarket: &note.OpenMarket, Permanent: &note.Permanent, Subsidy: note.Subsidy,
			}
			if note.Occupation != "" {
				want.Occupation = "9112"
			}
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
	t.Run("before coaching has begun", func(t *testing.T) {
		_, err := StartPlacement(Episode{ReferredOn: day("2026-01-01")}, EmploymentNote{EmployerID: 5, StartsOn: today}, today)
		if want := "conflict: placement.episode_not_started"; told(err) != want {
			t.Errorf("told %q, want %q", told(err), want)
		}
	})
}

func TestJobs(t *testing.T) {
	yes, no := true, false
	e := Episode{StartedOn: day("2026-04-01")}
	job := Placement{Kind: Employment, OpenMarket: &yes, StartsOn: day("2026-04-01"), EndsOn: day("2026-06-30")}
	with := func(change func(*Placement)) Placement {
		changed := job
		change(&changed)
		return changed
	}
	for _, row := range []struct {
		rule        string
		placement   Placement
		episode     Episode
		open, start bool
	}{
		{"a job in the open market that began with coaching", job, e, true, true},
		{"before coaching: an open job, and no job start", with(func(p *Placement) { p.StartsOn = day("2026-03-31") }), e, true, false},
		{"coaching has not begun", job, Episode{}, true, false},
		{"after coaching has ended it counts too", job, Episode{StartedOn: day("2026-01-01"), EndedOn: day("2026-02-01")}, true, true},
		{"not in the open market", with(func(p *Placement) { p.OpenMarket = &no }), e, false, false},
		{"not told counts as no", with(func(p *Placement) { p.OpenMarket = nil }), e, false, false},
		{"a work trial is never a job", with(func(p *Placement) { p.Kind = WorkTrial }), e, false, false},
		{"nor are studies", with(func(p *Placement) { p.Kind = Study }), e, false, false},
		{"a withdrawn one is in no figure", with(func(p *Placement) { p.Withdrawn = true }), e, false, false},
		{"a subsidised one counts", with(func(p *Placement) { p.Subsidy = &Subsidy{Kind: WageSubsidy} }), e, true, true},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if open, start := row.placement.OpenJob(), row.placement.IsJobStart(row.episode); open != row.open || start != row.start {
				t.Errorf("open job %v, job start %v; want %v, %v", open, start, row.open, row.start)
			}
		})
	}
	for on, want := range map[string]bool{"2026-03-31": false, "2026-04-01": true, "2026-06-30": true, "2026-07-01": false} {
		if got := job.RunsOn(day(on)); got != want {
			t.Errorf("on %s it runs: %v", on, got)
		}
	}
	if lasting := with(func(p *Placement) { p.EndsOn = Day{} }); !lasting.RunsOn(day("2036-01-01")) {
		t.Error("a job without an end ends")
	}
}
