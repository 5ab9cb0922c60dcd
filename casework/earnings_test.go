package casework

import (
	"strings"
	"testing"
)

func TestMonths(t *testing.T) {
	for text, want := range map[string]string{"2026-02": "2026-02-01 2026-02-28 2026-03 2026-01", "2024-02": "2024-02-01 2024-02-29 2024-03 2024-01",
		"2026-12": "2026-12-01 2026-12-31 2027-01 2026-11", "2026-01": "2026-01-01 2026-01-31 2026-02 2025-12"} {
		m, err := ParseMonth(text)
		if got := strings.Join([]string{m.First().String(), m.Last().String(), m.Add(1).String(), m.Add(-1).String()}, " "); err != nil || got != want || m.String() != text {
			t.Errorf("%s is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "2026", "2026-13", "2026-1", "2026-02-01", "26-02", "2026-02 "} {
		if m, err := ParseMonth(text); err == nil {
			t.Errorf("%q is taken for %s", text, m)
		}
	}
	if Month(0).String() != "" || day("2026-11-30").Month() != day("2026-11-01").Month() || day("2026-12-01").Month() == day("2026-11-30").Month() {
		t.Error("a month does not end with its last day")
	}
}

func TestExpectedPay(t *testing.T) {
	pay := func(c Cents) *Cents { return &c }
	job := func(from, to string, monthly *Cents, changes ...PlacementChange) Placement {
		p := Placement{Kind: Employment, StartsOn: day(from), MonthlyPay: monthly, Changes: changes}
		if to != "" {
			p.EndsOn = day(to)
		}
		return p
	}
	trial, withdrawn := job("2026-01-01", "", pay(90000)), job("2026-01-01", "", pay(90000))
	trial.Kind, withdrawn.Withdrawn = WorkTrial, true
	for _, row := range []struct {
		rule  string
		jobs  []Placement
		month string
		want  Cents
		known bool
	}{
		{"nobody works", nil, "2026-11", 0, true},
		{"a whole month is the pay itself", []Placement{job("2026-01-01", "", pay(99090))}, "2026-11", 99090, true},
		{"of 28 days, 29, 30 and 31 alike", []Placement{job("2024-01-01", "", pay(99091))}, "2024-02", 99091, true},
		{"before it begins nothing", []Placement{job("2026-12-01", "", pay(99090))}, "2026-11", 0, true},
		{"one that begins on the last day brings one day's", []Placement{job("2026-11-30", "", pay(90000))}, "2026-11", 3000, true},
		{"one that ended on the first too", []Placement{job("2026-01-01", "2026-11-01", pay(90000))}, "2026-11", 3000, true},
		{"after its end nothing", []Placement{job("2026-01-01", "2026-10-31", pay(90000))}, "2026-11", 0, true},
		{"half a month at each pay", []Placement{job("2026-01-01", "", pay(60000), PlacementChange{From: day("2026-11-16"), MonthlyPay: pay(120000)})}, "2026-11", 90000, true},
		{"a change of hours alone leaves the pay", []Placement{job("2026-01-01", "", pay(60000), PlacementChange{From: day("2026-11-16")})}, "2026-11", 60000, true},
		{"two jobs together", []Placement{job("2026-01-01", "", pay(60000)), job("2026-01-01", "", pay(40001))}, "2026-11", 100001, true},
		{"to the nearest cent, half upwards", []Placement{job("2026-11-30", "", pay(1000))}, "2026-11", 33, true},
		{"and of a half more", []Placement{job("2026-11-30", "", pay(1005))}, "2026-11", 34, true},
		{"of one the pay is not told: not known", []Placement{job("2026-01-01", "", pay(60000)), job("2026-11-30", "", nil)}, "2026-11", 0, false},
		{"which matters only while it runs", []Placement{job("2026-01-01", "", pay(60000)), job("2026-12-01", "", nil)}, "2026-11", 60000, true},
		{"work trials pay nothing, and withdrawn jobs are none", []Placement{trial, withdrawn}, "2026-11", 0, true},
	} {
		m, err := ParseMonth(row.month)
		if got, known := ExpectedPay(row.jobs, m); err != nil || got != row.want || known != row.known {
			t.Errorf("%s: %s, %v; want %s, %v", row.rule, got, known, row.want, row.known)
		}
	}
}

func TestEarnedIn(t *testing.T) {
	nov := day("2026-11-01").Month()
	first, second, mistake := Earnings{Month: nov, Pay: 1}, Earnings{Month: nov, Pay: 2}, Earnings{Month: nov, Pay: 3}
	mistake.Withdrawn = true
	all := []Earnings{first, {Month: nov.Add(1), Pay: 9}, second, mistake}
	if got, noted := EarnedIn(all, nov); !noted || got != second {
		t.Errorf("the last that is not withdrawn holds; it is %+v", got)
	}
	if _, noted := EarnedIn(all, nov.Add(-1)); noted {
		t.Error("a month without a note has one")
	}
}

func TestNoteEarnings(t *testing.T) {
	today := day("2026-11-23")
	for _, row := range []struct {
		rule string
		note Earnings
		want string
	}{
		{"a month and a pay", Earnings{Month: today.Month(), Pay: 80000}, ""},
		{"a month without pay", Earnings{Month: today.Month()}, ""},
		{"with a holiday bonus apart", Earnings{Month: today.Month(), Pay: 80000, OneOff: 40000, What: OneOffHolidayBonus, Source: EarningsPayslip}, ""},
		{"no month", Earnings{Pay: 1}, "month: problem.day_missing"},
		{"a month that has not begun", Earnings{Month: today.Month().Add(1)}, "month: earnings.month_ahead"},
		{"less than nothing", Earnings{Month: today.Month(), Pay: -1, OneOff: -1}, "pay: earnings.pay_range; one_off: earnings.pay_range"},
		{"a hundred thousand euros", Earnings{Month: today.Month(), Pay: 10_000_000}, ""},
		{"a cent more is a slip", Earnings{Month: today.Month(), Pay: 10_000_001}, "pay: earnings.pay_range"},
		{"words that are none", Earnings{Month: today.Month(), OneOff: 1, What: "luck", Source: "rumour"}, "what: problem.choose; source: problem.choose"},
	} {
		if _, err := NoteEarnings(row.note, today); row.want == "" && err != nil || row.want != "" && told(err) != "invalid: problem.invalid; "+row.want {
			t.Errorf("%s: told %q, want %q", row.rule, told(err), row.want)
		}
	}
	if got, err := NoteEarnings(Earnings{Month: today.Month(), What: OneOffArrears}, today); err != nil || got.What != "" {
		t.Errorf("what was not paid has a name: %+v, %v", got, err)
	}
}

func TestNoteDormancy(t *testing.T) {
	today := day("2026-11-23")
	for _, row := range []struct {
		rule string
		note Dormancy
		want string
	}{
		{"a payer and a day", Dormancy{Payer: OfficeKela, Span: Span{From: today}}, ""},
		{"of one day", Dormancy{Payer: OfficePension, Span: Span{From: today, To: today}}, ""},
		{"agreed a year ahead", Dormancy{Payer: OfficeKela, Span: Span{From: today.AddDays(366)}}, ""},
		{"and no further", Dormancy{Payer: OfficeKela, Span: Span{From: today.AddDays(367)}}, "from: earnings.dormancy_too_far"},
		{"no payer, no day", Dormancy{}, "payer: problem.choose; from: problem.day_missing"},
		{"social services pay no pension", Dormancy{Payer: OfficeSocial, Span: Span{From: today}}, "payer: problem.choose"},
		{"an end before the start", Dormancy{Payer: OfficeKela, Span: Span{From: today, To: today.AddDays(-1)}}, "to: problem.end_before_start"},
	} {
		if _, err := NoteDormancy(row.note, today); row.want == "" && err != nil || row.want != "" && told(err) != "invalid: problem.invalid; "+row.want {
			t.Errorf("%s: told %q, want %q", row.rule, told(err), row.want)
		}
	}
}
