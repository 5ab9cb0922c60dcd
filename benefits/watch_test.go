package benefits_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/benefits"
	"sijoita/casework"
)

func dayOf(s string) casework.Day { return casework.MustDay(s) }

func monthOf(s string) casework.Month { return dayOf(s + "-01").Month() }

func amount(c casework.Cents) *casework.Cents { return &c }

// pensionFrom is a pension since long ago.
func pensionFrom(kind benefits.Kind) benefits.Pension {
	return benefits.Pension{Benefit: benefits.Benefit{Kind: kind, Full: true}, Span: casework.Span{From: dayOf("2020-01-01")}}
}

func jobAt(pay casework.Cents, from string) casework.Placement {
	return casework.Placement{Kind: casework.Employment, StartsOn: dayOf(from), MonthlyPay: &pay}
}

func paid(month string, pay, oneOff casework.Cents) casework.Earnings {
	return casework.Earnings{Month: monthOf(month), Pay: pay, OneOff: oneOff}
}

// standing tells how the months of a payer stand: from July to the month told.
func standing(w benefits.Watch, payer benefits.Tell, to string) string {
	for _, limit := range w.Limits {
		if limit.Payer != payer {
			continue
		}
		var line []string
		for _, at := range limit.Months {
			if at.Month > monthOf(to) {
				break
			}
			word := string(at.Standing)
			if at.InRow > 0 {
				word += fmt.Sprint(at.InRow)
			}
			if at.OneOff {
				word += "+"
			}
			line = append(line, word)
		}
		return strings.Join(line, " ")
	}
	return "no limit"
}

