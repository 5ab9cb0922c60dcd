package casework

import (
	"strings"

	"sijoita/problem"
)

// AppliedBy is who wrote and sent an application.
type AppliedBy string

// Who may have.
const (
	AppliedAlone    AppliedBy = "client"
	AppliedTogether AppliedBy = "together"
	AppliedHelped   AppliedBy = "helped" // the client, with the coach's help
)

// AppliedByAnswers lists them in the order they are offered.
var AppliedByAnswers = []AppliedBy{AppliedAlone, AppliedHelped, AppliedTogether}

// ApplicationResult is what came of an application.
type ApplicationResult string

// The results. Empty: nobody knows yet.
const (
	ResultNoAnswer ApplicationResult = "no_answer"
	ResultNo       ApplicationResult = "no"
	ResultReserve  ApplicationResult = "reserve"  // in reserve
	ResultOffer    ApplicationResult = "offer"    // the work was offered
	ResultDeclined ApplicationResult = "declined" // the client withdrew
)

// ApplicationResults lists them in the order they are offered.
var ApplicationResults = []ApplicationResult{ResultNoAnswer, ResultNo, ResultReserve, ResultOffer, ResultDeclined}

// Application (hakemus) is one that was sent for a lead, with the interview and
// what came of it (F9).
type Application struct {
	Noted
	EpisodeID int64
	LeadID    int64
	On        Day
	ApplicationTerms
	Told     Disclosure // what was agreed, on the day, that employers are told; empty: nothing was
	Sentence string     // and in which words
}

// ApplicationTerms are what is noted of an application.
type ApplicationTerms struct {
	By          AppliedBy
	Prepared    bool // the interview was practised
	InterviewOn Day  // it may be ahead
	InterviewAt TimeOfDay
	WithCoach   bool // the coach is there, which tells the employer of the service
	Result      ApplicationResult
	ResultOn    Day
	Feedback    string // the employer's
	Learned     string
	Feeling     int // the client's own, 1–5; 0: not asked
}

// ApplicationNote is an application as it is noted. Nothing but the lead is
// asked for.
type ApplicationNote struct {
	On Day // zero: today
	ApplicationTerms
}

const (
	maxFeedback  = 1000
	bestFeeling  = 5
	farInterview = 366 // days ahead
)

// NoteApplication makes an application for a client's lead. said is what holds
// on the day of what employers are told. It refuses with problem.Conflict a lead
// that was withdrawn or is nobody's, and with problem.Invalid a day ahead, words
// that are none, an interview before the application or more than a year ahead,
// a time of none, a result before the application, a feeling outside 1–5, texts
// that are too long, and a coach at the interview to whom the client has not
// given leave.
func NoteApplication(l Lead, in ApplicationNote, said Telling, g Grounds, today Day) (Application, error) {
	switch {
	case l.Withdrawn:
		return Application{}, problem.New(problem.Conflict, "lead.withdrawn_already")
	case l.EpisodeID == 0:
		return Application{}, problem.New(problem.Conflict, "lead.nobodys")
	}
	a, f := in.application(l, today)
	if a.WithCoach && !g.Leave.LetsName(l.EmployerID) {
		f.Add("with_coach", NoLeaveKey(g.Leave))
	}
	a.Told, a.Sentence = said.Told, said.Sentence
	return a, f.Problem()
}

// CorrectApplication gives an application another text: also what came of it. It
// refuses what NoteApplication refuses as invalid, but for a coach who was to be
// there before.
func CorrectApplication(old Application, l Lead, in ApplicationNote, g Grounds, today Day) (Application, error) {
	a, f := in.application(l, today)
	if a.WithCoach && !old.WithCoach && !g.Leave.LetsName(l.EmployerID) {
		f.Add("with_coach", NoLeaveKey(g.Leave))
	}
	a.Noted, a.Told, a.Sentence = old.Noted, old.Told, old.Sentence
	return a, f.Problem()
}

func (in ApplicationNote) application(l Lead, today Day) (Application, problem.Fields) {
	a := Application{EpisodeID: l.EpisodeID, LeadID: l.ID, On: in.On, ApplicationTerms: in.ApplicationTerms.tidied(today)}
	if a.On.IsZero() {
		a.On = today
	}
	var f problem.Fields
	checkDay(&f, "on", a.On, today)
	oneOf(&f, "by", a.By, AppliedByAnswers)
	switch {
	case a.InterviewOn.IsZero():
	case a.InterviewOn.Before(a.On):
		f.Add("interview_on", "application.interview_before")
	case a.InterviewOn.DaysSince(today) > farInterview:
		f.Add("interview_on", "application.interview_far")
	}
	if _, ok := ParseTimeOfDay(string(a.InterviewAt)); a.InterviewAt != "" && !ok {
		f.Add("interview_at", "problem.time_unreadable")
	}
	if a.Result != "" {
		oneOf(&f, "result", a.Result, ApplicationResults)
		checkDay(&f, "result_on", a.ResultOn, today)
		if a.ResultOn.Before(a.On) {
			f.Add("result_on", "application.result_before")
		}
	}
	if a.Feeling < 0 || a.Feeling > bestFeeling {
		f.Add("feeling", "problem.choose")
	}
	checkText(&f, "feedback", a.Feedback, maxFeedback)
	checkText(&f, "learned", a.Learned, maxFeedback)
	return a, f
}

func (t ApplicationTerms) tidied(today Day) ApplicationTerms {
	t.By = or(t.By, AppliedAlone)
	t.Feedback, t.Learned = strings.TrimSpace(t.Feedback), strings.TrimSpace(t.Learned)
	if t.InterviewOn.IsZero() {
		t.InterviewAt, t.WithCoach = "", false
	}
	switch {
	case t.Result == "":
		t.ResultOn = Day{}
	case t.ResultOn.IsZero():
		t.ResultOn = today
	}
	return t
}

// Waits tells whether nobody knows yet what came of the application.
func (a Application) Waits() bool { return !a.Withdrawn && a.Result == "" }

func (a Application) leadState() LeadState {
	switch {
	case a.Result == ResultOffer:
		return LeadOffered
	case a.Result == ResultNo, a.Result == ResultDeclined:
		return LeadOver
	case !a.InterviewOn.IsZero():
		return LeadInterviewed
	}
	return LeadApplied
}

// NewestApplication is the newest of a lead that stands. The bool is false when
// there is none.
func NewestApplication(l Lead, all []Application) (newest Application, ok bool) {
	for _, a := range all {
		if a.LeadID == l.ID && !a.Withdrawn && (!ok || a.On.After(newest.On) || a.On == newest.On && a.ID > newest.ID) {
			newest, ok = a, true
		}
	}
	return newest, ok
}

// Unwritten leaves out what was written of the client, and how they felt.
func (a Application) Unwritten() Application {
	a.Feedback, a.Learned, a.Feeling, a.Sentence = "", "", 0, ""
	return a
}
