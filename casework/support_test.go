package casework

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

// refusedBeside words what was refused: the fields and why, or nothing.
func refusedBeside(err error) string {
	p := problem.As(err)
	if p == nil {
		return ""
	}
	if len(p.Fields) == 0 {
		return p.Key
	}
	var all []string
	for _, f := range p.Fields {
		all = append(all, f.Name+": "+f.Key)
	}
	return strings.Join(all, "; ")
}

func TestSupportPlan(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 4}}, ReferredOn: day("2026-05-01"), StartedOn: day("2026-05-10")}
	job := Placement{Noted: Noted{Record: Record{ID: 7}}, EpisodeID: 4, Kind: Employment, StartsOn: day("2026-11-25")}
	least := func(change func(*SupportNote)) SupportNote {
		in := SupportNote{On: today, SupportTerms: SupportTerms{Places: []SupportPlace{SupportByPhone}, Call: " Valmentaja 040 1 "}}
		change(&in)
		return in
	}
	for _, row := range []struct {
		rule string
		note func(*SupportNote)
		want string
	}{
		{"a day, a place and whom to call are enough", func(*SupportNote) {}, ""},
		{"support is given somewhere", func(in *SupportNote) { in.Places = nil }, "places: support.place_missing"},
		{"and somebody is called when it goes worse", func(in *SupportNote) { in.Call = " " }, "call: support.call_missing"},
		{"a plan is not of tomorrow", func(in *SupportNote) { in.On = today.AddDays(1) }, "on: problem.day_ahead"},
		{"nor of before the referral", func(in *SupportNote) { in.On = day("2026-04-30") }, "on: suitability.before_referral"},
		{"a cadence is one of the list", func(in *SupportNote) { in.Rhythm.Later = "yearly" }, "later: problem.choose"},
		{"so is a matter", func(in *SupportNote) { in.Needs = []SupportNeed{"weather"} }, "needs: problem.choose"},
		{"and an adaptation", func(in *SupportNote) { in.Adaptations = []Adaptation{"sofa"} }, "adaptations: problem.choose"},
		{"it is looked at after it was made", func(in *SupportNote) { in.ReviewOn = in.On }, "review_on: plan.review_past"},
		{"a thousand letters are the most", func(in *SupportNote) { in.EarlySigns = strings.Repeat("ä", 1001) }, "early_signs: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if _, err := PlanSupport(e, job, least(row.note), today); refusedBeside(err) != row.want {
				t.Errorf("it is answered with %q, want %q", refusedBeside(err), row.want)
			}
		})
	}
	p, err := PlanSupport(e, job, least(func(in *SupportNote) { in.Rhythm.FirstWeek = TwiceWeekly }), today)
	want := Cadences{TwiceWeekly, EveryWeek, EveryMonth, EveryMonth}
	if err != nil || p.Call != "Valmentaja 040 1" || p.PlacementID != 7 || p.EpisodeID != 4 || p.ReviewOn != day("2026-12-23") || p.Rhythm != want {
		t.Errorf("the plan is %+v (%v)", p, err)
	}
	job.Withdrawn = true
	if _, err := PlanSupport(e, job, least(func(*SupportNote) {}), today); refusedBeside(err) != "placement.withdrawn" {
		t.Errorf("for a withdrawn job: %v", err)
	}
	job.Withdrawn, e.EndedOn = false, today
	if _, err := PlanSupport(e, job, least(func(*SupportNote) {}), today); !problem.Is(err, problem.Conflict) {
		t.Errorf("after the end: %v", err)
	}
}

func TestTheSupportPlanThatHolds(t *testing.T) {
	plan := func(id, placement int64, on string, withdrawn bool) SupportPlan {
		return SupportPlan{Noted: Noted{Record: Record{ID: id}, Withdrawn: withdrawn}, PlacementID: placement, On: day(on)}
	}
	all := []SupportPlan{plan(4, 7, "2026-03-01", false), plan(2, 7, "2026-02-01", false), plan(1, 7, "2026-02-01", false), plan(3, 8, "2026-02-20", false), plan(5, 7, "2026-04-01", true)}
	for on, want := range map[string]int64{"2026-01-31": 0, "2026-02-01": 2, "2026-02-28": 2, "2026-03-01": 4, "2026-12-01": 4} {
		if got, _ := SupportOn(all, 7, day(on)); got.ID != want {
			t.Errorf("on %s plan %d holds, want %d", on, got.ID, want)
		}
	}
}

