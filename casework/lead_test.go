package casework

import (
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

// leadGrounds are those of a client who lets the coach speak with any employer,
// and of one that may be contacted.
func leadGrounds(change func(*Grounds)) Grounds {
	g := Grounds{Leave: Consent{Kind: ConsentEmployers, Given: true, Leave: LeaveDirect}}
	g.Employer.ID = 5
	change(&g)
	return g
}

func leadNote(change func(*LeadNote)) LeadNote {
	in := LeadNote{EmployerID: 5, EpisodeID: 9, LeadTerms: LeadTerms{Title: " Hyllyttäjä ", Mode: SearchDirect}}
	change(&in)
	return in
}

// wantRefused asks that a rule refused one field by one key; no field: that it
// did not refuse.
func wantRefused(t *testing.T, err error, field, key string) {
	t.Helper()
	p := problem.As(err)
	switch {
	case field == "" && err != nil:
		t.Errorf("it is refused: %v", err)
	case field != "" && (p == nil || len(p.Fields) != 1 || p.Fields[0].Name != field || p.Fields[0].Key != key):
		t.Errorf("it is answered with %v, want %s beside %s", err, key, field)
	}
}

func TestNoteLead(t *testing.T) {
	today := MustDay("2026-11-23")
	for _, c := range []struct {
		says       string
		change     func(*LeadNote)
		field, key string
	}{
		{"an employer and a title are enough", func(*LeadNote) {}, "", ""},
		{"it has an employer", func(in *LeadNote) { in.EmployerID = 0 }, "employer", "contact.employer_missing"},
		{"and a title", func(in *LeadNote) { in.Title = " " }, "title", "lead.title_missing"},
		{"it is not found tomorrow", func(in *LeadNote) { in.On = today.AddDays(1) }, "on", "problem.day_ahead"},
		{"it comes from somewhere known", func(in *LeadNote) { in.Source = "dream" }, "source", "problem.choose"},
		{"half hours are hours", func(in *LeadNote) { h := 15.5; in.Hours = &h }, "", ""},
		{"sixty hours are the most", func(in *LeadNote) { h := 60.5; in.Hours = &h }, "hours", "lead.hours_range"},
		{"and none is no work", func(in *LeadNote) { h := 0.0; in.Hours = &h }, "hours", "lead.hours_range"},
		{"an occupation is four digits", func(in *LeadNote) { in.Occupation = "52" }, "occupation", "placement.occupation_digits"},
		{"one may apply on the day it is found", func(in *LeadNote) { in.ApplyBy = today }, "", ""},
		{"but not before", func(in *LeadNote) { in.ApplyBy = today.AddDays(-1) }, "apply_by", "lead.apply_by_passed"},
		{"a link leads to the web", func(in *LeadNote) { in.Link = "javascript:alert(1)" }, "link", "lead.link_wrong"},
		{"a day has a step", func(in *LeadNote) { in.NextOn = today }, "next", "lead.step_missing"},
		{"that is not before it was found", func(in *LeadNote) { in.Next, in.NextOn = "soita", today.AddDays(-1) }, "next_on", "lead.step_before"},
		{"a long text is told to be", func(in *LeadNote) { in.Fit = strings.Repeat("a", 1001) }, "fit", "problem.too_long"},
		{"a client's lead is worked in some way", func(in *LeadNote) { in.Mode = "" }, "mode", "problem.choose"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := NoteLead(leadNote(c.change), leadGrounds(func(*Grounds) {}), today)
			wantRefused(t, err, c.field, c.key)
		})
	}
	got, err := NoteLead(leadNote(func(in *LeadNote) { in.Next = "soita" }), leadGrounds(func(*Grounds) {}), today)
	if err != nil || got.Title != "Hyllyttäjä" || got.On != today || got.Source != LeadVacancy || got.NextOn != today.AddDays(7) || got.NextBy != CoachsTask {
		t.Errorf("the lead is %+v (%v)", got, err)
	}
	nobodys, err := NoteLead(leadNote(func(in *LeadNote) { in.EpisodeID, in.Fit = 0, "sopii hänelle" }), leadGrounds(func(*Grounds) {}), today)
	if err != nil || nobodys.Fit != "" || nobodys.Mode != "" {
		t.Errorf("one for nobody yet says %q of a client (%v)", nobodys.Fit, err)
	}
}

