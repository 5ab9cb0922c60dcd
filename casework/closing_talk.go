package casework

import (
	"strings"

	"sijoita/problem"
)

// TalkCause is why it was talked about how coaching goes on.
type TalkCause string

// The causes.
const (
	TalkSteady     TalkCause = "steady"  // all goes well at work
	TalkStalled    TalkCause = "stalled" // nothing has moved for long
	TalkWish       TalkCause = "wish"    // the client asked for it
	TalkOtherCause TalkCause = "other"
)

// TalkCauses lists them in the order they are offered.
var TalkCauses = []TalkCause{TalkSteady, TalkStalled, TalkWish, TalkOtherCause}

// TalkOutcome is what was decided in it.
type TalkOutcome string

// The outcomes. Thins is the step-down: support gets less, and somebody in care
// or at work carries on with it.
const (
	TalkGoesOn  TalkOutcome = "goes_on"
	TalkChanges TalkOutcome = "changes" // it goes on in another way
	TalkThins   TalkOutcome = "thins"
	TalkPauses  TalkOutcome = "pauses"
	TalkCloses  TalkOutcome = "closes"
	TalkThinks  TalkOutcome = "thinks"
)

// TalkOutcomes lists them in the order they are offered.
var TalkOutcomes = []TalkOutcome{TalkGoesOn, TalkChanges, TalkThins, TalkPauses, TalkCloses, TalkThinks}

// Benefit is how much the client says they got of the service.
type Benefit string

// The answers.
const (
	BenefitMuch   Benefit = "much"
	BenefitSome   Benefit = "some"
	BenefitLittle Benefit = "little"
	BenefitNone   Benefit = "none"
)

// Benefits lists them in the order they are offered.
var Benefits = []Benefit{BenefitMuch, BenefitSome, BenefitLittle, BenefitNone}

// Fares is how the client says they fare against the beginning.
type Fares string

// The answers.
const (
	FaresBetter Fares = "better"
	FaresSame   Fares = "same"
	FaresWorse  Fares = "worse"
)

// FaresWords lists them in the order they are offered.
var FaresWords = []Fares{FaresBetter, FaresSame, FaresWorse}

// Feedback is what the client says of the service (F17). All of it may be empty:
// nobody is asked who does not want to be.
type Feedback struct {
	Benefit   Benefit
	Fares     Fares
	Recommend *int   // 0–10; nil: not told
	Words     string // the client's own
}

// Empty tells that nothing was said.
func (f Feedback) Empty() bool { return f == Feedback{} }

// ClosingTalk (keskustelu tuen jatkosta) is a talk about whether and how coaching
// goes on: thinned, ended or as it is (F17). It closes nothing by itself.
type ClosingTalk struct {
	Noted
	EpisodeID int64
	On        Day
	ClosingTalkTerms
}

// ClosingTalkTerms are what was talked about and decided.
type ClosingTalkTerms struct {
	Cause    TalkCause
	Present  []Attendant
	Text     string
	Outcome  TalkOutcome
	HandedTo string // who carries on, when support thins or ends
	LookOn   Day    // when it is talked about again; zero when it ends
	Feedback Feedback
}

// ClosingTalkNote is what is noted of such a talk. The day, the cause and what was
// decided are asked for.
type ClosingTalkNote struct {
	On Day
	ClosingTalkTerms
}

const (
	talkAgain  = 91 // days after which it is talked about again, unless another day is agreed
	mostPoints = 10
)

// NoteClosingTalk makes a closing talk. It refuses with problem.Conflict when coaching
// has not begun or has ended, and with problem.Invalid a missing day, one before
// the start or ahead, words that are none, a day to talk again that is not after
// it, points outside 0–10 and texts that are too long.
func NoteClosingTalk(e Episode, in ClosingTalkNote, today Day) (ClosingTalk, error) {
	if err := e.canChange("on"); err != nil {
		return ClosingTalk{}, err
	}
	return in.talk(e, today)
}

// CorrectClosingTalk gives a closing talk another text. It refuses what NoteClosingTalk refuses
// as invalid.
func CorrectClosingTalk(old ClosingTalk, e Episode, in ClosingTalkNote, today Day) (ClosingTalk, error) {
	changed, err := in.talk(e, today)
	if err != nil {
		return old, err
	}
	changed.Noted = old.Noted
	return changed, nil
}

func (in ClosingTalkNote) talk(e Episode, today Day) (ClosingTalk, error) {
	t := ClosingTalk{EpisodeID: e.ID, On: in.On, ClosingTalkTerms: in.ClosingTalkTerms}
	t.Text, t.HandedTo, t.Feedback.Words = strings.TrimSpace(t.Text), strings.TrimSpace(t.HandedTo), strings.TrimSpace(t.Feedback.Words)
	switch {
	case t.Outcome == TalkCloses:
		t.LookOn = Day{}
	case t.LookOn.IsZero() && !t.On.IsZero():
		t.LookOn = t.On.AddDays(talkAgain)
	}
	if t.Outcome != TalkThins && t.Outcome != TalkCloses {
		t.HandedTo = ""
	}
	var f problem.Fields
	checkDay(&f, "on", t.On, today)
	if !t.On.IsZero() && t.On.Before(e.StartedOn) {
		f.Add("on", "episode.before_start", problem.Args{"on": e.StartedOn})
	}
	oneOf(&f, "cause", t.Cause, TalkCauses)
	allOf(&f, "present", t.Present, Attendants)
	checkText(&f, "text", t.Text, maxCaseNote)
	oneOf(&f, "outcome", t.Outcome, TalkOutcomes)
	checkText(&f, "handed_to", t.HandedTo, maxHandedTo)
	if !t.LookOn.IsZero() && !t.LookOn.After(t.On) {
		f.Add("look_on", "talk.look_past")
	}
	if t.Feedback.Benefit != "" {
		oneOf(&f, "benefit", t.Feedback.Benefit, Benefits)
	}
	if t.Feedback.Fares != "" {
		oneOf(&f, "fares", t.Feedback.Fares, FaresWords)
	}
	if n := t.Feedback.Recommend; n != nil && (*n < 0 || *n > mostPoints) {
		f.Add("recommend", "talk.recommend_range")
	}
	checkText(&f, "words", t.Feedback.Words, maxSupportText)
	if err := f.Problem(); err != nil {
		return ClosingTalk{}, err
	}
	return t, nil
}

// LastTalk is the newest talk that stands on the day. The bool is false when
// there is none.
func LastTalk(all []ClosingTalk, on Day) (last ClosingTalk, ok bool) {
	for _, t := range all {
		if !t.Withdrawn && !t.On.After(on) && (!ok || t.On.After(last.On) || t.On == last.On && t.ID > last.ID) {
			last, ok = t, true
		}
	}
	return last, ok
}