// began is the first day of the job in the tests of the rhythm, a Monday.
var began = day("2026-03-02")

// rhythmOn words the beats of a job's rhythm as "from–to state", counted in days
// from the first.
func rhythmOn(after int, ends string, plans []SupportPlan, met ...int) []string {
	e := Episode{Noted: Noted{Record: Record{ID: 1}}, StartedOn: began.AddDays(-200)}
	p := Placement{Noted: Noted{Record: Record{ID: 7}}, EpisodeID: 1, Kind: Employment, StartsOn: began}
	if ends != "" {
		p.EndsOn = day(ends)
	}
	var meetings []Meeting
	for _, n := range met {
		meetings = append(meetings, Meeting{EpisodeID: 1, On: began.AddDays(n), Channel: MeetingByPhone, Kind: MeetingSupportAtWork})
	}
	var said []string
	for _, b := range RhythmOf(e, p, plans, meetings, began.AddDays(after)).Beats {
		said = append(said, beatSaid(b))
	}
	return said
}

func beatSaid(b Beat) string {
	n := func(d Day) string { return numbered(d.DaysSince(began)) }
	return n(b.From) + "–" + n(b.To) + " " + string(b.State)
}

func numbered(n int) string {
	if n < 0 {
		return "-" + numbered(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return numbered(n/10) + numbered(n%10)
}

func TestTheRhythmOfSupport(t *testing.T) {
	agreed := func(on int, c Cadences) []SupportPlan {
		return []SupportPlan{{Noted: Noted{Record: Record{ID: 9}}, PlacementID: 7, On: began.AddDays(on), SupportTerms: SupportTerms{Rhythm: c}}}
	}
	for _, c := range []struct {
		rule  string
		got   []string
		first []string // the beats it begins with
		n     int
	}{
		{"the good rhythm: the week before, three days, weekly for four weeks, then eleven months",
			rhythmOn(0, "", nil), []string{"-7–-1 missed", "0–3 now", "7–13 ahead", "14–20 ahead", "21–27 ahead", "28–57 ahead", "58–87 ahead", "88–117 ahead"}, 16},
		{"a contact keeps the beat in which it is", rhythmOn(9, "", nil, -2, 3, 9), []string{"-7–-1 kept", "0–3 kept", "7–13 kept", "14–20 ahead"}, 16},
		{"and no other: the fifth day is too late for the third", rhythmOn(14, "", nil, 4), []string{"-7–-1 missed", "0–3 missed", "7–13 missed", "14–20 now"}, 16},
		{"twice a week in the first week", rhythmOn(0, "", agreed(-3, Cadences{TwiceWeekly, EveryWeek, Fortnightly, AsNeeded})),
			[]string{"-7–-1 missed", "0–3 now", "4–6 ahead", "7–13 ahead", "14–20 ahead", "21–27 ahead", "28–41 ahead", "42–55 ahead", "56–69 ahead", "70–87 ahead"}, 10},
		{"a new plan holds from its day on, and what was before stays", rhythmOn(70, "", agreed(60, Cadences{EveryWeek, EveryWeek, EveryWeek, EveryMonth}), 30),
			[]string{"-7–-1 missed", "0–3 missed", "7–13 missed", "14–20 missed", "21–27 missed", "28–57 kept", "58–87 now", "88–117 ahead"}, 16},
		{"what the end cuts short is not asked for", rhythmOn(30, "2026-03-17", nil), []string{"-7–-1 missed", "0–3 missed", "7–13 missed"}, 3},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if len(c.got) != c.n || !slices.Equal(c.got[:min(len(c.first), len(c.got))], c.first) {
				t.Errorf("%d beats: %q", len(c.got), c.got)
			}
		})
	}
}