func TestWhoMayWorkALead(t *testing.T) {
	today := MustDay("2026-11-23")
	none := func(g *Grounds) { g.Leave = Consent{} }
	leave := func(l EmployerLeave, employers ...int64) func(*Grounds) {
		return func(g *Grounds) { g.Leave = Consent{Given: true, Leave: l, Employers: employers} }
	}
	stopped := func(g *Grounds) { g.Employer.DoNotContact = DoNotContact{On: today, Reason: "pyysivät"} }
	for _, c := range []struct {
		says    string
		grounds func(*Grounds)
		mode    SearchMode
		stop    LeadStop
	}{
		{"with leave to any employer the coach speaks", leave(LeaveDirect), SearchDirect, StopNone},
		{"and goes along", leave(LeaveDirect), SearchTogether, StopNone},
		{"with leave to this employer too", leave(LeaveNamed, 5), SearchDirect, StopNone},
		{"with leave to others not", leave(LeaveNamed, 6), SearchDirect, StopOthersOnly},
		{"nor together", leave(LeaveNamed, 6), SearchTogether, StopOthersOnly},
		{"but in the background", leave(LeaveNamed, 6), SearchBackground, StopNone},
		{"in the background the coach names nobody", leave(LeaveBackground), SearchDirect, StopNoLeave},
		{"and helps", leave(LeaveBackground), SearchBackground, StopNone},
		{"without an answer the coach does not speak", none, SearchDirect, StopNoLeave},
		{"nor help in the background", none, SearchBackground, StopNoLeave},
		{"and the client searches alone", none, SearchSelf, StopNone},
		{"a no is no leave", func(g *Grounds) { g.Leave = Consent{Given: false, Leave: LeaveDirect} }, SearchDirect, StopNoLeave},
		{"an employer that wants no contacts gets none", stopped, SearchDirect, StopNoContacts},
		{"nor anything in the background", stopped, SearchBackground, StopNoContacts},
		{"what the client does alone is theirs", stopped, SearchSelf, StopNone},
		{"a stop that begins tomorrow stops nothing today", func(g *Grounds) { g.Employer.DoNotContact.On = today.AddDays(1) }, SearchDirect, StopNone},
	} {
		t.Run(c.says, func(t *testing.T) {
			g := leadGrounds(c.grounds)
			_, err := NoteLead(leadNote(func(in *LeadNote) { in.Mode = c.mode }), g, today)
			if c.stop == StopNone {
				wantRefused(t, err, "", "")
			} else {
				wantRefused(t, err, "mode", "lead.refused."+string(c.stop))
			}
			stands := Lead{EmployerID: 5, EpisodeID: 9, On: today, LeadTerms: LeadTerms{Title: "x", Mode: c.mode}}
			if got := stands.StoppedBy(g, today); got != c.stop {
				t.Errorf("one that stands is stopped by %q, want %q", got, c.stop)
			}
			if got := g.UsualMode(c.mode, today); (got == c.mode) != (c.stop == StopNone) || g.stop(true, got, today) != StopNone {
				t.Errorf("%q is offered first", got)
			}
			stepped := StepNote{LeadStep: LeadStep{Next: "soita"}}
			_, err = StepLead(stands, stepped, g, today)
			if c.stop == StopNone {
				wantRefused(t, err, "", "")
			} else {
				wantRefused(t, err, "next", "lead.stop."+string(c.stop))
			}
			if _, err := StepLead(stands, StepNote{End: LeadNotAllowed}, g, today); err != nil {
				t.Errorf("it cannot be ended: %v", err)
			}
			if alone, err := StepLead(stands, StepNote{Alone: true}, g, today); err != nil || alone.StoppedBy(g, today) != StopNone || alone.Mode != SearchSelf {
				t.Errorf("the client cannot go on alone: %v", err)
			}
			if over, _ := StepLead(stands, StepNote{End: LeadNotAllowed}, g, today); over.StoppedBy(g, today) != StopNone {
				t.Error("one that has ended is still stopped")
			}
		})
	}
	nobodys := leadNote(func(in *LeadNote) { in.EpisodeID = 0 })
	_, err := NoteLead(nobodys, leadGrounds(stopped), today)
	wantRefused(t, err, "employer", "lead.stop.do_not_contact")
}

