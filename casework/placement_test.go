package casework

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestStartPlacement(t *testing.T) {
	today := day("2026-11-23")
	number := func(n float64) *float64 { return &n }
	pay := func(c Cents) *Cents { return &c }
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: day("2026-01-01"), StartedOn: day("2026-01-15")}
	for _, row := range []struct {
		rule string
		note func(*PlacementNote)
		want string // the fields and what is wrong with them; empty: nothing is
	}{
		{"an employer and a day are enough", func(*PlacementNote) {}, ""},
		{"no employer", func(n *PlacementNote) { n.EmployerID = 0 }, "employer: placement.employer_missing"},
		{"an agreement of 201 letters", func(n *PlacementNote) { n.Agreement = strings.Repeat("ä", 201) }, "agreement: problem.too_long"},
		{"no day", func(n *PlacementNote) { n.StartsOn = Day{} }, "starts_on: problem.day_missing"},
		{"a job may be agreed a year ahead", func(n *PlacementNote) { n.StartsOn = today.AddDays(366) }, ""},
		{"and no further", func(n *PlacementNote) { n.StartsOn = today.AddDays(367) }, "starts_on: placement.start_too_far"},
		{"it may have begun before coaching did", func(n *PlacementNote) { n.StartsOn = day("2025-01-01") }, ""},
		{"a job of one day", func(n *PlacementNote) { n.EndsOn = n.StartsOn }, ""},
		{"an end before the start", func(n *PlacementNote) { n.EndsOn = n.StartsOn.AddDays(-1) }, "ends_on: problem.end_before_start"},
		{"a permanent job", func(n *PlacementNote) { n.Permanent = true }, ""},
		{"a permanent job with an end", func(n *PlacementNote) { n.Permanent, n.EndsOn = true, n.StartsOn.AddDays(90) }, "ends_on: placement.permanent_with_end"},
		{"half an hour a week", func(n *PlacementNote) { n.HoursPerWeek = number(0.5) }, ""},
		{"sixty hours", func(n *PlacementNote) { n.HoursPerWeek = number(60) }, ""},
		{"no hours at all", func(n *PlacementNote) { n.HoursPerWeek = number(0) }, "hours_per_week: placement.hours_range"},
		{"more than sixty", func(n *PlacementNote) { n.HoursPerWeek = number(60.5) }, "hours_per_week: placement.hours_range"},
		{"hours that are no number", func(n *PlacementNote) { n.HoursPerWeek = number(math.NaN()) }, "hours_per_week: placement.hours_range"},
		{"no pay", func(n *PlacementNote) { n.MonthlyPay = pay(0) }, ""},
		{"less than no pay", func(n *PlacementNote) { n.MonthlyPay = pay(-1) }, "monthly_pay: placement.pay_negative"},
		{"an occupation of four digits", func(n *PlacementNote) { n.Occupation = " 9112 " }, ""},
		{"of three", func(n *PlacementNote) { n.Occupation = "911" }, "occupation: placement.occupation_digits"},
		{"of letters", func(n *PlacementNote) { n.Occupation = "abcd" }, "occupation: placement.occupation_digits"},
		{"of two letters that are four bytes", func(n *PlacementNote) { n.Occupation = "ää" }, "occupation: placement.occupation_digits"},
		{"subsidised for as long as it lasts", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(50), Span: Span{From: n.StartsOn}}
		}, ""},
		{"wholly", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: MunicipalSupplement, Percent: number(100), Span: Span{From: n.StartsOn}}
		}, ""},
		{"by nothing", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(0), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by more than all", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(101), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by what is no number", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Percent: number(math.NaN()), Span: Span{From: n.StartsOn}}
		}, "subsidy_percent: placement.percent_range"},
		{"by nobody knows whom", func(n *PlacementNote) { n.Subsidy = &Subsidy{Kind: "uncle", Span: Span{From: n.StartsOn}} }, "subsidy: problem.choose"},
		{"before the job", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn.AddDays(-1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"after the job", func(n *PlacementNote) {
			n.EndsOn = n.StartsOn.AddDays(90)
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn, To: n.EndsOn.AddDays(1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"from after the job", func(n *PlacementNote) {
			n.EndsOn = n.StartsOn.AddDays(90)
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.EndsOn.AddDays(1)}}
		}, "subsidy_from: placement.subsidy_outside"},
		{"backwards", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: OtherSubsidy, Span: Span{From: n.StartsOn.AddDays(9), To: n.StartsOn}}
		}, "subsidy_to: problem.end_before_start"},
		{"an amount a month", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: MunicipalSupplement, Amount: pay(120000), Span: Span{From: n.StartsOn}}
		}, ""},
		{"an amount below nothing", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: MunicipalSupplement, Amount: pay(-1), Span: Span{From: n.StartsOn}}
		}, "subsidy_amount: placement.pay_negative"},
		{"a supplement after a subsidy", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Span: Span{From: n.StartsOn, To: n.StartsOn.AddDays(30)}}
			n.FurtherSubsidies = []Subsidy{{Kind: MunicipalSupplement, Span: Span{From: n.StartsOn.AddDays(31)}}}
		}, ""},
		{"a supplement from before the job", func(n *PlacementNote) {
			n.Subsidy = &Subsidy{Kind: WageSubsidy, Span: Span{From: n.StartsOn}}
			n.FurtherSubsidies = []Subsidy{{Kind: MunicipalSupplement, Span: Span{From: n.StartsOn.AddDays(-1)}}}
		}, "further_subsidy_from: placement.subsidy_outside"},
		{"hours that change later", func(n *PlacementNote) {
			n.Changes = []PlacementChange{{From: n.StartsOn.AddDays(1), HoursPerWeek: number(25)}}
		}, ""},
		{"hours that change on the first day", func(n *PlacementNote) { n.Changes = []PlacementChange{{From: n.StartsOn, HoursPerWeek: number(25)}} },
			"change_from: placement.change_outside"},
		{"a change of nothing", func(n *PlacementNote) { n.Changes = []PlacementChange{{From: n.StartsOn.AddDays(1)}} },
			"change_hours: placement.change_empty"},
		{"two changes on one day", func(n *PlacementNote) {
			n.Changes = []PlacementChange{{From: n.StartsOn.AddDays(9), HoursPerWeek: number(25)}, {From: n.StartsOn.AddDays(9), MonthlyPay: pay(1)}}
		}, "change_from: placement.change_twice"},
		{"all that is missing is told at once", func(n *PlacementNote) { *n = PlacementNote{} },
			"employer: placement.employer_missing; starts_on: problem.day_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := PlacementNote{EmployerID: 5, StartsOn: today, OpenMarket: true}
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
				FurtherSubsidies: note.FurtherSubsidies, Changes: note.Changes,
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
		_, err := StartPlacement(Episode{ReferredOn: day("2026-01-01")}, PlacementNote{EmployerID: 5, StartsOn: today}, today)
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

// seen tells what a placement is in one line: its days, hours, pay, subsidies
// and end.
func seen(p Placement, on Day) string {
	line := fmt.Sprintf("%s %s–%s", p.Kind, p.StartsOn, p.EndsOn)
	if h := p.HoursOn(on); h != nil {
		line += fmt.Sprintf(" %g h", *h)
	}
	if pay := p.PayOn(on); pay != nil {
		line += " " + pay.String()
	}
	for _, s := range p.Subsidies() {
		line += fmt.Sprintf(" %s %s–%s", s.Kind, s.From, s.To)
	}
	if p.EndReason != "" {
		line += " " + p.EndReason
	}
	return line
}

func TestEachKindKeepsWhatIsItsOwn(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: day("2026-01-01"), StartedOn: day("2026-01-15")}
	number := func(n float64) *float64 { return &n }
	pay := Cents(125000)
	full := PlacementNote{
		EmployerID: 5, StartsOn: today, EndsOn: today.AddDays(60), HoursPerWeek: number(8), DaysPerWeek: number(2), MonthlyPay: &pay, OpenMarket: true,
		Occupation: "9112", Subsidy: &Subsidy{Kind: WageSubsidy, Span: Span{From: today}}, School: " KAO ", Subject: "puutarha", Funding: StudentAid,
	}
	of := Span{From: full.StartsOn, To: full.EndsOn}
	yes, no := true, false
	for kind, want := range map[PlacementKind]Placement{
		Employment: {EmployerID: 5, HoursPerWeek: number(8), MonthlyPay: &pay, OpenMarket: &yes, Permanent: &no, Occupation: "9112", Subsidy: full.Subsidy},
		WorkTrial:  {EmployerID: 5, HoursPerWeek: number(8), DaysPerWeek: number(2), Occupation: "9112"},
		Study:      {School: "KAO", Subject: "puutarha", Funding: StudentAid},
	} {
		note := full
		note.Kind = kind
		got, err := StartPlacement(e, note, today)
		want.EpisodeID, want.Kind, want.StartsOn, want.EndsOn = 9, kind, of.From, of.To
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: it is %+v, %v\nwant %+v", kind, got, err, want)
		}
	}
	for _, row := range []struct {
		rule string
		note PlacementNote
		want string
	}{
		{"a work trial is in no business of the client's", PlacementNote{Kind: WorkTrial, StartsOn: today, OwnBusiness: true, Business: "Oma"}, "employer: placement.employer_missing"},
		{"a work trial has a host", PlacementNote{Kind: WorkTrial, StartsOn: today}, "employer: placement.employer_missing"},
		{"and at most forty hours on five days", PlacementNote{Kind: WorkTrial, EmployerID: 5, StartsOn: today, HoursPerWeek: number(40.5), DaysPerWeek: number(6)},
			"hours_per_week: placement.hours_range; days_per_week: placement.days_range"},
		{"studies need a day alone", PlacementNote{Kind: Study, StartsOn: today}, ""},
		{"and a funding that is known", PlacementNote{Kind: Study, StartsOn: today, Funding: "uncle"}, "funding: problem.choose"},
		{"what is none of the kinds", PlacementNote{Kind: "hobby", StartsOn: today}, "kind: problem.choose"},
	} {
		if _, err := StartPlacement(e, row.note, today); row.want == "" && err != nil || row.want != "" && told(err) != "invalid: problem.invalid; "+row.want {
			t.Errorf("%s: told %q, want %q", row.rule, told(err), row.want)
		}
	}
}