func TestWhatIsNoContact(t *testing.T) {
	e := Episode{Noted: Noted{Record: Record{ID: 1}}, StartedOn: began.AddDays(-200), Pauses: []Pause{{Span: Span{From: began.AddDays(6), To: began.AddDays(20)}}}}
	p := Placement{Noted: Noted{Record: Record{ID: 7}}, EpisodeID: 1, Kind: Employment, StartsOn: began}
	meetings := []Meeting{
		{EpisodeID: 1, On: began, Channel: MeetingByMessage, Kind: MeetingSupportAtWork},
		{EpisodeID: 1, On: began, Channel: MeetingByPhone, Kind: MeetingOutreach},
		{EpisodeID: 2, On: began, Channel: MeetingFaceToFace, Kind: MeetingSupportAtWork},
		{Noted: Noted{Withdrawn: true}, EpisodeID: 1, On: began, Channel: MeetingFaceToFace, Kind: MeetingSupportAtWork},
		{EpisodeID: 1, On: began.AddDays(25), Channel: MeetingFaceToFace, Kind: MeetingSupportAtWork},
	}
	r := RhythmOf(e, p, nil, meetings, began.AddDays(24))
	var said []string
	for _, b := range r.Beats[:4] {
		said = append(said, beatSaid(b))
	}
	if want := []string{"-7–-1 missed", "0–3 missed", "21–27 now", "28–57 ahead"}; !slices.Equal(said, want) {
		t.Errorf("a message, an attempt, another's, a withdrawn one, one to come, and a pause: %q", said)
	}
	if waits, ok := r.Waits(); !ok || beatSaid(waits) != "0–3 missed" {
		t.Errorf("it waits for %q (%t)", beatSaid(waits), ok)
	}
	if len(r.Weeks) != 4 || r.Weeks[3].Contacts != 0 {
		t.Errorf("the weeks are %+v", r.Weeks)
	}
	r = RhythmOf(e, p, nil, meetings, began.AddDays(26))
	if _, ok := r.Waits(); ok || r.Weeks[3].Contacts != 1 {
		t.Errorf("a contact since settles it: %+v", r.Weeks)
	}
	if kept, of := r.Kept(); kept != 1 || of != 3 {
		t.Errorf("%d of %d are kept", kept, of)
	}
	e.StartedOn = began.AddDays(10)
	if r = RhythmOf(e, p, nil, meetings, began.AddDays(24)); r.Beats[0].From.Before(e.StartedOn) {
		t.Error("what was before coaching is asked for")
	}
}

func TestLimits(t *testing.T) {
	trial := func(id, employer int64, from, to string) Placement {
		p := Placement{Noted: Noted{Record: Record{ID: id}}, Kind: WorkTrial, EmployerID: employer, StartsOn: day(from)}
		if to != "" {
			p.EndsOn = day(to)
		}
		return p
	}
	study := func(id int64, funding Funding, from string) Placement {
		return Placement{Noted: Noted{Record: Record{ID: id}}, Kind: Study, Funding: funding, School: "Opisto", StartsOn: day(from)}
	}
	for _, c := range []struct {
		rule string
		p    Placement
		all  []Placement
		want []Limit
	}{
		{"six months with one employer, twelve in all", trial(2, 5, "2026-02-01", ""), nil, []Limit{{LimitEmployer, day("2026-07-31")}, {LimitTrials, day("2027-01-31")}}},
		{"what was used with the employer before counts", trial(2, 5, "2026-02-01", ""), []Placement{trial(1, 5, "2025-06-01", "2025-06-30")},
			[]Limit{{LimitEmployer, day("2026-07-01")}, {LimitTrials, day("2027-01-01")}}},
		{"with another only for all of them", trial(2, 5, "2026-02-01", ""), []Placement{trial(1, 6, "2025-06-01", "2025-06-30")},
			[]Limit{{LimitEmployer, day("2026-07-31")}, {LimitTrials, day("2027-01-01")}}},
		{"a withdrawn one never was, and itself is not before itself", trial(2, 5, "2026-02-01", ""),
			[]Placement{{Noted: Noted{Withdrawn: true}, Kind: WorkTrial, EmployerID: 5, StartsOn: day("2025-06-01")}, trial(2, 5, "2026-01-01", "")},
			[]Limit{{LimitEmployer, day("2026-07-31")}, {LimitTrials, day("2027-01-31")}}},
		{"the agreed end is one too, the earliest first", trial(2, 5, "2026-02-01", "2026-03-15"), nil,
			[]Limit{{LimitEnds, day("2026-03-15")}, {LimitEmployer, day("2026-07-31")}, {LimitTrials, day("2027-01-31")}}},
		{"studies on unemployment benefit have twenty-four months", study(2, UnemploymentBenefit, "2026-08-10"), nil, []Limit{{LimitStudies, day("2028-08-09")}}},
		{"on student aid none", study(2, StudentAid, "2026-08-10"), nil, nil},
		{"a job has none", Placement{Kind: Employment, StartsOn: day("2026-02-01"), EndsOn: day("2026-03-01")}, nil, nil},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := c.p.Limits(c.all); !slices.Equal(got, c.want) {
				t.Errorf("the limits are %v, want %v", got, c.want)
			}
		})
	}
}

