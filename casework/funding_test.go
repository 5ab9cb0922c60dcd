package casework

import (
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

func TestFundProgramme(t *testing.T) {
	whole := ProgrammeFunding{ProgrammeID: 1, Funder: " State   grant ", Amount: 344_000_00, Span: Span{From: Date(2023, 1, 1), To: Date(2024, 12, 31)}}
	for _, row := range []struct {
		name   string
		change func(*ProgrammeFunding)
		want   []string // fields that are refused
	}{
		{"a funder, an amount and both days are enough", func(*ProgrammeFunding) {}, nil},
		{"it is some programme's", func(f *ProgrammeFunding) { f.ProgrammeID = 0 }, []string{"programme"}},
		{"somebody pays", func(f *ProgrammeFunding) { f.Funder = "  " }, []string{"funder"}},
		{"the funder's name fits a line", func(f *ProgrammeFunding) { f.Funder = strings.Repeat("a", maxName+1) }, []string{"funder"}},
		{"nothing is no funding", func(f *ProgrammeFunding) { f.Amount = 0 }, []string{"amount"}},
		{"less than nothing is none either", func(f *ProgrammeFunding) { f.Amount = -1 }, []string{"amount"}},
		{"the most is a hundred millions", func(f *ProgrammeFunding) { f.Amount = 100_000_000_00 }, nil},
		{"a zero too many is refused", func(f *ProgrammeFunding) { f.Amount = 100_000_000_01 }, []string{"amount"}},
		{"it begins on a day", func(f *ProgrammeFunding) { f.From = Day{} }, []string{"from"}},
		{"it ends on a day: without one nothing could be shared out", func(f *ProgrammeFunding) { f.To = Day{} }, []string{"to"}},
		{"it does not end before it begins", func(f *ProgrammeFunding) { f.To = f.From.AddDays(-1) }, []string{"to"}},
		{"it may be for one day", func(f *ProgrammeFunding) { f.To = f.From }, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			in := whole
			row.change(&in)
			got, err := FundProgramme(in, Date(2026, 1, 1))
			var fields []string
			if p := problem.As(err); p != nil {
				for _, f := range p.Fields {
					fields = append(fields, f.Name)
				}
			}
			if !slices.Equal(fields, row.want) {
				t.Errorf("refused %q, want %q", fields, row.want)
			}
			if row.want == nil && got.Funder != "State grant" {
				t.Errorf("the funder became %q", got.Funder)
			}
		})
	}
}

func TestWhatHasFallenOfAFunding(t *testing.T) {
	ten := ProgrammeFunding{Amount: 100_00, Span: Span{From: Date(2024, 1, 1), To: Date(2024, 1, 10)}}
	third := ProgrammeFunding{Amount: 100_00, Span: Span{From: Date(2024, 1, 1), To: Date(2024, 1, 3)}}
	pohjanmaa := ProgrammeFunding{Amount: 344_000_00, Span: Span{From: Date(2023, 1, 1), To: Date(2024, 12, 31)}} // 365 + 366 days
	for _, row := range []struct {
		name   string
		of     ProgrammeFunding
		on     Day
		passed int
		want   Cents
	}{
		{"before the first day nothing has", ten, Date(2023, 12, 31), 0, 0},
		{"the first day counts from its evening", ten, Date(2024, 1, 1), 1, 10_00},
		{"half of the days, half of the money", ten, Date(2024, 1, 5), 5, 50_00},
		{"on the last day all has", ten, Date(2024, 1, 10), 10, 100_00},
		{"afterwards no more falls", ten, Date(2025, 1, 1), 10, 100_00},
		{"a third is rounded down to the cent", third, Date(2024, 1, 1), 1, 33_33},
		{"two thirds are rounded up to the cent", third, Date(2024, 1, 2), 2, 66_67},
		{"the first year of two, the second of which is a leap year", pohjanmaa, Date(2023, 12, 31), 365, 171_764_71},
		{"the whole of it", pohjanmaa, Date(2024, 12, 31), 731, 344_000_00},
	} {
		t.Run(row.name, func(t *testing.T) {
			if passed, got := row.of.PassedBy(row.on), row.of.FallenBy(row.on); passed != row.passed || got != row.want {
				t.Errorf("%d days and %s, want %d and %s", passed, got, row.passed, row.want)
			}
		})
	}
}
