package casework

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/problem"
)

func TestListUnitClients(t *testing.T) {
	on := MustDay("2026-11-23")
	there := []UnitClient{{Noted: Noted{Record: Record{ID: 1}}, Mark: "ML", Span: Span{From: on.AddDays(-90)}},
		{Noted: Noted{Record: Record{ID: 2}}, Mark: "KT", Span: Span{From: on.AddDays(-90), To: on.AddDays(-3)}}}
	tests := []struct {
		rule, lines string
		want        []string
		fault       string
	}{
		{"one mark a line, spaces and empty lines apart", " A 12 \n\nB4\r\n", []string{"A 12", "B4"}, ""},
		{"a mark that is on the list stays as it is", "ml\nB4", []string{"B4"}, ""},
		{"a mark twice is one person", "B4\nb4", []string{"B4"}, ""},
		{"the mark of somebody who left may be given again", "KT", []string{"KT"}, ""},
		{"no mark is nobody", " \n", nil, "interest.mark_missing"},
		{"a name is too long for a mark", "Matti Meikäläinen", nil, "interest.mark_long"},
		{"an identity number is never kept", "131052-308T", nil, "interest.identity_number"},
		{"nor the beginning of one", "131052A3", nil, "interest.identity_number"},
	}
	for _, tt := range tests {
		got, err := ListUnitClients(7, tt.lines, there, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
		}
		var marks []string
		for _, c := range got {
			marks = append(marks, c.Mark)
			if c.CareTeamID != 7 || c.From != on {
				t.Errorf("%s: %+v", tt.rule, c)
			}
		}
		if !slices.Equal(marks, tt.want) {
			t.Errorf("%s: %q", tt.rule, marks)
		}
	}
}

func firstKey(err error) string {
	p := problem.As(err)
	switch {
	case p == nil:
		return ""
	case len(p.Fields) > 0:
		return p.Fields[0].Key
	}
	return p.Key
}

func TestAnswerInterest(t *testing.T) {
	on := MustDay("2026-11-23")
	listed := UnitClient{Mark: "ML", Span: Span{From: MustDay("2026-03-02")}, Answers: []InterestAnswer{{On: MustDay("2026-05-04"), Interest: WantsNot, NextOn: MustDay("2026-11-04")}}}
	left := listed
	left.To = on.AddDays(-1)
	tests := []struct {
		rule  string
		c     UnitClient
		note  InterestNote
		next  string
		fault string
	}{
		{"who wants to work now is asked again in a month", listed, InterestNote{Interest: WantsNow}, "2026-12-23", ""},
		{"who thinks about it, in three months", listed, InterestNote{Interest: WantsUnsure}, "2027-02-23", ""},
		{"who does not want to, in half a year", listed, InterestNote{Interest: WantsNot}, "2027-05-23", ""},
		{"who works, in a year", listed, InterestNote{Interest: WorksAlready}, "2027-11-23", ""},
		{"another day may be agreed", listed, InterestNote{Interest: WantsNot, NextOn: MustDay("2027-11-23")}, "2027-11-23", ""},
		{"but everybody is asked within a year", listed, InterestNote{Interest: WantsNot, NextOn: MustDay("2027-11-24")}, "", "interest.next_far"},
		{"the next asking is after the answer", listed, InterestNote{Interest: WantsNot, NextOn: on}, "", "interest.next_past"},
		{"an answer is one of the list", listed, InterestNote{Interest: "perhaps"}, "", "problem.choose"},
		{"nobody has answered tomorrow", listed, InterestNote{Interest: WantsNot, On: on.AddDays(1)}, "", "problem.day_ahead"},
		{"nor before they came to the list", listed, InterestNote{Interest: WantsNot, On: MustDay("2026-03-01")}, "", "interest.before_list"},
		{"who left the list is not asked", left, InterestNote{Interest: WantsNow}, "", "interest.off_list"},
	}
	for _, tt := range tests {
		got, err := AnswerInterest(tt.c, tt.note, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
			continue
		}
		if a, _ := got.AnswerOn(on); err == nil && a.NextOn.String() != tt.next {
			t.Errorf("%s: asked again on %s", tt.rule, a.NextOn)
		}
	}
}