func TestAnOwnBusiness(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: day("2026-01-01"), StartedOn: day("2026-01-15")}
	note := PlacementNote{EmployerID: 5, StartsOn: today, OwnBusiness: true, Business: " Oma  siivousyritys ", Agreement: "ei ole", OpenMarket: true}
	own, err := StartPlacement(e, note, today)
	if err != nil || !own.OwnBusiness() || own.Business != "Oma siivousyritys" || own.EmployerID != 0 || own.Agreement != "" || !own.IsJobStart(e) {
		t.Fatalf("it is %+v, %v: a job start in the open market, without an employer", own, err)
	}
	if got, err := FollowPlacement(own, PlacementFollow{Form: JobSelfEmployed}, today); err != nil || !got.OwnBusiness() {
		t.Errorf("what comes to be known later takes it away: %+v, %v", got, err)
	}
	if _, err := FollowPlacement(own, PlacementFollow{}, today); refusedBeside(err) != "job_form: placement.own_business" {
		t.Errorf("another sort of job without an employer is told %q", refusedBeside(err))
	}
	employed, err := CorrectPlacement(e, own, PlacementNote{EmployerID: 5, StartsOn: today, Business: "x", Agreement: " Kaupan  TES "}, today)
	if err != nil || employed.OwnBusiness() || employed.Form != "" || employed.Business != "" || employed.Agreement != "Kaupan TES" {
		t.Errorf("with an employer it is %+v, %v", employed, err)
	}
	billed, err := FollowPlacement(employed, PlacementFollow{Form: JobSelfEmployed}, today)
	if err != nil || billed.OwnBusiness() {
		t.Errorf("who works for themself at an employer's is %+v, %v", billed, err)
	}
	again, err := CorrectPlacement(e, billed, PlacementNote{EmployerID: 5, StartsOn: today}, today)
	if err != nil || again.Form != JobSelfEmployed {
		t.Errorf("a correction takes the sort of job away: %+v, %v", again, err)
	}
}

