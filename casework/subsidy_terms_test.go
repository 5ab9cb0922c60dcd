package casework

import (
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

func TestKeepSubsidyTerms(t *testing.T) {
	number := func(n float64) *float64 { return &n }
	whole := func(n int) *int { return &n }
	euros := func(c Cents) *Cents { return &c }
	for _, row := range []struct {
		rule   string
		change func(*SubsidyTerms)
		want   string // the fields that are refused
	}{
		{"an area, a kind and a first day are enough", func(*SubsidyTerms) {}, ""},
		{"a share, a sum, months and who pays are told where they are known", func(x *SubsidyTerms) {
			x.Percent, x.Amount, x.Months, x.Ask = number(70), euros(120000), whole(6), " työllisyys-\npalvelut "
		}, ""},
		{"a municipality of the area may have its own", func(x *SubsidyTerms) { x.Municipality = "205" }, ""},
		{"one of another area may not", func(x *SubsidyTerms) { x.Municipality = "091" }, "municipality"},
		{"nor what is no municipality", func(x *SubsidyTerms) { x.Municipality = "999" }, "municipality"},
		{"no area", func(x *SubsidyTerms) { x.Area = "" }, "area"},
		{"an area that is none", func(x *SubsidyTerms) { x.Area = "99" }, "area"},
		{"a kind that is none", func(x *SubsidyTerms) { x.Kind = "gift" }, "kind"},
		{"a share of nothing", func(x *SubsidyTerms) { x.Percent = number(0) }, "percent"},
		{"a share over the whole", func(x *SubsidyTerms) { x.Percent = number(100.5) }, "percent"},
		{"a sum below nothing", func(x *SubsidyTerms) { x.Amount = euros(-1) }, "amount"},
		{"no months at all", func(x *SubsidyTerms) { x.Months = whole(0) }, "months"},
		{"more than five years", func(x *SubsidyTerms) { x.Months = whole(61) }, "months"},
		{"no first day", func(x *SubsidyTerms) { x.From = Day{} }, "from"},
		{"an end before the start", func(x *SubsidyTerms) { x.To = day("2024-12-31") }, "to"},
		{"it may be said that nobody is granted it", func(x *SubsidyTerms) { x.NotGranted = true }, ""},
		{"but not with a share", func(x *SubsidyTerms) { x.NotGranted, x.Percent = true, number(50) }, "granted"},
		{"nor with months", func(x *SubsidyTerms) { x.NotGranted, x.Months = true, whole(6) }, "granted"},
		{"whom to ask fits a line", func(x *SubsidyTerms) { x.Ask = strings.Repeat("a", maxName+1) }, "ask"},
		{"texts of at most a thousand characters", func(x *SubsidyTerms) {
			x.Text, x.Source = strings.Repeat("a", 1001), strings.Repeat("a", 1001)
		}, "text source"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			x := SubsidyTerms{Area: "10", Kind: WageSubsidy, Span: Span{From: day("2025-01-01")}}
			row.change(&x)
			got, err := KeepSubsidyTerms(x, day("2026-11-23"))
			var fields []string
			if p := problem.As(err); p != nil {
				for _, f := range p.Fields {
					fields = append(fields, f.Name)
				}
			}
			if refused := strings.Join(fields, " "); refused != row.want {
				t.Errorf("it refuses %q, want %q: %v", refused, row.want, err)
			}
			if x.Ask != "" && row.want == "" && got.Ask != "työllisyys- palvelut" {
				t.Errorf("whom to ask is %q", got.Ask)
			}
		})
	}
}

func TestSubsidyTermsReach(t *testing.T) {
	area := SubsidyTerms{Area: "10"}
	own := SubsidyTerms{Area: "10", Municipality: "205"}
	gone := SubsidyTerms{Noted: Noted{Withdrawn: true}, Area: "10"}
	all := []SubsidyTerms{area, own, gone}
	for _, row := range []struct {
		rule, municipality string
		want               int
	}{
		{"those of the area and of the municipality", "205", 2},
		{"in its other municipalities those of the area", "305", 1},
		{"in another area none", "091", 0},
		{"nor where it is not known where the client lives", "", 0},
		{"nor in what is no municipality", "999", 0},
	} {
		if got := SubsidyTermsFor(all, row.municipality); len(got) != row.want {
			t.Errorf("%s: %+v", row.rule, got)
		}
	}
}