func TestALeadIsCorrectedThoughItIsStopped(t *testing.T) {
	today := MustDay("2026-11-23")
	old, err := NoteLead(leadNote(func(*LeadNote) {}), leadGrounds(func(*Grounds) {}), today)
	if err != nil {
		t.Fatal(err)
	}
	old.Wins = []SmallWin{{WinCalled, today}}
	gone := leadGrounds(func(g *Grounds) { g.Leave = Consent{} })
	changed, err := CorrectLead(old, leadNote(func(in *LeadNote) { in.Title = "Varastoapulainen" }), gone, today)
	if err != nil || changed.Title != "Varastoapulainen" || !slices.Equal(changed.Wins, old.Wins) {
		t.Errorf("a word cannot be mended: %+v (%v)", changed, err)
	}
	_, err = CorrectLead(old, leadNote(func(in *LeadNote) { in.Mode = SearchTogether }), gone, today)
	wantRefused(t, err, "mode", "lead.refused.no_leave")
	if changed, err = CorrectLead(old, leadNote(func(in *LeadNote) { in.Mode = SearchSelf }), gone, today); err != nil || changed.StoppedBy(gone, today) != StopNone {
		t.Errorf("the client cannot go on alone: %v", err)
	}
}

func TestALeadEndsAndGoesOn(t *testing.T) {
	today := MustDay("2026-11-23")
	g := leadGrounds(func(*Grounds) {})
	l := Lead{EmployerID: 5, EpisodeID: 9, On: today.AddDays(-3), LeadTerms: LeadTerms{Title: "x", Mode: SearchDirect}, LeadStep: LeadStep{"soita", today, CoachsTask}}
	over, err := StepLead(l, StepNote{End: LeadFilled}, g, today)
	if err != nil || over.EndedOn != today || over.Next != "" || over.State(LeadFacts{}) != LeadOver {
		t.Errorf("it ends as %+v (%v)", over, err)
	}
	again, err := StepLead(over, StepNote{LeadStep: LeadStep{Next: "kysy uudestaan", NextOn: today.AddDays(2)}}, g, today)
	if err != nil || !again.EndedOn.IsZero() || again.EndedWhy != "" || again.State(LeadFacts{}) != LeadNew {
		t.Errorf("it goes on as %+v (%v)", again, err)
	}
	for _, c := range []struct {
		says       string
		in         StepNote
		field, key string
	}{
		{"going on needs a step", StepNote{}, "next", "lead.step_missing"},
		{"an end is one of the list", StepNote{End: "bored"}, "end", "problem.choose"},
		{"it does not end tomorrow", StepNote{End: LeadLapsed, EndOn: today.AddDays(1)}, "end_on", "problem.day_ahead"},
		{"nor before it was found", StepNote{End: LeadLapsed, EndOn: today.AddDays(-4)}, "end_on", "lead.end_before"},
		{"a step is somebody's", StepNote{LeadStep: LeadStep{Next: "soita", NextBy: "nobody"}}, "next_by", "problem.choose"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := StepLead(l, c.in, g, today)
			wantRefused(t, err, c.field, c.key)
		})
	}
}