func TestATrialPastItsLimits(t *testing.T) {
	today := day("2026-02-01")
	e := Episode{StartedOn: day("2025-01-01")}
	trial := func(change func(*PlacementNote)) PlacementNote {
		week, days := 16.0, 2.0
		in := PlacementNote{Kind: WorkTrial, EmployerID: 5, StartsOn: today, EndsOn: day("2026-07-31"), HoursPerWeek: &week, DaysPerWeek: &days}
		change(&in)
		return in
	}
	for _, row := range []struct {
		rule string
		note func(*PlacementNote)
		want string
	}{
		{"six months of two eight-hour days are within them", func(*PlacementNote) {}, ""},
		{"a day more is not", func(in *PlacementNote) { in.EndsOn = day("2026-08-01") }, "knowingly: trial.over_employer"},
		{"nor a ninth hour", func(in *PlacementNote) { long := 16.5; in.HoursPerWeek = &long }, "knowingly: trial.over_day"},
		{"without an end nobody knows yet", func(in *PlacementNote) { in.EndsOn = Day{} }, ""},
		{"knowingly it is noted all the same", func(in *PlacementNote) { in.EndsOn, in.Knowingly = day("2026-08-01"), true }, ""},
		{"it is looked at while it runs", func(in *PlacementNote) { in.Trial.CheckOn = day("2026-08-01") }, "trial_check_on: trial.check_outside"},
		{"how it was found is one of the list", func(in *PlacementNote) { in.Found = "luck" }, "found: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if _, err := StartPlacement(e, trial(row.note), today); refusedBeside(err) != row.want {
				t.Errorf("it is answered with %q, want %q", refusedBeside(err), row.want)
			}
		})
	}
	p, err := StartPlacement(e, trial(func(in *PlacementNote) { in.Trial = Trial{Goal: " Kestääkö selkä ", Feedback: "Hyvä"} }), today)
	if err != nil || p.Trial.Goal != "Kestääkö selkä" || p.Trial.Feedback != "" {
		t.Errorf("the trial is %+v (%v)", p.Trial, err)
	}
	yes := true
	p, err = EndPlacement(p, PlacementEnd{On: today, Reason: "to_job", Feedback: " Tervetuloa töihin ", Ending: Ending{Planned: &yes, Next: FollowGoesOn}}, today)
	if err != nil || p.Trial.Feedback != "Tervetuloa töihin" || p.Ending.Next != FollowGoesOn || !*p.Ending.Planned {
		t.Errorf("its end is %+v %+v (%v)", p.Trial, p.Ending, err)
	}
}