func TestSubsidyDoubts(t *testing.T) {
	today := day("2026-11-23")
	number := func(n float64) *float64 { return &n }
	euros := func(c Cents) *Cents { return &c }
	whole := func(n int) *int { return &n }
	no, yes := false, true
	skills := SubsidyTerms{Area: "10", Kind: WageSubsidy, Percent: number(50), Months: whole(5), Span: span("2023-07-01", "2024-12-31")}
	ability := SubsidyTerms{Area: "10", Kind: WageSubsidy, Percent: number(70), Months: whole(10), Span: span("2023-07-01", "2024-12-31")}
	stopped := SubsidyTerms{Area: "10", Kind: WageSubsidy, NotGranted: true, Span: span("2025-01-01", "")}
	kajaani := SubsidyTerms{Area: "10", Municipality: "205", Kind: MunicipalSupplement, Amount: euros(120000), Months: whole(6), Pensioners: &no, Span: span("2025-01-01", "")}
	open := SubsidyTerms{Area: "10", Kind: WageSubsidy, Percent: number(70), Pensioners: &yes, Span: span("2023-07-01", "")}
	decided := func(s Subsidy) Subsidy { s.DecidedOn = s.From.AddDays(-9); return s }
	wage := func(from, to string, percent float64) Subsidy {
		return decided(Subsidy{Kind: WageSubsidy, Percent: number(percent), Span: span(from, to)})
	}
	supplement := func(from, to string, amount Cents) Subsidy {
		return decided(Subsidy{Kind: MunicipalSupplement, Amount: euros(amount), Span: span(from, to)})
	}
	for _, row := range []struct {
		rule      string
		terms     []SubsidyTerms
		pension   bool
		subsidies []Subsidy
		want      string // of each subsidy its doubts
	}{
		{"nothing is known of the area: nothing is doubted", nil, true, []Subsidy{wage("2026-11-01", "", 100)}, ""},
		{"nothing is known of the kind: nothing is doubted", []SubsidyTerms{kajaani}, false, []Subsidy{wage("2026-11-01", "", 100)}, ""},
		{"the terms of its first day fit", []SubsidyTerms{skills, ability, stopped}, false, []Subsidy{wage("2024-12-31", "2025-10-30", 70)}, ""},
		{"it is enough to fit one of several", []SubsidyTerms{skills, ability}, false, []Subsidy{wage("2024-01-01", "2024-10-31", 70)}, ""},
		{"of several the nearest is told", []SubsidyTerms{skills, ability}, false, []Subsidy{wage("2024-01-01", "2024-10-31", 75)}, "percent"},
		{"of two that fit alike the better is told", []SubsidyTerms{kajaani, {Area: "10", Kind: MunicipalSupplement, Amount: euros(130000), Months: whole(7), Span: span("2025-01-01", "")}}, false,
			[]Subsidy{supplement("2025-01-01", "2025-08-31", 140000)}, "amount, months 2025-07-31"},
		{"nobody is granted it on its first day", []SubsidyTerms{ability, stopped}, false, []Subsidy{wage("2025-01-01", "", 50)}, "not_granted"},
		{"it was granted until lately", []SubsidyTerms{ability}, false, []Subsidy{wage("2025-01-01", "", 50)}, "not_granted"},
		{"it will be granted later", []SubsidyTerms{kajaani}, false, []Subsidy{supplement("2024-12-31", "", 100000)}, "not_granted"},
		{"what stops is stronger than what began before it without an end", []SubsidyTerms{open, stopped}, false, []Subsidy{wage("2025-01-01", "", 50)}, "not_granted"},
		{"and weaker than what begins again", []SubsidyTerms{stopped, {Area: "10", Kind: WageSubsidy, Span: span("2026-01-01", "")}}, false, []Subsidy{wage("2026-01-01", "", 50)}, ""},
		{"what stops in the area leaves a municipality its own", []SubsidyTerms{{Area: "10", Municipality: "205", Kind: WageSubsidy, Span: span("2024-01-01", "")}, stopped}, false,
			[]Subsidy{wage("2025-01-01", "", 50)}, ""},
		{"a larger share", []SubsidyTerms{skills}, false, []Subsidy{wage("2024-01-01", "", 50.5)}, "percent"},
		{"a larger sum", []SubsidyTerms{kajaani}, false, []Subsidy{supplement("2025-01-01", "2025-06-30", 120001)}, "amount"},
		{"a day too long", []SubsidyTerms{kajaani}, false, []Subsidy{supplement("2025-01-01", "2025-07-01", 120000)}, "months 2025-06-30"},
		{"to the last day", []SubsidyTerms{kajaani}, false, []Subsidy{supplement("2025-01-01", "2025-06-30", 120000)}, ""},
		{"an end that is not told is not too long", []SubsidyTerms{kajaani}, false, []Subsidy{supplement("2025-01-01", "", 120000)}, ""},
		{"months used up before count", []SubsidyTerms{kajaani}, false,
			[]Subsidy{supplement("2025-01-01", "2025-03-31", 120000), supplement("2025-04-01", "2025-07-02", 120000)}, " | "},
		{"and when they are passed it is doubted", []SubsidyTerms{kajaani}, false,
			[]Subsidy{supplement("2025-01-01", "2025-06-30", 120000), supplement("2025-07-01", "2025-09-30", 120000)}, " | months 2025-07-03"},
		{"another kind uses none of them up", []SubsidyTerms{kajaani}, false,
			[]Subsidy{wage("2025-01-01", "2025-06-30", 50), supplement("2025-07-01", "2025-12-31", 120000)}, " | "},
		{"not for somebody on a disability pension", []SubsidyTerms{kajaani}, true, []Subsidy{supplement("2025-01-01", "2025-06-30", 120000)}, "pension"},
		{"for whom a pension is no bar", []SubsidyTerms{open}, true, []Subsidy{wage("2024-01-01", "", 70)}, ""},
		{"nor where it is not known", []SubsidyTerms{ability}, true, []Subsidy{wage("2024-01-01", "", 70)}, ""},
		{"all that does not fit is told", []SubsidyTerms{kajaani}, true, []Subsidy{supplement("2025-01-01", "2025-12-31", 130000)}, "pension, amount, months 2025-06-30"},
		{"a share that is not told is not too large", []SubsidyTerms{kajaani}, false, []Subsidy{decided(Subsidy{Kind: MunicipalSupplement, Span: span("2025-01-01", "")})}, ""},
		{"one without a first day is from the job's", []SubsidyTerms{kajaani}, false, []Subsidy{{Kind: MunicipalSupplement, Decision: "1", Span: Span{To: day("2024-12-31")}}}, "not_granted"},

		{"a wage subsidy decided on the day it begins", nil, false, []Subsidy{{Kind: WageSubsidy, DecidedOn: day("2026-11-02"), Span: span("2026-11-02", "")}}, ""},
		{"a day after it", nil, false, []Subsidy{{Kind: WageSubsidy, DecidedOn: day("2026-11-03"), Span: span("2026-11-02", "")}}, "decided_late"},
		{"a supplement may be decided on later", nil, false, []Subsidy{{Kind: MunicipalSupplement, DecidedOn: day("2026-11-20"), Span: span("2026-11-02", "")}}, ""},
		{"begun without a decision", nil, false, []Subsidy{{Kind: WageSubsidy, Span: span("2026-11-23", "")}}, "undecided"},
		{"a supplement too", nil, false, []Subsidy{{Kind: MunicipalSupplement, Span: span("2026-11-02", "")}}, "undecided"},
		{"the number of a decision is enough", nil, false, []Subsidy{{Kind: WageSubsidy, Decision: "TE/1", Span: span("2026-11-02", "")}}, ""},
		{"before it begins there is time", nil, false, []Subsidy{{Kind: WageSubsidy, Span: span("2026-11-24", "")}}, ""},
		{"of another subsidy nothing is known", nil, false, []Subsidy{{Kind: OtherSubsidy, Span: span("2026-11-02", "")}}, ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			job := Placement{Kind: Employment, StartsOn: day("2024-01-01")}
			job.Subsidy, job.FurtherSubsidies = firstOf(row.subsidies)
			var told []string
			for _, doubts := range job.SubsidyDoubts(row.terms, row.pension, today) {
				var of []string
				for _, d := range doubts {
					of = append(of, strings.TrimSpace(string(d.Kind)+" "+d.Last.String()))
				}
				told = append(told, strings.Join(of, ", "))
			}
			if got := strings.Join(told, " | "); got != row.want {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
	ended := Placement{Kind: Employment, StartsOn: day("2026-09-01"), EndsOn: day("2026-10-31"), Subsidy: &Subsidy{Kind: WageSubsidy, Span: span("2026-09-01", "2026-10-31")}}
	if doubts := ended.SubsidyDoubts(nil, false, today); len(doubts[0]) != 0 {
		t.Errorf("nobody asks for the decision of a job that has ended: %+v", doubts)
	}
}

func TestSubsidyDoubtsStandBesideAField(t *testing.T) {
	for kind, want := range map[SubsidyDoubtKind]string{
		DoubtNotGranted: "", DoubtPension: "", DoubtPercent: "_percent", DoubtAmount: "_amount", DoubtMonths: "_to", DoubtLate: "_decided_on", DoubtUndecided: "_decided_on",
	} {
		if got := (SubsidyDoubt{Kind: kind}).Field(); got != want {
			t.Errorf("%s stands beside %q, want %q", kind, got, want)
		}
	}
}

func TestOnDisabilityPension(t *testing.T) {
	today := day("2026-11-23")
	income := func(kind string) []Income { return []Income{{Kind: kind, Span: Span{From: day("2026-01-01")}}} }
	told := func(kinds string) ProfileAnswers {
		return ProfileAnswers{{Question: AskBenefits, State: Told, Answer: kinds, On: day("2026-02-01")}}
	}
	for _, row := range []struct {
		rule    string
		answers ProfileAnswers
		incomes []Income
		want    bool
	}{
		{"a pension of the record", nil, income("disability_pension_kela"), true},
		{"one for a fixed time", nil, income("rehabilitation_benefit"), true},
		{"another benefit", nil, income("labour_market_subsidy"), false},
		{"nothing is known", nil, nil, false},
		{"what was told is newer than the record", told("general_support housing_allowance"), income("disability_pension_kela"), false},
		{"a pension that was told of", told("housing_allowance disability_pension_earnings"), nil, true},
	} {
		if got := OnDisabilityPension(row.answers, row.incomes, today); got != row.want {
			t.Errorf("%s: %v", row.rule, got)
		}
	}
}

func TestNoteDecisions(t *testing.T) {
	today := day("2026-11-23")
	job := Placement{Kind: Employment, StartsOn: day("2026-09-01"),
		Subsidy:          &Subsidy{Kind: WageSubsidy, Span: Span{From: day("2026-09-01")}},
		FurtherSubsidies: []Subsidy{{Kind: MunicipalSupplement, Span: Span{From: day("2027-03-01")}}}}
	both := []SubsidyDecision{{Number: " TE/1  2026 ", On: day("2026-08-20")}, {Number: "K 7"}}
	got, err := NoteDecisions(job, both, today)
	if err != nil || got.Subsidy.Decision != "TE/1 2026" || got.Subsidy.DecidedOn != day("2026-08-20") || got.FurtherSubsidies[0].Decision != "K 7" {
		t.Errorf("it is %+v, %v", got, err)
	}
	if job.Subsidy.Decision != "" || job.FurtherSubsidies[0].Decision != "" {
		t.Errorf("it changed what it was given: %+v", job)
	}
	withdrawn := job
	withdrawn.Withdrawn = true
	for _, row := range []struct {
		rule string
		of   Placement
		all  []SubsidyDecision
		want string
	}{
		{"a day ahead", job, []SubsidyDecision{{On: today.AddDays(1)}, {}}, "invalid: problem.invalid; decided_on: problem.day_ahead"},
		{"the second subsidy's fields have its number", job, []SubsidyDecision{{}, {Number: strings.Repeat("1", 61), On: today.AddDays(1)}},
			"invalid: problem.invalid; decision-2: problem.too_long; decided_on-2: problem.day_ahead"},
		{"for fewer subsidies than there are", job, both[:1], "conflict: placement.no_subsidy_to_decide"},
		{"of a job without a subsidy", Placement{Kind: Employment}, nil, "conflict: placement.no_subsidy_to_decide"},
		{"of a withdrawn job", withdrawn, both, "conflict: placement.withdrawn"},
	} {
		if _, err := NoteDecisions(row.of, row.all, today); told(err) != row.want {
			t.Errorf("%s: told %q, want %q", row.rule, told(err), row.want)
		}
	}
}

func TestMunicipalitiesOfArea(t *testing.T) {
	if got := MunicipalitiesOfArea("10"); !slices.Contains(got, "205") || !slices.Contains(got, "305") || slices.Contains(got, "091") {
		t.Errorf("Kainuu-Koillismaa has %v", got)
	}
	if got := MunicipalitiesOfArea("99"); len(got) != 0 {
		t.Errorf("what is no area has %v", got)
	}
	if areas := EmploymentAreas(); len(areas) != 46 || !slices.IsSorted(areas) {
		t.Errorf("the areas are %v", areas)
	}
}
