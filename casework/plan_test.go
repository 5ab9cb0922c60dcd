package casework

import (
	"testing"

	"sijoita/problem"
)

func hours(n int) *int { return &n }

func planNote(change func(*PlanNote)) PlanNote {
	in := PlanNote{On: MustDay("2026-11-20"), PlanTerms: PlanTerms{Goal: " Kahvilaan töihin ", Mode: SearchTogether}}
	change(&in)
	return in
}

func TestPlan(t *testing.T) {
	today := MustDay("2026-11-21")
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: MustDay("2026-10-01"), StartedOn: MustDay("2026-10-10")}
	for _, c := range []struct {
		says   string
		change func(*PlanNote)
		field  string // that is refused; empty: none
		key    string
	}{
		{"a day, a goal and a way are enough", func(*PlanNote) {}, "", ""},
		{"a plan has a goal", func(in *PlanNote) { in.Goal = " " }, "goal", "plan.goal_missing"},
		{"and a way to search", func(in *PlanNote) { in.Mode = "" }, "mode", "problem.choose"},
		{"it is not of tomorrow", func(in *PlanNote) { in.On = today.AddDays(1) }, "on", "problem.day_ahead"},
		{"nor of before the referral", func(in *PlanNote) { in.On = MustDay("2026-09-30") }, "on", "suitability.before_referral"},
		{"what is said has words", func(in *PlanNote) { in.Told = DiscloseSome }, "sentence", "plan.sentence_missing"},
		{"all of it too", func(in *PlanNote) { in.Told, in.Sentence = DiscloseAll, "  " }, "sentence", "plan.sentence_missing"},
		{"sixty hours are the most", func(in *PlanNote) { in.MaxHours = hours(60) }, "", ""},
		{"and sixty-one too many", func(in *PlanNote) { in.MaxHours = hours(61) }, "max_hours", "plan.hours_range"},
		{"nor fewer than none", func(in *PlanNote) { in.MinHours = hours(-1) }, "min_hours", "plan.hours_range"},
		{"the least is not more than the most", func(in *PlanNote) { in.MinHours, in.MaxHours = hours(21), hours(20) }, "max_hours", "plan.hours_turned"},
		{"but may be as many", func(in *PlanNote) { in.MinHours, in.MaxHours = hours(20), hours(20) }, "", ""},
		{"it is looked at after it was made", func(in *PlanNote) { in.ReviewOn = in.On }, "review_on", "plan.review_past"},
		{"a reason for a change is one of the list", func(in *PlanNote) { in.Changed = "weather" }, "changed", "problem.choose"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := MakePlan(e, planNote(c.change), today)
			p := problem.As(err)
			switch {
			case c.field == "" && err != nil:
				t.Errorf("it is refused: %v", err)
			case c.field != "" && (p == nil || len(p.Fields) != 1 || p.Fields[0].Name != c.field || p.Fields[0].Key != c.key):
				t.Errorf("it is answered with %v, want %s beside %s", err, c.key, c.field)
			}
		})
	}

	got, err := MakePlan(e, planNote(func(in *PlanNote) { in.Told, in.Sentence = DiscloseNothing, "Olen ollut poissa työstä." }), today)
	if err != nil || got.Goal != "Kahvilaan töihin" || got.Sentence != "" || got.ReviewOn != MustDay("2027-02-19") || got.EpisodeID != 9 {
		t.Errorf("the plan is %+v (%v)", got, err)
	}
	ended := e
	ended.EndedOn = today
	if _, err := MakePlan(ended, planNote(func(*PlanNote) {}), today); !problem.Is(err, problem.Conflict) {
		t.Errorf("after the end: %v", err)
	}
}

func TestThePlanThatHolds(t *testing.T) {
	plan := func(id int64, on string, withdrawn bool) Plan {
		return Plan{Noted: Noted{Record: Record{ID: id}, Withdrawn: withdrawn}, On: MustDay(on)}
	}
	all := []Plan{plan(1, "2026-03-01", false), plan(3, "2026-05-01", false), plan(2, "2026-05-01", false), plan(4, "2026-06-01", true)}
	for day, want := range map[string]int64{"2026-02-28": 0, "2026-03-01": 1, "2026-04-30": 1, "2026-05-01": 3, "2026-12-31": 3} {
		if got, _ := PlanOn(all, MustDay(day)); got.ID != want {
			t.Errorf("on %s plan %d holds, want %d", day, got.ID, want)
		}
	}
}

func TestAPlanThatWantsLeave(t *testing.T) {
	for _, c := range []struct {
		mode  SearchMode
		leave EmployerLeave
		wants bool
	}{
		{SearchDirect, LeaveNone, true}, {SearchTogether, LeaveNone, true}, {SearchBackground, LeaveNone, false}, {SearchSelf, LeaveNone, false}, {SearchDirect, LeaveNamed, false},
	} {
		if got := (Plan{PlanTerms: PlanTerms{Mode: c.mode}}).WantsLeave(c.leave); got != c.wants {
			t.Errorf("%s with %s: %t", c.mode, c.leave, got)
		}
	}
}

// TestTheFirstPlanBeginsWithTheProfile: what was told for the profile is not
// typed again.
func TestTheFirstPlanBeginsWithTheProfile(t *testing.T) {
	told := func(question, answer string, state AnswerState) ProfileAnswer {
		return ProfileAnswer{Question: question, Answer: answer, State: state, On: MustDay("2026-11-02")}
	}
	wish := func(words string, wanted bool, dropped string) Wish {
		w := Wish{Words: words, Wanted: wanted}
		if dropped != "" {
			w.DroppedOn = MustDay(dropped)
		}
		return w
	}
	begun := BeginPlan(
		ProfileAnswers{told("goal_now", "Kauppaan avustajaksi", Told), told("hours", "11.5", Told), told("area", "kysytään myöhemmin", NotNow)},
		[]Wish{wish("hyllytys", true, ""), wish("leipomo", true, "2026-11-10"), wish("varasto", true, ""), wish("metallityöt", false, "")},
	)
	if begun.Goal != "Kauppaan avustajaksi" || begun.Jobs != "hyllytys\nvarasto" || begun.MustAvoid != "metallityöt" {
		t.Errorf("it begins with %+v", begun)
	}
	if begun.MaxHours == nil || *begun.MaxHours != 12 || begun.MinHours != nil {
		t.Errorf("its hours are %v to %v, not up to 12", begun.MinHours, begun.MaxHours)
	}
	if begun.Area != "" {
		t.Errorf("a remark on what was not answered became the area %q", begun.Area)
	}
}