func TestAPlacementGoesOn(t *testing.T) {
	today := day("2026-11-23")
	number := func(n float64) *float64 { return &n }
	pay := func(c Cents) *Cents { return &c }
	yes := true
	job := Placement{Kind: Employment, StartsOn: day("2026-09-01"), HoursPerWeek: number(16), MonthlyPay: pay(100000), OpenMarket: &yes, Permanent: &yes,
		Subsidy: &Subsidy{Kind: WageSubsidy, Span: Span{From: day("2026-09-01"), To: day("2027-02-28")}}}
	trial := Placement{Kind: WorkTrial, StartsOn: day("2026-11-02"), EndsOn: day("2026-11-30"), HoursPerWeek: number(8)}
	study := Placement{Kind: Study, StartsOn: day("2026-08-10")}
	change := func(from string, hours *float64, pay *Cents) func(Placement) (Placement, error) {
		return func(p Placement) (Placement, error) {
			return ChangePlacement(p, PlacementChange{From: day(from), HoursPerWeek: hours, MonthlyPay: pay})
		}
	}
	add := func(kind SubsidyKind, from, to string) func(Placement) (Placement, error) {
		return func(p Placement) (Placement, error) {
			s := Subsidy{Kind: kind, Span: Span{From: day(from)}}
			if to != "" {
				s.To = day(to)
			}
			return AddSubsidy(p, s, today)
		}
	}
	end := func(on, reason string) func(Placement) (Placement, error) {
		return func(p Placement) (Placement, error) {
			return EndPlacement(p, PlacementEnd{On: day(on), Reason: reason}, today)
		}
	}
	then := func(steps ...func(Placement) (Placement, error)) func(Placement) (Placement, error) {
		return func(p Placement) (_ Placement, err error) {
			for _, step := range steps {
				if p, err = step(p); err != nil {
					break
				}
			}
			return p, err
		}
	}
	withdrawn := job
	withdrawn.Withdrawn = true
	const subsidy = " wage_subsidy 2026-09-01–2027-02-28"
	for _, row := range []struct {
		rule string
		of   Placement
		step func(Placement) (Placement, error)
		want string // on the day, or what is refused
	}{
		{"more hours, the pay as it was", job, change("2026-11-01", number(20), nil), "employment 2026-09-01– 20 h 1000.00" + subsidy},
		{"more pay, the hours as they were", job, change("2026-11-01", nil, pay(110000)), "employment 2026-09-01– 16 h 1100.00" + subsidy},
		{"a change agreed for later has not come", job, change("2026-12-01", number(20), nil), "employment 2026-09-01– 16 h 1000.00" + subsidy},
		{"the newest change holds, whichever was noted first", job, then(change("2026-11-01", number(25), nil), change("2026-10-01", number(20), nil)), "employment 2026-09-01– 25 h 1000.00" + subsidy},
		{"a change before the job", job, change("2026-09-01", number(20), nil), "invalid: problem.invalid; change_from: placement.change_outside"},
		{"a second change on a day", job, then(change("2026-11-01", number(20), nil), change("2026-11-01", number(25), nil)), "invalid: problem.invalid; change_from: placement.change_twice"},
		{"a change of nothing", job, change("2026-11-01", nil, nil), "invalid: problem.invalid; change_hours: placement.change_empty"},
		{"a work trial's hours change too", trial, change("2026-11-16", number(12), nil), "work_trial 2026-11-02–2026-11-30 12 h"},
		{"and it has no pay", trial, change("2026-11-16", nil, pay(1)), "invalid: problem.invalid; change_hours: placement.change_empty"},
		{"after its end nothing changes", trial, change("2026-12-01", number(12), nil), "invalid: problem.invalid; change_from: placement.change_outside"},
		{"studies have no hours", study, change("2026-11-01", number(20), nil), "conflict: placement.no_hours"},

		{"a supplement after the subsidy", job, add(MunicipalSupplement, "2027-03-01", "2027-08-31"), "employment 2026-09-01– 16 h 1000.00" + subsidy + " municipal_supplement 2027-03-01–2027-08-31"},
		{"a supplement from before the job", job, add(MunicipalSupplement, "2026-08-31", ""), "invalid: problem.invalid; further_subsidy_from: placement.subsidy_outside"},
		{"a work trial has no subsidy", trial, add(WageSubsidy, "2026-11-02", ""), "conflict: placement.no_subsidy_here"},

		{"a job ends, and its subsidy with it", job, end("2026-11-20", "left_health"), "employment 2026-09-01–2026-11-20 16 h 1000.00 wage_subsidy 2026-09-01–2026-11-20 left_health"},
		{"a supplement that had not begun falls away", job, then(add(MunicipalSupplement, "2027-03-01", ""), end("2026-11-20", "term_over")),
			"employment 2026-09-01–2026-11-20 16 h 1000.00 wage_subsidy 2026-09-01–2026-11-20 term_over"},
		{"an end is known ahead", job, end("2026-12-31", "studies"), "employment 2026-09-01–2026-12-31 16 h 1000.00 wage_subsidy 2026-09-01–2026-12-31 studies"},
		{"but not by years", job, end("2028-12-31", "studies"), "invalid: problem.invalid; end_on: placement.end_too_far"},
		{"an end before the start", job, end("2026-08-31", "studies"), "invalid: problem.invalid; end_on: problem.end_before_start"},
		{"an end before a change that is agreed", job, then(change("2026-12-01", number(20), nil), end("2026-11-30", "studies")), "invalid: problem.invalid; end_on: placement.change_after_end"},
		{"an end for no reason", job, end("2026-11-20", ""), "invalid: problem.invalid; end_reason: problem.choose"},
		{"a job does not end as a work trial does", job, end("2026-11-20", "to_job"), "invalid: problem.invalid; end_reason: problem.choose"},
		{"a work trial leads to a job", trial, end("2026-11-20", "to_job"), "work_trial 2026-11-02–2026-11-20 8 h to_job"},
		{"what is withdrawn does not end", withdrawn, end("2026-11-20", "other"), "conflict: placement.withdrawn"},
		{"nor change", withdrawn, change("2026-11-01", number(20), nil), "conflict: placement.withdrawn"},
		{"nor is it subsidised", withdrawn, add(WageSubsidy, "2026-11-01", ""), "conflict: placement.withdrawn"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := row.step(row.of)
			if line := seen(got, today); err == nil && line != row.want || err != nil && told(err) != row.want {
				t.Errorf("it is %q, told %q\nwant %q", line, told(err), row.want)
			}
		})
	}
	if len(job.Changes) != 0 || len(job.FurtherSubsidies) != 0 || job.Subsidy.To != day("2027-02-28") {
		t.Errorf("a step changed what it was given: %+v", job)
	}
}

func TestAJobThatHasEndedIsCorrected(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, StartedOn: day("2026-01-15")}
	old := Placement{Kind: Employment, StartsOn: day("2026-09-01"), EndsOn: day("2026-11-20"), EndReason: "left_health", EndLearned: "aamut sopivat"}
	got, err := CorrectPlacement(e, old, PlacementNote{EmployerID: 5, StartsOn: old.StartsOn, EndsOn: old.EndsOn, Permanent: true}, today)
	if err != nil || got.EndReason != "left_health" || got.EndLearned != "aamut sopivat" || !*got.Permanent {
		t.Errorf("it is %+v, %v", got, err)
	}
}
