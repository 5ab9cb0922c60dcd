package casework

import (
	"slices"
	"strings"

	"sijoita/problem"
)

// TalkOccasion is when it was talked about what employers are told (F14).
type TalkOccasion string

// The occasions.
const (
	TalkBeforeSearch    TalkOccasion = "search"    // before employers are met
	TalkBeforeInterview TalkOccasion = "interview" // before an interview
	TalkBeforeStart     TalkOccasion = "start"     // before a job starts
	TalkNoJob           TalkOccasion = "no_job"    // the search has not led to work
	TalkAtWork          TalkOccasion = "at_work"   // something at work brought it up
	TalkOther           TalkOccasion = "other"
)

// TalkOccasions lists them in the order they are offered.
var TalkOccasions = []TalkOccasion{TalkBeforeSearch, TalkBeforeInterview, TalkBeforeStart, TalkNoJob, TalkAtWork, TalkOther}

// Weighed is something that was gone through in a talk.
type Weighed string

// What may be gone through (criterion 13).
const (
	WeighedBenefits    Weighed = "benefits"    // what speaks for telling
	WeighedDrawbacks   Weighed = "drawbacks"   // what speaks against it
	WeighedAdjustments Weighed = "adjustments" // which adjustments of work it would open
	WeighedCoach       Weighed = "coach"       // how the coach presents themselves: a county's coach tells something already
	WeighedWords       Weighed = "words"       // examples of words
)

// AllWeighed lists them in the order they are offered.
var AllWeighed = []Weighed{WeighedBenefits, WeighedDrawbacks, WeighedAdjustments, WeighedCoach, WeighedWords}

// Teller is who tells.
type Teller string

// The tellers.
const (
	ClientTells  Teller = "client"
	CoachTells   Teller = "coach"
	TogetherTell Teller = "together"
)

// Tellers lists them in the order they are offered.
var Tellers = []Teller{ClientTells, CoachTells, TogetherTell}

// DisclosureTalk (keskustelu kertomisesta) is a talk with a client on what
// employers are told: what was weighed, and what was decided. Another talk is
// another record.
type DisclosureTalk struct {
	Noted
	EpisodeID int64
	On        Day
	TalkTerms
}

// TalkTerms are what is noted of a talk.
type TalkTerms struct {
	Occasion TalkOccasion
	Weighed  []Weighed
	Thoughts string // what speaks for and against, in the client's words
	Told     Disclosure
	Sentence string // that may be said, word for word
	NotSaid  string
	By       Teller // empty: not told, or nobody tells
	Whom     string // who is told
	When     string // and at what point
	Agreed   bool   // the client has read or heard this, and agrees
}

// TalkNote is a talk as it is noted. Only the day is asked for: not to have
// decided is a normal answer.
type TalkNote struct {
	On Day
	TalkTerms
}

const maxThoughts = 2000

// NoteTalk makes a talk in an episode. It refuses with problem.Conflict when the
// episode is over, and with problem.Invalid a day ahead or before the referral,
// words that are none, and texts that are too long.
func NoteTalk(e Episode, in TalkNote, today Day) (DisclosureTalk, error) {
	switch {
	case !e.EndedOn.IsZero():
		return DisclosureTalk{}, stands("on", "episode.has_ended", e.EndedOn)
	case e.StartedOn.IsZero() && !e.CancelledOn.IsZero():
		return DisclosureTalk{}, stands("on", "episode.was_cancelled", e.CancelledOn)
	}
	return in.talk(e, today)
}

// CorrectTalk gives a talk another text. It refuses what NoteTalk refuses as
// invalid.
func CorrectTalk(old DisclosureTalk, e Episode, in TalkNote, today Day) (DisclosureTalk, error) {
	changed, err := in.talk(e, today)
	if err != nil {
		return old, err
	}
	changed.Noted = old.Noted
	return changed, nil
}