func TestFollowPlacement(t *testing.T) {
	today := day("2026-11-23")
	job := Placement{Kind: Employment, StartsOn: day("2026-11-02"), EndsOn: day("2027-02-28")}
	trial := Placement{Kind: WorkTrial, StartsOn: day("2026-11-02"), EndsOn: day("2027-02-28"), Trial: Trial{Goal: "Kestääkö selkä"}}
	for _, row := range []struct {
		rule string
		p    Placement
		in   PlacementFollow
		want string // refused
	}{
		{"nothing needs to be told", job, PlacementFollow{}, ""},
		{"four paid hours on the first day", job, PlacementFollow{FourHoursOn: day("2026-11-02")}, ""},
		{"not before it", job, PlacementFollow{FourHoursOn: day("2026-11-01")}, "four_hours_on: placement.day_outside"},
		{"nor tomorrow", job, PlacementFollow{FourHoursOn: day("2026-11-24")}, "four_hours_on: problem.day_ahead"},
		{"a trial period may end ahead", job, PlacementFollow{ProbationTo: day("2027-02-28")}, ""},
		{"but within the job", job, PlacementFollow{ProbationTo: day("2027-03-01")}, "probation_to: placement.day_outside"},
		{"the sort of job is one of the list", job, PlacementFollow{Form: "gig"}, "job_form: problem.choose"},
		{"how it was found too", job, PlacementFollow{Found: "luck"}, "found: problem.choose"},
		{"and how it matches", job, PlacementFollow{Matches: "so-so"}, "matches_wish: problem.choose"},
		{"an agreement is not of tomorrow", trial, PlacementFollow{Trial: Trial{AgreedOn: day("2026-11-24")}}, "trial_agreed_on: problem.day_ahead"},
		{"one from before the trial is as it should be", trial, PlacementFollow{Trial: Trial{AgreedOn: day("2026-10-20")}}, ""},
		{"it is looked at while it runs", trial, PlacementFollow{Trial: Trial{CheckOn: day("2027-03-01")}}, "trial_check_on: trial.check_outside"},
		{"it was not looked at before it began", trial, PlacementFollow{Trial: Trial{CheckedOn: day("2026-11-01")}}, "trial_checked_on: placement.day_outside"},
		{"studies have nothing of it", Placement{Kind: Study}, PlacementFollow{}, "placement.nothing_to_follow"},
		{"nor has what was withdrawn", Placement{Noted: Noted{Withdrawn: true}, Kind: Employment}, PlacementFollow{}, "placement.withdrawn"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if _, err := FollowPlacement(row.p, row.in, today); refusedBeside(err) != row.want {
				t.Errorf("it is answered with %q, want %q", refusedBeside(err), row.want)
			}
		})
	}

	yes := true
	got, err := FollowPlacement(trial, PlacementFollow{FourHoursOn: today, MatchesWhy: " Lähellä kotia ",
		Trial: Trial{Goal: "x", Tasks: " Hyllytys ", InPlan: &yes, Midway: " Sujuu "}}, today)
	want := Trial{Goal: "Kestääkö selkä", Tasks: "Hyllytys", InPlan: &yes, Midway: "Sujuu", CheckedOn: today}
	if err != nil || !reflect.DeepEqual(got.Trial, want) || got.MatchesWhy != "Lähellä kotia" || !got.FourHoursOn.IsZero() {
		t.Errorf("the trial is %+v (%v)", got, err)
	}
	got, err = FollowPlacement(job, PlacementFollow{Form: JobCasual, FourHoursOn: day("2026-11-03"), ProbationTo: day("2027-01-31"), Trial: Trial{Tasks: "x"}}, today)
	if err != nil || got.Form != JobCasual || got.FourHoursOn != day("2026-11-03") || got.Trial != (Trial{}) {
		t.Errorf("the job is %+v (%v)", got, err)
	}
	if open := true; !got.IsJobStart(Episode{StartedOn: day("2026-11-01")}) {
		got.OpenMarket = &open
		if !got.IsJobStart(Episode{StartedOn: day("2026-11-01")}) {
			t.Error("a job counts from its first day, whenever four hours were full")
		}
	}

	e := Episode{StartedOn: day("2026-10-01")}
	note := PlacementNote{Kind: Employment, EmployerID: 5, StartsOn: day("2026-11-02"), EndsOn: day("2027-02-28"), Found: FoundByAd}
	kept, err := CorrectPlacement(e, got, note, today)
	if err != nil || kept.FourHoursOn != got.FourHoursOn || kept.Form != JobCasual || kept.Found != FoundByAd {
		t.Errorf("corrected it is %+v (%v)", kept, err)
	}
	note.StartsOn = day("2026-11-04")
	if _, err := CorrectPlacement(e, got, note, today); refusedBeside(err) != "starts_on: placement.hours_outside" {
		t.Errorf("the job begins after its four hours: %v", err)
	}
	if _, err := EndPlacement(got, PlacementEnd{On: day("2026-11-02"), Reason: "other"}, today); refusedBeside(err) != "end_on: placement.end_before_hours" {
		t.Errorf("the job ends before its four hours: %v", err)
	}
	over, err := EndPlacement(got, PlacementEnd{On: day("2026-11-20"), Reason: "other", Ending: Ending{Client: " En jaksanut ", Employer: "Hiljaista"}}, today)
	if err != nil || over.ProbationTo != day("2026-11-20") || over.Ending.Client != "En jaksanut" || over.Ending.Employer != "Hiljaista" {
		t.Errorf("it ended as %+v (%v)", over, err)
	}
}