func TestWhereALeadStands(t *testing.T) {
	found := MustDay("2026-11-02")
	l := Lead{EmployerID: 5, EpisodeID: 9, On: found, LeadTerms: LeadTerms{Title: "x", Mode: SearchDirect}}
	l.ID = 7
	met := EmployerContact{EmployerID: 5, EpisodeID: 9, On: found}
	sent := Application{LeadID: 7, EpisodeID: 9, On: found.AddDays(1)}
	sent.ID = 1
	with := func(change func(*Application)) []Application {
		a := sent
		change(&a)
		return []Application{a}
	}
	job := Placement{EmployerID: 5, EpisodeID: 9, StartsOn: found.AddDays(20)}
	for _, c := range []struct {
		says  string
		h     LeadFacts
		state LeadState
	}{
		{"it begins new", LeadFacts{}, LeadNew},
		{"a contact there for the client is a touch", LeadFacts{Contacts: []EmployerContact{met}}, LeadInTouch},
		{"one for somebody else is not", LeadFacts{Contacts: []EmployerContact{{EmployerID: 5, EpisodeID: 8, On: found}}}, LeadNew},
		{"nor one elsewhere", LeadFacts{Contacts: []EmployerContact{{EmployerID: 6, EpisodeID: 9, On: found}}}, LeadNew},
		{"nor one before it was found", LeadFacts{Contacts: []EmployerContact{{EmployerID: 5, EpisodeID: 9, On: found.AddDays(-1)}}}, LeadNew},
		{"an application is sent", LeadFacts{Contacts: []EmployerContact{met}, Applications: []Application{sent}}, LeadApplied},
		{"another lead's is not its own", LeadFacts{Applications: with(func(a *Application) { a.LeadID = 8 })}, LeadNew},
		{"one that was withdrawn is none", LeadFacts{Applications: with(func(a *Application) { a.Withdrawn = true })}, LeadNew},
		{"an interview is agreed", LeadFacts{Applications: with(func(a *Application) { a.InterviewOn = found.AddDays(5) })}, LeadInterviewed},
		{"the work is offered", LeadFacts{Applications: with(func(a *Application) { a.Result = ResultOffer })}, LeadOffered},
		{"a no ends it", LeadFacts{Applications: with(func(a *Application) { a.Result, a.InterviewOn = ResultNo, found.AddDays(5) })}, LeadOver},
		{"no answer does not", LeadFacts{Applications: with(func(a *Application) { a.Result = ResultNoAnswer })}, LeadApplied},
		{"a newer application counts", LeadFacts{Applications: append(with(func(a *Application) { a.Result = ResultNo }), Application{LeadID: 7, On: found.AddDays(9)})}, LeadApplied},
		{"a job there is what it led to", LeadFacts{Applications: with(func(a *Application) { a.Result = ResultNo }), Placements: []Placement{job}}, LeadGot},
		{"a job from before is not", LeadFacts{Placements: []Placement{{EmployerID: 5, EpisodeID: 9, StartsOn: found.AddDays(-1)}}}, LeadNew},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := l.State(c.h); got != c.state {
				t.Errorf("it stands at %q, want %q", got, c.state)
			}
		})
	}
	l.EndedOn, l.EndedWhy = found.AddDays(2), LeadFilled
	if got := l.State(LeadFacts{Applications: []Application{sent}}); got != LeadOver {
		t.Errorf("one that ended stands at %q", got)
	}
	if got := l.State(LeadFacts{Placements: []Placement{job}}); got != LeadGot {
		t.Errorf("one that ended and led to work stands at %q", got)
	}
}

func TestSmallWins(t *testing.T) {
	today := MustDay("2026-11-23")
	l := Lead{EmployerID: 5, EpisodeID: 9, On: today.AddDays(-5), LeadTerms: LeadTerms{Title: "x"}}
	l.ID = 7
	for _, c := range []struct {
		says       string
		win        SmallWin
		field, key string
	}{
		{"today is the day that is meant", SmallWin{Win: WinCalled}, "", ""},
		{"it is one of the list", SmallWin{Win: "smiled"}, "win", "problem.choose"},
		{"an application is noted as what it is", SmallWin{Win: WinApplied}, "win", "problem.choose"},
		{"it is not of tomorrow", SmallWin{WinCalled, today.AddDays(1)}, "on", "problem.day_ahead"},
		{"nor of before the lead", SmallWin{WinCalled, today.AddDays(-6)}, "on", "lead.win_before"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := NoteWin(l, c.win, today)
			wantRefused(t, err, c.field, c.key)
		})
	}
	once, _ := NoteWin(l, SmallWin{Win: WinCalled}, today)
	twice, err := NoteWin(once, SmallWin{Win: WinCalled}, today)
	if err != nil || len(twice.Wins) != 1 {
		t.Errorf("the same win twice is %v (%v)", twice.Wins, err)
	}
	if _, err := NoteWin(Lead{On: today}, SmallWin{Win: WinCalled}, today); !problem.Is(err, problem.Conflict) {
		t.Errorf("a win of nobody's: %v", err)
	}
	sent := []Application{
		{LeadID: 7, On: today.AddDays(-4), ApplicationTerms: ApplicationTerms{InterviewOn: today.AddDays(-1)}},
		{LeadID: 7, On: today.AddDays(-3), ApplicationTerms: ApplicationTerms{InterviewOn: today.AddDays(1)}},
		{LeadID: 8, On: today},
	}
	want := []SmallWin{{WinApplied, today.AddDays(-4)}, {WinApplied, today.AddDays(-3)}, {WinInterview, today.AddDays(-1)}, {WinCalled, today}}
	if got := WinsOf(once, sent, today); !slices.Equal(got, want) {
		t.Errorf("the wins are %v, want %v", got, want)
	}
}