func (in TalkNote) talk(e Episode, today Day) (DisclosureTalk, error) {
	k := DisclosureTalk{EpisodeID: e.ID, On: in.On, TalkTerms: in.tidied()}
	if k.On.IsZero() {
		k.On = today
	}
	var f problem.Fields
	checkDay(&f, "on", k.On, today)
	if k.On.Before(e.ReferredOn) {
		f.Add("on", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	}
	oneOf(&f, "occasion", k.Occasion, TalkOccasions)
	oneOf(&f, "told", k.Told, Disclosures)
	for _, w := range in.TalkTerms.Weighed {
		oneOf(&f, "weighed", w, AllWeighed)
	}
	if k.By != "" {
		oneOf(&f, "by", k.By, Tellers)
	}
	checkText(&f, "thoughts", k.Thoughts, maxThoughts)
	checkText(&f, "sentence", k.Sentence, maxSentence)
	checkText(&f, "not_said", k.NotSaid, maxPlanText)
	checkText(&f, "whom", k.Whom, maxName)
	checkText(&f, "when", k.When, maxName)
	if err := f.Problem(); err != nil {
		return DisclosureTalk{}, err
	}
	return k, nil
}

// tidied leaves out what belongs to another decision. What was weighed stands in
// the order of the form, each once.
func (in TalkNote) tidied() TalkTerms {
	t := in.TalkTerms
	t.Occasion, t.Told = or(t.Occasion, TalkOther), or(t.Told, DiscloseUndecided)
	t.Thoughts, t.Sentence, t.NotSaid = strings.TrimSpace(t.Thoughts), strings.TrimSpace(t.Sentence), strings.TrimSpace(t.NotSaid)
	t.Whom, t.When = oneLine(t.Whom), oneLine(t.When)
	if !t.Told.speaks() {
		t.Sentence, t.By, t.Whom, t.When = "", "", "", ""
	}
	t.Weighed = nil
	for _, w := range AllWeighed {
		if slices.Contains(in.TalkTerms.Weighed, w) {
			t.Weighed = append(t.Weighed, w)
		}
	}
	return t
}

// Weighs tells whether what speaks for and against telling was gone through.
func (k DisclosureTalk) Weighs() bool {
	return slices.Contains(k.Weighed, WeighedBenefits) && slices.Contains(k.Weighed, WeighedDrawbacks)
}

// Telling is what holds of what employers are told, and since when.
type Telling struct {
	On       Day
	Told     Disclosure
	Sentence string
	NotSaid  string
}

// TellingOn is what holds on a day of what employers are told: by the newest plan
// or talk that stands, and of one day by the talk. The bool is false when there
// is neither.
func TellingOn(plans []Plan, talks []DisclosureTalk, on Day) (told Telling, ok bool) {
	if p, there := PlanOn(plans, on); there {
		told, ok = Telling{p.On, p.Told, p.Sentence, p.NotSaid}, true
	}
	var newest DisclosureTalk
	for _, k := range talks {
		if !k.Withdrawn && !k.On.After(on) && !k.On.Before(told.On) && (newest.On.IsZero() || k.On.After(newest.On) || k.On == newest.On && k.ID > newest.ID) {
			newest = k
			told, ok = Telling{k.On, k.Told, k.Sentence, k.NotSaid}, true
		}
	}
	return told, ok
}

// TellingDays lists the days on which it was talked about what employers are told,
// the earliest first, each once: those of the talks, and those of plans that
// changed it.
func TellingDays(plans []Plan, talks []DisclosureTalk) []Day {
	var days []Day
	for _, k := range talks {
		if !k.Withdrawn {
			days = append(days, k.On)
		}
	}
	standing := slices.DeleteFunc(slices.Clone(plans), func(p Plan) bool { return p.Withdrawn })
	slices.SortFunc(standing, func(a, b Plan) int {
		if b.newer(a) {
			return -1
		}
		return 1
	})
	before := Plan{PlanTerms: PlanTerms{Told: DiscloseUndecided}}
	for _, p := range standing {
		if p.Told != before.Told || p.Sentence != before.Sentence || p.NotSaid != before.NotSaid {
			days = append(days, p.On)
		}
		before = p
	}
	slices.SortFunc(days, Day.Compare)
	return slices.Compact(days)
}