func TestTheWatchAgainstKelasLimit(t *testing.T) {
	rules := edition(t)
	const kela = benefits.TellKela
	calm := benefits.WatchQuestion{Today: dayOf("2026-11-23"), Pensions: []benefits.Pension{pensionFrom(benefits.DisabilityPensionKela)}}
	rest := func(from, to string) casework.Dormancy {
		d := casework.Dormancy{Payer: casework.OfficeKela, Span: casework.Span{From: dayOf(from)}}
		if to != "" {
			d.To = dayOf(to)
		}
		return d
	}
	withdrawn := rest("2026-10-01", "")
	withdrawn.Withdrawn = true
	for _, row := range []struct {
		rule  string
		makes func(*benefits.WatchQuestion)
		want  string // June to November
	}{
		{"nobody works: under it", func(*benefits.WatchQuestion) {}, "under under under under under under"},
		{"exactly at the limit is not over", func(q *benefits.WatchQuestion) { q.Jobs = []casework.Placement{jobAt(99090, "2026-01-01")} }, "under under under under under under"},
		{"a cent more is", func(q *benefits.WatchQuestion) { q.Jobs = []casework.Placement{jobAt(99091, "2026-10-01")} }, "under under under under over1 over2"},
		{"in a row it is counted from the first month over, seen or not", func(q *benefits.WatchQuestion) { q.Jobs = []casework.Placement{jobAt(99091, "2026-04-01")} },
			"over3 over4 over5 over6 over7 over8"},
		{"what was paid goes over what was expected", func(q *benefits.WatchQuestion) {
			q.Jobs, q.Earned = []casework.Placement{jobAt(99091, "2026-09-01")}, []casework.Earnings{paid("2026-10", 99090, 0)}
		}, "under under under over1 under over1"},
		{"a month under it begins the count anew", func(q *benefits.WatchQuestion) {
			q.Earned = []casework.Earnings{paid("2026-07", 100000, 0), paid("2026-08", 100000, 0), paid("2026-10", 100000, 0)}
		}, "under over1 over2 under over1 under"},
		{"a one-off payment is apart, and told", func(q *benefits.WatchQuestion) { q.Earned = []casework.Earnings{paid("2026-10", 60000, 39091)} }, "under under under under under+ under"},
		{"and not when both are at the limit", func(q *benefits.WatchQuestion) { q.Earned = []casework.Earnings{paid("2026-10", 60000, 39090)} }, "under under under under under under"},
		{"of a job the pay is not told: not known, and the count ends", func(q *benefits.WatchQuestion) {
			unpaid := jobAt(0, "2026-10-01")
			unpaid.MonthlyPay, unpaid.EndsOn = nil, dayOf("2026-10-31")
			q.Jobs = []casework.Placement{jobAt(99091, "2026-09-01"), unpaid}
		}, "under under under over1 unknown over1"},
		{"what was paid is known then", func(q *benefits.WatchQuestion) {
			unpaid := jobAt(0, "2026-10-01")
			unpaid.MonthlyPay = nil
			q.Jobs, q.Earned = []casework.Placement{unpaid}, []casework.Earnings{paid("2026-10", 99091, 0), paid("2026-11", 99091, 0)}
		}, "under under under under over1 over2"},
		{"a dormant pension has no limit to pass", func(q *benefits.WatchQuestion) {
			q.Jobs, q.Dormant = []casework.Placement{jobAt(150000, "2026-06-01")}, []casework.Dormancy{rest("2026-09-01", "")}
		}, "over1 over2 over3 dormant dormant dormant"},
		{"after it the count begins anew", func(q *benefits.WatchQuestion) {
			q.Jobs, q.Dormant = []casework.Placement{jobAt(150000, "2026-06-01")}, []casework.Dormancy{rest("2026-07-01", "2026-09-30")}
		}, "over1 dormant dormant dormant over1 over2"},
		{"one noted by mistake is none", func(q *benefits.WatchQuestion) { q.Dormant = []casework.Dormancy{withdrawn} }, "under under under under under under"},
		{"the pension company's is another", func(q *benefits.WatchQuestion) {
			other := rest("2026-09-01", "")
			other.Payer = casework.OfficePension
			q.Dormant = []casework.Dormancy{other}
		}, "under under under under under under"},
		{"a pension that begins has a limit from then", func(q *benefits.WatchQuestion) { q.Pensions[0].From = dayOf("2026-09-30") }, "none none none under under under"},
		{"one that ended has none after", func(q *benefits.WatchQuestion) { q.Pensions[0].To = dayOf("2026-09-01") }, "under under under under none none"},
		{"a fixed-term pension is Kela's unless more is known", func(q *benefits.WatchQuestion) { q.Pensions[0].Kind = benefits.RehabilitationBenefit },
			"under under under under under under"},
		{"an unemployment benefit has no limit", func(q *benefits.WatchQuestion) {
			q.Pensions = benefits.PensionsOf([]casework.Income{{Kind: "general_support"}}, nil)
		}, "no limit"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			q := calm
			q.Pensions = slices.Clone(calm.Pensions)
			row.makes(&q)
			if got := standing(q.Of(rules), kela, "2026-11"); got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
	t.Run("the limit is that of the month", func(t *testing.T) {
		q := calm
		q.Today, q.Jobs = dayOf("2026-01-31"), []casework.Placement{jobAt(99000, "2025-12-01")}
		if got := standing(q.Of(rules), kela, "2026-01"); got != "under under under under over1 under" { // 986.30 in 2025, 990.90 in 2026
			t.Errorf("it is %q", got)
		}
	})
	t.Run("beyond the rules nothing is guessed", func(t *testing.T) {
		q := calm
		w := q.Of(rules)
		if len(w.Months) != benefits.WatchBack+1+benefits.WatchAhead || w.Months[0].Month != monthOf("2026-06") {
			t.Fatalf("it shows %d months from %s", len(w.Months), w.Months[0].Month)
		}
		if got := standing(w, kela, "2027-02"); got != "under under under under under under under unknown unknown" {
			t.Errorf("it is %q", got)
		}
	})
	t.Run("that payment stops after three months is in doubt, and says so", func(t *testing.T) {
		w := calm.Of(rules)
		if w.Breaks == nil || w.Breaks.Value.Whole() != 3 || w.Breaks.Confirmed || w.Breaks.Note == "" {
			t.Errorf("it is %+v", w.Breaks)
		}
	})
}

func TestTheWatchAgainstAPensionCompanysLimit(t *testing.T) {
	rules := edition(t)
	const company = benefits.TellPensionCompany
	told := func(on string, limit casework.Cents) casework.Counselling {
		return casework.Counselling{On: dayOf(on), Limit: &limit}
	}
	withdrawn := told("2026-11-01", 200000)
	withdrawn.Withdrawn = true
	stable := func(full bool) []benefits.Pension {
		p := pensionFrom(benefits.DisabilityPensionEarnings)
		p.StableEarnings, p.Full = amount(300000), full
		return []benefits.Pension{p}
	}
	calm := benefits.WatchQuestion{Today: dayOf("2026-11-23"), Pensions: []benefits.Pension{pensionFrom(benefits.DisabilityPensionEarnings)}}
	for _, row := range []struct {
		rule  string
		makes func(*benefits.WatchQuestion)
		want  string // September to November
		limit string // of November
	}{
		{"without its limit what is over Kela's is not known", func(q *benefits.WatchQuestion) { q.Jobs = []casework.Placement{jobAt(99091, "2026-11-01")} }, "under under unknown", "not known"},
		{"up to Kela's it is surely under", func(q *benefits.WatchQuestion) { q.Jobs = []casework.Placement{jobAt(99090, "2026-11-01")} }, "under under under", "not known"},
		{"the limit it told holds", func(q *benefits.WatchQuestion) {
			q.Counselled, q.Jobs = []casework.Counselling{told("2026-05-01", 120000)}, []casework.Placement{jobAt(120001, "2026-10-01")}
		}, "under over1 over2", "1200.00 told"},
		{"the last one told", func(q *benefits.WatchQuestion) {
			q.Counselled, q.Jobs = []casework.Counselling{told("2026-05-01", 120000), told("2026-11-02", 130000), withdrawn}, []casework.Placement{jobAt(120001, "2026-10-01")}
		}, "under over1 under", "1300.00 told"},
		{"one told later serves for the months before", func(q *benefits.WatchQuestion) {
			q.Counselled, q.Jobs = []casework.Counselling{told("2026-11-20", 120000)}, []casework.Placement{jobAt(120001, "2026-10-01")}
		}, "under over1 over2", "1200.00 told"},
		{"it is never under Kela's", func(q *benefits.WatchQuestion) {
			q.Counselled, q.Jobs = []casework.Counselling{told("2026-05-01", 90000)}, []casework.Placement{jobAt(99090, "2026-10-01")}
		}, "under under under", "990.90 told"},
		{"of a full pension it is 40 % of the stable earnings", func(q *benefits.WatchQuestion) {
			q.Pensions, q.Jobs = stable(true), []casework.Placement{jobAt(120000, "2026-10-01")}
		},
			"under under under", "1200.00"},
		{"a cent more is over", func(q *benefits.WatchQuestion) {
			q.Pensions, q.Jobs = stable(true), []casework.Placement{jobAt(120001, "2026-10-01")}
		}, "under over1 over2", "1200.00"},
		{"of a partial one 60 %", func(q *benefits.WatchQuestion) {
			q.Pensions, q.Jobs = stable(false), []casework.Placement{jobAt(180001, "2026-11-01")}
		}, "under under over1", "1800.00"},
		{"what the company told goes over what is computed", func(q *benefits.WatchQuestion) {
			q.Pensions, q.Counselled = stable(true), []casework.Counselling{told("2026-05-01", 110000)}
		}, "under under under", "1100.00 told"},
		{"a fixed-term pension with a limit told is the company's", func(q *benefits.WatchQuestion) {
			q.Pensions[0].Kind, q.Counselled = benefits.RehabilitationBenefit, []casework.Counselling{told("2026-05-01", 110000)}
		}, "under under under", "1100.00 told"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			q := calm
			q.Pensions = slices.Clone(calm.Pensions)
			row.makes(&q)
			w := q.Of(rules)
			whole := strings.Fields(standing(w, company, "2026-11"))
			if got := strings.Join(whole[max(0, len(whole)-3):], " "); got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
			limit := "not known"
			for _, l := range w.Limits {
				if at := l.At(monthOf("2026-11")); l.Payer == company && at.Limit != nil {
					limit = at.Limit.String()
					if at.Told {
						limit += " told"
					}
				}
			}
			if limit != row.limit {
				t.Errorf("the limit is %s, want %s", limit, row.limit)
			}
		})
	}
	t.Run("two payers' limits stand apart, and the worse is told", func(t *testing.T) {
		q := calm
		q.Pensions = append(stable(true), pensionFrom(benefits.DisabilityPensionKela))
		q.Jobs = []casework.Placement{jobAt(110000, "2026-10-01")}
		w := q.Of(rules)
		if worst, at, passed := w.Worst(monthOf("2026-11")); len(w.Limits) != 2 || !passed || worst.Payer != benefits.TellKela || at.InRow != 2 {
			t.Errorf("of %d the worst is %s in its month %d", len(w.Limits), worst.Payer, at.InRow)
		}
		if _, _, passed := w.Worst(monthOf("2026-09")); passed {
			t.Error("September was over")
		}
	})
}

func TestPensionsAreThoseOfTheRecordAndOfTheFacts(t *testing.T) {
	of := casework.Span{From: dayOf("2025-03-01")}
	incomes := []casework.Income{{Kind: "wage"}, {Kind: "disability_pension_earnings", Span: of}}
	facts := casework.Facts{casework.AskBenefits: "disability_pension_earnings disability_pension_kela housing_allowance",
		casework.AskStable("disability_pension_earnings"): "2500.00", casework.AskPartial("disability_pension_earnings"): "yes"}
	var got []string
	for _, p := range benefits.PensionsOf(incomes, facts) {
		line := fmt.Sprint(p.Kind, " ", p.Full, " ", p.From)
		if p.StableEarnings != nil {
			line += " " + p.StableEarnings.String()
		}
		got = append(got, line)
	}
	if want := []string{"disability_pension_earnings false 2025-03-01 2500.00", "disability_pension_kela true "}; !slices.Equal(got, want) {
		t.Errorf("they are %q, want %q", got, want)
	}
}

func TestADormancyLastsFromThreeMonthsToTwoYears(t *testing.T) {
	rules := edition(t)
	for from, want := range map[string]string{
		"2026-03-01": "2026-06-01 2028-02-29", "2026-01-31": "2026-04-30 2028-01-30", "2024-02-29": "2024-05-29 2026-02-27", "2025-12-01": "2026-03-01 2027-11-30",
	} {
		rest, told := benefits.RestOf(rules, casework.Dormancy{Span: casework.Span{From: dayOf(from)}})
		if got := rest.Returns.String() + " " + rest.Ends.String(); !told || got != want {
			t.Errorf("from %s: %s, want %s", from, got, want)
		}
	}
	if rest, told := benefits.RestOf(rules, casework.Dormancy{Span: casework.Span{From: dayOf("2019-01-01")}}); told || !rest.Ends.IsZero() {
		t.Error("of a day that the rules do not know it tells an end")
	}
}