func TestAnotherAnswerOfADayTakesThePlaceOfTheFirst(t *testing.T) {
	on := MustDay("2026-11-23")
	c := UnitClient{Span: Span{From: on.AddDays(-9)}}
	for _, note := range []InterestNote{{Interest: WantsNot}, {Interest: WantsLater, On: on.AddDays(-2)}, {Interest: WantsNow, Meet: true}} {
		var err error
		if c, err = AnswerInterest(c, note, on); err != nil {
			t.Fatal(err)
		}
	}
	want := []InterestAnswer{{On: on.AddDays(-2), Interest: WantsLater, NextOn: on.AddDays(-2).AddMonths(3)}, {On: on, Interest: WantsNow, Meet: true, NextOn: on.AddMonths(1)}}
	if diff := cmp.Diff(want, c.Answers, cmp.AllowUnexported(Day{})); diff != "" {
		t.Error(diff)
	}
}

func TestWhoIsToBeAsked(t *testing.T) {
	on := MustDay("2026-11-23")
	answered := func(ago int, i Interest, next int) UnitClient {
		return UnitClient{Answers: []InterestAnswer{{On: on.AddDays(-ago), Interest: i, NextOn: on.AddDays(next)}}}
	}
	referred := answered(9, WantsNow, 20)
	referred.ReferralID = 5
	meets := answered(9, WantsUnsure, 80)
	meets.Answers[0].Meet = true
	tests := []struct {
		rule                 string
		c                    UnitClient
		asked, due, proposed bool
	}{
		{"who was never asked is to be asked", UnitClient{}, false, true, false},
		{"who was asked is left in peace until the day agreed", answered(9, WantsNot, 1), true, false, false},
		{"and asked on that day", answered(9, WantsNot, 0), true, true, false},
		{"an answer of more than a year ago is none", answered(366, WantsNot, -1), false, true, false},
		{"who wants to work now is proposed", answered(9, WantsNow, 20), true, false, true},
		{"and so is who wants to meet a coach", meets, true, false, true},
		{"who was referred is asked in the service", referred, true, false, false},
	}
	for _, tt := range tests {
		if asked, due, proposed := tt.c.AskedOn(on), tt.c.DueOn(on), tt.c.ProposedOn(on); asked != tt.asked || due != tt.due || proposed != tt.proposed {
			t.Errorf("%s: asked %v, due %v, proposed %v", tt.rule, asked, due, proposed)
		}
	}
}

func TestCorrectUnitClient(t *testing.T) {
	on := MustDay("2026-11-23")
	c := UnitClient{Noted: Noted{Record: Record{ID: 1}}, Mark: "ML", Span: Span{From: MustDay("2026-03-02")}, Answers: []InterestAnswer{{On: MustDay("2026-05-04"), Interest: WantsNot}}}
	others := []UnitClient{c, {Noted: Noted{Record: Record{ID: 2}}, Mark: "KT", Span: Span{From: MustDay("2026-03-02")}}}
	tests := []struct {
		rule, mark string
		span       Span
		fault      string
	}{
		{"another mark", "ML2", c.Span, ""},
		{"their own mark again", "ML", c.Span, ""},
		{"a last day takes them off", "ML", Span{From: c.From, To: on}, ""},
		{"not somebody else's mark", "kt", c.Span, "interest.mark_taken"},
		{"not no mark", " ", c.Span, "interest.mark_missing"},
		{"not a name", "Matti Meikäläinen", c.Span, "interest.mark_long"},
		{"they came before they answered", "ML", Span{From: MustDay("2026-05-05")}, "interest.answered_before"},
		{"they left after they came", "ML", Span{From: c.From, To: c.From.AddDays(-1)}, "interest.left_before"},
		{"and not tomorrow", "ML", Span{From: c.From, To: on.AddDays(1)}, "problem.day_ahead"},
	}
	for _, tt := range tests {
		got, err := CorrectUnitClient(c, tt.mark, tt.span, others, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
		} else if err == nil && (got.Mark != tt.mark || got.Span != tt.span || len(got.Answers) != 1) {
			t.Errorf("%s: %+v", tt.rule, got)
		}
	}
}

func TestAMarkThatIsTooLongIsToldByItsBeginning(t *testing.T) {
	_, err := ListUnitClients(7, strings.Repeat("ä", 3000), nil, MustDay("2026-11-23"))
	if told := problem.As(err).Fields[0].Args["mark"]; told != strings.Repeat("ä", 2*maxMark)+"…" {
		t.Errorf("told %q", told)
	}
}