func TestHowLongAJobLasted(t *testing.T) {
	p := Placement{StartsOn: day("2026-01-01")}
	for n, want := range map[int]int{89: 0, 90: 13, 181: 26, 362: 26, 363: 52} {
		if days, weeks := p.Lasted(p.StartsOn.AddDays(n)); days != n+1 || weeks != want {
			t.Errorf("after %d days more: %d days, %d weeks", n, days, weeks)
		}
	}
}

func TestClosingTalk(t *testing.T) {
	today := day("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 4}}, ReferredOn: day("2026-05-01"), StartedOn: day("2026-05-10")}
	ten, eleven := 10, 11
	least := func(change func(*ClosingTalkNote)) ClosingTalkNote {
		in := ClosingTalkNote{On: today, ClosingTalkTerms: ClosingTalkTerms{Cause: TalkSteady, Outcome: TalkThins, HandedTo: " Työterveys "}}
		change(&in)
		return in
	}
	for _, row := range []struct {
		rule string
		note func(*ClosingTalkNote)
		want string
	}{
		{"a day, a cause and what was decided are enough", func(*ClosingTalkNote) {}, ""},
		{"there is a cause", func(in *ClosingTalkNote) { in.Cause = "" }, "cause: problem.choose"},
		{"and something is decided", func(in *ClosingTalkNote) { in.Outcome = "" }, "outcome: problem.choose"},
		{"it is not of before the start", func(in *ClosingTalkNote) { in.On = day("2026-05-09") }, "on: episode.before_start"},
		{"it comes again later", func(in *ClosingTalkNote) { in.LookOn = today }, "look_on: talk.look_past"},
		{"ten points are the most", func(in *ClosingTalkNote) { in.Feedback.Recommend = &ten }, ""},
		{"and eleven too many", func(in *ClosingTalkNote) { in.Feedback.Recommend = &eleven }, "recommend: talk.recommend_range"},
		{"how the client fares is one of the list", func(in *ClosingTalkNote) { in.Feedback.Fares = "sunny" }, "fares: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if _, err := NoteClosingTalk(e, least(row.note), today); refusedBeside(err) != row.want {
				t.Errorf("it is answered with %q, want %q", refusedBeside(err), row.want)
			}
		})
	}
	thins, err := NoteClosingTalk(e, least(func(*ClosingTalkNote) {}), today)
	if err != nil || thins.HandedTo != "Työterveys" || thins.LookOn != day("2027-02-22") || !thins.Feedback.Empty() {
		t.Errorf("the talk is %+v (%v)", thins, err)
	}
	closes, err := NoteClosingTalk(e, least(func(in *ClosingTalkNote) { in.Outcome, in.LookOn = TalkCloses, today.AddDays(9) }), today)
	if err != nil || !closes.LookOn.IsZero() {
		t.Errorf("one that ends coaching comes again on %s (%v)", closes.LookOn, err)
	}
	if goesOn, _ := NoteClosingTalk(e, least(func(in *ClosingTalkNote) { in.Outcome = TalkGoesOn }), today); goesOn.HandedTo != "" {
		t.Error("what goes on is handed to somebody")
	}
	waiting := e
	waiting.StartedOn = Day{}
	if _, err := NoteClosingTalk(waiting, least(func(*ClosingTalkNote) {}), today); !problem.Is(err, problem.Conflict) {
		t.Errorf("before the start: %v", err)
	}
}