func TestNoteApplication(t *testing.T) {
	today := MustDay("2026-11-23")
	l := Lead{EmployerID: 5, EpisodeID: 9, On: today.AddDays(-5)}
	l.ID = 7
	said := Telling{Told: DiscloseSome, Sentence: "Aloitan lyhyillä päivillä."}
	for _, c := range []struct {
		says       string
		change     func(*ApplicationNote)
		field, key string
	}{
		{"nothing is asked for", func(*ApplicationNote) {}, "", ""},
		{"it is not sent tomorrow", func(in *ApplicationNote) { in.On = today.AddDays(1) }, "on", "problem.day_ahead"},
		{"an interview may be ahead", func(in *ApplicationNote) { in.InterviewOn = today.AddDays(7) }, "", ""},
		{"but not before the application", func(in *ApplicationNote) { in.InterviewOn = today.AddDays(-1) }, "interview_on", "application.interview_before"},
		{"nor years away", func(in *ApplicationNote) { in.InterviewOn = today.AddDays(367) }, "interview_on", "application.interview_far"},
		{"a result is one of the list", func(in *ApplicationNote) { in.Result = "maybe" }, "result", "problem.choose"},
		{"and not before the application", func(in *ApplicationNote) { in.Result, in.ResultOn = ResultNo, today.AddDays(-1) }, "result_on", "application.result_before"},
		{"five is the best feeling", func(in *ApplicationNote) { in.Feeling = 6 }, "feeling", "problem.choose"},
		{"a coach comes along by leave", func(in *ApplicationNote) { in.InterviewOn, in.WithCoach = today, true }, "with_coach", "contact.other_employers_only"},
	} {
		t.Run(c.says, func(t *testing.T) {
			in := ApplicationNote{}
			c.change(&in)
			g := leadGrounds(func(g *Grounds) { g.Leave.Leave, g.Leave.Employers = LeaveNamed, []int64{6} })
			_, err := NoteApplication(l, in, said, g, today)
			wantRefused(t, err, c.field, c.key)
		})
	}
	open := leadGrounds(func(*Grounds) {})
	a, err := NoteApplication(l, ApplicationNote{ApplicationTerms: ApplicationTerms{WithCoach: true, InterviewAt: "10:00"}}, said, open, today)
	if err != nil || a.Sentence != said.Sentence || a.Told != DiscloseSome || a.On != today || a.By != AppliedAlone || a.WithCoach || a.InterviewAt != "" {
		t.Errorf("the application is %+v (%v)", a, err)
	}
	along, err := NoteApplication(l, ApplicationNote{ApplicationTerms: ApplicationTerms{WithCoach: true, InterviewOn: today}}, said, open, today)
	if err != nil {
		t.Fatal(err)
	}
	gone := leadGrounds(func(g *Grounds) { g.Leave = Consent{} })
	in := ApplicationNote{On: along.On, ApplicationTerms: along.ApplicationTerms}
	in.Result = ResultOffer
	if done, err := CorrectApplication(along, l, in, gone, today); err != nil || done.ResultOn != today || done.Sentence != said.Sentence {
		t.Errorf("what came of it cannot be noted when the leave has gone: %+v (%v)", done, err)
	}
	if _, err := NoteApplication(Lead{On: today}, ApplicationNote{}, said, open, today); !problem.Is(err, problem.Conflict) {
		t.Errorf("an application of nobody's: %v", err)
	}
}

