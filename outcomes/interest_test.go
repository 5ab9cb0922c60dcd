package outcomes

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
)

func TestInterestOn(t *testing.T) {
	on := casework.MustDay("2026-11-23")
	listed := func(answers ...casework.InterestAnswer) casework.UnitClient {
		return casework.UnitClient{Span: casework.Span{From: on.AddDays(-200)}, Answers: answers}
	}
	said := func(ago int, i casework.Interest) casework.InterestAnswer {
		return casework.InterestAnswer{On: on.AddDays(-ago), Interest: i, NextOn: on.AddDays(30 - ago)}
	}
	left, withdrawn, referred := listed(said(9, casework.WorksAlready)), listed(said(9, casework.WorksAlready)), listed(said(9, casework.WantsNow))
	left.To, withdrawn.Withdrawn, referred.ReferralID = on.AddDays(-1), true, 4
	told := said(3, casework.WorksAlready)
	told.Told = true
	list := []casework.UnitClient{listed(), listed(said(100, casework.WantsNot), said(2, casework.WantsLater)), listed(said(40, casework.WantsNow)), listed(told), referred, left, withdrawn}
	want := UnitInterest{On: on, Listed: 5, Asked: 4, Due: 2, Told: 1, Proposed: 1, Referred: 1,
		Answers: map[casework.Interest]int{casework.WantsLater: 1, casework.WantsNow: 2, casework.WorksAlready: 1},
		Share:   casework.Part{N: 4, Of: 5}, Employed: casework.Part{N: 1, Of: 4}}
	if diff := cmp.Diff(want, InterestOn(list, on), cmp.AllowUnexported(casework.Day{})); diff != "" {
		t.Error(diff)
	}
	if none := InterestOn(nil, on); none.Share.Of != 0 || none.Tellable() {
		t.Errorf("of nobody: %+v", none)
	}
}

// TestInterestByMonth counts each month as it was known at its end, the present
// one as it is today.
func TestInterestByMonth(t *testing.T) {
	today := casework.MustDay("2026-03-10")
	list := []casework.UnitClient{{Span: casework.Span{From: casework.MustDay("2026-01-15")}, Answers: []casework.InterestAnswer{{On: casework.MustDay("2026-02-28"), Interest: casework.WantsNow, NextOn: casework.MustDay("2026-03-28")}}}}
	var got [][3]any
	for _, m := range InterestByMonth(list, today, 4) {
		got = append(got, [3]any{m.On.String(), m.Listed, m.Asked})
	}
	want := [][3]any{{"2025-12-31", 0, 0}, {"2026-01-31", 1, 0}, {"2026-02-28", 1, 1}, {"2026-03-10", 1, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCountsOfFewerThanFiveStayInTheUnit(t *testing.T) {
	for n, tellable := range map[int]bool{0: false, 4: false, 5: true} {
		if got := (UnitInterest{Listed: n}).Tellable(); got != tellable {
			t.Errorf("of %d: %v", n, got)
		}
	}
}
