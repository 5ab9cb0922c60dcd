package outcomes

import (
	"fmt"
	"slices"
	"testing"

	"sijoita/casework"
)

// teamLines writes what waits of a team shortly: the rule, whether it is late,
// by when and whom it is about.
func teamLines(list []TeamDue) []string {
	var out []string
	for _, d := range list {
		late := ""
		if d.Late {
			late = " late"
		}
		line := fmt.Sprintf("%s%s %s %v", d.Kind, late, d.On, d.Staff)
		if d.N > 0 {
			line += fmt.Sprintf(" %s %d", d.Week, d.N)
		}
		out = append(out, line)
	}
	return out
}

func coachSince(id int64, from casework.Day) casework.Staff {
	return casework.Staff{Record: casework.Record{ID: id}, Grants: []casework.Grant{{Role: casework.RoleCoach, Span: casework.Span{From: from}}}}
}

func TestDueGuidance(t *testing.T) {
	today := casework.MustDay("2026-11-25") // a Wednesday
	old, fresh := coachSince(1, today.AddDays(-900)), coachSince(2, today.AddDays(-60))
	held := func(kind casework.SupervisionKind, ago int, staff ...int64) casework.Supervision {
		return casework.Supervision{Kind: kind, On: today.AddDays(-ago), Staff: staff}
	}
	well := []casework.Supervision{held(casework.ContactLogReview, 1), held(casework.GroupSupervision, 2), held(casework.OutcomeReview, 10, 1, 2), held(casework.FieldMentoring, 10, 2)}
	for _, row := range []struct {
		rule    string
		coaches []casework.Staff
		change  func([]casework.Supervision) []casework.Supervision
		want    []string
	}{
		{"all was held", []casework.Staff{old, fresh}, nil, nil},
		{"a team without coaches waits for nothing", nil, func([]casework.Supervision) []casework.Supervision { return nil }, nil},
		{"the log was gone through last week, but not yet this", []casework.Staff{old}, func(all []casework.Supervision) []casework.Supervision {
			all[0].On = casework.MustDay("2026-11-22")
			return all
		}, []string{"log_review 2026-11-29 []"}},
		{"nor last week: late", []casework.Staff{old}, func(all []casework.Supervision) []casework.Supervision {
			all[0].On = casework.MustDay("2026-11-15")
			return all
		}, []string{"log_review late 2026-11-29 []"}},
		{"what was withdrawn was not held", []casework.Staff{old}, func(all []casework.Supervision) []casework.Supervision {
			all[1].Withdrawn = true
			return all
		}, []string{"group late 2026-11-29 []"}},
		{"outcomes of a quarter ago are due soon", []casework.Staff{old, fresh}, func(all []casework.Supervision) []casework.Supervision {
			all[2].Staff = []int64{2}
			return append(all, held(casework.OutcomeReview, 75, 1))
		}, []string{"outcome_review 2026-12-12 [1]"}},
		{"after it they are late", []casework.Staff{old, fresh}, func(all []casework.Supervision) []casework.Supervision {
			all[2].Staff = []int64{2}
			return append(all, held(casework.OutcomeReview, 93, 1))
		}, []string{"outcome_review late 2026-11-24 [1]"}},
		{"a new coach has a quarter first", []casework.Staff{fresh}, func(all []casework.Supervision) []casework.Supervision { return slices.Delete(all, 2, 3) }, nil},
		{"a new coach goes into the field every month", []casework.Staff{old, fresh}, func(all []casework.Supervision) []casework.Supervision {
			all[3].On = today.AddDays(-32)
			return all
		}, []string{"mentoring late 2026-11-24 [2]"}},
		{"an old one need not", []casework.Staff{old}, func(all []casework.Supervision) []casework.Supervision { return all[:3] }, nil},
	} {
		t.Run(row.rule, func(t *testing.T) {
			guidance := slices.Clone(well)
			if row.change != nil {
				guidance = row.change(guidance)
			}
			if got := teamLines(DueGuidance(guidance, row.coaches, today)); !slices.Equal(got, row.want) {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}

func TestDueWeeks(t *testing.T) {
	today := casework.MustDay("2026-11-25") // in week 48
	old := coachSince(1, casework.MustDay("2024-01-01"))
	confirmed := func(weeks ...int) (all []casework.Worktime) {
		for _, w := range weeks {
			all = append(all, casework.Worktime{StaffID: 1, Week: casework.Week(202600 + w)})
		}
		return all
	}
	for _, row := range []struct {
		rule     string
		coach    casework.Staff
		worktime []casework.Worktime
		on       casework.Day
		want     []string
	}{
		{"all four are confirmed", old, confirmed(44, 45, 46, 47), today, nil},
		{"the last full week is not", old, confirmed(44, 45, 46), today, []string{"week 2026-11-22 [1] 2026-W47 1"}},
		{"two are not: late, and the first is told", old, confirmed(44, 46), today, []string{"week late 2026-11-08 [1] 2026-W45 2"}},
		{"on its Sunday a week is not yet asked", old, confirmed(44, 45, 46, 47), casework.MustDay("2026-11-29"), nil},
		{"on the Monday after it is", old, confirmed(44, 45, 46, 47), casework.MustDay("2026-11-30"), []string{"week 2026-11-29 [1] 2026-W48 1"}},
		{"of one who has confirmed none only the last is asked", old, nil, today, []string{"week 2026-11-22 [1] 2026-W47 1"}},
		{"another's weeks are another's", old, []casework.Worktime{{StaffID: 2, Week: 202647}}, today, []string{"week 2026-11-22 [1] 2026-W47 1"}},
		{"a week is asked that the role covers whole", coachSince(1, casework.MustDay("2026-11-17")), nil, today, nil},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var got []string
			if d, waits := DueWeeks(row.coach, row.worktime, row.on); waits {
				got = teamLines([]TeamDue{d})
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}

func TestDueTrainings(t *testing.T) {
	today := casework.MustDay("2026-11-25")
	aid := casework.Training{Noted: casework.Noted{Record: casework.Record{ID: 5}}, StaffID: 1, Kind: casework.SafetyTraining, Name: "First aid", DoneOn: today.AddDays(-900), DueOn: today.AddDays(60)}
	for _, row := range []struct {
		rule   string
		change func(*casework.Training)
		more   []casework.Training
		want   []string
	}{
		{"to be renewed in two months", func(*casework.Training) {}, nil, []string{"training 2027-01-24 [1]"}},
		{"later is far", func(t *casework.Training) { t.DueOn = today.AddDays(61) }, nil, nil},
		{"yesterday was late", func(t *casework.Training) { t.DueOn = today.AddDays(-1) }, nil, []string{"training late 2026-11-24 [1]"}},
		{"what is never renewed does not wait", func(t *casework.Training) { t.DueOn = casework.Day{} }, nil, nil},
		{"what was withdrawn does not", func(t *casework.Training) { t.Withdrawn = true }, nil, nil},
		{"a later one of the name settles it", func(*casework.Training) {},
			[]casework.Training{{StaffID: 1, Kind: casework.SafetyTraining, Name: "first AID", DoneOn: today.AddDays(-3)}}, nil},
		{"another person's does not", func(*casework.Training) {},
			[]casework.Training{{StaffID: 2, Kind: casework.SafetyTraining, Name: "First aid", DoneOn: today.AddDays(-3)}}, []string{"training 2027-01-24 [1]"}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			one := aid
			row.change(&one)
			if got := teamLines(DueTrainings(append([]casework.Training{one}, row.more...), today)); !slices.Equal(got, row.want) {
				t.Errorf("it is %q, want %q", got, row.want)
			}
		})
	}
}

func TestDueGroupActions(t *testing.T) {
	today := casework.MustDay("2026-11-25") // a Wednesday
	action := func(staff int64, due string) casework.GroupAction {
		a := casework.GroupAction{What: "Esite", StaffID: staff, State: casework.GroupActionOpen}
		if due != "" {
			a.DueOn = casework.MustDay(due)
		}
		return a
	}
	withdrawn := action(1, "2026-11-20")
	withdrawn.Withdrawn = true
	for _, row := range []struct {
		rule string
		all  []casework.GroupAction
		want []string
	}{
		{"passed days are late, the longest passed first", []casework.GroupAction{action(1, "2026-11-24"), action(2, "2026-11-10")},
			[]string{"group_action late 2026-11-10 [2]", "group_action late 2026-11-24 [1]"}},
		{"what is to be done today is not late", []casework.GroupAction{action(1, "2026-11-25")}, []string{"group_action 2026-11-25 [1]"}},
		{"this week's to Sunday", []casework.GroupAction{action(1, "2026-11-29"), action(1, "2026-11-30")}, []string{"group_action 2026-11-29 [1]"}},
		{"somebody outside is nobody of ours", []casework.GroupAction{action(0, "2026-11-24")}, []string{"group_action late 2026-11-24 []"}},
		{"without a day nothing waits", []casework.GroupAction{action(1, "")}, nil},
		{"done, dropped and withdrawn are gone", []casework.GroupAction{casework.CloseAction(action(1, "2026-11-20"), today), withdrawn}, nil},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := teamLines(DueGroupActions(row.all, today)); !slices.Equal(got, row.want) {
				t.Errorf("waits %v", got)
			}
		})
	}
}