func TestTalkOnTelling(t *testing.T) {
	today := MustDay("2026-11-23")
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, ReferredOn: MustDay("2026-10-01"), StartedOn: MustDay("2026-10-10")}
	for _, c := range []struct {
		says       string
		in         TalkNote
		field, key string
	}{
		{"not to have decided is an answer", TalkNote{}, "", ""},
		{"something may be told before the words are found", TalkNote{TalkTerms: TalkTerms{Told: DiscloseSome}}, "", ""},
		{"it is not of tomorrow", TalkNote{On: today.AddDays(1)}, "on", "problem.day_ahead"},
		{"nor of before the referral", TalkNote{On: MustDay("2026-09-30")}, "on", "suitability.before_referral"},
		{"an occasion is one of the list", TalkNote{TalkTerms: TalkTerms{Occasion: "lunch"}}, "occasion", "problem.choose"},
		{"what was weighed too", TalkNote{TalkTerms: TalkTerms{Weighed: []Weighed{"weather"}}}, "weighed", "problem.choose"},
		{"who tells too", TalkNote{TalkTerms: TalkTerms{Told: DiscloseAll, By: "nurse"}}, "by", "problem.choose"},
	} {
		t.Run(c.says, func(t *testing.T) {
			_, err := NoteTalk(e, c.in, today)
			wantRefused(t, err, c.field, c.key)
		})
	}
	k, err := NoteTalk(e, TalkNote{TalkTerms: TalkTerms{Told: DiscloseNothing, Sentence: "x", By: CoachTells, Weighed: []Weighed{WeighedDrawbacks, WeighedBenefits, WeighedBenefits}}}, today)
	if err != nil || k.Sentence != "" || k.By != "" || !slices.Equal(k.Weighed, []Weighed{WeighedBenefits, WeighedDrawbacks}) || !k.Weighs() {
		t.Errorf("the talk is %+v (%v)", k, err)
	}
	e.EndedOn = today
	if _, err := NoteTalk(e, TalkNote{}, today); !problem.Is(err, problem.Conflict) {
		t.Errorf("after the end: %v", err)
	}
}

func TestWhatIsTold(t *testing.T) {
	day := func(n int) Day { return MustDay("2026-11-01").AddDays(n) }
	plan := func(on int, told Disclosure, sentence string) Plan {
		return Plan{On: day(on), PlanTerms: PlanTerms{Told: told, Sentence: sentence}}
	}
	talk := func(on int, told Disclosure) DisclosureTalk {
		return DisclosureTalk{On: day(on), TalkTerms: TalkTerms{Told: told}}
	}
	for _, c := range []struct {
		says  string
		plans []Plan
		talks []DisclosureTalk
		told  Disclosure
		days  string
	}{
		{"nothing is agreed", nil, nil, "", ""},
		{"the plan says it", []Plan{plan(3, DiscloseSome, "a")}, nil, DiscloseSome, "4"},
		{"a later talk changes it", []Plan{plan(3, DiscloseSome, "a")}, []DisclosureTalk{talk(5, DiscloseNothing)}, DiscloseNothing, "4 6"},
		{"an earlier one does not", []Plan{plan(3, DiscloseSome, "a")}, []DisclosureTalk{talk(1, DiscloseNothing)}, DiscloseSome, "2 4"},
		{"of one day the talk counts", []Plan{plan(3, DiscloseSome, "a")}, []DisclosureTalk{talk(3, DiscloseAll)}, DiscloseAll, "4"},
		{"what is of later does not count yet", nil, []DisclosureTalk{talk(2, DiscloseAll), talk(20, DiscloseNothing)}, DiscloseAll, "3 21"},
		{"the newest talk counts", nil, []DisclosureTalk{talk(7, DiscloseAll), talk(2, DiscloseNothing)}, DiscloseAll, "3 8"},
		{"a plan that leaves it as it was is no talk", []Plan{plan(6, DiscloseSome, "a"), plan(3, DiscloseSome, "a")}, nil, DiscloseSome, "4"},
		{"other words are", []Plan{plan(6, DiscloseSome, "b"), plan(3, DiscloseSome, "a")}, nil, DiscloseSome, "4 7"},
		{"a plan that decides nothing is none", []Plan{plan(3, DiscloseUndecided, "")}, nil, DiscloseUndecided, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			got, ok := TellingOn(c.plans, c.talks, day(10))
			if got.Told != c.told || ok != (c.told != "") {
				t.Errorf("%q is told (%v), want %q", got.Told, ok, c.told)
			}
			var days []string
			for _, d := range TellingDays(c.plans, c.talks) {
				days = append(days, strings.TrimPrefix(d.String()[8:], "0"))
			}
			if got := strings.Join(days, " "); got != c.days {
				t.Errorf("it was talked about on %s, want %s", got, c.days)
			}
		})
	}
	struck := talk(5, DiscloseAll)
	struck.Withdrawn = true
	if _, ok := TellingOn(nil, []DisclosureTalk{struck}, day(10)); ok || len(TellingDays(nil, []DisclosureTalk{struck})) != 0 {
		t.Error("a talk that was withdrawn counts")
	}
}
